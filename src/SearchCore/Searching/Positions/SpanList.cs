namespace SearchCore.Searching.Positions;

/// <summary>Spans in the order of their starts, then their ends, each once. Used again for each article.</summary>
internal sealed class SpanList
{
    private long[] spans = new long[16];
    private int[] furthest = [];
    private int[] second = [];

    public int Count { get; private set; }

    public int Start(int index) => (int)(spans[index] >> 32);

    public int End(int index) => (int)spans[index];

    public void Clear() => Count = 0;

    public void Add(int start, int end)
    {
        if (Count == spans.Length)
        {
            Array.Resize(ref spans, Count * 2);
        }

        spans[Count++] = ((long)start << 32) | (uint)end;
    }

    /// <summary>Puts spans that were added in any order into theirs.</summary>
    public void Sort()
    {
        var all = spans.AsSpan(0, Count);
        all.Sort();
        var kept = 0;
        for (var i = 0; i < all.Length; i++)
        {
            if (kept == 0 || all[kept - 1] != all[i])
            {
                all[kept++] = all[i];
            }
        }

        Count = kept;
    }

    /// <summary>The first span that starts at a position or after it; <see cref="Count"/> where there is none.</summary>
    public int FirstFrom(int position)
    {
        int low = 0, high = Count;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (Start(middle) < position)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>Gets ready for <see cref="Reaches"/>.</summary>
    public void IndexEnds()
    {
        if (furthest.Length < Count)
        {
            furthest = new int[spans.Length];
            second = new int[spans.Length];
        }

        int best = -1, next = -1;
        for (var i = 0; i < Count; i++)
        {
            if (best < 0 || End(i) > End(best))
            {
                (best, next) = (i, best);
            }
            else if (next < 0 || End(i) > End(next))
            {
                next = i;
            }

            (furthest[i], second[i]) = (best, next);
        }
    }

    /// <summary>Whether a span other than a given one starts no later than a position and ends no earlier than another.</summary>
    public bool Reaches(int lastStart, int firstEnd, int exceptStart, int exceptEnd)
    {
        var last = FirstFrom(lastStart + 1) - 1;
        return last >= 0 && (IsIt(furthest[last]) || IsIt(second[last]));

        bool IsIt(int index) => index >= 0 && End(index) >= firstEnd && !(Start(index) == exceptStart && End(index) == exceptEnd);
    }
}
