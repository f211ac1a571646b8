using SearchCore.Storage;
using SearchCore.Storage.Columns;

namespace SearchCore.Searching.Columns;

/// <summary>A byte an article, in blocks of <see cref="NumberColumn.BlockSize"/> made when they are first asked for. Thread-safe.</summary>
/// <param name="articles">How many articles the segment has.</param>
/// <param name="fill">Makes the bytes from an article on, of all that there are.</param>
internal sealed class ByteColumn(int articles, Action<int, Span<byte>> fill)
    : CachedBlocks<byte[]>((articles + NumberColumn.BlockSize - 1) >> NumberColumn.BlockShift, PageCache.Shared)
{
    private const int RingSize = 16;

    [ThreadStatic]
    private static BlockRing<byte[]>? ring;

    /// <summary>An article's.</summary>
    public byte this[int document] =>
        Block(document >> NumberColumn.BlockShift)[document & (NumberColumn.BlockSize - 1)];

    protected override int BytesOf(byte[] block) => block.Length;

    protected override BlockRing<byte[]> Ring => ring ??= new(RingSize);

    protected override byte[] Load(int block, byte[]? room)
    {
        // Always whole stretches: who reads it need not ask where it ends.
        var most = NumberColumn.RoomOf(block, articles);
        var bytes = room?.Length >= most ? room : new byte[most];
        var from = block << NumberColumn.BlockShift;
        fill(from, bytes.AsSpan(0, Math.Min(bytes.Length, articles - from)));
        return bytes;
    }
}
