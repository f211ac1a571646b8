namespace SearchCore.Articles.Reading;

/// <summary>A source that can be taken up again where reading it stopped, in another process and on another day.</summary>
/// <remarks>What its chunks say about their <see cref="ArticleChunk.End"/> is where it can be taken up.</remarks>
public interface IResumableSource : IArticleSource
{
    /// <summary>
    /// What the source reads and how, on one line: for a file its path, length, time of change and the options that change what is read.
    /// Two sources of one identity give the same records. Null where that cannot be told: such a source is read from its start.
    /// Asked anew at each call.
    /// </summary>
    string? Identity { get; }

    /// <summary>
    /// As <see cref="IArticleSource.ReadChunks(CancellationToken)"/>, from a position on. One of the two may be called, once.
    /// </summary>
    /// <param name="from">The <see cref="ArticleChunk.End"/> of a chunk of a source of the same identity, or the default for the
    /// start.</param>
    /// <param name="cancellation">Looked at between chunks.</param>
    /// <exception cref="ArticleSourceException">The input as a whole cannot be read on.</exception>
    IEnumerable<ArticleChunk> ReadChunks(SourcePosition from, CancellationToken cancellation);
}

/// <summary>A place between two records of a source; the default is its start.</summary>
/// <param name="Offset">How much comes before: bytes, unpacked and in UTF-8, or files where a source reads a file an article.</param>
/// <param name="Line">The number of the line that begins here, from 1; 0 where lines are not what records are.</param>
public readonly record struct SourcePosition(long Offset, long Line);
