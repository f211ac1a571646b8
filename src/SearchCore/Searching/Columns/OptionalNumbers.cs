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

    [ThreadStatic]
    private static BlockRing<long[]>? ring;

    /// <summary>One article's, or <see cref="None"/>: read by itself where its block is not there.</summary>
    public long this[int document] =>
        Known(document >> NumberColumn.BlockShift) is { } block ? block[document & (NumberColumn.BlockSize - 1)]
            : many is not null ? Window(document)[0]
            : numbers?.Has(document) == true ? numbers[document]
            : None;

    /// <summary>The numbers of the rest of a block from a document on.</summary>
    public ReadOnlySpan<long> Window(int document) =>
        Block(document >> NumberColumn.BlockShift).AsSpan(document & (NumberColumn.BlockSize - 1));

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
        if (many is not null)
        {
            loaded.AsSpan().Fill(None);
            many.Ends(block, greatest, loaded);
            return loaded;
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

        return loaded;
    }
}
