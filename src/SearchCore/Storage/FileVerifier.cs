using System.Buffers;
using System.Buffers.Binary;

using Lucene.Net.Codecs;

using SearchCore.Articles.Checksums;
using SearchCore.Files;

namespace SearchCore.Storage;

/// <summary>Compares a file of the index with what its manifest says.</summary>
internal static class FileVerifier
{
    private const int BufferBytes = 1024 * 1024;
    private const int FooterBytes = 16;

    /// <summary>Reads every byte.</summary>
    /// <returns>What is wrong, or null.</returns>
    public static string? Whole(IReadableFile file, FileSum sum, CancellationToken cancellation)
    {
        if (file.Length != sum.Length)
        {
            return $"it has {file.Length} bytes instead of {sum.Length}";
        }

        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            var crc = 0u;
            for (var at = 0L; at < sum.Length;)
            {
                cancellation.ThrowIfCancellationRequested();
                var read = file.Read(buffer.AsSpan(0, (int)Math.Min(BufferBytes, sum.Length - at)), at);
                if (read == 0)
                {
                    return $"it ends at byte {at} of {sum.Length}";
                }

                crc = Crc32.Append(crc, buffer.AsSpan(0, read));
                at += read;
            }

            return crc == sum.Crc ? null : "its checksum is wrong: its bytes are not those that were written";
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>
    /// Reads the last bytes only: Lucene's files end with the checksum of what comes before, which together with those last bytes gives the
    /// checksum of the whole. Finds files that are cut off, exchanged or of another commit; not bytes that changed inside.
    /// </summary>
    /// <returns>What is wrong, or null.</returns>
    public static string? Quick(IReadableFile file, FileSum sum)
    {
        if (file.Length != sum.Length)
        {
            return $"it has {file.Length} bytes instead of {sum.Length}";
        }

        return Claimed(file) != sum
            ? "its end is not the one that was written"
            : null;
    }

    /// <summary>What a file says of itself by its footer; null where it has none.</summary>
    public static FileSum? Claimed(IReadableFile file)
    {
        Span<byte> footer = stackalloc byte[FooterBytes];
        var length = file.Length;
        return length >= FooterBytes && file.Read(footer, length - FooterBytes) == FooterBytes
            && BinaryPrimitives.ReadInt32BigEndian(footer) == CodecUtil.FOOTER_MAGIC
            ? new FileSum(length, Crc32.Append((uint)BinaryPrimitives.ReadInt64BigEndian(footer[8..]), footer[8..]))
            : null;
    }
}
