namespace SearchCore.Searching.Trends;

/// <summary>Which buckets of a timeline stand out. The rule is that of <see cref="TimelineBucket.IsBurst"/>.</summary>
internal static class Bursts
{
    private const int Window = 12, Fewest = 3;
    private const long LeastMatches = 5;

    public static TimelineBucket[] Mark(IReadOnlyList<DateOnly> days, IReadOnlyList<long> counts, IReadOnlyList<long> articles)
    {
        var buckets = new TimelineBucket[days.Count];
        var (matchesBefore, articlesBefore) = (0L, 0L);
        for (var i = 0; i < buckets.Length; i++)
        {
            buckets[i] = new(days[i], counts[i], articles[i], i >= Fewest && Stands(counts[i], articles[i], matchesBefore, articlesBefore));
            matchesBefore += counts[i] - (i >= Window ? counts[i - Window] : 0);
            articlesBefore += articles[i] - (i >= Window ? articles[i - Window] : 0);
        }

        return buckets;
    }

    // Counts of rare things scatter by the root of what is expected (Poisson); half a match is expected at least, so that a first mention
    // needs more than luck.
    private static bool Stands(long count, long articles, long matchesBefore, long articlesBefore)
    {
        if (count < LeastMatches || articlesBefore == 0)
        {
            return false;
        }

        var expected = Math.Max(0.5, (double)matchesBefore / articlesBefore * articles);
        return count >= 2 * expected && count - expected > 3 * Math.Sqrt(expected);
    }
}
