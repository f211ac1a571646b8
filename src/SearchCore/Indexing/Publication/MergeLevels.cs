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
    /// <param name="segments">The segments that are not being merged.</param>
    /// <param name="sizeOf">A segment's size in bytes, without what is deleted.</param>
    /// <param name="sideBySide">
    /// How many large segments of a level may stand side by side, 2 at least; of small ones as many, but ten or half of that at most.
    /// </param>
    /// <returns>The segments of each merge; none stands in two.</returns>
    /// <remarks>By classes and plain loops: it runs once in the shortest load, and generics over structs would be compiled for that.
    /// </remarks>
    public static List<List<T>> Find<T>(IEnumerable<T> segments, Func<T, long> sizeOf, int sideBySide)
    {
        var sized = new List<Sized<T>>();
        foreach (var segment in segments)
        {
            sized.Add(new(segment, sizeOf(segment), sized.Count));
        }

        sized.Sort(static (a, b) => a.Bytes != b.Bytes ? a.Bytes.CompareTo(b.Bytes) : a.Place.CompareTo(b.Place));
        var found = new List<List<T>>();
        var (at, above) = (0, SmallBytes);
        AddSmall(UpTo(above), sideBySide, found);
        while (at < sized.Count && sized[at].Bytes < MostBytes / 2)
        {
            above *= sideBySide;
            AddLevel(UpTo(Math.Min(above, MostBytes / 2)), sideBySide, found);
        }

        return found;

        List<Sized<T>> UpTo(long bytes)
        {
            var from = at;
            while (at < sized.Count && sized[at].Bytes < bytes)
            {
                at++;
            }

            return sized.GetRange(from, at - from);
        }
    }

    // The smallest ones, so many that the least is written for what comes to stand in a larger segment than before, which is all but the
    // largest of them: equal ones all at once, and none that is much larger than all before it.
    private static void AddSmall<T>(List<Sized<T>> small, int sideBySide, List<List<T>> found)
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

        Add(small, 0, best, found);
    }

    private static void AddLevel<T>(List<Sized<T>> level, int sideBySide, List<List<T>> found)
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

            Add(level, from, some, found);
            from += some;
        }
    }

    private static void Add<T>(List<Sized<T>> segments, int from, int count, List<List<T>> found)
    {
        var merge = new List<T>(count);
        for (var i = from; i < from + count; i++)
        {
            merge.Add(segments[i].Segment);
        }

        found.Add(merge);
    }

    /// <summary>A segment, its size, and where it stood.</summary>
    private sealed record Sized<T>(T Segment, long Bytes, int Place);
}
