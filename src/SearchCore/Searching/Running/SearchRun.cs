using SearchCore.Searching.Budget;
using SearchCore.Searching.Facets;
using SearchCore.Searching.Planning;
using SearchCore.Searching.Ranking;
using SearchCore.Searching.Snapshots;
using SearchCore.Searching.Suggesting;
using SearchCore.Searching.Trends;

namespace SearchCore.Searching.Running;

/// <summary>One search: text to tree to Lucene query, one pass over the matches, values copied out.</summary>
internal static class SearchRun
{
    // One hit more than wanted tells whether there are further ones.
    private const int Further = 1;

    public static SearchResults Search(PointInTime point, SearchRequest request, TimeProvider clock, CancellationToken cancellation)
    {
        var budget = new SearchBudget(clock, request.TimeLimit, cancellation);
        request = RequestDirectives.Apply(request, point.Kinds);
        var after = Resume(ref request);
        var zone = RequestCheck.Zone(request);
        try
        {
            var plan = SearchPlan.Prepare(point, request, budget);
            var facets = new FacetPlan(point, plan.Request, budget);
            return Search(point, request, plan, facets, after, zone, budget);
        }
        catch (BudgetExceededException)
        {
            // There was not even time to make the query ready.
            return new SearchResults
            {
                Total = new(0, TotalRelation.AtLeast),
                Hits = [],
                Facets = [.. request.Facets.Select(f => new Facet { Kind = f.Kind })],
                Timeline = request.Timeline is { } timeline ? new() { Unit = timeline.Unit, Zone = zone.Id } : null,
                Significant = [.. request.Significant.Select(s => new Significance { Kind = s.Kind })],
                IsPartial = true,
                Took = budget.Elapsed,
            };
        }
    }

    private static SearchResults Search(PointInTime point, SearchRequest request, SearchPlan plan, FacetPlan facets, Cursor? after, TimeZoneInfo zone, SearchBudget budget)
    {
        var sampled = request.Significant.Any(s => s.Kind == SignificantRequest.Words);
        var window = request.Skip + request.Limit;
        using var collector = new HitCollector(
            Math.Max(window + Further, sampled ? SignificanceRun.MaxSample : 0),
            request.Sort,
            after?.Place,
            facets.Counts,
            plan.Choices,
            request.Timeline is null ? 0 : point.Reader.Leaves.Count,
            budget);
        SearchPass.Run(point.Searcher, plan.Query, plan.Filters, collector, budget);
        var ranked = collector.Finish();
        var shown = ranked.Skip(request.Skip).Take(request.Limit).ToList();
        var warnings = after is { } cursor && cursor.State != point.Identity ? [Faults.Moved(cursor.Sequence, point.Sequence), .. plan.Warnings] : plan.Warnings;
        return new SearchResults
        {
            Total = new(collector.Total, budget.WasExceeded ? TotalRelation.AtLeast : TotalRelation.Exact),
            Hits = FetchPhase.Copy(shown, request, plan.Highlights, budget),
            Facets = facets.Facets(collector),
            Timeline = request.Timeline is { } timeline ? TimelineRun.Make(point, timeline, zone, collector.Matched, facets.Series(collector), budget) : null,
            Significant = [.. request.Significant.Select(s => s.Kind == SignificantRequest.Words
                ? SignificanceRun.OfWords(point, ranked.Take(SignificanceRun.MaxSample), s.Top, budget)
                : facets.Significant(collector, s))],
            Suggestions = request.Suggest && collector.Total < Math.Max(1, window) && !budget.WasExceeded
                ? new Suggester(point, budget).Suggest(plan.Parsed.Tree!, plan.Parsed.Text, plan.Parsed.SpanOf)
                : [],
            Next = shown.Count > 0 && ranked.Count > window ? Next(point, request, shown[^1]) : null,
            IsPartial = budget.WasExceeded,
            Warnings = warnings,
            Took = budget.Elapsed,
        };
    }

    /// <summary>Every match in the order asked for, however many; skip, limit, time limit and cursor are ignored.</summary>
    /// <remarks>Page by page, so that the memory it takes does not depend on how many there are.</remarks>
    /// <exception cref="QueryException">The request cannot run; or, in the middle, one article has more places than are looked through, so that the answer would not be whole.</exception>
    public static IEnumerable<RankedHit> All(PointInTime point, SearchRequest request, CancellationToken cancellation)
    {
        request = RequestDirectives.Apply(request, point.Kinds) with { Facets = [], Timeline = null, Significant = [], Skip = 0, Limit = 0, After = null };
        var budget = new SearchBudget(TimeProvider.System, Timeout.InfiniteTimeSpan, cancellation);
        var plan = SearchPlan.Prepare(point, request, budget);
        SortPosition? last = null;
        IReadOnlyList<RankedHit> page;
        do
        {
            using var collector = new HitCollector(QueryLimits.MaxWindow, request.Sort, last, [], plan.Choices, 0, budget);
            SearchPass.Run(point.Searcher, plan.Query, plan.Filters, collector, budget);
            page = collector.Finish();
            if (budget.WasExceeded)
            {
                RequestCheck.ThrowOnError(request.Query ?? string.Empty, [Faults.TooManyPlaces()]);
            }

            foreach (var hit in page)
            {
                budget.Check();
                yield return hit;
            }

            last = page.Count > 0 ? new(page[^1].Key, page[^1].Id) : null;
        }
        while (page.Count == QueryLimits.MaxWindow);
    }

    // The request as it was asked first: what relative dates count from is what it was then.
    private static Cursor? Resume(ref SearchRequest request)
    {
        if (request.After is not { } token)
        {
            return null;
        }

        if (!Cursor.TryRead(token, out var cursor))
        {
            RequestCheck.ThrowOnError(request.Query ?? string.Empty, [Faults.BadCursor()]);
        }

        if (cursor!.Query != Cursor.FingerprintOf(request))
        {
            RequestCheck.ThrowOnError(request.Query ?? string.Empty, [Faults.ForeignCursor()]);
        }

        request = request with { Now = cursor.Now == 0 ? null : new DateTimeOffset(cursor.Now, TimeSpan.Zero) };
        return cursor;
    }

    private static string Next(PointInTime point, SearchRequest request, RankedHit last) =>
        new Cursor(point.Identity, point.Sequence, Cursor.FingerprintOf(request), request.Now?.UtcTicks ?? 0, new(last.Key, last.Id)).ToString();
}
