namespace SearchCore.Articles.Reading;

/// <summary>An input of records whose ends can be found by looking for them, unpacked and cut into chunks of whole records.</summary>
/// <remarks>
/// gzip is recognized, and UTF-16 and UTF-32 with a byte order mark are brought to UTF-8. A file can be taken up again after any
/// of its chunks.
/// </remarks>
public sealed class RecordSource : IResumableSource
{
    private readonly ArticleInput input;
    private readonly RecordSyntax syntax;
    private readonly ReadingOptions options;
    private readonly InputReading reading;
    private ByteInput? open;

    /// <summary>Makes the source; the input is opened when the first chunk is asked for.</summary>
    /// <param name="input">The input.</param>
    /// <param name="syntax">How its records are told apart and read.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    public RecordSource(ArticleInput input, RecordSyntax syntax, ReadingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(syntax);
        (this.input, this.syntax, this.options) = (input, syntax, (options ?? ReadingOptions.Default).Validated());
        reading = new(input);
        SizeHint = input.Size;
    }

    /// <inheritdoc/>
    public string Name => input.Name;

    /// <inheritdoc/>
    public long? SizeHint { get; }

    /// <inheritdoc/>
    public long? StoredBytesRead => open?.StoredBytes;

    /// <inheritdoc/>
    public string? Identity => reading.Identity($"{syntax.GetType().Name} {options.Identity}");

    /// <inheritdoc/>
    public IEnumerable<ArticleChunk> ReadChunks(CancellationToken cancellation) => ReadChunks(default, cancellation);

    /// <inheritdoc/>
    public IEnumerable<ArticleChunk> ReadChunks(SourcePosition from, CancellationToken cancellation)
    {
        reading.Begin();
        return Cut(from, cancellation);
    }

    private IEnumerable<ArticleChunk> Cut(SourcePosition from, CancellationToken cancellation)
    {
        open = input.OpenBytes();
        using var cutter = new RecordCutter(Name, open, syntax, options, from);
        while (cutter.Next(cancellation) is { } chunk)
        {
            yield return chunk;
        }

        if (reading.Change(cutter.Position.Offset) is { } change)
        {
            throw change;
        }
    }
}
