using SearchCore.Storage;
using SearchCore.Storage.Columns;

namespace SearchCore.Searching.Columns;

/// <summary>
/// One kind's values of a segment the other way round: which articles have each. Made of what the articles have, in the same blocks, of
/// blocks that are asked for again and again. Thread-safe.
/// </summary>
/// <param name="kind">The kind.</param>
/// <param name="column">The values of all kinds.</param>
internal sealed class KindArticles(KindColumn kind, OrdinalColumn column)
    : CachedBlocks<KindBlock>(BlocksOf(column), PageCache.Shared)
{
    // After so many doublings no more.
    private const int MostDoublings = 10;

    // For each block how often it was made, and how often it was asked for since. Threads may lose a count to each other.
    private readonly byte[] made = new byte[BlocksOf(column)];
    private readonly short[] asked = new short[BlocksOf(column)];

    /// <summary>
    /// A block; null where it is not worth making: because nobody came back yet to what it is made of, or because it was made and let go
    /// before. Where not all blocks fit into the budget each would drive out another: so one is made again after two searches, then after
    /// four, and so on.
    /// </summary>
    public KindBlock? Find(int block)
    {
        if (Known(block) is not null)
        {
            return Block(block);
        }

        if (column.Known(block) is null || ++asked[block] < 1 << made[block])
        {
            return null;
        }

        (made[block], asked[block]) = ((byte)Math.Min(made[block] + 1, MostDoublings), 0);
        return Block(block);
    }

    protected override int BytesOf(KindBlock block) => block.Bytes;

    protected override KindBlock Load(int block, KindBlock? room)
    {
        var articles = Math.Min(NumberColumn.BlockSize, column.Count - (block << NumberColumn.BlockShift));
        return KindBlock.Of(column.Block(block), articles, kind.First, kind.Size);
    }

    private static int BlocksOf(OrdinalColumn column) => (column.Count + NumberColumn.BlockSize - 1) >> NumberColumn.BlockShift;
}
