using Lucene.Net.Index;
using Lucene.Net.Util;

using SearchCore.Queries;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Columns;
using SearchCore.Searching.Execution;
using SearchCore.Searching.Facets;
using SearchCore.Searching.Filters;
using SearchCore.Searching.Lookups;
using SearchCore.Searching.Overlaps;
using SearchCore.Searching.Partials;
using SearchCore.Searching.Planning;
using SearchCore.Searching.Ranking;
using SearchCore.Searching.Snapshots;
using SearchCore.Searching.Trends;

namespace SearchCore.Searching.Running;

/// <summary>One index's part in a search. For one thread.</summary>
internal sealed class IndexSearch : IDisposable
{
    private readonly PointInTime point;
    private readonly int member;
    private readonly SearchPlan plan;
    private readonly IReadOnlyList<IReadOnlyList<SegmentView>> shares;
    private readonly HitCollector[] collectors;
    private readonly SearchBudget[] budgets;
    private readonly int size;
    private FixedBitSet?[]? matched;
    private readonly bool wantsSample;
    private readonly MemberStories? stories;
    private BackgroundRun? background;
    private readonly SearchBudget budget;

    /// <summary>Makes ready.</summary>
    /// <param name="point">The index.</param>
    /// <param name="member">Its number among those that are searched together.</param>
    /// <param name="search">What to find and count.</param>
    /// <param name="budget">The time there is.</param>
    /// <param name="stories">The index's stories, by which matches are grouped and counted; null where they are not.</param>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public IndexSearch(
        PointInTime point, int member, PreparedSearch search, SearchBudget budget,
        MemberStories? stories = null)
    {
        this.stories = stories;
        (this.point, this.member, plan, size, this.budget) = (point, member, search.Plan, search.Size, budget);
        var kinds = search.Facets.Counts(point, budget);
        var order = SortKeys.Of(plan.Request.Sort, plan.Request.SortBy, point, search.Ordered, budget);
        wantsSample = plan.Request.Significant.Any(s => s.Kind == SignificantRequest.Words);
        var wantsMatches = plan.Request.Timeline is not null || wantsSample
            || plan.Request is { Against: not null, Significant.Count: > 0 };
        var segments = wantsMatches ? point.Segments.Count : 0;
        shares = point.Threads.Share(point.Segments);
        budgets = [.. shares.Select((_, i) => i == 0 ? budget : budget.Fork())];
        collectors = Array.ConvertAll(
            budgets,
            own => new HitCollector(
                size, order, SameScore.Of(plan.Clause), BoostsOf(plan.Request), GroupsOf(own), search.After,
                choiceOf => new FacetCounters(kinds, search.Facets.Ranges, choiceOf, stories, point.Reader.MaxDoc),
                DrillDowns(plan, own), segments, own));

        IArticleKeys? GroupsOf(SearchBudget own) => stories is not null ? new StoryKeys(stories)
            : plan.Request.GroupBy is { } kind ? new ValueKeys(Kind(kind, own))
            : null;
    }

    /// <summary>Finds the matches. Where the time is up it gives what it has, and the budget says so.</summary>
    /// <param name="statistics">What to score by: those of all indexes together.</param>
    /// <param name="withTies">Whether to read what decides between hits of several indexes that tie.</param>
    public PartialResults Collect(ScoringStatistics statistics, bool withTies)
    {
        ForEachShare(share => Run(point, shares[share], plan, statistics, collectors[share], budgets[share]));
        var ranked = Best();
        for (var share = 1; share < collectors.Length; share++)
        {
            collectors[0].Facets.Add(collectors[share].Facets);
        }

        var hits = new PartialHit[ranked.Count];
        for (var i = 0; i < hits.Length; i++)
        {
            var hit = ranked[i];
            hits[i] = Place(hit, withTies || IsGrouped);
        }

        var (bounds, sharedUndated) = plan.Request.Timeline is null ? (null, []) : Bounds();
        return new()
        {
            Total = collectors is [var only] ? only.Total : collectors.Sum(c => c.Total),
            Hits = hits,
            Groups = IsGrouped ? Groups(plan.Request.GroupBy is { } kind ? Kind(kind, budget) : null) : null,
            Facets = Tallies(),
            Bounds = bounds,
            SharedUndated = sharedUndated,
            Sample = wantsSample ? MatchSample.Of(point, member, Matched(), budget) : null,
            Articles = point.Reader.NumDocs,
        };
    }

    /// <summary>What scores are multiplied by in a request; null for nothing. For one thread.</summary>
    public static ArticleBoosts? BoostsOf(SearchRequest request) => ArticleBoosts.Of(request.Boosts, request.Now, Window.Size);

    /// <summary>The days of UTC on which the index has articles; see <see cref="TimelineRun.Days"/>.</summary>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public IReadOnlyList<int> Days() => TimelineRun.Days(point, DatesOf, budget);

    /// <summary>Counts the index's articles into buckets.</summary>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public (CountedRow Matches, CountedRow Articles) Count(TimelineBuckets buckets) =>
        TimelineRun.Count(point, DatesOf, buckets, Matched(), stories, budget);

    /// <summary>Counts the index's matches that have single values of the timeline's kind into buckets.</summary>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public IReadOnlyList<CountedRow> CountSeries(TimelineBuckets buckets, IReadOnlyList<string> values) =>
        TimelineRun.CountSeries(point, DatesOf, buckets, Matched(), Kind(plan.Request.Timeline!.By!.Kind), values, stories, budget);

    /// <summary>How many of the index's articles have each value of a kind, whether they match or not.</summary>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public FacetTally Archive(string kind)
    {
        var values = Kind(kind);
        return new(values, values.Archive(budget));
    }

    /// <summary>Finds the index's articles with which its matches are compared.</summary>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public void FindBackground(SearchPlan against)
    {
        var articles = new MatchBits(point.Segments.Count, budget);
        Run(point, point.Segments, against, point.Ask(against.Statistics, budget), articles, budget);
        background = new(point, Matched(), articles.Matched);
    }

    /// <summary>Counts the values of kinds in the articles of <see cref="FindBackground"/>.</summary>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public Background CountBackground(IReadOnlyList<string> kinds, bool wantsSample) =>
        background!.Count([.. kinds.Select(Kind)], member, wantsSample, budget);

    /// <summary>Counts words in the articles of <see cref="FindBackground"/>.</summary>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public IReadOnlyList<WordCount> CountBackgroundWords(IReadOnlyList<BytesRef> words) => background!.CountWords(words, budget);

    public void Dispose()
    {
        foreach (var collector in collectors)
        {
            collector.Dispose();
        }
    }

    /// <summary>Has a consumer take the matches of a plan; ends early where the time is up.</summary>
    public static void Run(
        PointInTime point, IReadOnlyList<SegmentView> segments, SearchPlan plan, ScoringStatistics statistics, IMatchConsumer consumer,
        SearchBudget budget) => Run(point, segments, plan, plan.Formula(statistics), consumer, budget);

    /// <summary>As the other, with what words score.</summary>
    public static void Run(
        PointInTime point, IReadOnlyList<SegmentView> segments, SearchPlan plan, ScoringFormula formula, IMatchConsumer consumer,
        SearchBudget budget)
    {
        var scratch = Scratch.Rent();
        try
        {
            WindowPass.Run(plan.Clause, plan.Filters, new(point, formula, scratch, budget), segments, consumer);
        }
        catch (BudgetExceededException)
        {
            // What was collected until now is the answer, and the budget says that it is a part.
        }
        finally
        {
            scratch.Return();
        }
    }

    // The first share is this thread's. Where the others find no thread, they run here too when they are waited for.
    private void ForEachShare(Action<int> run)
    {
        var others = new Task[shares.Count - 1];
        for (var i = 0; i < others.Length; i++)
        {
            var share = i + 1;
            others[i] = Task.Run(() => run(share));
        }

        try
        {
            run(0);
        }
        finally
        {
            // What they use is given back afterwards: none may be left behind, whatever happened here.
            foreach (var other in others)
            {
                try
                {
                    other.Wait();
                }
                catch (AggregateException)
                {
                    // It is thrown below, where nothing went wrong here.
                }
            }

            for (var share = 1; share < budgets.Length; share++)
            {
                budget.Join(budgets[share]);
            }
        }

        foreach (var other in others)
        {
            other.GetAwaiter().GetResult();
        }
    }

    private IReadOnlyList<RankedHit> Best()
    {
        var found = Array.ConvertAll(collectors, c => c.Finish());
        if (found is [var only])
        {
            return only;
        }

        var hits = found.SelectMany(f => f).ToList();
        hits.Sort((a, b) => RankedHit.Compare(a, b));
        return hits.Count > size ? hits.GetRange(0, size) : hits;
    }

    private FixedBitSet?[] Matched()
    {
        if (matched is null)
        {
            matched = [.. collectors[0].Matched ?? []];
            foreach (var other in collectors.Skip(1))
            {
                for (var segment = 0; segment < matched.Length; segment++)
                {
                    matched[segment] ??= other.Matched![segment];
                }
            }
        }

        return matched;
    }

    private FacetTally[] Tallies()
    {
        var facets = collectors[0].Facets;
        var tallies = new FacetTally[facets.Count];
        if (tallies.Length > 0)
        {
            IReadOnlyList<AtomicReaderContext> leaves = [.. point.Reader.Leaves];
            for (var facet = 0; facet < tallies.Length; facet++)
            {
                tallies[facet] = facets.Tally(facet, leaves, budget);
            }
        }

        return tallies;
    }

    private PartialHit Place(in RankedHit hit, bool withTie) =>
        new(hit.Key, hit.Score, withTie ? hit.Tie : default, member, hit.Leaf.DocBase + hit.Doc);

    // The date of the archive's own that the timeline is of.
    private string? DatesOf => plan.Request.Timeline?.Field?.ToLowerInvariant();

    private bool IsGrouped => collectors[0].Collapsed is not null;

    private GroupedMatches Groups(KindOrdinals? values)
    {
        var all = collectors[0].Collapsed!;
        foreach (var other in collectors.Skip(1))
        {
            all.Add(other.Collapsed!);
        }

        var groups = all.Groups.Select(g => new MatchGroup(values, g.Key, g.Value.Articles, Place(g.Value.Best, withTie: true)));
        return new(values is null ? [] : [values], [.. groups], all.Alone);
    }

    private KindOrdinals Kind(string name) => Kind(name, budget);

    private KindOrdinals Kind(string name, SearchBudget own) => point.Facets.Kind(QueryFields.FacetKind(name)!, own);

    private static List<DrillDownFilter> DrillDowns(SearchPlan plan, SearchBudget budget) =>
        [.. plan.DrillDowns.Select(d => new DrillDownFilter(d.Kind, ConditionFilter.Of(d.Condition, budget)))];

    // Where the time is up there is no timeline.
    private (TimelineBounds? Bounds, IReadOnlyList<int> SharedUndated) Bounds()
    {
        try
        {
            return budget.WasExceeded ? (TimelineBounds.None, []) : TimelineRun.Bounds(point, DatesOf, Matched(), stories, budget);
        }
        catch (BudgetExceededException)
        {
            return (TimelineBounds.None, []);
        }
    }
}
