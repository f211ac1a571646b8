using Lucene.Net.Util;

using SearchCore.Queries;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Columns;
using SearchCore.Searching.Execution;
using SearchCore.Searching.Facets;
using SearchCore.Searching.Filters;
using SearchCore.Searching.Partials;
using SearchCore.Searching.Ranking;
using SearchCore.Searching.Snapshots;
using SearchCore.Searching.Trends;

namespace SearchCore.Searching.Running;

/// <summary>One index's part in a search. For one thread.</summary>
internal sealed class IndexSearch : ITimelineMember, IDisposable
{
    private readonly PointInTime point;
    private readonly int member;
    private readonly SearchPlan plan;
    private readonly HitCollector collector;
    private readonly int counts;
    private readonly bool wantsSample;
    private BackgroundRun? background;
    private readonly SearchBudget budget;

    /// <summary>Makes ready.</summary>
    /// <param name="point">The index.</param>
    /// <param name="member">Its number among those that are searched together.</param>
    /// <param name="plan">What to search for.</param>
    /// <param name="facets">What to count.</param>
    /// <param name="after">The place after which hits are wanted; null for all.</param>
    /// <param name="size">How many hits are wanted.</param>
    /// <param name="budget">The time there is.</param>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public IndexSearch(PointInTime point, int member, SearchPlan plan, FacetPlan facets, SortPosition? after, int size, SearchBudget budget)
    {
        (this.point, this.member, this.plan, this.budget) = (point, member, plan, budget);
        var kinds = facets.Counts(point, budget);
        counts = kinds.Count;
        wantsSample = plan.Request.Significant.Any(s => s.Kind == SignificantRequest.Words);
        var wantsMatches = plan.Request.Timeline is not null || wantsSample
            || plan.Request is { Against: not null, Significant.Count: > 0 };
        var segments = wantsMatches ? point.Segments.Count : 0;
        collector = new HitCollector(size, plan.Request.Sort, after, kinds, DrillDowns(plan, budget), segments, budget);
    }

    /// <summary>What scores depend on in this index.</summary>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public ScoringStatistics Statistics => ScoringStatistics.Of(point, plan.Clause, plan.ScoresLiveArticles, budget);

    /// <summary>Finds the matches. Where the time is up it gives what it has, and the budget says so.</summary>
    /// <param name="statistics">What to score by: those of all indexes together.</param>
    /// <param name="withTies">Whether to read what decides between hits of several indexes that tie.</param>
    public PartialResults Collect(ScoringStatistics statistics, bool withTies)
    {
        Run(point, plan, statistics, collector, budget);
        var ranked = collector.Finish();
        var hits = new PartialHit[ranked.Count];
        for (var i = 0; i < hits.Length; i++)
        {
            var hit = ranked[i];
            hits[i] = new(hit.Key, hit.Score, withTies ? hit.Tie : default, member, hit.Leaf.DocBase + hit.Doc);
        }

        return new()
        {
            Total = collector.Total,
            Hits = hits,
            Facets = [.. Enumerable.Range(0, counts).Select(i => collector.Counts(i))],
            Bounds = plan.Request.Timeline is null ? null : Bounds(),
            Sample = wantsSample ? MatchSample.Of(point, member, collector.Matched, budget) : null,
            Articles = point.Reader.NumDocs,
        };
    }

    /// <inheritdoc/>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public IReadOnlyList<int> Days() => TimelineRun.Days(point, budget);

    /// <inheritdoc/>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public TimelineCounts Count(TimelineBuckets buckets) => TimelineRun.Count(point, buckets, collector.Matched, budget);

    /// <inheritdoc/>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public IReadOnlyList<long[]> CountSeries(TimelineBuckets buckets, IReadOnlyList<string> values) =>
        TimelineRun.CountSeries(point, buckets, collector.Matched, Kind(plan.Request.Timeline!.By!.Kind), values, budget);

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
        Run(point, against, ScoringStatistics.Of(point, against.Clause, against.ScoresLiveArticles, budget), articles, budget);
        background = new(point, collector.Matched, articles.Matched);
    }

    /// <summary>Counts the values of kinds in the articles of <see cref="FindBackground"/>.</summary>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public Background CountBackground(IReadOnlyList<string> kinds, bool wantsSample) =>
        background!.Count([.. kinds.Select(Kind)], member, wantsSample, budget);

    /// <summary>Counts words in the articles of <see cref="FindBackground"/>.</summary>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public IReadOnlyList<WordCount> CountBackgroundWords(IReadOnlyList<BytesRef> words) => background!.CountWords(words, budget);

    public void Dispose() => collector.Dispose();

    /// <summary>Has a consumer take the matches of a plan; ends early where the time is up.</summary>
    public static void Run(
        PointInTime point, SearchPlan plan, ScoringStatistics statistics, IMatchConsumer consumer, SearchBudget budget)
    {
        var scratch = Scratch.Rent();
        try
        {
            WindowPass.Run(plan.Clause, plan.Filters, new(point, plan.Formula(statistics), scratch, budget), consumer);
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

    private KindOrdinals Kind(string name) => point.Facets(budget).Kind(QueryFields.FacetKind(name)!, budget);

    private static List<DrillDownFilter> DrillDowns(SearchPlan plan, SearchBudget budget) =>
        [.. plan.DrillDowns.Select(d => new DrillDownFilter(d.Kind, (TermSetFilter)ConditionFilter.Of(d.Condition, budget)))];

    // Where the time is up there is no timeline.
    private TimelineBounds Bounds()
    {
        try
        {
            return budget.WasExceeded ? TimelineBounds.None : TimelineRun.Bounds(point, collector.Matched, budget);
        }
        catch (BudgetExceededException)
        {
            return TimelineBounds.None;
        }
    }
}
