using System.Buffers;
using System.Text;
using System.Text.Json;

using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Formats.Mapping;
using SearchCore.Formats.Records;

namespace SearchCore.Formats.Json;

/// <summary>
/// Cuts JSON into its records: the lines of a file of lines, the objects of a list or of an answer that wraps one, objects that follow each
/// other. Holds one record at a time; a longer one than is allowed is rejected and skipped.
/// </summary>
internal static class JsonRecords
{
    /// <summary>How much of the beginning decides which shape the input has.</summary>
    public const int Head = 256 * 1024;

    private const int Piece = 64 * 1024;

    private static readonly SearchValues<byte> Signs = SearchValues.Create("{}[]\"\n"u8);

    /// <summary>Cuts an input.</summary>
    /// <param name="input">The input.</param>
    /// <param name="id">What the ids of articles begin with that have none.</param>
    /// <param name="options">How to read.</param>
    /// <param name="mapping">What records are mapped by.</param>
    public static IEnumerable<RawRecord> Cut(ByteInput input, string id, ReadingOptions options, RecordMapping mapping)
    {
        var head = input.Peek(Head);
        var shape = JsonShape.Of(head, isWhole: head.Length < Head);
        var before = Encoding.UTF8.GetString(head[..shape.Start]);
        if (before.Contains("jsonfeed.org", StringComparison.Ordinal))
        {
            mapping = mapping.From(TitleOf(head[..shape.Start]));
        }

        input.SkipTo(input.Offset + shape.Start);
        var records = shape.IsLines
            ? CutLines(input, id, new(options, mapping)) : CutObjects(input, id, new(options, mapping), shape.IsList);

        // {"status": "ok", "articles": [ … : what stands around the list belongs to no article.
        return before.Contains(',', StringComparison.Ordinal) ? records.Prepend(Around(before, 0)) : records;
    }

    // A feed's title is the source of what is in it, as of RSS.
    private static string? TitleOf(ReadOnlySpan<byte> before)
    {
        var reader = new Utf8JsonReader(before, isFinalBlock: false, default);
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("title"u8))
                {
                    return reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Damaged in front of its list: its articles are read all the same.
        }

        return null;
    }

    private static RawRecord Around(string text, long offset)
    {
        var value = OneLine.Of(text.AsSpan().Trim(" \t\r\n,{}[]"));
        return RawRecord.Of(
            new() { Notices = [new(ArticleNoticeKind.MemberDropped, $"around the list of records: {value}", string.Empty, value)] },
            offset, 0, 0);
    }

    private static IEnumerable<RawRecord> CutLines(ByteInput input, string id, Pending record)
    {
        var piece = new byte[Piece];
        var (line, number, position, begin) = (1L, 0L, input.Offset, input.Offset);
        for (var read = input.Read(piece); read > 0; position += read, read = input.Read(piece))
        {
            var from = 0;
            while (from < read && Array.IndexOf(piece, (byte)'\n', from, read - from) is >= 0 and var end)
            {
                record.Add(piece.AsSpan(from, end - from));
                if (!record.IsBlank)
                {
                    yield return record.Take(begin, line, $"{id}#{++number}");
                }

                record.Clear();
                (from, line, begin) = (end + 1, line + 1, position + end + 1);
            }

            record.Add(piece.AsSpan(from, read - from));
        }

        if (!record.IsBlank)
        {
            yield return record.Take(begin, line, $"{id}#{++number}");
        }
    }

    // Objects at the top, or in the list at which the input stands. What is no object, in it or behind it, is said.
    private static IEnumerable<RawRecord> CutObjects(ByteInput input, string id, Pending record, bool isList)
    {
        var piece = new byte[Piece];
        var (depth, bottom, line, firstLine, number) = (0, isList ? 1 : 0, 1L, 1L, 0L);
        var (inString, isEscaped) = (false, false);
        var (position, begin) = (input.Offset, 0L);
        for (var read = input.Read(piece); read > 0; position += read, read = input.Read(piece))
        {
            var (at, kept, outside) = (0, 0, 0);
            while (at < read)
            {
                if (isEscaped)
                {
                    (isEscaped, at) = (false, at + 1);
                    continue;
                }

                var rest = piece.AsSpan(at, read - at);
                var next = inString ? rest.IndexOfAny((byte)'"', (byte)'\\') : rest.IndexOfAny(Signs);
                if (next < 0)
                {
                    break;
                }

                at += next;
                switch (piece[at++])
                {
                    case (byte)'"':
                        inString = !inString;
                        break;
                    case (byte)'\\':
                        isEscaped = true;
                        break;
                    case (byte)'\n':
                        line++;
                        break;
                    case (byte)'{' or (byte)'[':
                        if (depth == bottom && depth > 0 && Stray(piece.AsSpan(outside, at - 1 - outside)) is { } stray)
                        {
                            yield return RawRecord.Of(stray, position + outside, line, 0);
                        }

                        if (depth++ == bottom)
                        {
                            (kept, begin, firstLine) = (at - 1, position + at - 1, line);
                            record.Clear();
                        }
                        else if (depth == bottom)
                        {
                            outside = at;
                        }

                        break;
                    default:
                        depth--;
                        if (depth == bottom)
                        {
                            record.Add(piece.AsSpan(kept, at - kept));
                            yield return record.Take(begin, firstLine, $"{id}#{++number}");
                            record.Clear();
                            outside = at;
                        }
                        else if (depth < bottom)
                        {
                            if (Stray(piece.AsSpan(outside, at - 1 - outside)) is { } last)
                            {
                                yield return RawRecord.Of(last, position + outside, line, 0);
                            }

                            if (Behind(piece.AsSpan(at, read - at), input, position + at) is { } behind)
                            {
                                yield return behind;
                            }

                            yield break;
                        }

                        break;
                }
            }

            if (depth > bottom)
            {
                record.Add(piece.AsSpan(kept, read - kept));
            }
            else if (depth == bottom && depth > 0 && Stray(piece.AsSpan(outside, read - outside)) is { } stray)
            {
                yield return RawRecord.Of(stray, position + outside, line, 0);
            }
        }

        if (depth > bottom)
        {
            yield return RawRecord.Of(
                ParsedRecord.Rejected(
                    RejectCodes.MalformedJson, "the last record is cut off: the input ends before it does", record.Excerpt),
                begin, firstLine, 0);
        }
    }

    // Between the objects of a list there are commas and white space.
    private static ParsedRecord? Stray(ReadOnlySpan<byte> between)
    {
        var text = between.Trim(" \t\r\n,"u8);
        return text.IsEmpty ? null
            : ParsedRecord.Rejected(RejectCodes.NotAnObject, "elements of the list are no objects", Beginning(text));
    }

    private static RawRecord? Behind(ReadOnlySpan<byte> rest, ByteInput input, long offset)
    {
        var more = new byte[Piece];
        var length = rest.Length;
        rest.CopyTo(more);
        for (int read; length < more.Length && (read = input.Read(more.AsSpan(length))) > 0;)
        {
            length += read;
        }

        var text = more.AsSpan(0, length).Trim(" \t\r\n,{}[]"u8);
        return text.IsEmpty ? null
            : text.Contains((byte)'{')
            ? RawRecord.Of(
                ParsedRecord.Rejected(
                    RejectCodes.OutsideDocument, "what follows the list of records is not read, and there are objects in it",
                    Beginning(text)),
                offset, 0, 0)
            : Around(Encoding.UTF8.GetString(text), offset);
    }

    private static string Beginning(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text[..Math.Min(text.Length, 400)]);

    /// <summary>The bytes of the record under way.</summary>
    private sealed class Pending(ReadingOptions options, RecordMapping mapping)
    {
        private readonly int most = options.MaxRecordBytes;
        private readonly ArrayBufferWriter<byte> bytes = new();
        private long length;

        public bool IsBlank => bytes.WrittenSpan.Trim(" \t\r\n"u8).IsEmpty;

        public string Excerpt => Encoding.UTF8.GetString(bytes.WrittenSpan[..Math.Min(bytes.WrittenCount, 200)]);

        public void Clear()
        {
            bytes.ResetWrittenCount();
            length = 0;
        }

        public void Add(ReadOnlySpan<byte> more)
        {
            length += more.Length;
            if (length <= most)
            {
                bytes.Write(more);
            }
        }

        public RawRecord Take(long offset, long line, string id) => length > most
            ? RawRecord.Of(
                ParsedRecord.Rejected(RejectCodes.TooLong, $"the record has {length:N0} bytes; {most:N0} are read at most", Excerpt),
                offset, line, length)
            : new JsonRecord(bytes.WrittenSpan.ToArray(), id, options, mapping, offset, line);
    }
}
