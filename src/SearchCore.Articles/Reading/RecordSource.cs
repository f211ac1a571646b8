namespace SearchCore.Articles.Reading;

/// <summary>An input of records whose ends can be found by looking for them, unpacked and cut into chunks of whole records.</summary>
/// <remarks>
/// gzip is recognized, and UTF-16 and UTF-32 with a byte order mark are brought to UTF-8. A file can be taken up again after any
/// of its chunks.
/// </remarks>
public sealed class RecordSource : IResumableSource
{
    /// <summary>What is said of a file that did not stay as it was.</summary>
    internal const string WasChanged = "it was changed or removed while it was read, so some of its records may be missing or half old: "
        + "read it again when nobody writes to it";

    private readonly ArticleInput input;
    private readonly RecordSyntax syntax;
    private readonly ReadingOptions options;
    private int started;
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
        SizeHint = input.Size;
    }

    /// <inheritdoc/>
    public string Name => input.Name;

    /// <inheritdoc/>
    public long? SizeHint { get; }

    /// <inheritdoc/>
    public long? StoredBytesRead => open?.StoredBytes;

    /// <inheritdoc/>
    public string? Identity => input.Path is { } path && FileStamp.Of(path) is { } stamp
        ? $"{syntax.GetType().Name} {stamp} {options.Identity} {Path.GetFullPath(path)}"
        : null;

    /// <inheritdoc/>
    public IEnumerable<ArticleChunk> ReadChunks(CancellationToken cancellation) => ReadChunks(default, cancellation);

    /// <inheritdoc/>
    public IEnumerable<ArticleChunk> ReadChunks(SourcePosition from, CancellationToken cancellation)
    {
        if (Interlocked.Exchange(ref started, 1) != 0)
        {
            throw new InvalidOperationException($"{Name} has been read already; a source can be read only once");
        }

        return Cut(from, cancellation);
    }

    private IEnumerable<ArticleChunk> Cut(SourcePosition from, CancellationToken cancellation)
    {
        var before = Stamp();
        open = input.OpenBytes();
        using var cutter = new RecordCutter(Name, open, syntax, options, from);
        while (cutter.Next(cancellation) is { } chunk)
        {
            yield return chunk;
        }

        if (Stamp() != before)
        {
            throw new ArticleSourceException(Name, cutter.Position.Offset, WasChanged);
        }
    }

    private FileStamp? Stamp() => input.Path is { } path ? FileStamp.Of(path) : null;
}
