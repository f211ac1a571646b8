using SearchCore.Articles.Reading;

namespace SearchCore.Articles.Formats.JsonLines;

/// <summary>Articles as JSON lines, one object a line, in UTF-8; gzip and UTF-16 or UTF-32 with a byte order mark are recognized.</summary>
/// <remarks>
/// <para>
/// <c>id</c> and one of <c>title</c> and <c>body</c> are needed; <c>published</c> is a date as <see cref="ArticleDateParser"/> reads it;
/// <c>source</c>, <c>url</c>, <c>section</c>, <c>language</c> are strings; <c>author</c>, <c>tags</c> and every list under <c>entities</c>
/// are a string or a list of strings; any other member is kept as text. <c>null</c> means absent. Bounds are those of
/// <see cref="ArticleLimits"/>, codes of rejection those of <see cref="RejectCodes"/>.
/// </para>
/// <para>Offsets count the unpacked bytes; in a file that was brought to UTF-8, the bytes of the UTF-8.</para>
/// </remarks>
public sealed class JsonLinesSource : IResumableSource
{
    private readonly RecordSource source;

    /// <summary>Reads a file, packed or not. It is opened when the first chunk is asked for.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    public JsonLinesSource(string path, ReadingOptions? options = null)
        : this(ArticleInput.OfFile(path), options)
    {
    }

    /// <summary>Reads a stream from where it stands, packed or not.</summary>
    /// <param name="stream">The stream; left open.</param>
    /// <param name="name">What to call it in messages: <c>-</c> for standard input.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    public JsonLinesSource(Stream stream, string name, ReadingOptions? options = null)
        : this(ArticleInput.OfStream(stream, name), options)
    {
    }

    /// <summary>Reads an input, packed or not. A file is opened when the first chunk is asked for.</summary>
    /// <param name="input">The input.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    public JsonLinesSource(ArticleInput input, ReadingOptions? options = null)
    {
        options ??= ReadingOptions.Default;
        source = new RecordSource(input, new JsonLinesRecords(options), options);
    }

    /// <inheritdoc/>
    public string Name => source.Name;

    /// <inheritdoc/>
    public long? SizeHint => source.SizeHint;

    /// <inheritdoc/>
    public long? StoredBytesRead => source.StoredBytesRead;

    /// <inheritdoc/>
    public string? Identity => source.Identity;

    /// <inheritdoc/>
    public IEnumerable<ArticleChunk> ReadChunks(CancellationToken cancellation) => source.ReadChunks(cancellation);

    /// <inheritdoc/>
    public IEnumerable<ArticleChunk> ReadChunks(SourcePosition from, CancellationToken cancellation) =>
        source.ReadChunks(from, cancellation);
}
