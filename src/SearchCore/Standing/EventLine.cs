using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;

using SearchCore.Articles.Checksums;
using SearchCore.Queries.Json;

namespace SearchCore.Standing;

/// <summary>
/// A line of the log of events: a checksum, and what follows it in JSON, an event or the mark that ends those of a commit.
/// </summary>
internal static class EventLine
{
    private const int SumLength = 8;

    /// <summary>Writes an event.</summary>
    /// <param name="lines">Where to.</param>
    /// <param name="json">A writer, used for one event after the other.</param>
    /// <param name="number">Its number.</param>
    /// <param name="commit">Its commit.</param>
    /// <param name="query">The query's name.</param>
    /// <param name="version">The query's version.</param>
    /// <param name="at">When it was matched.</param>
    /// <param name="article">The article as JSON; empty where there is a fault.</param>
    /// <param name="fault">The fault; null for none.</param>
    public static void Write(
        ArrayBufferWriter<byte> lines, Utf8JsonWriter json, long number, long commit, string query, long version, DateTimeOffset at,
        ReadOnlySpan<byte> article, string? fault)
    {
        var start = Begin(lines);
        json.Reset(lines);
        json.WriteStartObject();
        json.WriteNumber("number"u8, number);
        json.WriteString("query"u8, query);
        json.WriteNumber("version"u8, version);
        json.WriteNumber("commit"u8, commit);
        json.WriteString("at"u8, at);
        if (!article.IsEmpty)
        {
            json.WritePropertyName("article"u8);
            json.WriteRawValue(article, skipInputValidation: true);
        }

        JsonWrite.TextIfAny(json, "fault"u8, fault);
        json.WriteEndObject();
        json.Flush();
        End(lines, start);
    }

    /// <summary>Writes the mark that ends the events of a commit.</summary>
    public static void WriteMark(ArrayBufferWriter<byte> lines, long commit, long last)
    {
        var start = Begin(lines);
        using (var json = new Utf8JsonWriter(lines))
        {
            json.WriteStartObject();
            json.WriteNumber("commit"u8, commit);
            json.WriteNumber("last"u8, last);
            json.WriteEndObject();
        }

        End(lines, start);
    }

    /// <summary>Whether a line is as it was written.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> line) =>
        line.Length > SumLength + 1
        && Utf8Parser.TryParse(line[..SumLength], out uint sum, out var used, 'x') && used == SumLength
        && sum == Crc32.Append(0, line[(SumLength + 1)..]);

    /// <summary>
    /// The commit whose events end here, and the number at which they do, where a whole line is such a mark; null where it is an event.
    /// </summary>
    public static (long Commit, long Last)? MarkOf(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line[(SumLength + 1)..]);
        reader.Read();
        JsonRead.Begin(ref reader, string.Empty);
        var commit = 0L;
        while (JsonRead.Next(ref reader, out var name))
        {
            switch (name)
            {
                case "number":
                    return null;
                case "commit":
                    commit = JsonRead.Long(ref reader, string.Empty, name);
                    break;
                case "last":
                    return (commit, JsonRead.Long(ref reader, string.Empty, name));
                default:
                    JsonRead.Skip(ref reader);
                    break;
            }
        }

        return null;
    }

    /// <summary>The event of a whole line.</summary>
    public static StandingEvent Read(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line[(SumLength + 1)..]);
        reader.Read();
        return StandingJson.ReadEvent(ref reader, string.Empty);
    }

    private static int Begin(ArrayBufferWriter<byte> lines)
    {
        var start = lines.WrittenCount;
        lines.Write("00000000 "u8);
        return start;
    }

    private static void End(ArrayBufferWriter<byte> lines, int start)
    {
        var sum = Crc32.Append(0, lines.WrittenSpan[(start + SumLength + 1)..]);
        var head = System.Runtime.InteropServices.MemoryMarshal.AsMemory(lines.WrittenMemory.Slice(start, SumLength)).Span;
        Utf8Formatter.TryFormat(sum, head, out _, new StandardFormat('x', SumLength));
        lines.Write("\n"u8);
    }
}
