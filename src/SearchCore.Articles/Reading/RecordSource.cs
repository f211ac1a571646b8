namespace SearchCore.Articles.Reading;

/// <summary>An input of records in one of the formats: what the public sources are made of.</summary>
internal sealed class RecordSource : IArticleSource
{
    private readonly Func<ByteInput> open;
    private readonly RecordFormat format;
    private readonly ReadingOptions options;
    private int started;

    private RecordSource(string name, long? size, Func<ByteInput> open, Func<ReadingOptions, RecordFormat> format, ReadingOptions? options)
    {
        this.options = (options ?? ReadingOptions.Default).Validated();
        (Name, SizeHint, this.open, this.format) = (name, size, open, format(this.options));
    }

    public string Name { get; }

    public long? SizeHint { get; }

    public static RecordSource OfFile(string path, Func<ReadingOptions, RecordFormat> format, ReadingOptions? options)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var file = new FileInfo(path);
        return new RecordSource(path, file.Exists ? file.Length : null, () => ByteInput.OpenFile(path), format, options);
    }

    public static RecordSource OfStream(Stream stream, string name, Func<ReadingOptions, RecordFormat> format, ReadingOptions? options)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentException.ThrowIfNullOrEmpty(name);
        long? size = stream.CanSeek ? stream.Length - stream.Position : null;
        return new RecordSource(name, size, () => ByteInput.Open(name, stream, leaveOpen: true), format, options);
    }

    public IEnumerable<ArticleChunk> ReadChunks(CancellationToken cancellation)
    {
        if (Interlocked.Exchange(ref started, 1) != 0)
        {
            throw new InvalidOperationException($"{Name} was read already: a source is read once");
        }

        return Cut(cancellation);
    }

    private IEnumerable<ArticleChunk> Cut(CancellationToken cancellation)
    {
        using var cutter = new RecordCutter(Name, open(), format, options);
        while (cutter.Next(cancellation) is { } chunk)
        {
            yield return chunk;
        }
    }
}
