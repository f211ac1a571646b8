using System.IO.Compression;

using SearchCore.Articles;

namespace SearchCore.Cli.Options;

/// <summary>The lines of a stream as bytes, bounded in length however long the input's are.</summary>
internal static class ByteLines
{
    /// <summary>The longest line given out.</summary>
    public const int MaxBytes = ArticleLimits.MaxRecordBytes;

    /// <summary>Opens a file, unpacked where its first bytes say gzip.</summary>
    public static Stream OpenFile(string path)
    {
        var file = File.OpenRead(path);
        var packed = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        return packed ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    /// <summary>Each line without its end, valid until the next is asked for; null for one that is too long.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>?> Read(Stream stream)
    {
        var buffer = new byte[64 * 1024];
        var (start, end, skipping) = (0, 0, false);
        while (true)
        {
            var newline = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (newline >= 0)
            {
                if (!skipping)
                {
                    yield return WithoutReturn(buffer.AsMemory(start, newline));
                }

                (start, skipping) = (start + newline + 1, false);
                continue;
            }

            if (end - start > MaxBytes)
            {
                if (!skipping)
                {
                    yield return null;
                }

                (start, skipping) = (end, true);
            }

            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
            if (end == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }

            var read = stream.Read(buffer, end, buffer.Length - end);
            if (read == 0)
            {
                if (end > 0 && !skipping)
                {
                    yield return WithoutReturn(buffer.AsMemory(0, end));
                }

                yield break;
            }

            end += read;
        }
    }

    private static ReadOnlyMemory<byte> WithoutReturn(ReadOnlyMemory<byte> line) => line.Span is [.., (byte)'\r'] ? line[..^1] : line;
}
