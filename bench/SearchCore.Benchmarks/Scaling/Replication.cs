using System.Buffers;
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
    /// <summary>Writes lines up to a size.</summary>
    /// <param name="corpus">JSON lines with ids, plain or (by the ending .gz) packed.</param>
    /// <param name="target">The file to write.</param>
    /// <param name="bytes">The size after which no further line is begun.</param>
    /// <returns>The size in bytes, the lines, and how many different ids they have.</returns>
    /// <exception cref="InvalidDataException">The corpus has no lines, or one without an id that is a string.</exception>
    public static (long Bytes, long Lines, long Ids) Write(string corpus, string target, long bytes)
    {
        using var output = File.Create(target, 1 << 20);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var (lines, distinct) = (0L, 0L);
        for (var round = 0; output.Position < bytes; round++)
        {
            var before = Encoding.ASCII.GetBytes($"r{round}-");
            ids.Clear();
            using var input = Open(corpus);
            while (output.Position < bytes && ReadLine(input) is { } line)
            {
                var (at, id) = FindId(line.Span);
                output.Write(line.Span[..at]);
                output.Write(before);
                output.Write(line.Span[at..]);
                output.WriteByte((byte)'\n');
                ids.Add(id);
                lines++;
            }

            distinct += ids.Count;
            if (lines == 0)
            {
                throw new InvalidDataException($"{corpus} has no lines");
            }
        }

        return (output.Position, lines, distinct);
    }

    private static BufferedLines Open(string corpus)
    {
        Stream file = File.OpenRead(corpus);
        return new BufferedLines(
            corpus.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file);
    }

    private static ReadOnlyMemory<byte>? ReadLine(BufferedLines lines)
    {
        while (lines.Next() is { } line)
        {
            if (!line.Span.Trim(" \t\r"u8).IsEmpty)
            {
                return line;
            }
        }

        return null;
    }

    // Where the text of the id begins, behind its quotation mark.
    private static (int At, string Id) FindId(ReadOnlySpan<byte> line)
    {
        var json = new Utf8JsonReader(line);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isId = json.ValueTextEquals("id"u8);
            json.Read();
            if (isId && json.TokenType == JsonTokenType.String)
            {
                return ((int)json.TokenStartIndex + 1, json.GetString()!);
            }

            json.Skip();
        }

        throw new InvalidDataException("a line has no id that is a string");
    }

    private sealed class BufferedLines(Stream stream) : IDisposable
    {
        private byte[] buffer = ArrayPool<byte>.Shared.Rent(1 << 20);
        private int start;
        private int end;

        /// <summary>The next line without its end, valid until the next call; null at the end.</summary>
        public ReadOnlyMemory<byte>? Next()
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

        private ReadOnlyMemory<byte> Take(int length, int step)
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
