using System.IO.Compression;

namespace SearchCore.Formats.Pdf;

/// <summary>How much the streams of one PDF may unpack to.</summary>
internal sealed class PdfBudget(CancellationToken cancellation)
{
    // LZW packs three thousandfold at most.
    private const int MostOfStream = 64 * 1024 * 1024, MostOfLzw = 128 * 1024;
    private const long MostOfAll = 1024L * 1024 * 1024;

    private readonly byte[] scratch = new byte[64 * 1024];
    private long taken;

    /// <summary>Takes what was unpacked.</summary>
    public void Take(int bytes)
    {
        cancellation.ThrowIfCancellationRequested();
        if (bytes > MostOfStream || (taken += bytes) > MostOfAll)
        {
            throw TooMuch();
        }
    }

    /// <summary>Sees to it that what deflate packed is not too much before it is unpacked into memory.</summary>
    public void Take(ReadOnlySpan<byte> packed)
    {
        cancellation.ThrowIfCancellationRequested();
        if (packed.Length < 2 || packed.Length > MostOfStream)
        {
            return;
        }

        using var bytes = new MemoryStream(packed[2..].ToArray());
        using var unpacking = new DeflateStream(bytes, CompressionMode.Decompress);
        try
        {
            var size = 0L;
            for (int read; (read = unpacking.Read(scratch)) > 0;)
            {
                if ((size += read) > MostOfStream)
                {
                    throw TooMuch();
                }
            }
        }
        catch (InvalidDataException)
        {
            // Damaged: whoever unpacks it in earnest says so.
        }
    }

    /// <summary>The same for what LZW packed.</summary>
    public void TakeLzw(int packed)
    {
        cancellation.ThrowIfCancellationRequested();
        if (packed > MostOfLzw)
        {
            throw TooMuch();
        }
    }

    private static PdfLimitException TooMuch() => new($"the PDF unpacks to more than {MostOfStream / 1024 / 1024} MiB a stream");
}
