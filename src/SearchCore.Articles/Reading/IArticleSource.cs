namespace SearchCore.Articles.Reading;

/// <summary>Where articles come from: a file, a folder, a stream, a list.</summary>
/// <remarks>
/// A source is read once, from start to end, by one thread that takes chunks and hands them to workers; chunks can be read on any
/// thread, several at a time. Memory is bounded: a source holds no more than the chunk it is cutting.
/// </remarks>
public interface IArticleSource
{
    /// <summary>What to call it in messages: a path, or <c>-</c> for standard input.</summary>
    string Name { get; }

    /// <summary>
    /// The input's size in bytes where it is known cheaply (for progress; compressed size where the input is compressed), else null.
    /// </summary>
    long? SizeHint { get; }

    /// <summary>
    /// How many of the bytes of <see cref="SizeHint"/> were read so far, where that can be told while it is read (for progress); else null,
    /// and the bytes of the chunks stand for them. May be asked on any thread.
    /// </summary>
    long? StoredBytesRead => null;

    /// <summary>Cuts the input into chunks at record boundaries, in input order. May be called once.</summary>
    /// <exception cref="ArticleSourceException">The input as a whole cannot be read on (missing, damaged archive, changed while
    /// read).</exception>
    IEnumerable<ArticleChunk> ReadChunks(CancellationToken cancellation);
}

/// <summary>A run of whole records in input order: the unit of work a worker takes.</summary>
/// <remarks>
/// Owned by whoever took it from <see cref="IArticleSource.ReadChunks"/>, who disposes it after reading; it may borrow pooled memory. One
/// thread at a time.
/// </remarks>
public abstract class ArticleChunk : IDisposable
{
    /// <summary>Bytes of input in it, uncompressed.</summary>
    public abstract long Bytes { get; }

    /// <summary>Where the next chunk begins: where the source can be taken up once this one is done. Null where it cannot be.</summary>
    public virtual SourcePosition? End => null;

    /// <summary>
    /// Parses each record into <paramref name="buffer"/>, which is emptied before each, and reports it. A record that cannot be
    /// used is reported as rejected and the next one is read: this throws for no content, whatever it is.
    /// </summary>
    public abstract void Read(ArticleBuffer buffer, IArticleReceiver receiver, CancellationToken cancellation);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives borrowed memory back.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}

/// <summary>Takes what a chunk holds, record by record.</summary>
public interface IArticleReceiver
{
    /// <summary>A usable article. The buffer is valid during the call only.</summary>
    void Accept(ArticleBuffer article);

    /// <summary>A record that could not be used.</summary>
    void Reject(RejectedRecord record);

    /// <summary>Something about an accepted article (reported before it) that was dropped or repaired.</summary>
    void Notice(ArticleNotice notice);
}

/// <summary>The input as a whole cannot be read on. What was read before it stands.</summary>
public sealed class ArticleSourceException : IOException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="source">The source's name.</param>
    /// <param name="offset">The byte offset reached in the uncompressed input.</param>
    /// <param name="reason">What is wrong, and what to do about it.</param>
    /// <param name="inner">The cause, where there is one.</param>
    public ArticleSourceException(string source, long offset, string reason, Exception? inner = null)
        : base($"{source}: {reason} (at byte {offset})", inner) => (SourceName, Offset, Reason) = (source, offset, reason);

    /// <summary>The source's name.</summary>
    public string SourceName { get; }

    /// <summary>The byte offset reached in the uncompressed input.</summary>
    public long Offset { get; }

    /// <summary>What is wrong.</summary>
    public string Reason { get; }
}
