using System.Text;

namespace SearchCore.Articles.Reading.Clippings;

/// <summary>A run of clippings, each a file's bytes.</summary>
/// <remarks>Also the way for a source that has the bytes already (an unpacked one, a sniffed one) to hand them over.</remarks>
/// <param name="before">How many files of the source come before.</param>
internal sealed class ClippingChunk(long before = 0) : ArticleChunk
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
            Add(new Entry(file, default, new("unreadable-file", e.Message)));
        }
    }

    /// <summary>Takes a clipping whose bytes are there already.</summary>
    public void Add(ClippingFile file, ReadOnlyMemory<byte> content) => Add(new Entry(file, content, null));

    public override void Read(ArticleBuffer buffer, IArticleReceiver receiver, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        ArgumentNullException.ThrowIfNull(receiver);
        foreach (var entry in entries)
        {
            cancellation.ThrowIfCancellationRequested();
            buffer.Clear();
            var path = entry.File.Path;
            if (entry.Fault is { } fault)
            {
                receiver.Reject(new RejectedRecord(path, 0, 0, fault.Code, fault.Reason, ""));
                continue;
            }

            if (entry.File.Id.Length == 0)
            {
                receiver.Reject(new RejectedRecord(path, 0, 0, RejectCodes.MissingId, "the id is empty", Excerpt(entry.Content.Span)));
                continue;
            }

            var result = ClippingParser.Parse(entry.Content.Span, entry.File.Id);
            if (result.Article is null)
            {
                receiver.Reject(new RejectedRecord(path, 0, 0, result.RejectionCode!, result.RejectionReason!, Excerpt(entry.Content.Span)));
                continue;
            }

            foreach (var (kind, detail) in result.Notices)
                receiver.Notice(new ArticleNotice(path, 0, kind, detail));
            buffer.Set(result.Article);
            receiver.Accept(buffer);
        }
    }

    private static string Excerpt(ReadOnlySpan<byte> content)
    {
        // 200 characters are at most 800 bytes; a character cut at the end is dropped.
        var text = Encoding.UTF8.GetString(content[..Math.Min(content.Length, RejectedRecord.MaxExcerpt * 4)]).TrimEnd('\uFFFD');
        return text.Length <= RejectedRecord.MaxExcerpt ? text : text[..RejectedRecord.MaxExcerpt];
    }

    private void Add(Entry entry)
    {
        entries.Add(entry);
        bytes += entry.Content.Length;
    }

    private readonly record struct Entry(ClippingFile File, ReadOnlyMemory<byte> Content, Fault? Fault);

    private sealed record Fault(string Code, string Reason);
}
