using Lucene.Net.Util;

using SearchCore.Searching.Budget;
using SearchCore.Searching.Facets;
using SearchCore.Searching.Overlaps;
using SearchCore.Searching.Partials;
using SearchCore.Searching.Planning;
using SearchCore.Searching.Snapshots;
using SearchCore.Searching.Trends;

namespace SearchCore.Searching.Running;

/// <summary>Indexes of this process. Nothing is waited for: all tasks are complete when they are returned.</summary>
internal sealed class LocalSearch(PointInTimeSet points) : ISearched
{
    /// <inheritdoc/>
    public ulong Identity => points.Identity;

    /// <inheritdoc/>
    public long Sequence => points.Sequence;

    /// <inheritdoc/>
    public long Articles => points.Articles;

    /// <inheritdoc/>
    public IReadOnlyList<MissingShard> Missing => [];

    /// <summary>What a task that waited for nothing returns.</summary>
    public static T Completed<T>(ValueTask<T> task) => task.IsCompleted
        ? task.GetAwaiter().GetResult()
        : throw new InvalidOperationException("A search of this process waits for something.");

    /// <inheritdoc/>
    public ValueTask<T> WithTermsAsync<T>(Func<ITermView, T> make, SearchBudget budget) => new(make(points));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<long>> CostsAsync(SearchRequest request, IReadOnlyList<PlanClause> parts, SearchBudget budget) =>
        new(Explaining.Sum(parts.Count, [.. points.Members.Select(point => Explaining.Costs(parts, point, budget))]));

    /// <inheritdoc/>
    public ISearchMembers Begin(PreparedSearch search, SearchBudget budget) => new Members(points, search, budget);

    /// <summary>The stories of what is searched.</summary>
    /// <exception cref="QueryException">It has no signatures, or is more than stories are found in.</exception>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public static StoryGroups StoriesOf(PointInTimeSet points, string? query, SearchBudget budget)
    {
        try
        {
            return points.Members.All(SignatureScan.IsPossible)
                ? ArchiveStories.Of(points, budget)
                : throw new QueryException(query ?? string.Empty, [Faults.NoSignatures()]);
        }
        catch (StoryLimitException e)
        {
            throw new QueryException(query ?? string.Empty, [Faults.TooManyStories(e.Message)]);
        }
    }

    private sealed class Members : ISearchMembers
    {
        private readonly PointInTimeSet points;
        private readonly PreparedSearch search;
        private readonly SearchBudget budget;
        private readonly List<IndexSearch> indexes = [];
        private readonly StoryGroups? stories;

        public Members(PointInTimeSet points, PreparedSearch search, SearchBudget budget)
        {
            (this.points, this.search, this.budget) = (points, search, budget);
            stories = search.Asked.Unique ? StoriesOf(points, search.Asked.Query, budget) : null;
            try
            {
                foreach (var point in points.Members)
                {
                    indexes.Add(new IndexSearch(point, indexes.Count, search, budget, stories?.Of(points, indexes.Count)));
                }
            }
            catch
            {
                Dispose();
                throw;
            }
        }

        public ValueTask<PartialResults> CollectAsync()
        {
            var parts = indexes.ConvertAll(m => m.Collect(search.Statistics, withTies: indexes.Count > 1));
            return new(PartialResults.Merge(parts, search.Size, budget));
        }

        public ValueTask<FacetTally> ArchiveAsync(string kind) => new(FacetTally.Merge(indexes.ConvertAll(m => m.Archive(kind)), budget));

        public ValueTask<Background> CompareAsync(IReadOnlyList<string> kinds, bool wantsSample)
        {
            indexes.ForEach(m => m.FindBackground(search.Against!));
            budget.Check();
            return new(Background.Merge(indexes.ConvertAll(m => m.CountBackground(kinds, wantsSample)), budget));
        }

        public ValueTask<IReadOnlyList<WordCount>> CountBackgroundWordsAsync(IReadOnlyList<BytesRef> words) =>
            new(WordCount.Merge(indexes.ConvertAll(m => m.CountBackgroundWords(words))));

        public ValueTask<SampledWords> ReadSampleAsync(IReadOnlyList<SampledArticle> sample) =>
            new(SampledWords.Of(sample.Select(a => (points.Members[a.Member], a.Document)), budget));

        public ValueTask<T> AskAsync<T>(Lookup<T> lookup)
            where T : class => new(points.Ask(lookup, budget));

        public ValueTask<IReadOnlyList<(PartialHit Place, SearchHit Hit)>> FetchAsync(IReadOnlyList<PartialHit> hits)
        {
            // Fewer, where there was no time for the rest.
            var fetched = FetchPhase.Fetch(points, hits, search.Plan.Request, search.Plan.Highlights, budget);
            var placed = new (PartialHit, SearchHit)[fetched.Count];
            for (var i = 0; i < placed.Length; i++)
            {
                placed[i] = (hits[i], fetched[i]);
            }

            return new(placed);
        }

        public ValueTask<IReadOnlyList<(string? Id, int Articles)>> NameAsync(IReadOnlyList<int> numbers) =>
            new([.. numbers.Select(n => ((string?)stories!.Name(points, n), stories.Articles(n).Length))]);

        public ValueTask<IReadOnlyList<int>> DaysAsync()
        {
            if (indexes is [var only])
            {
                return new(only.Days());
            }

            var days = new SortedSet<int>();
            indexes.ForEach(m => days.UnionWith(m.Days()));
            return new([.. days]);
        }

        public ValueTask<TimelineCounts> CountAsync(TimelineBuckets buckets) =>
            new(TimelineCounts.Merge(indexes.ConvertAll(m => m.Count(buckets))));

        public ValueTask<IReadOnlyList<long[]>> CountSeriesAsync(TimelineBuckets buckets, IReadOnlyList<string> values) =>
            new(TimelineCounts.MergeSeries(indexes.ConvertAll(m => m.CountSeries(buckets, values))));

        public void Dispose() => indexes.ForEach(m => m.Dispose());
    }
}
