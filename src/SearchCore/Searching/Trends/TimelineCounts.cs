namespace SearchCore.Searching.Trends;

/// <summary>Between which moments the matches of an index lie. Plain data.</summary>
/// <param name="First">The first date, in seconds since 1970; after <paramref name="Last"/> where no match has a date.</param>
/// <param name="Last">The last date (inclusive).</param>
/// <param name="Undated">How many matches have none.</param>
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

/// <summary>How many articles fall into each bucket of a timeline. Plain data.</summary>
/// <param name="Matches">Matches by bucket.</param>
/// <param name="Articles">All articles by bucket.</param>
internal sealed record TimelineCounts(long[] Matches, long[] Articles)
{
    /// <summary>The counts of several indexes, added up. All have the same buckets.</summary>
    public static TimelineCounts Merge(IReadOnlyList<TimelineCounts> parts) => parts is [var only]
        ? only
        : new(Sum([.. parts.Select(p => p.Matches)]), Sum([.. parts.Select(p => p.Articles)]));

    /// <summary>Rows of several indexes, added up. All have the same buckets and values.</summary>
    public static IReadOnlyList<long[]> MergeSeries(IReadOnlyList<IReadOnlyList<long[]>> parts) => parts is [var only]
        ? only
        : [.. parts[0].Select((_, i) => Sum([.. parts.Select(p => p[i])]))];

    private static long[] Sum(long[][] rows)
    {
        var sum = new long[rows[0].Length];
        foreach (var row in rows)
        {
            for (var i = 0; i < sum.Length; i++)
            {
                sum[i] += row[i];
            }
        }

        return sum;
    }
}
