using SearchCore.Searching.Language;

namespace SearchCore.Searching.Execution;

/// <summary>One search: text to tree to Lucene query, one pass over the matches, values copied out.</summary>
internal static class SearchRun
{
    // One hit more than wanted tells whether there are further ones.
    private const int Further = 1;

    public static SearchResults Search(SearchState state, SearchRequest request, TimeProvider clock, CancellationToken cancellation)
    {
        var budget = new SearchBudget(clock, request.TimeLimit, cancellation);
        request = RequestDirectives.Apply(request, state.Kinds);
        var after = Resume(ref request);
        var zone = RequestCheck.Zone(request);
        try
        {
            var plan = SearchPlan.Prepare(state, request, budget);
            var facets = new FacetPlan(state, plan.Request, budget);
            return Search(state, request, plan, facets, after, zone, budget);
        }
        catch (BudgetExceededException)
        {
            // There was not even time to make the query ready.
            return new SearchResults
            {
                Total = 0,
                Hits = [],
                Facets = [.. request.Facets.Select(f => new Facet(f.Kind, []))],
                Timeline = request.Timeline is { } timeline ? new(timeline.Unit, zone.Id, []) : null,
                Significant = [.. request.Significant.Select(s => new Significance(s.Kind, []))],
                IsPartial = true,
                Took = budget.Elapsed,
            };
        }
    }

    private static SearchResults Search(SearchState state, SearchRequest request, SearchPlan plan, FacetPlan facets, Cursor? after, TimeZoneInfo zone, SearchBudget budget)
    {
        var sampled = request.Significant.Any(s => s.Kind == SignificantRequest.Words);
        var window = request.Skip + request.Limit;
        using var collector = new HitCollector(
            Math.Max(window + Further, sampled ? SignificanceRun.MaxSample : 0),
            request.Sort,
            after?.Place,
            facets.Counts,
            plan.Choices,
            request.Timeline is null ? 0 : state.Reader.Leaves.Count,
            budget);
        SearchPass.Run(state.Searcher, plan.Query, plan.Filters, collector, budget);
        var ranked = collector.Finish();
        var shown = ranked.Skip(request.Skip).Take(request.Limit).ToList();
        var warnings = after is { } cursor && cursor.State != state.Identity ? [Faults.Moved(cursor.Sequence, state.Sequence), .. plan.Warnings] : plan.Warnings;
        return new SearchResults
        {
            Total = collector.Total,
            Hits = HitCopier.Copy(shown, request, plan.Marks, budget),
            Facets = facets.Facets(collector),
            Timeline = request.Timeline is { } timeline ? TimelineRun.Make(state, timeline, zone, collector.Matched, facets.Series(collector), budget) : null,
            Significant = [.. request.Significant.Select(s => s.Kind == SignificantRequest.Words
                ? SignificanceRun.OfWords(state, ranked.Take(SignificanceRun.MaxSample), s.Top, budget)
                : facets.Significant(collector, s))],
            Suggestions = request.Suggest && collector.Total < Math.Max(1, window) && !budget.WasExceeded
                ? new Suggester(state, budget).Suggest(plan.Parsed.Tree!, plan.Parsed.Text, plan.Parsed.SpanOf)
                : [],
            Next = shown.Count > 0 && ranked.Count > window ? Next(state, request, shown[^1]) : null,
            IsPartial = budget.WasExceeded,
            Warnings = warnings,
            Took = budget.Elapsed,
        };
    }

    /// <summary>Every match, however many, in one pass; skip, limit, time limit and cursor are ignored.</summary>
    /// <exception cref="QueryException">The request cannot run; or one article has more places than are looked through, so that the answer would not be whole.</exception>
    public static AllMatches All(SearchState state, SearchRequest request, CancellationToken cancellation)
    {
        request = RequestDirectives.Apply(request, state.Kinds) with { Facets = [], Timeline = null, Significant = [], Skip = 0, Limit = 0, After = null };
        var budget = new SearchBudget(TimeProvider.System, Timeout.InfiniteTimeSpan, cancellation);
        var plan = SearchPlan.Prepare(state, request, budget);
        var matches = new AllMatches(request.Sort, budget);
        SearchPass.Run(state.Searcher, plan.Query, plan.Filters, matches, budget);
        if (budget.WasExceeded)
        {
            RequestCheck.ThrowOnError(request.Query ?? string.Empty, [Faults.TooManyPlaces()]);
        }

        return matches;
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

    private static string Next(SearchState state, SearchRequest request, RankedHit last) =>
        new Cursor(state.Identity, state.Sequence, Cursor.FingerprintOf(request), request.Now?.UtcTicks ?? 0, new(last.Key, last.Id)).ToString();
}
