using System.Buffers;
using System.Text.Json;

namespace SearchCore.Articles.Reading;

/// <summary>
/// Writes rejected records as JSON lines with the members <c>source</c>, <c>offset</c>, <c>line</c>, <c>code</c>, <c>reason</c>,
/// <c>excerpt</c>. Safe for use by several threads at a time.
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

    /// <summary>Writes a record.</summary>
    public void Write(RejectedRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        lock (gate)
        {
            line.ResetWrittenCount();
            json.Reset();
            json.WriteStartObject();
            json.WriteString("source"u8, record.Source);
            json.WriteNumber("offset"u8, record.Offset);
            json.WriteNumber("line"u8, record.Line);
            json.WriteString("code"u8, record.Code);
            json.WriteString("reason"u8, record.Reason);
            json.WriteString("excerpt"u8, record.Excerpt);
            json.WriteEndObject();
            json.Flush();
            line.Write("\n"u8);
            stream.Write(line.WrittenSpan);
        }
    }

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
}
