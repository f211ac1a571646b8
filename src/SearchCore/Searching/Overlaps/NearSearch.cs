using System.Numerics;

using SearchCore.Analysis;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Overlaps;

/// <summary>Finds the articles whose bodies overlap with a text.</summary>
internal static class NearSearch
{
    private const int StepsAnArticle = 5_000;

    /// <summary>
    /// The ids of the articles of an index that overlap so much, with how much they do: signatures say which are read, the texts say the
    /// rest.
    /// </summary>
    /// <param name="point">The index.</param>
    /// <param name="text">The text's shingles.</param>
    /// <param name="atLeast">The least overlap, <see cref="Likeness.Least"/> to 1.</param>
    /// <param name="budget">The time there is.</param>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public static IReadOnlyList<(string Id, double Overlap)> Find(PointInTime point, Shingles text, double atLeast, SearchBudget budget)
    {
        var found = new List<(string, double)>();
        if (text.Count == 0)
        {
            return found;
        }

        var sketch = BodySignature.Of(text);
        var least = Likeness.LeastCommon(atLeast);
        foreach (var segment in point.Segments)
        {
            SignatureScan.Visit(segment, budget, Compare);

            void Compare(int document, ReadOnlySpan<byte> signature)
            {
                var common = BodySignature.Common(sketch, signature);
                if (!(atLeast < Likeness.Near ? BitOperations.PopCount(common) >= least : Likeness.MayBeNear(common)))
                {
                    return;
                }

                budget.Spend(StepsAnArticle);
                if (StoredBody.Shingles(segment, document).OverlapWith(text) is var overlap && overlap >= atLeast)
                {
                    found.Add((StoredBody.Id(segment, document), overlap));
                }
            }
        }

        return found;
    }
}
