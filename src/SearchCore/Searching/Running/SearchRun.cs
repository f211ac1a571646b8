using SearchCore.Searching.Budget;
using SearchCore.Searching.Columns;
using SearchCore.Searching.Facets;
using SearchCore.Searching.Lookups;
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

    /// <summary>Searches indexes of this process.</summary>
    public static SearchResults Search(PointInTimeSet points, SearchRequest request, TimeProvider clock, CancellationToken cancellation) =>
        LocalSearch.Completed(SearchAsync(new LocalSearch(points), request, clock, cancellation));

    /// <summary>Searches.</summary>
    /// <exception cref="QueryException">The request cannot run.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async ValueTask<SearchResults> SearchAsync(
        ISearched searched, SearchRequest request, TimeProvider clock, CancellationToken cancellation)
    {
        var budget = new SearchBudget(clock, request.TimeLimit, cancellation);
        try
        {
            var (search, after) = await searched.WithTermsAsync(terms => Prepare(request, terms, budget), budget).ConfigureAwait(false);
            try
            {
                using var members = searched.Begin(search, budget);
                return await SearchAsync(searched, search, members, after, budget).ConfigureAwait(false);
            }
            catch (BudgetExceededException)
            {
                return Nothing(search.Plan.Request, searched, budget);
            }
        }
        catch (BudgetExceededException)
        {
            return Nothing(request, searched, budget);
        }
    }

    /// <summary>Makes a search ready.</summary>
    public static (PreparedSearch Search, Cursor? After) Prepare(SearchRequest request, ITermView terms, SearchBudget budget)
    {
        var asked = RequestDirectives.Apply(request, terms, out var read);
        var after = Resume(ref asked);
        if (after is not null)
        {
            // Days are counted from when the first page was asked for: what was read by today's is read again.
            read = null;
        }

        RequestCheck.Zone(asked);
        var plan = SearchPlan.Prepare(terms, asked, budget, read);
        var against = SignificanceMaking.BackgroundOf(asked, terms) is { } other ? SearchPlan.Prepare(terms, other, budget) : null;
        var statistics = terms.Ask(plan.Statistics, budget);
        var facets = new FacetPlan(plan.Request, FieldRanges.Of(plan.Request, terms));
        var ordered = OrderedBy(asked, terms, budget);
        var place = after is { Value: { } value } && ordered is not null
            ? after.Place with { Key = ordered.PlaceOf(value) * (asked.SortBy!.Descending ? 1 : -1) }
            : after?.Place;
        return (new(asked, plan, statistics, against, facets, place, Size(asked), ordered), after);
    }

    // There was not even time to make the query ready, or to put together what was found.
    private static SearchResults Nothing(SearchRequest request, ISearched searched, SearchBudget budget) => new()
    {
        Total = new(0, TotalRelation.AtLeast),
        Hits = [],
        Groups = request.GroupBy is null ? null : 0,
        Stories = request.Unique ? new(0, TotalRelation.AtLeast) : null,
        Facets = [.. request.Facets.Select(f => new Facet { Kind = f.Kind })],
        Timeline = request.Timeline is { } timeline ? Empty(timeline, request) : null,
        Significant = [.. request.Significant.Select(s => new Significance { Kind = s.Kind })],
        IsPartial = true,
        Missing = searched.Missing,
        Took = budget.Elapsed,
    };

    private static async ValueTask<SearchResults> SearchAsync(
        ISearched searched, PreparedSearch search, ISearchMembers members, Cursor? after, SearchBudget budget)
    {
        var (plan, request) = (search.Plan, search.Plan.Request);
        var found = await members.CollectAsync().ConfigureAwait(false);
        if (search.Facets.Overfull(found.Facets) is { } facet)
        {
            throw new QueryException(request.Query ?? string.Empty, [Faults.TooManyRanges(facet.Kind, RangeCounter.Most)]);
        }

        var window = request.Skip + request.Limit;
        var groups = found.Groups?.Ranked(found.Hits, search.After, search.Size);
        var ranked = groups is null ? found.Hits : [.. groups.Select(g => g.Hit)];
        var shown = Page(ranked, request.Skip, request.Limit);
        var hits = shown.Count > 0 ? await members.FetchAsync(shown).ConfigureAwait(false) : [];
        var told = SignificanceMaking.Told(search.Against);
        return new SearchResults
        {
            Total = new(found.Total, budget.WasExceeded || searched.Missing.Count > 0 ? TotalRelation.AtLeast : TotalRelation.Exact),
            Hits = groups is null
                ? HitsOf(hits)
                : await NamedAsync(hits, groups, found.Groups!, request.Unique, members).ConfigureAwait(false),
            Groups = request.GroupBy is null ? null : found.Groups!.Count,
            Stories = request.Unique
                ? new(found.Groups!.Count, budget.WasExceeded || searched.Missing.Count > 0 ? TotalRelation.AtLeast : TotalRelation.Exact)
                : null,
            Facets = search.Facets.Facets(found.Facets, budget),
            Timeline = request.Timeline is null
                ? null
                : await TimelineAsync(request, found, search.Facets, members, budget).ConfigureAwait(false),
            Significant = await new SignificanceMaking(searched, search, members, budget).MakeAsync(found).ConfigureAwait(false),
            Suggestions = request.Suggest && found.Total < Math.Max(1, window) && !budget.WasExceeded
                ? await searched.WithTermsAsync(
                    terms => new Suggester(terms, budget).Suggest(plan.Parsed.Tree!, plan.Parsed.Text, plan.Parsed.SpanOf), budget)
                    .ConfigureAwait(false)
                : [],
            Next = hits.Count > 0 && ranked.Count > request.Skip + hits.Count
                ? Next(searched, search, hits[^1].Place, hits[^1].Hit)
                : null,
            IsPartial = budget.WasExceeded || searched.Missing.Count > 0,
            Missing = searched.Missing,
            Warnings = after is { } cursor && cursor.State != searched.Identity
                ? [Faults.Moved(cursor.Sequence, searched.Sequence), .. plan.Warnings, .. told]
                : [.. plan.Warnings, .. told],
            Took = budget.Elapsed,
        };
    }

    private static ArraySegment<PartialHit> Page(IReadOnlyList<PartialHit> ranked, int skip, int limit)
    {
        var first = Math.Min(skip, ranked.Count);
        return new(ranked as PartialHit[] ?? [.. ranked], first, Math.Min(limit, ranked.Count - first));
    }

    private static SearchHit[] HitsOf(IReadOnlyList<(PartialHit Place, SearchHit Hit)> placed)
    {
        var hits = new SearchHit[placed.Count];
        for (var i = 0; i < hits.Length; i++)
        {
            hits[i] = placed[i].Hit;
        }

        return hits;
    }

    private static async ValueTask<IReadOnlyList<SearchHit>> NamedAsync(
        IReadOnlyList<(PartialHit Place, SearchHit Hit)> hits, IReadOnlyList<(PartialHit Hit, MatchGroup? Group)> ranked,
        GroupedMatches groups, bool areStories, ISearchMembers members)
    {
        var groupOf = ranked.ToDictionary(r => r.Hit, r => r.Group);
        if (!areStories)
        {
            return
            [
                .. hits.Select(h => groupOf[h.Place] is { } of ? h.Hit with { Group = new(groups.Name(of), of.Articles) } : h.Hit),
            ];
        }

        List<int> stories = [.. hits.Select(h => groupOf[h.Place]?.Number).OfType<int>()];
        var names = (await members.NameAsync(stories).ConfigureAwait(false)).Zip(stories).ToDictionary(n => n.Second, n => n.First);

        // Where a shard that has its first article is gone, a story goes by the hit.
        return
        [
            .. hits.Select(h => groupOf[h.Place] is { } group && names[group.Number] is var (id, articles)
                ? h.Hit with { Story = new() { Id = id ?? h.Hit.Id, Articles = articles, Matches = group.Articles } }
                : h.Hit),
        ];
    }

    // How many hits are wanted of each index: none is kept where none is shown.
    private static int Size(SearchRequest request) => request.Limit == 0 ? 0 : request.Skip + request.Limit + Further;

    // Without buckets where the time was not enough: counts of a part of the archive say nothing about its course.
    private static async ValueTask<Timeline> TimelineAsync(
        SearchRequest request, PartialResults found, FacetPlan facets, ISearchMembers members, SearchBudget budget)
    {
        var zone = RequestCheck.Zone(request);
        try
        {
            budget.Check();
            var values = facets.Series(found.Facets, budget);
            var bounds = found.Bounds!.Value;
            if (bounds.IsEmpty)
            {
                return Empty(request.Timeline!, request) with
                {
                    Undated = bounds.Undated,
                    Series = [.. (values ?? []).Select(v => new TimelineSeries { Value = v })],
                };
            }

            return await new TimelineMaking(members, zone, budget).MakeAsync(request.Timeline!, bounds, values).ConfigureAwait(false);
        }
        catch (BudgetExceededException)
        {
            return Empty(request.Timeline!, request);
        }
    }

    private static Timeline Empty(TimelineRequest timeline, SearchRequest request) =>
        new() { Unit = timeline.Unit, Field = timeline.Field, Zone = RequestCheck.Zone(request).Id };

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

    /// <summary>Makes ready to find all matches.</summary>
    public static PreparedSearch PrepareExport(SearchRequest request, ITermView terms, SearchBudget budget)
    {
        request = RequestDirectives.Apply(request, terms, out var read);
        if (request.GroupBy is not null)
        {
            RequestCheck.ThrowOnError(request.Query ?? string.Empty, [Faults.GroupedExport()]);
        }

        request = request with
        {
            Facets = [],
            Timeline = null,
            Significant = [],
            Against = null,
            Skip = 0,
            Limit = 0,
            After = null,
        };
        if (request.Unique)
        {
            RequestCheck.ThrowOnError(request.Query ?? string.Empty, [Faults.UniqueOfAll()]);
        }

        var plan = SearchPlan.Prepare(terms, request, budget, read);
        var ordered = OrderedBy(request, terms, budget);
        return new(request, plan, terms.Ask(plan.Statistics, budget), null, new FacetPlan(plan.Request, []), null, 0, ordered);
    }

    /// <summary>All matches of one index.</summary>
    /// <exception cref="QueryException">One article has more places than are looked through.</exception>
    public static AllMatches AllOf(PointInTime point, PreparedSearch search, SearchBudget budget)
    {
        var matches = new AllMatches(
            SortKeys.Of(search.Asked.Sort, search.Asked.SortBy, point, search.Ordered, budget),
            IndexSearch.BoostsOf(search.Plan.Request), budget);
        IndexSearch.Run(point, point.Segments, search.Plan, search.Statistics, matches, budget);
        if (budget.WasExceeded)
        {
            RequestCheck.ThrowOnError(search.Asked.Query ?? string.Empty, [Faults.TooManyPlaces()]);
        }

        return matches;
    }

    private static List<AllMatches> Collect(PointInTimeSet points, SearchRequest request, CancellationToken cancellation)
    {
        var budget = new SearchBudget(TimeProvider.System, Timeout.InfiniteTimeSpan, cancellation);
        var search = PrepareExport(request, points, budget);
        return [.. points.Members.Select(point => AllOf(point, search, budget))];
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

    // The values that decide over the order, where the order is by the values of a field of the archive's own.
    private static OrderedValues? OrderedBy(SearchRequest request, ITermView terms, SearchBudget budget)
    {
        if (request.SortBy is not { Field: var field } || FieldRanges.TypeOf(field, terms.Fields) is not null)
        {
            return null;
        }

        var ordered = terms.Ask(new ValuesInOrder(field), budget);
        if (ordered.AreTooMany)
        {
            RequestCheck.ThrowOnError(request.Query ?? string.Empty, [Faults.TooManyToSort(field, OrderedValues.Most)]);
        }

        return ordered;
    }

    private static string Next(ISearched searched, PreparedSearch search, PartialHit last, SearchHit hit)
    {
        var request = search.Asked;
        var place = new SortPosition(last.Key, hit.Published?.UnixSeconds ?? OptionalNumbers.None, hit.Id);
        var asked = Cursor.FingerprintOf(request);
        var value = search.Ordered is { } ordered && Math.Abs(last.Key) is var at && at < ordered.Values.Count
            ? ordered.Values[(int)at]
            : null;
        return new Cursor(searched.Identity, searched.Sequence, asked, request.Now?.UtcTicks ?? 0, place, value).ToString();
    }
}
