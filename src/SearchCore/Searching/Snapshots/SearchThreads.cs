namespace SearchCore.Searching.Snapshots;

/// <summary>How many threads one search of an index may use.</summary>
/// <param name="Most">How many at most, from 1.</param>
/// <param name="ArticlesEach">
/// How many articles must be there for each: to start a thread costs about as much as to search some thousand.
/// </param>
internal readonly record struct SearchThreads(int Most, int ArticlesEach)
{
    /// <summary>The thread that asks, and no other.</summary>
    public static SearchThreads One => new(1, int.MaxValue);

    /// <summary>Segments in shares of about the same size, one a thread; in each they stand in their order.</summary>
    /// <param name="segments">All segments.</param>
    public IReadOnlyList<IReadOnlyList<SegmentView>> Share(IReadOnlyList<SegmentView> segments)
    {
        var count = Math.Min(Most, segments.Count);
        if (count > 1)
        {
            count = (int)Math.Min(count, segments.Sum(s => (long)s.DocumentCount) / Math.Max(1, ArticlesEach));
        }

        if (count <= 1)
        {
            return [segments];
        }

        var shares = Enumerable.Range(0, count).Select(_ => new List<SegmentView>()).ToArray();
        var sizes = new long[count];
        foreach (var segment in segments.OrderByDescending(s => s.DocumentCount))
        {
            var least = Array.IndexOf(sizes, sizes.Min());
            shares[least].Add(segment);
            sizes[least] += segment.DocumentCount;
        }

        foreach (var share in shares)
        {
            share.Sort((a, b) => a.Ord.CompareTo(b.Ord));
        }

        return shares;
    }
}
