using Lucene.Net.Util;

using SearchCore.Searching.Budget;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Running;

/// <summary>Makes points in time that know of a scope's articles alone.</summary>
internal static class ScopedPoints
{
    /// <summary>Points in time within a scope. They are leased as the points themselves are.</summary>
    /// <exception cref="QueryException">The scope's condition cannot be searched for.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static PointInTimeSet Within(PointInTimeSet points, SearchScope scope, CancellationToken cancellation) =>
        new([.. points.Members.Select(p => p.Within(scope, () => Find(p, scope, cancellation)))]);

    private static IReadOnlyList<FixedBitSet?> Find(PointInTime point, SearchScope scope, CancellationToken cancellation)
    {
        var budget = new SearchBudget(TimeProvider.System, Timeout.InfiniteTimeSpan, cancellation);
        var request = new SearchRequest { Tree = scope.Articles, Limit = 0, Suggest = false };
        // Synonyms widen what is found; who may see what they widen not.
        var plan = SearchPlan.Prepare(new PointInTimeSet([point]) { HasSynonyms = false }, request, budget);
        var matches = new MatchBits(point.Segments.Count, budget);
        IndexSearch.Run(point, point.Segments, plan, point.Ask(plan.Statistics, budget), matches, budget);
        if (budget.WasExceeded)
        {
            RequestCheck.ThrowOnError(string.Empty, [Planning.Faults.TooManyPlaces()]);
        }

        return matches.Matched;
    }
}
