using SearchCore.Articles.Reading;

namespace SearchCore.Articles.Formats.Clippings;

/// <summary>A run of clippings, each a file's bytes.</summary>
/// <param name="before">How many files of the source come before.</param>
/// <param name="clock">Tells whether a date lies ahead.</param>
internal sealed class ClippingChunk(long before, TimeProvider clock) : ArticleChunk
{
    private const int FirstBytes = 16 * 1024;

    private readonly List<Entry> entries = [];
    private long bytes;

    public override long Bytes => bytes;

    public override SourcePosition? End => new SourcePosition(before + Count, 0);

    /// <summary>How many clippings are in it.</summary>
    public int Count => entries.Count;

    /// <summary>Reads an input in; one that cannot be read becomes a rejection.</summary>
    public void Add(ArticleInput input)
    {
        try
        {
            using var stream = input.Open();
            Add(input, Content(stream, input.Size));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            entries.Add(new Entry(input, default, new Fault(RejectCodes.UnreadableFile, e.Message)));
        }
    }

    public override void Read(ArticleBuffer buffer, IArticleReceiver receiver, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        ArgumentNullException.ThrowIfNull(receiver);
        var report = new ArticleReport();
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        foreach (var (input, content, fault) in entries)
        {
            cancellation.ThrowIfCancellationRequested();
            report.Clear();
            buffer.Clear();
            var place = new RecordPlace(input.Name, 0, 0);
            if (fault is var (code, reason))
            {
                report.Fail(code, reason);
            }

            if (report.Fault is null && ClippingParser.Read(content.Span, input.Id, buffer, now, report) is not null)
            {
                report.Accept(buffer, receiver, place);
            }
            else
            {
                report.Reject(content.Span, receiver, place, buffer);
            }
        }
    }

    private void Add(ArticleInput input, ReadOnlyMemory<byte> content)
    {
        entries.Add(new Entry(input, content, null));
        bytes += content.Length;
    }

    /// <summary>All of a stream, or just enough to show that it is too long.</summary>
    private static ReadOnlyMemory<byte> Content(Stream stream, long? size)
    {
        var content = new byte[Math.Min(size ?? FirstBytes, ArticleLimits.MaxRecordBytes) + 1];
        var length = 0;
        while (stream.Read(content, length, content.Length - length) is > 0 and var read)
        {
            length += read;
            if (length > ArticleLimits.MaxRecordBytes)
            {
                break;
            }

            if (length == content.Length)
            {
                Array.Resize(ref content, Math.Min(content.Length * 2, ArticleLimits.MaxRecordBytes + 1));
            }
        }

        return content.AsMemory(0, length);
    }

    private readonly record struct Entry(ArticleInput Input, ReadOnlyMemory<byte> Content, Fault? Fault);

    private sealed record Fault(string Code, string Reason);
}
