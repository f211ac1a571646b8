namespace SearchCore.Searching.Trends;

/// <summary>Which buckets of a timeline stand out. The rule is that of <see cref="TimelineBucket.IsBurst"/>.</summary>
internal static class Bursts
{
    /// <summary>How many buckets before one lead to expect what is in it.</summary>
    public const int Window = 12;

    private const int Fewest = 3;
    private const long LeastMatches = 5;

    /// <summary>Makes the buckets of a timeline.</summary>
    /// <param name="shown">What is shown.</param>
    /// <param name="counts">Matches by bucket. There is none in what is not shown.</param>
    public static TimelineBucket[] Mark(ThinnedTimeline shown, IReadOnlyList<long> counts)
    {
        var numbers = shown.Buckets.Numbers;
        var buckets = new TimelineBucket[numbers.Length];
        var (matchesBefore, oldest) = (0L, 0);
        for (var i = 0; i < buckets.Length; i++)
        {
            for (; numbers[oldest] < numbers[i] - Window; oldest++)
            {
                matchesBefore -= counts[oldest];
            }

            var isBurst = numbers[i] - numbers[0] >= Fewest
                && Stands(counts[i], shown.Articles[i], matchesBefore, shown.ArticlesBefore[i]);
            buckets[i] = new(shown.Buckets.Days[i], counts[i], shown.Articles[i], isBurst);
            matchesBefore += counts[i];
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
