using Lucene.Net.Index;

using SearchCore.Analysis;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Columns;
using SearchCore.Searching.Lookups;
using SearchCore.Searching.Planning;

namespace SearchCore.Searching.Suggesting;

/// <summary>The most frequent terms of a text field that begin in some way, ties in the order of terms.</summary>
/// <param name="Field">The field.</param>
/// <param name="Beginning">What they begin with, folded.</param>
/// <param name="Top">How many.</param>
internal sealed record TermList(string Field, string Beginning, int Top)
{
    /// <summary>That of what somebody asks for.</summary>
    /// <exception cref="QueryException">The number is out of bounds.</exception>
    public static TermList Of(string field, string prefix, int top) => top is < 1 or > QueryLimits.MaxFacetValues
        ? throw new QueryException(string.Empty, [Faults.FacetTop(field)])
        : new(field, TextFolding.FoldValue(prefix), top);

    /// <summary>What is asked of shards for it.</summary>
    public TermsStarting Question => new(Field, Beginning);

    /// <summary>The best of what they answer.</summary>
    public FacetValue[] Best(IEnumerable<FacetValue> terms) =>
        [.. terms.OrderByDescending(t => t.Count).ThenBy(t => t.Value, Utf8Order.Comparer).Take(Top)];

    /// <summary>That of an index. Of millions of terms only the best are kept.</summary>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public FacetValue[] In(IndexReader reader, SearchBudget budget)
    {
        var best = new PriorityQueue<FacetValue, (long Count, long Behind)>();
        var place = 0L;
        foreach (var terms in TermsStarting.In(reader, Field, Beginning, budget))
        {
            place++;
            var rank = (terms.DocFreq, -place);
            if (best.Count < Top)
            {
                best.Enqueue(new(terms.Term.Utf8ToString(), terms.DocFreq), rank);
            }
            else if (best.TryPeek(out _, out var worst) && rank.CompareTo(((int)worst.Count, worst.Behind)) > 0)
            {
                best.DequeueEnqueue(new(terms.Term.Utf8ToString(), terms.DocFreq), rank);
            }
        }

        return Best(best.UnorderedItems.Select(item => item.Element));
    }
}
