using Lucene.Net.Index;
using Lucene.Net.Util;

using SearchCore.Analysis;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Planning;

namespace SearchCore.Searching.Suggesting;

/// <summary>The terms of a text field.</summary>
internal static class TermList
{
    private const int StepsATerm = 50;

    /// <summary>The most frequent terms that begin so, ties in the order of terms.</summary>
    public static IReadOnlyList<FacetValue> Of(IndexReader reader, string field, string prefix, int top, SearchBudget budget)
    {
        if (top is < 1 or > QueryLimits.MaxFacetValues)
        {
            throw new QueryException(string.Empty, [Faults.FacetTop(field)]);
        }

        if (MultiFields.GetTerms(reader, field)?.GetEnumerator() is not { } terms)
        {
            return [];
        }

        var best = new PriorityQueue<FacetValue, (long Count, long Behind)>();
        var start = new BytesRef(TextFolding.FoldValue(prefix));
        var place = 0L;
        for (var found = terms.SeekCeil(start) != TermsEnum.SeekStatus.END;
             found && StringHelper.StartsWith(terms.Term, start);
             found = terms.MoveNext())
        {
            budget.Spend(StepsATerm);
            place++;
            var rank = (terms.DocFreq, -place);
            if (best.Count < top)
            {
                best.Enqueue(new(terms.Term.Utf8ToString(), terms.DocFreq), rank);
            }
            else if (best.TryPeek(out _, out var worst) && rank.CompareTo(((int)worst.Count, worst.Behind)) > 0)
            {
                best.DequeueEnqueue(new(terms.Term.Utf8ToString(), terms.DocFreq), rank);
            }
        }

        var values = new List<FacetValue>();
        while (best.TryDequeue(out var value, out _))
        {
            values.Add(value);
        }

        values.Reverse();
        return values;
    }
}
