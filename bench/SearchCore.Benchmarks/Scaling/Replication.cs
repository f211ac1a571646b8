using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace SearchCore.Benchmarks.Scaling;

/// <summary>
/// Makes a larger corpus of a smaller one: the same lines again and again, each round with a beginning of its own before the ids. What it
/// does not grow is the vocabulary: behind the first round no new words come.
/// </summary>
internal static class Replication
{
    private const string DateForm = "yyyy-MM-dd";
    private const int DateLength = 10, DaysAWeek = 7;

    /// <summary>
    /// Writes that many lines to standard output, with other ids and other dates in each round, for <c>searchcore index -</c> to read.
    /// </summary>
    public static int Run(Arguments arguments)
    {
        if (arguments.Positional is not [var corpus])
        {
            return arguments.Misused();
        }

        var articles = long.Parse(arguments.Option("articles", "1000000"), CultureInfo.InvariantCulture);
        using var output = new BufferedStream(Console.OpenStandardOutput(), 1 << 20);
        Write(corpus, output, new Amount(long.MaxValue, articles), movesDates: true);
        return 0;
    }

    /// <summary>Writes lines up to a size.</summary>
    /// <param name="corpus">JSON lines with ids, plain or (by the ending .gz) packed.</param>
    /// <param name="target">The file to write.</param>
    /// <param name="bytes">The size after which no further line is begun.</param>
    /// <returns>The size in bytes, the lines, and how many different ids they have.</returns>
    /// <exception cref="InvalidDataException">The corpus has no lines, or one without an id that is a string.</exception>
    public static (long Bytes, long Lines, long Ids) Write(string corpus, string target, long bytes)
    {
        using var output = File.Create(target, 1 << 20);
        return Write(corpus, output, new Amount(bytes, long.MaxValue), movesDates: false);
    }

    private static (long Bytes, long Lines, long Ids) Write(string corpus, Stream output, Amount most, bool movesDates)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var (bytes, lines, distinct) = (0L, 0L, 0L);
        for (var round = 0; bytes < most.Bytes && lines < most.Lines; round++)
        {
            var before = Encoding.ASCII.GetBytes($"r{round}-");
            ids.Clear();
            using var input = Open(corpus);
            while (bytes < most.Bytes && lines < most.Lines && ReadLine(input) is { } line)
            {
                var (at, id, date) = FindParts(line.Span);
                if (movesDates && date > 0)
                {
                    Move(line.Span.Slice(date, DateLength), round);
                }

                output.Write(line.Span[..at]);
                output.Write(before);
                output.Write(line.Span[at..]);
                output.WriteByte((byte)'\n');
                ids.Add(id);
                bytes += before.Length + line.Length + 1;
                lines++;
            }

            distinct += ids.Count;
            if (lines == 0)
            {
                throw new InvalidDataException($"{corpus} has no lines");
            }
        }

        return (bytes, lines, distinct);
    }

    // A date that begins as ISO 8601 writes them goes a week on with each round.
    private static void Move(Span<byte> date, int round)
    {
        var culture = CultureInfo.InvariantCulture;
        if (DateOnly.TryParseExact(Encoding.ASCII.GetString(date), DateForm, culture, DateTimeStyles.None, out var day))
        {
            Encoding.ASCII.GetBytes(day.AddDays(DaysAWeek * round).ToString(DateForm, culture), date);
        }
    }

    private static BufferedLines Open(string corpus)
    {
        Stream file = File.OpenRead(corpus);
        return new BufferedLines(
            corpus.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file);
    }

    private static Memory<byte>? ReadLine(BufferedLines lines)
    {
        while (lines.Next() is { } line)
        {
            if (!((ReadOnlySpan<byte>)line.Span).Trim(" \t\r"u8).IsEmpty)
            {
                return line;
            }
        }

        return null;
    }

    // Where the texts of the id and of the date begin, behind their quotation marks; the date is 0 where there is none.
    private static (int Id, string Text, int Date) FindParts(ReadOnlySpan<byte> line)
    {
        var (id, text, date) = (0, "", 0);
        var json = new Utf8JsonReader(line);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var (isId, isDate) = (json.ValueTextEquals("id"u8), json.ValueTextEquals("published"u8));
            json.Read();
            if (json.TokenType == JsonTokenType.String && isId)
            {
                (id, text) = ((int)json.TokenStartIndex + 1, json.GetString()!);
            }
            else if (json.TokenType == JsonTokenType.String && isDate && json.ValueSpan.Length >= DateLength)
            {
                date = (int)json.TokenStartIndex + 1;
            }

            json.Skip();
        }

        return id > 0 ? (id, text, date) : throw new InvalidDataException("a line has no id that is a string");
    }

    /// <summary>How much is written: no line is begun behind either bound.</summary>
    private readonly record struct Amount(long Bytes, long Lines);

    private sealed class BufferedLines(Stream stream) : IDisposable
    {
        private byte[] buffer = ArrayPool<byte>.Shared.Rent(1 << 20);
        private int start;
        private int end;

        /// <summary>The next line without its end, valid until the next call; null at the end.</summary>
        public Memory<byte>? Next()
        {
            var searched = 0;
            while (true)
            {
                var length = buffer.AsSpan(start + searched, end - start - searched).IndexOf((byte)'\n');
                if (length >= 0)
                {
                    return Take(searched + length, searched + length + 1);
                }

                searched = end - start;
                if (Fill())
                {
                    continue;
                }

                // Not in one expression: null would become an empty memory there.
                if (searched > 0)
                {
                    return Take(searched, searched);
                }

                return null;
            }
        }

        public void Dispose()
        {
            ArrayPool<byte>.Shared.Return(buffer);
            stream.Dispose();
        }

        private Memory<byte> Take(int length, int step)
        {
            var line = buffer.AsMemory(start, length);
            start += step;
            return line;
        }

        private bool Fill()
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
            if (end == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }

            var read = stream.Read(buffer, end, buffer.Length - end);
            end += read;
            return read > 0;
        }
    }
}
