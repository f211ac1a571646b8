namespace SearchCore.Articles.Reading;

/// <summary>An input of records in one of the formats: what the public sources are made of.</summary>
internal sealed class RecordSource : IResumableSource
{
    private readonly string? path;
    private readonly Func<ByteInput> open;
    private readonly RecordFormat format;
    private readonly ReadingOptions options;
    private int started;

    private RecordSource(string name, string? path, long? size, Func<ByteInput> open, Func<ReadingOptions, RecordFormat> format, ReadingOptions? options)
    {
        this.options = (options ?? ReadingOptions.Default).Validated();
        (Name, this.path, SizeHint, this.open, this.format) = (name, path, size, open, format(this.options));
    }

    public string Name { get; }

    public long? SizeHint { get; }

    public string? Identity => path is not null && FileStamp.Of(path) is { } stamp
        ? $"{format.GetType().Name} {stamp} {options.Lenient} {options.MaxRecordBytes} {Path.GetFullPath(path)}"
        : null;

    public static RecordSource OfFile(string path, Func<ReadingOptions, RecordFormat> format, ReadingOptions? options)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new RecordSource(path, path, FileStamp.Of(path)?.Length, () => ByteInput.OpenFile(path), format, options);
    }

    public static RecordSource OfStream(Stream stream, string name, Func<ReadingOptions, RecordFormat> format, ReadingOptions? options)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentException.ThrowIfNullOrEmpty(name);
        long? size = stream.CanSeek ? stream.Length - stream.Position : null;
        return new RecordSource(name, path: null, size, () => ByteInput.Open(name, stream, leaveOpen: true), format, options);
    }

    public IEnumerable<ArticleChunk> ReadChunks(CancellationToken cancellation) => ReadChunks(default, cancellation);

    public IEnumerable<ArticleChunk> ReadChunks(SourcePosition from, CancellationToken cancellation)
    {
        if (Interlocked.Exchange(ref started, 1) != 0)
        {
            throw new InvalidOperationException($"{Name} was read already: a source is read once");
        }

        return Cut(from, cancellation);
    }

    private IEnumerable<ArticleChunk> Cut(SourcePosition from, CancellationToken cancellation)
    {
        var before = path is null ? null : FileStamp.Of(path);
        using var cutter = new RecordCutter(Name, open(), format, options, from);
        while (cutter.Next(cancellation) is { } chunk)
        {
            yield return chunk;
        }

        if (path is not null && FileStamp.Of(path) != before)
        {
            const string Reason = "it was changed or removed while it was read, so some of its records may be missing or half old: read it again when nobody writes to it";
            throw new ArticleSourceException(Name, cutter.Position.Offset, Reason);
        }
    }
}
