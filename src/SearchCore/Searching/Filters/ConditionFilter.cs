using System.Runtime.InteropServices;

using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

using SearchCore.Searching.Budget;
using SearchCore.Searching.Planning;

namespace SearchCore.Searching.Filters;

/// <summary>Conditions as filters of Lucene's.</summary>
internal static class ConditionFilter
{
    /// <summary>
    /// The filter of a condition that looks at articles one by one or at terms; conditions that are queries of Lucene's have none.
    /// </summary>
    public static Filter Of(ArticleCondition condition, SearchBudget budget) => condition switch
    {
        HasAnyTerm any => new TermSetFilter([.. any.Terms.Select(ToTerm)], budget),
        HasTermStarting starting => new TermPrefixFilter(starting.Field, starting.Beginnings, budget),
        HasText text => new TextPresenceFilter(text.Field, budget),
        HasDate => new DatePresenceFilter(budget),
        NumberWithin number => new NumberRangeFilter(number.Column, [(number.First, number.Last)], budget),
        NumberWithinAny any => new NumberRangeFilter(any.Column, [.. any.Ranges.Select(r => (r.First, r.Last))], budget),
        _ => throw new InvalidOperationException($"There is no filter of {condition.GetType().Name}."),
    };

    /// <summary>A term as Lucene has it.</summary>
    public static Term ToTerm(this FieldTerm term) => MemoryMarshal.TryGetArray(term.Bytes, out var bytes)
        ? new Term(term.Field, new BytesRef(bytes.Array, bytes.Offset, bytes.Count))
        : new Term(term.Field, new BytesRef(term.Bytes.ToArray()));
}
