using System.Buffers;

using SearchCore.Articles;
using SearchCore.Articles.Reading;
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
    public static IEnumerable<RawRecord> Cut(ByteInput input, string id, ReadingOptions options)
    {
        var shape = JsonShape.Of(input.Peek(Head), isWhole: input.Peek(Head).Length < Head);
        var start = input.Offset;
        input.SkipTo(start + shape.Start);
        return shape.IsLines ? CutLines(input, id, new(options)) : CutObjects(input, id, new(options), shape.IsList);
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

    // Objects at the top, or in the list at which the input stands; after the list's end all is left alone.
    private static IEnumerable<RawRecord> CutObjects(ByteInput input, string id, Pending record, bool isList)
    {
        var piece = new byte[Piece];
        var (depth, bottom, line, firstLine, number) = (0, isList ? 1 : 0, 1L, 1L, 0L);
        var (inString, isEscaped) = (false, false);
        var (position, begin) = (input.Offset, 0L);
        for (var read = input.Read(piece); read > 0; position += read, read = input.Read(piece))
        {
            var (at, kept) = (0, 0);
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
                        if (depth++ == bottom)
                        {
                            (kept, begin, firstLine) = (at - 1, position + at - 1, line);
                            record.Clear();
                        }

                        break;
                    default:
                        depth--;
                        if (depth == bottom)
                        {
                            record.Add(piece.AsSpan(kept, at - kept));
                            yield return record.Take(begin, firstLine, $"{id}#{++number}");
                            record.Clear();
                        }
                        else if (depth < bottom)
                        {
                            yield break;
                        }

                        break;
                }
            }

            if (depth > bottom)
            {
                record.Add(piece.AsSpan(kept, read - kept));
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

    /// <summary>The bytes of the record under way.</summary>
    private sealed class Pending(ReadingOptions options)
    {
        private readonly ArticleDateReader dates = new(options.Dates);
        private readonly int most = options.MaxRecordBytes;
        private readonly ArrayBufferWriter<byte> bytes = new();
        private long length;

        public bool IsBlank => bytes.WrittenSpan.Trim(" \t\r\n"u8).IsEmpty;

        public string Excerpt => System.Text.Encoding.UTF8.GetString(bytes.WrittenSpan[..Math.Min(bytes.WrittenCount, 200)]);

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
            : new JsonRecord(bytes.WrittenSpan.ToArray(), id, options, dates, offset, line);
    }
}
