using SearchCore.Articles.Checksums;
using SearchCore.Articles.Reading;

namespace SearchCore.Formats.Archives;

/// <summary>What comes out of an unpacker, unless it is far more than went in: such archives are made to fill disks.</summary>
/// <param name="unpacked">The unpacker's stream; disposed with this one.</param>
/// <param name="packedBytes">How many packed bytes it took so far.</param>
/// <param name="checksum">The CRC-32 that it must have at its end; null where the unpacker sees to it.</param>
internal sealed class UnpackedStream(Stream unpacked, Func<long> packedBytes, uint? checksum = null) : ForwardStream
{
    // As for gzip: news packs ten times, the most repetitive real archives fifty times. What is small may.
    private const int MostRatio = 200;
    private const long HarmlessBytes = 64L * 1024 * 1024;

    private long bytes;
    private uint crc;

    public override int Read(Span<byte> buffer)
    {
        var read = Unpack(buffer);
        bytes += read;
        if (checksum is not null)
        {
            crc = Crc32.Append(crc, buffer[..read]);
            if (read == 0 && !buffer.IsEmpty && crc != checksum)
            {
                throw new InvalidDataException("its checksum is wrong: it is damaged");
            }
        }

        return bytes <= HarmlessBytes || bytes / MostRatio <= packedBytes()
            ? read
            : throw new InvalidDataException(
                $"it unpacks to more than {MostRatio} times its size, as files do that are made to fill disks");
    }

    // Unpackers say in many ways that what they are given is damaged.
    private int Unpack(Span<byte> buffer)
    {
        try
        {
            return unpacked.Read(buffer);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new InvalidDataException($"it cannot be unpacked: {e.Message}", e);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            unpacked.Dispose();
        }

        base.Dispose(disposing);
    }
}
