namespace SearchCore.Articles.Reading;

/// <summary>
/// A source whose records come one at a time and may be long in coming: it says when it has read each, so that a load and changes that are
/// made beside it keep their order. Of other sources a chunk's records count as read when the chunk is handed out.
/// </summary>
internal interface IPacedSource : IArticleSource
{
    /// <summary>As <see cref="IArticleSource.ReadChunks"/>; no chunk goes on past a change.</summary>
    IEnumerable<ArticleChunk> ReadChunks(IReadingOrder order, CancellationToken cancellation);
}

/// <summary>The order of reading and of changes, as a source sees it.</summary>
internal interface IReadingOrder
{
    /// <summary>Whether anything was changed since the last chunk was begun: the record that was just read begins a new one.</summary>
    bool HasMoved { get; }

    /// <summary>Begins a chunk. To be called for each, in turn, right after its first record was read.</summary>
    void BeginChunk();
}
