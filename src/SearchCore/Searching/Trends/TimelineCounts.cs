using SearchCore.Searching.Overlaps;

namespace SearchCore.Searching.Trends;

/// <summary>Between which moments the matches of an index lie. Plain data.</summary>
/// <param name="First">The first date, in seconds since 1970; after <paramref name="Last"/> where no match has a date.</param>
/// <param name="Last">The last date (inclusive).</param>
/// <param name="Undated">How many matches have none, or how many stories have such a match.</param>
internal readonly record struct TimelineBounds(long First, long Last, long Undated)
{
    /// <summary>The bounds of no matches.</summary>
    public static TimelineBounds None { get; } = new(long.MaxValue, long.MinValue, 0);

    /// <summary>Whether no match has a date.</summary>
    public bool IsEmpty => First > Last;

    /// <summary>The bounds of the matches of two indexes.</summary>
    public static TimelineBounds Merge(TimelineBounds a, TimelineBounds b) =>
        new(Math.Min(a.First, b.First), Math.Max(a.Last, b.Last), a.Undated + b.Undated);
}

/// <summary>How many articles, or stories, of an index fall into each bucket of a timeline. Plain data.</summary>
/// <param name="Counts">Counts by bucket.</param>
/// <param name="Shared">Stories that other indexes may count too, with the bucket, each once; not among the counts.</param>
internal sealed record CountedRow(long[] Counts, IReadOnlyList<StoryRow> Shared)
{
    /// <summary>The counts of several indexes, added up: a story that several of them have articles of is one. All have the same buckets.
    /// </summary>
    public static long[] Sum(IReadOnlyList<CountedRow> rows)
    {
        if (rows is [{ Shared.Count: 0 } only])
        {
            return only.Counts;
        }

        var sum = new long[rows[0].Counts.Length];
        foreach (var row in rows)
        {
            for (var i = 0; i < sum.Length; i++)
            {
                sum[i] += row.Counts[i];
            }
        }

        foreach (var (_, bucket) in rows.SelectMany(r => r.Shared).Distinct())
        {
            sum[bucket]++;
        }

        return sum;
    }
}

/// <summary>What one index, or several together, have in each bucket of a timeline. Plain data.</summary>
/// <param name="Matches">Matches by bucket.</param>
/// <param name="Articles">All articles by bucket.</param>
internal sealed record TimelineCounts(long[] Matches, long[] Articles)
{
    /// <summary>The counts of several indexes, added up.</summary>
    /// <param name="parts">Of each its matches and all its articles.</param>
    public static TimelineCounts Merge(IReadOnlyList<(CountedRow Matches, CountedRow Articles)> parts) =>
        new(CountedRow.Sum([.. parts.Select(p => p.Matches)]), CountedRow.Sum([.. parts.Select(p => p.Articles)]));

    /// <summary>Rows of several indexes, added up. All have the same buckets and values.</summary>
    public static IReadOnlyList<long[]> MergeSeries(IReadOnlyList<IReadOnlyList<CountedRow>> parts) =>
        [.. parts[0].Select((_, i) => CountedRow.Sum([.. parts.Select(p => p[i])]))];
}
