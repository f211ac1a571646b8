namespace SearchCore.Articles.Reading.Clippings;

/// <summary>A run of clippings, each a file's bytes.</summary>
/// <remarks>Also the way for a source that has the bytes already (an unpacked one, a sniffed one) to hand them over.</remarks>
/// <param name="before">How many files of the source come before.</param>
/// <param name="clock">Tells whether a date lies ahead.</param>
internal sealed class ClippingChunk(long before, TimeProvider clock) : ArticleChunk
{
    private readonly List<Entry> entries = [];
    private long bytes;

    public override long Bytes => bytes;

    public override SourcePosition? End => new SourcePosition(before + Count, 0);

    /// <summary>How many clippings are in it.</summary>
    public int Count => entries.Count;

    /// <summary>Reads a file in; one that cannot be read becomes a rejection.</summary>
    public void Add(ClippingFile file)
    {
        try
        {
            using var handle = File.OpenHandle(file.Path, options: FileOptions.SequentialScan);
            var length = RandomAccess.GetLength(handle);
            if (length > ArticleLimits.MaxRecordBytes)
            {
                Add(new Entry(file, default, new(RejectCodes.TooLong, $"the file has {length} bytes; the most is {ArticleLimits.MaxRecordBytes}")));
                return;
            }

            var content = new byte[length];
            var read = 0;
            for (int got; read < content.Length && (got = RandomAccess.Read(handle, content.AsSpan(read), read)) > 0; read += got)
            {
            }

            Add(file, content.AsMemory(0, read));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Add(new Entry(file, default, new(RejectCodes.UnreadableFile, e.Message)));
        }
    }

    /// <summary>Takes a clipping whose bytes are there already.</summary>
    public void Add(ClippingFile file, ReadOnlyMemory<byte> content) => Add(new Entry(file, content, null));

    public override void Read(ArticleBuffer buffer, IArticleReceiver receiver, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        ArgumentNullException.ThrowIfNull(receiver);
        var report = new ArticleReport();
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        foreach (var (file, content, fault) in entries)
        {
            cancellation.ThrowIfCancellationRequested();
            report.Clear();
            buffer.Clear();
            var place = new RecordPlace(file.Path, 0, 0);
            if (fault is var (code, reason))
            {
                report.Fail(code, reason);
            }

            if (report.Fault is null && ClippingParser.Read(content.Span, file.Id, buffer, now, report) is not null)
            {
                report.Accept(buffer, receiver, place);
            }
            else
            {
                report.Reject(content.Span, receiver, place);
            }
        }
    }

    private void Add(Entry entry)
    {
        entries.Add(entry);
        bytes += entry.Content.Length;
    }

    private readonly record struct Entry(ClippingFile File, ReadOnlyMemory<byte> Content, Fault? Fault);

    private sealed record Fault(string Code, string Reason);
}
