using SearchCore.Searching.Budget;
using SearchCore.Searching.Planning;

namespace SearchCore.Searching.Trends;

/// <summary>
/// A timeline that was counted, without the long stretches that have nothing to show. One article of the year 201 must not cost a timeline
/// by day its days: what lies between it and the others is a gap, which is told, and not 660,000 buckets.
/// </summary>
/// <param name="Buckets">The buckets that are shown.</param>
/// <param name="Matches">Matches in each.</param>
/// <param name="Articles">All articles in each.</param>
/// <param name="ArticlesBefore">All articles in the <see cref="Bursts.Window"/> buckets before each, shown or not.</param>
/// <param name="Gaps">What is left out between them.</param>
internal sealed record ThinnedTimeline(
    TimelineBuckets Buckets, long[] Matches, long[] Articles, long[] ArticlesBefore, IReadOnlyList<TimelineGap> Gaps)
{
    private const int StepsABucket = 5;

    /// <summary>
    /// Leaves out what has to be: in a timeline of more than <see cref="TimelineBuckets.MostUnbroken"/> buckets long stretches without
    /// articles; where there are still more than <see cref="QueryLimits.MaxBuckets"/>, those without matches.
    /// </summary>
    /// <param name="counted">Buckets that hold all matches and all articles between them.</param>
    /// <param name="counts">What they hold.</param>
    /// <param name="budget">The time there is.</param>
    /// <param name="kept">The places of the buckets that would be shown, too many where the answer is null.</param>
    /// <returns>Null where there are too many to show.</returns>
    public static ThinnedTimeline? Of(TimelineBuckets counted, TimelineCounts counts, SearchBudget budget, out IReadOnlyList<int> kept)
    {
        budget.Spend(StepsABucket * counted.Days.Count);
        var span = counted.Numbers[^1] - counted.Numbers[0] + 1;
        kept = span <= TimelineBuckets.MostUnbroken ? [.. Enumerable.Range(0, counted.Days.Count)] : Keep(counted, counts.Articles);
        if (kept.Count > QueryLimits.MaxBuckets)
        {
            kept = Keep(counted, counts.Matches);
        }

        if (kept.Count > QueryLimits.MaxBuckets)
        {
            return null;
        }

        // Sums from the first bucket on.
        var sums = new long[counted.Days.Count + 1];
        for (var i = 0; i < counted.Days.Count; i++)
        {
            sums[i + 1] = sums[i] + counts.Articles[i];
        }

        return new(
            counted.Only(kept, budget), [.. kept.Select(k => counts.Matches[k])], [.. kept.Select(k => counts.Articles[k])],
            Before(counted, kept, sums), Leftout(counted, kept, sums));
    }

    // The first and the last bucket hold a match.
    private static List<int> Keep(TimelineBuckets counted, long[] counts)
    {
        var (kept, last) = (new List<int> { 0 }, 0);
        for (var i = 1; i < counts.Length; i++)
        {
            if (counts[i] == 0)
            {
                continue;
            }

            // Of a short stretch every bucket is there.
            for (var blank = last + 1; counted.Numbers[i] - counted.Numbers[last] - 1 <= TimelineBuckets.LongestBlank && blank < i; blank++)
            {
                kept.Add(blank);
            }

            kept.Add(i);
            last = i;
        }

        return kept;
    }

    private static long[] Before(TimelineBuckets counted, IReadOnlyList<int> kept, long[] sums)
    {
        var (before, oldest) = (new long[kept.Count], 0);
        for (var i = 0; i < before.Length; i++)
        {
            while (counted.Numbers[oldest] < counted.Numbers[kept[i]] - Bursts.Window)
            {
                oldest++;
            }

            before[i] = sums[kept[i]] - sums[oldest];
        }

        return before;
    }

    private static List<TimelineGap> Leftout(TimelineBuckets counted, IReadOnlyList<int> kept, long[] sums)
    {
        var gaps = new List<TimelineGap>();
        for (var i = 1; i < kept.Count; i++)
        {
            if (counted.Numbers[kept[i]] - counted.Numbers[kept[i - 1]] - 1 is > 0 and var buckets)
            {
                gaps.Add(new(
                    counted.Calendar.Next(counted.Days[kept[i - 1]])!.Value, counted.Days[kept[i]], buckets,
                    sums[kept[i]] - sums[kept[i - 1] + 1]));
            }
        }

        return gaps;
    }
}
