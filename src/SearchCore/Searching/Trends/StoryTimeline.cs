using Lucene.Net.Index;
using Lucene.Net.Util;

using SearchCore.Searching.Budget;
using SearchCore.Searching.Columns;
using SearchCore.Searching.Overlaps;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Trends;

/// <summary>
/// What the stories of one index add to a timeline, articles that are alone in theirs left out: a story is one in each bucket in which it
/// has an article. For one thread.
/// </summary>
/// <param name="point">The index.</param>
/// <param name="field">The date of the archive's own that counts; null for that of publication.</param>
/// <param name="stories">Its stories.</param>
/// <param name="budget">The time there is.</param>
internal sealed class StoryTimeline(PointInTime point, string? field, MemberStories stories, SearchBudget budget)
{
    private const int StepsAnArticle = 2;

    private readonly IReadOnlyList<AtomicReaderContext> leaves = [.. point.Reader.Leaves];
    private readonly ArticleNumbers[] dates =
        [.. point.Reader.Leaves.Select(l => ArticleNumbers.Dates(SegmentColumns.Of(l.AtomicReader), field))];

    private readonly List<int> own = [];

    /// <summary>Counts the stories that have a match without a date.</summary>
    /// <param name="matched">The matches, by segment; null where a segment has none.</param>
    /// <param name="undated">To which those are added that have articles in this index alone.</param>
    /// <returns>The others.</returns>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public IReadOnlyList<int> Undated(IReadOnlyList<FixedBitSet?> matched, ref long undated)
    {
        var count = 0L;
        var shared = Count(
            1, matched, (leaf, document) => dates[leaf.Ord].Of(document).IsEmpty ? [0] : [], _ => count++);
        undated += count;
        return [.. shared.Select(s => s.Story)];
    }

    /// <summary>Counts stories by bucket.</summary>
    /// <param name="buckets">The buckets.</param>
    /// <param name="articles">Whose stories, by segment; null where a segment has none.</param>
    /// <param name="counts">To what they are added.</param>
    /// <returns>What other indexes may count too.</returns>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public IReadOnlyList<StoryRow> Count(TimelineBuckets buckets, IReadOnlyList<FixedBitSet?>? articles, long[] counts) =>
        Count(counts.Length, articles, (leaf, document) => Buckets(buckets, leaf, document), at => counts[at]++);

    /// <summary>Counts stories by bucket for values of a kind.</summary>
    /// <param name="buckets">The buckets.</param>
    /// <param name="matched">The matches, by segment; null where a segment has none.</param>
    /// <param name="kind">The values of their kind.</param>
    /// <param name="places">By a value's number which of the series is its own.</param>
    /// <param name="series">To what they are added: a row for each value.</param>
    /// <returns>For each value what other indexes may count too.</returns>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public IReadOnlyList<StoryRow>[] CountSeries(
        TimelineBuckets buckets, IReadOnlyList<FixedBitSet?> matched, KindOrdinals kind, IReadOnlyDictionary<int, int> places,
        IReadOnlyList<long[]> series)
    {
        var width = buckets.Days.Count;
        var rows = new List<int>();
        var noted = Count(checked(series.Count * width), matched, RowsOf, row => series[row / width][row % width]++);
        var shared = series.Select(_ => new List<StoryRow>()).ToArray();
        foreach (var (story, row) in noted)
        {
            shared[row / width].Add(new(story, row % width));
        }

        return shared;

        List<int> RowsOf(AtomicReaderContext leaf, int document)
        {
            rows.Clear();
            if (kind.Column(leaf.Ord) is not { } column)
            {
                return rows;
            }

            foreach (var bucket in Buckets(buckets, leaf, document))
            {
                foreach (var number in column.Of(document))
                {
                    if (places.TryGetValue(kind.Global(leaf.Ord, number - column.First), out var place))
                    {
                        rows.Add((place * width) + bucket);
                    }
                }
            }

            return rows;
        }
    }

    // All live articles where none are named.
    private IReadOnlyList<StoryRow> Count(
        int rows, IReadOnlyList<FixedBitSet?>? articles, Func<AtomicReaderContext, int, IReadOnlyList<int>> rowsOf, Action<int> count)
    {
        var counted = new StoryRows(stories, rows);
        for (var story = 1; story <= stories.Count; story++)
        {
            counted.Enter(story);
            var segment = 0;
            foreach (var number in stories.Documents(story))
            {
                budget.Spend(StepsAnArticle);
                while (segment + 1 < leaves.Count && leaves[segment + 1].DocBase <= number)
                {
                    segment++;
                }

                var (leaf, document) = (leaves[segment], number - leaves[segment].DocBase);
                if (articles is null || articles[segment]?.Get(document) == true)
                {
                    foreach (var row in rowsOf(leaf, document))
                    {
                        if (counted.Counts(row))
                        {
                            count(row);
                        }
                    }
                }
            }
        }

        return counted.Shared;
    }

    // The buckets of an article's dates, a bucket more than once where it has several in it; good until the next are asked for.
    private List<int> Buckets(TimelineBuckets buckets, AtomicReaderContext leaf, int document)
    {
        own.Clear();
        foreach (var date in dates[leaf.Ord].Of(document))
        {
            if (buckets.IndexOf(date) is >= 0 and var bucket)
            {
                own.Add(bucket);
            }
        }

        return own;
    }
}
