using System.Buffers;

using Lucene.Net.Index;

namespace SearchCore.Storage.Columns;

/// <summary>
/// A column of any number of values an article, as the values' numbers among those of the segment: decoded in blocks of articles when they
/// are first asked for. Thread-safe.
/// </summary>
/// <param name="numbers">The numbers, ascending in each article.</param>
/// <param name="ends">For each article where its numbers end; null where each has one number, or -1 for none.</param>
/// <param name="values">The different values.</param>
/// <param name="name">What to call the file in errors.</param>
/// <param name="standsFor">For each value the one that stands for it, itself or an earlier one; null where each does for itself.</param>
internal sealed class OrdinalColumn(NumberColumn numbers, NumberColumn? ends, ColumnValues values, string name, int[]? standsFor = null)
    : CachedBlocks<OrdinalBlock>((int)(((ends ?? numbers).Count + NumberColumn.BlockSize - 1) >> NumberColumn.BlockShift), PageCache.Shared)
{
    private const int RingSize = 2;

    // No sixteen thousand articles have so many values.
    private const int MostOrdinals = 100_000_000;

    [ThreadStatic]
    private static BlockRing<OrdinalBlock>? ring;

    /// <summary>How many different values the segment has.</summary>
    public int Values { get; } = values.Count is >= 0 and <= int.MaxValue ? (int)values.Count : throw Damaged(name);

    /// <summary>Where these stand.</summary>
    public ColumnValues Places => values;

    /// <summary>The values' numbers as they are in the file.</summary>
    public NumberColumn Numbers => numbers;

    /// <summary>For each article where its numbers end; null where each has one, or -1 for none.</summary>
    public NumberColumn? Ends => ends;

    /// <summary>How many articles there are.</summary>
    public int Count { get; } = (int)(ends ?? numbers).Count;

    /// <summary>The same column with some values standing for others; an article that has several of those has one.</summary>
    /// <param name="first">For each value the one that stands for it, itself or an earlier one.</param>
    public OrdinalColumn Folded(int[] first) => new(numbers, ends, values, name, first);

    protected override int BytesOf(OrdinalBlock block) => block.Bytes;

    protected override BlockRing<OrdinalBlock> Ring => ring ??= new(RingSize);

    protected override OrdinalBlock Load(int block, OrdinalBlock? room)
    {
        var read = ArrayPool<long>.Shared.Rent(NumberColumn.BlockSize);
        var starts = ArrayPool<int>.Shared.Rent(NumberColumn.BlockSize + 1);
        int[] ordinals = [];
        try
        {
            var count = ends is null ? Single(block, read, starts, ref ordinals) : Many(block, read, starts, ref ordinals);
            if (standsFor is not null)
            {
                Fold(starts, ordinals, count, standsFor);
            }

            return OrdinalBlock.Of(starts.AsSpan(0, count + 1), ordinals, Values, room);
        }
        finally
        {
            ArrayPool<long>.Shared.Return(read);
            ArrayPool<int>.Shared.Return(starts);
            ArrayPool<int>.Shared.Return(ordinals);
        }
    }

    // What stands for a value comes before it, so an article's numbers may have to be put in order again.
    private static void Fold(int[] starts, int[] ordinals, int count, int[] standsFor)
    {
        var (from, to) = (0, 0);
        for (var i = 0; i < count; i++)
        {
            var (begin, end) = (to, starts[i + 1]);
            var isRising = true;
            for (var at = from; at < end; at++)
            {
                ordinals[to] = standsFor[ordinals[at]];
                isRising &= to == begin || ordinals[to] > ordinals[to - 1];
                to++;
            }

            if (!isRising)
            {
                to = begin + SortDistinct(ordinals.AsSpan(begin, to - begin));
            }

            (from, starts[i]) = (end, begin);
        }

        starts[count] = to;
    }

    private static int SortDistinct(Span<int> values)
    {
        values.Sort();
        var kept = 1;
        for (var i = 1; i < values.Length; i++)
        {
            if (values[i] != values[kept - 1])
            {
                values[kept++] = values[i];
            }
        }

        return kept;
    }

    private int Single(int block, long[] read, int[] starts, ref int[] ordinals)
    {
        var count = numbers.Read(block, read);
        ordinals = ArrayPool<int>.Shared.Rent(count);
        var found = 0;
        for (var i = 0; i < count; i++)
        {
            starts[i] = found;
            if (read[i] >= 0)
            {
                ordinals[found++] = read[i] < Values ? (int)read[i] : throw Damaged(name);
            }
        }

        starts[count] = found;
        return count;
    }

    private int Many(int block, long[] read, int[] starts, ref int[] ordinals)
    {
        var count = ends!.Read(block, read);
        var begin = block == 0 ? 0 : ends[((long)block << NumberColumn.BlockShift) - 1];
        if (count > 0 && (begin < 0 || read[count - 1] > numbers.Count || read[count - 1] - begin is < 0 or > MostOrdinals))
        {
            throw Damaged(name);
        }

        ordinals = ArrayPool<int>.Shared.Rent(count == 0 ? 0 : (int)(read[count - 1] - begin));
        starts[0] = 0;
        var last = begin;
        for (var i = 0; i < count; i++)
        {
            if (read[i] < last || read[i] > read[count - 1])
            {
                throw Damaged(name);
            }

            last = read[i];
            starts[i + 1] = (int)(last - begin);
        }

        for (var at = begin; at < last;)
        {
            var some = numbers.Read((int)(at >> NumberColumn.BlockShift), read);
            var from = (int)at & (NumberColumn.BlockSize - 1);
            for (; from < some && at < last; from++, at++)
            {
                ordinals[at - begin] = (ulong)read[from] < (ulong)Values ? (int)read[from] : throw Damaged(name);
            }
        }

        RequireRising(starts, ordinals, count);
        return count;
    }

    private void RequireRising(int[] starts, int[] ordinals, int count)
    {
        for (var i = 0; i < count; i++)
        {
            for (var at = starts[i] + 1; at < starts[i + 1]; at++)
            {
                if (ordinals[at] <= ordinals[at - 1])
                {
                    throw Damaged(name);
                }
            }
        }
    }

    private static CorruptIndexException Damaged(string name) => new($"{name} is damaged: the values of facets are not in order");
}

/// <summary>Where the values of a column stand in the file, in the order of their bytes.</summary>
/// <param name="Start">Where the first begins.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Width">
/// How many bytes each has; -1 where each tells how many it has of the one before it and how many follow (every sixteenth has none).
/// </param>
internal readonly record struct ColumnValues(long Start, long Count, int Width);
