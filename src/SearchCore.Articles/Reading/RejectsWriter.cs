using System.Buffers;
using System.Text.Json;

namespace SearchCore.Articles.Reading;

/// <summary>
/// Writes what did not come in whole as JSON lines with the members <c>outcome</c> (<c>rejected</c>, <c>dropped</c>, <c>repaired</c>,
/// <c>kept</c>, <c>omitted</c>, <c>skipped</c>, <c>unread</c>), <c>source</c>, <c>offset</c>, <c>line</c>, <c>code</c>, <c>id</c>,
/// <c>member</c>, <c>value</c>, <c>reason</c>, <c>excerpt</c>. Safe for use by several threads at a time.
/// </summary>
/// <remarks>
/// A record is always one line of ASCII: whatever stands in a file's name or in its text is escaped, so that no input can forge a line
/// or steer a terminal.
/// </remarks>
public sealed class RejectsWriter : IDisposable
{
    private readonly Lock gate = new();
    private readonly ArrayBufferWriter<byte> line = new(1024);
    private readonly Utf8JsonWriter json;
    private readonly Stream stream;
    private readonly bool leaveOpen;

    /// <summary>Creates the file, or empties it.</summary>
    public RejectsWriter(string path)
        : this(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read), leaveOpen: false)
    {
    }

    /// <summary>Writes to a stream.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="leaveOpen">Whether disposing the writer leaves the stream open.</param>
    public RejectsWriter(Stream stream, bool leaveOpen)
    {
        ArgumentNullException.ThrowIfNull(stream);
        (this.stream, this.leaveOpen) = (stream, leaveOpen);
        json = new Utf8JsonWriter(line);
    }

    /// <summary>Writes a record that was rejected.</summary>
    public void Write(RejectedRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        Write(new Row(record.Source, record.Offset, record.Code, record.Reason, "rejected")
        {
            Line = record.Line,
            Id = record.Id,
            Member = record.Member,
            Excerpt = record.Excerpt,
        });
    }

    /// <summary>Writes what was dropped or repaired in an article.</summary>
    public void Write(ArticleNotice notice) => Write(new Row(
        notice.Source, notice.Offset, Code(notice.Kind), notice.Detail, Outcome(notice.Kind))
    {
        Line = notice.Line,
        Id = notice.Id,
        Member = notice.Member,
        Value = notice.Value,
    });

    /// <summary>Writes a file of a folder that was not read.</summary>
    public void Write(SkippedFile file) =>
        Write(new Row(file.Path, 0, $"file-{Words(file.Reason.ToString())}", file.Describe(), "skipped"));

    /// <summary>Writes an input that could not be read to its end.</summary>
    /// <param name="source">The input.</param>
    /// <param name="offset">How far it was read, in bytes.</param>
    /// <param name="reason">Why no further.</param>
    public void WriteUnread(string source, long offset, string reason) =>
        Write(new Row(source, offset, "unreadable-source", reason, "unread"));

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            json.Dispose();
            stream.Flush();
            if (!leaveOpen)
            {
                stream.Dispose();
            }
        }
    }

    private static string Outcome(ArticleNoticeKind kind) => kind switch
    {
        ArticleNoticeKind.DateUnreadable or ArticleNoticeKind.MemberDropped => "dropped",
        ArticleNoticeKind.DateRepaired or ArticleNoticeKind.TextRepaired or ArticleNoticeKind.MarkupRemoved => "repaired",
        ArticleNoticeKind.TextOmitted => "omitted",
        ArticleNoticeKind.RecordPassedOver => "skipped",
        _ => "kept",
    };

    private static string Code(ArticleNoticeKind kind) => Words(kind.ToString());

    // DateUnreadable is date-unreadable.
    private static string Words(string name) =>
        string.Concat(name.Select((c, i) => char.IsAsciiLetterUpper(c) ? $"{(i > 0 ? "-" : "")}{char.ToLowerInvariant(c)}" : $"{c}"));

    private void Write(Row row)
    {
        lock (gate)
        {
            line.ResetWrittenCount();
            json.Reset();
            json.WriteStartObject();
            json.WriteString("source"u8, row.Source);
            json.WriteNumber("offset"u8, row.Offset);
            json.WriteNumber("line"u8, row.Line);
            json.WriteString("code"u8, row.Code);
            json.WriteString("reason"u8, row.Reason);
            json.WriteString("excerpt"u8, row.Excerpt);
            json.WriteString("outcome"u8, row.Outcome);
            json.WriteString("id"u8, row.Id);
            json.WriteString("member"u8, row.Member);
            json.WriteString("value"u8, row.Value);
            json.WriteEndObject();
            json.Flush();
            line.Write("\n"u8);
            stream.Write(line.WrittenSpan);
        }
    }

    private readonly record struct Row(string Source, long Offset, string Code, string Reason, string Outcome)
    {
        public long Line { get; init; }

        public string Id { get; init; } = string.Empty;

        public string Member { get; init; } = string.Empty;

        public string Value { get; init; } = string.Empty;

        public string Excerpt { get; init; } = string.Empty;
    }
}
