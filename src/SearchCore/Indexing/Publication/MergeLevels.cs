namespace SearchCore.Indexing.Publication;

/// <summary>
/// Which segments are merged, by their sizes alone. Large ones stand on levels, each twenty times as large as the one below (or whatever
/// number may stand side by side): where a level has more than it may, its smallest become one, which stands a level higher. So an article
/// is written once more for each level and no more, whatever else is merged at the time. Small ones, as an index gets that changes all the
/// time, by themselves: where there are too many of them some of the smallest become one, so that searches find few.
/// </summary>
internal static class MergeLevels
{
    /// <summary>Below this a segment is small: a load's are larger, and merging one takes a second at most.</summary>
    public const long SmallBytes = 16_000_000;

    /// <summary>No merge makes a segment of more.</summary>
    public const long MostBytes = 5_000_000_000;

    private const int FewSmall = 10;

    /// <summary>Finds what to merge.</summary>
    /// <typeparam name="T">What the segments are.</typeparam>
    /// <param name="segments">The segments that are not being merged, with their sizes in bytes without what is deleted.</param>
    /// <param name="sideBySide">
    /// How many large segments of a level may stand side by side, 2 at least; of small ones as many, but ten or half of that at most.
    /// </param>
    /// <returns>The segments of each merge; none stands in two.</returns>
    public static List<List<T>> Find<T>(IEnumerable<(T Segment, long Bytes)> segments, int sideBySide)
    {
        var small = new List<(T Segment, long Bytes)>();
        var levels = new SortedDictionary<int, List<(T Segment, long Bytes)>>();
        foreach (var segment in segments.OrderBy(s => s.Bytes))
        {
            if (segment.Bytes < SmallBytes)
            {
                small.Add(segment);
            }
            else if (segment.Bytes < MostBytes / 2)
            {
                var level = LevelOf(segment.Bytes, sideBySide);
                levels.TryAdd(level, []);
                levels[level].Add(segment);
            }
        }

        var found = new List<List<T>>();
        AddSmall(small, sideBySide, found);
        foreach (var level in levels.Values)
        {
            AddLevel(level, sideBySide, found);
        }

        return found;
    }

    private static int LevelOf(long bytes, int sideBySide)
    {
        var level = 0;
        for (var above = SmallBytes * sideBySide; bytes >= above; above *= sideBySide)
        {
            level++;
        }

        return level;
    }

    // The smallest ones, so many that the least is written for what comes to stand in a larger segment than before, which is all but the
    // largest of them: equal ones all at once, and none that is much larger than all before it.
    private static void AddSmall<T>(List<(T Segment, long Bytes)> small, int sideBySide, List<List<T>> found)
    {
        if (small.Count <= Math.Max(Math.Min(sideBySide, FewSmall), sideBySide / 2))
        {
            return;
        }

        var (best, least, bytes) = (0, double.MaxValue, small[0].Bytes);
        for (var i = 1; i < small.Count; i++)
        {
            var cost = (bytes + small[i].Bytes) / (double)Math.Max(1, bytes);
            bytes += small[i].Bytes;
            if (cost <= least)
            {
                (best, least) = (i + 1, cost);
            }
        }

        found.Add([.. small.Take(best).Select(s => s.Segment)]);
    }

    private static void AddLevel<T>(List<(T Segment, long Bytes)> level, int sideBySide, List<List<T>> found)
    {
        for (var from = 0; level.Count - from > sideBySide;)
        {
            var (some, bytes) = (0, 0L);
            while (some < sideBySide && bytes + level[from + some].Bytes <= MostBytes)
            {
                bytes += level[from + some++].Bytes;
            }

            if (some < 2)
            {
                return;
            }

            found.Add([.. level.Skip(from).Take(some).Select(s => s.Segment)]);
            from += some;
        }
    }
}
