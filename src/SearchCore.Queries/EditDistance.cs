namespace SearchCore.Queries;

/// <summary>
/// How many letters must be added, dropped, changed or swapped with a neighbour to make one word of another (optimal string alignment).
/// </summary>
internal static class EditDistance
{
    /// <summary>The distance, or <paramref name="limit"/> + 1 where it is more than the limit.</summary>
    public static int Between(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int limit)
    {
        if (Math.Abs(a.Length - b.Length) > limit)
        {
            return limit + 1;
        }

        var width = b.Length + 1;
        Span<int> rows = width <= 128 ? stackalloc int[3 * width] : new int[3 * width];
        var before = rows[..width];
        var last = rows.Slice(width, width);
        var current = rows.Slice(2 * width, width);
        for (var j = 0; j < width; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            var best = i;
            for (var j = 1; j < width; j++)
            {
                var cost = Math.Min(Math.Min(last[j], current[j - 1]) + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    cost = Math.Min(cost, before[j - 2] + 1);
                }

                current[j] = cost;
                best = Math.Min(best, cost);
            }

            // The swap looks two rows back, so one row over the limit proves nothing by itself; the row before it must be over too.
            if (best > limit + 1)
            {
                return limit + 1;
            }

            var free = before;
            before = last;
            last = current;
            current = free;
        }

        return Math.Min(last[b.Length], limit + 1);
    }
}
