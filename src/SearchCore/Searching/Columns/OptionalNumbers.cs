using SearchCore.Storage;
using SearchCore.Storage.Columns;

namespace SearchCore.Searching.Columns;

/// <summary>
/// A number for each article of a segment that has one: when it was published, a number of the archive's own. In blocks of
/// <see cref="NumberColumn.BlockSize"/>, decoded when they are first asked for. Thread-safe.
/// </summary>
/// <param name="articles">How many articles the segment has.</param>
/// <param name="numbers">The column; null where no article has one, or <paramref name="many"/> has them.</param>
/// <param name="many">The numbers, where an article may have several: of these it is one.</param>
/// <param name="greatest">Whether it is the greatest of several, else the least.</param>
internal sealed class OptionalNumbers(int articles, NumberColumn? numbers, ManyNumbers? many = null, bool greatest = false)
    : CachedBlocks<long[]>((articles + NumberColumn.BlockSize - 1) >> NumberColumn.BlockShift, PageCache.Shared), ISortNumbers
{
    /// <summary>Stands for an article without a number.</summary>
    public const long None = long.MinValue;

    private const int RingSize = 4;

    private const int StretchesABlock = NumberColumn.BlockSize / NumberEnds.Stretch;

    [ThreadStatic]
    private static BlockRing<long[]>? ring;

    // Of each block those of its stretches, as soon as it was read once. They are kept: a byte for sixteen articles.
    private readonly NumberEnds[]?[] ends = new NumberEnds[(articles + NumberColumn.BlockSize - 1) >> NumberColumn.BlockShift][];
    private int endsKnown;
    private int[]? byGreatest;
    private int[]? byLeast;

    /// <summary>One article's, or <see cref="None"/>: read by itself where its block is not there.</summary>
    public long this[int document] =>
        Known(document >> NumberColumn.BlockShift) is { } block ? block[document & (NumberColumn.BlockSize - 1)]
            : many is not null ? Window(document)[0]
            : numbers?.Has(document) == true ? numbers[document]
            : None;

    /// <summary>The numbers of the rest of a block from a document on.</summary>
    public ReadOnlySpan<long> Window(int document) =>
        Block(document >> NumberColumn.BlockShift).AsSpan(document & (NumberColumn.BlockSize - 1));

    /// <summary>How many blocks of numbers there are.</summary>
    public int Blocks => ends.Length;

    /// <summary>Whether each block was read at some time, so that nothing must be read to know all <see cref="Ends"/>.</summary>
    public bool KnowsEnds => Volatile.Read(ref endsKnown) >= ends.Length;

    /// <summary>The least and the greatest number of the stretch that an article is in; its block is read where it never was.</summary>
    public NumberEnds Ends(int document)
    {
        var block = document >> NumberColumn.BlockShift;
        if (Volatile.Read(ref ends[block]) is null)
        {
            Block(block);
        }

        return ends[block]![(document >> NumberEnds.Shift) & (StretchesABlock - 1)];
    }

    /// <summary>
    /// The stretches in the order of the best that they have: of the greatest or of the least number; those without any come last. It must
    /// not be written to.
    /// </summary>
    public int[] Stretches(bool greatestFirst)
    {
        ref var known = ref (greatestFirst ? ref byGreatest : ref byLeast);
        if (Volatile.Read(ref known) is not { } order)
        {
            order = [.. Enumerable.Range(0, (articles + NumberEnds.Stretch - 1) >> NumberEnds.Shift)];
            var best = Array.ConvertAll(
                order, s => Ends(s << NumberEnds.Shift) is var ends && greatestFirst ? ~ends.Greatest : ends.Least);
            Array.Sort(best, order);
            Volatile.Write(ref known, order);
        }

        return order;
    }

    /// <summary>The day since 1970, of UTC, in which a second since then lies.</summary>
    public static int DayOf(long second) => (int)Math.Floor(second / 86_400.0);

    /// <summary>The days since 1970, of UTC and in order, on which articles were published.</summary>
    public int[] Days()
    {
        var (days, last) = (new HashSet<int>(), int.MinValue);
        for (var from = 0; from < articles; from += NumberColumn.BlockSize)
        {
            foreach (var date in Window(from)[..Math.Min(NumberColumn.BlockSize, articles - from)])
            {
                // Articles are loaded in the order of time: most are of the day of the one before.
                if (date != None && DayOf(date) is var day && day != last)
                {
                    days.Add(last = day);
                }
            }
        }

        return [.. days.Order()];
    }

    protected override int BytesOf(long[] block) => sizeof(long) * block.Length;

    protected override BlockRing<long[]> Ring => ring ??= new(RingSize);

    protected override long[] Load(int block, long[]? room)
    {
        var most = NumberColumn.RoomOf(block, articles);
        var loaded = room?.Length >= most ? room : new long[most];
        Decode(block, loaded);
        if (Volatile.Read(ref ends[block]) is null)
        {
            FindEnds(block, loaded);
        }

        return loaded;
    }

    private void Decode(int block, long[] loaded)
    {
        if (many is not null)
        {
            loaded.AsSpan().Fill(None);
            many.Ends(block, greatest, loaded);
            return;
        }

        var count = numbers?.Read(block, loaded) ?? 0;
        loaded.AsSpan(count).Fill(None);
        Span<byte> present = stackalloc byte[NumberColumn.BlockSize >> 3];
        numbers?.Present(block << NumberColumn.BlockShift, count, present);
        for (var i = 0; i < count; i++)
        {
            if ((present[i >> 3] & (1 << (i & 7))) == 0)
            {
                loaded[i] = None;
            }
        }
    }

    private void FindEnds(int block, ReadOnlySpan<long> numbers)
    {
        numbers = numbers[..Math.Min(numbers.Length, articles - (block << NumberColumn.BlockShift))];
        var found = new NumberEnds[StretchesABlock];
        for (var stretch = 0; stretch < found.Length; stretch++)
        {
            var from = Math.Min(stretch << NumberEnds.Shift, numbers.Length);
            found[stretch] = NumberEnds.Of(numbers[from..Math.Min(from + NumberEnds.Stretch, numbers.Length)]);
        }

        if (Interlocked.CompareExchange(ref ends[block], found, null) is null)
        {
            Interlocked.Increment(ref endsKnown);
        }
    }
}
