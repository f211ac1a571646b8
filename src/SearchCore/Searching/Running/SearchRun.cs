using SearchCore.Searching.Budget;
using SearchCore.Searching.Columns;
using SearchCore.Searching.Facets;
using SearchCore.Searching.Partials;
using SearchCore.Searching.Planning;
using SearchCore.Searching.Ranking;
using SearchCore.Searching.Snapshots;
using SearchCore.Searching.Suggesting;
using SearchCore.Searching.Trends;

namespace SearchCore.Searching.Running;

/// <summary>
/// One search over one index or several: text to tree to plan; every index finds its part by common statistics; the parts are merged; only
/// what is shown is read.
/// </summary>
internal static class SearchRun
{
    // One hit more than wanted tells whether there are further ones.
    private const int Further = 1;

    public static SearchResults Search(PointInTimeSet points, SearchRequest request, TimeProvider clock, CancellationToken cancellation)
    {
        var budget = new SearchBudget(clock, request.TimeLimit, cancellation);
        request = RequestDirectives.Apply(request, points);
        var after = Resume(ref request);
        var zone = RequestCheck.Zone(request);
        var members = new List<IndexSearch>(points.Members.Count);
        try
        {
            var plan = SearchPlan.Prepare(points, request, budget);
            var against = SignificanceMaking.BackgroundOf(request, points) is { } other
                ? SearchPlan.Prepare(points, other, budget)
                : null;
            var facets = new FacetPlan(plan.Request);
            foreach (var point in points.Members)
            {
                members.Add(new IndexSearch(point, members.Count, plan, facets, after?.Place, Size(request), budget));
            }

            return Search(points, request, plan, against, facets, members, after, zone, budget);
        }
        catch (BudgetExceededException)
        {
            // There was not even time to make the query ready, or to put together what was found.
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
        finally
        {
            foreach (var member in members)
            {
                member.Dispose();
            }
        }
    }

    private static SearchResults Search(
        PointInTimeSet points,
        SearchRequest request,
        SearchPlan plan,
        SearchPlan? against,
        FacetPlan facets,
        List<IndexSearch> members,
        Cursor? after,
        TimeZoneInfo zone,
        SearchBudget budget)
    {
        var statistics = ScoringStatistics.Merge([.. members.Select(m => m.Statistics)]);
        var parts = members.ConvertAll(m => m.Collect(statistics, withTies: members.Count > 1));
        var found = PartialResults.Merge(parts, Size(request), budget);
        var window = request.Skip + request.Limit;
        var shown = found.Hits.Skip(request.Skip).Take(request.Limit).ToList();
        var hits = FetchPhase.Fetch(points, shown, request, plan.Highlights, budget);
        return new SearchResults
        {
            Total = new(found.Total, budget.WasExceeded ? TotalRelation.AtLeast : TotalRelation.Exact),
            Hits = hits,
            Facets = facets.Facets(found.Facets, budget),
            Timeline = request.Timeline is { } timeline ? Timeline(timeline, zone, found, facets, members, budget) : null,
            Significant = new SignificanceMaking(points, plan, against, members, budget).Make(found, facets),
            Suggestions = request.Suggest && found.Total < Math.Max(1, window) && !budget.WasExceeded
                ? new Suggester(points, budget).Suggest(plan.Parsed.Tree!, plan.Parsed.Text, plan.Parsed.SpanOf)
                : [],
            Next = hits.Count > 0 && found.Hits.Count > request.Skip + hits.Count
                ? Next(points, request, shown[hits.Count - 1], hits[^1])
                : null,
            IsPartial = budget.WasExceeded,
            Warnings = after is { } cursor && cursor.State != points.Identity
                ? [Faults.Moved(cursor.Sequence, points.Sequence), .. plan.Warnings, .. SignificanceMaking.Told(against)]
                : [.. plan.Warnings, .. SignificanceMaking.Told(against)],
            Took = budget.Elapsed,
        };
    }

    // How many hits are wanted of each index: none is kept where none is shown.
    private static int Size(SearchRequest request) => request.Limit == 0 ? 0 : request.Skip + request.Limit + Further;

    // Without buckets where the time was not enough: counts of a part of the archive say nothing about its course.
    private static Timeline Timeline(
        TimelineRequest request, TimeZoneInfo zone, PartialResults found, FacetPlan facets, IReadOnlyList<IndexSearch> members,
        SearchBudget budget)
    {
        try
        {
            budget.Check();
            var values = facets.Series(found.Facets, budget);
            var bounds = found.Bounds!.Value;
            if (bounds.IsEmpty)
            {
                return new()
                {
                    Unit = request.Unit,
                    Zone = zone.Id,
                    Undated = bounds.Undated,
                    Series = [.. (values ?? []).Select(v => new TimelineSeries { Value = v })],
                };
            }

            return new TimelineMaking(members, zone, budget).Make(request, bounds, values);
        }
        catch (BudgetExceededException)
        {
            return new() { Unit = request.Unit, Zone = zone.Id };
        }
    }

    /// <summary>
    /// Every match in the order asked for, however many; skip, limit, time limit and cursor are ignored. The query runs once.
    /// </summary>
    /// <exception cref="QueryException">The request cannot run; or one article has more places than are looked through, so that the answer
    /// would not be whole.</exception>
    public static IEnumerable<RankedHit> All(PointInTimeSet points, SearchRequest request, CancellationToken cancellation) =>
        AllMatches.Merge([.. Collect(points, request, cancellation).Select(m => m.InOrder())]);

    /// <summary>The ids of all matches, in no order.</summary>
    /// <exception cref="QueryException">As for <see cref="All"/>.</exception>
    public static IReadOnlyList<string> AllIds(PointInTimeSet points, SearchRequest request, CancellationToken cancellation) =>
        [.. Collect(points, request, cancellation).SelectMany(m => m.Ids())];

    private static List<AllMatches> Collect(PointInTimeSet points, SearchRequest request, CancellationToken cancellation)
    {
        request = RequestDirectives.Apply(request, points) with
        {
            Facets = [],
            Timeline = null,
            Significant = [],
            Against = null,
            Skip = 0,
            Limit = 0,
            After = null,
        };
        var budget = new SearchBudget(TimeProvider.System, Timeout.InfiniteTimeSpan, cancellation);
        var plan = SearchPlan.Prepare(points, request, budget);
        var statistics = ScoringStatistics.Merge(
            [.. points.Members.Select(p => ScoringStatistics.Of(p, plan.Clause, plan.ScoresLiveArticles, budget))]);
        var collected = new List<AllMatches>(points.Members.Count);
        foreach (var point in points.Members)
        {
            var matches = new AllMatches(SortKeys.Of(request.Sort, request.SortBy, point.Fields), budget);
            IndexSearch.Run(point, point.Segments, plan, statistics, matches, budget);
            collected.Add(matches);
        }

        if (budget.WasExceeded)
        {
            RequestCheck.ThrowOnError(request.Query ?? string.Empty, [Faults.TooManyPlaces()]);
        }

        return collected;
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

    private static string Next(PointInTimeSet points, SearchRequest request, PartialHit last, SearchHit hit)
    {
        var place = new SortPosition(last.Key, hit.Published?.UnixSeconds ?? OptionalNumbers.None, hit.Id);
        return new Cursor(points.Identity, points.Sequence, Cursor.FingerprintOf(request), request.Now?.UtcTicks ?? 0, place).ToString();
    }
}
