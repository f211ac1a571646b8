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
    : CachedBlocks<KindBlock>((column.Count + NumberColumn.BlockSize - 1) >> NumberColumn.BlockShift, PageCache.Shared)
{
    /// <summary>A block; null where it is not worth making, because nobody came back yet to what it is made of.</summary>
    public KindBlock? Find(int block) => Known(block) is not null || column.Known(block) is not null ? Block(block) : null;

    protected override int BytesOf(KindBlock block) => block.Bytes;

    protected override KindBlock Load(int block, KindBlock? room)
    {
        var articles = Math.Min(NumberColumn.BlockSize, column.Count - (block << NumberColumn.BlockShift));
        return KindBlock.Of(column.Block(block), articles, kind.First, kind.Size);
    }
}
