using SearchCore.Articles.Reading;

namespace SearchCore.Articles.Formats.Reuters;

/// <summary>Articles in the SGML of Reuters-21578, Distribution 1.0; gzip is recognized.</summary>
/// <remarks>
/// <para>
/// The id is <c>reuters-</c> and the NEWID, the source <c>Reuters</c>. TOPICS are the tags; PLACES, PEOPLE, ORGS, EXCHANGES and COMPANIES
/// are entities of the kinds <c>place person organization exchange company</c>, as the collection writes them; DATELINE is kept as the
/// member <c>dateline</c>, without its dash; AUTHOR loses "By" and "Reuters" and is parted at "and". A document with neither TITLE nor BODY
/// has its raw TEXT as body. Dates have no zone: they are taken as UTC.
/// </para>
/// <para>
/// The reader is tolerant: references to control characters are dropped, a stray Latin-1 byte is decoded, an element that is not closed
/// ends at the next one. It resolves nothing: a document type's declarations are rejected, and so is a document that refers to what they
/// declare. A document without its end tag is rejected alone.
/// </para>
/// </remarks>
public sealed class ReutersSource : IResumableSource
{
    private readonly RecordSource source;

    /// <summary>Reads a file, packed or not. It is opened when the first chunk is asked for.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    public ReutersSource(string path, ReadingOptions? options = null)
        : this(ArticleInput.OfFile(path), options)
    {
    }

    /// <summary>Reads a stream from where it stands, packed or not.</summary>
    /// <param name="stream">The stream; left open.</param>
    /// <param name="name">What to call it in messages: <c>-</c> for standard input.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    public ReutersSource(Stream stream, string name, ReadingOptions? options = null)
        : this(ArticleInput.OfStream(stream, name), options)
    {
    }

    /// <summary>Reads an input, packed or not. A file is opened when the first chunk is asked for.</summary>
    /// <param name="input">The input.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    public ReutersSource(ArticleInput input, ReadingOptions? options = null)
    {
        options ??= ReadingOptions.Default;
        source = new RecordSource(input, new ReutersRecords(options), options);
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
