using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace SearchCore.Cli.Tests.Output.Pictures;

/// <summary>
/// A PNG read by its specification (8 bits a channel, colour with or without transparency, not interlaced), by other code than wrote it.
/// </summary>
internal sealed class PngPicture
{
    private readonly byte[] pixels;
    private readonly int channels;

    private PngPicture(int width, int height, int channels, byte[] pixels) =>
        (Width, Height, this.channels, this.pixels) = (width, height, channels, pixels);

    public int Width { get; }

    public int Height { get; }

    /// <summary>The colour of a pixel as in SVG: <c>#4477aa</c>.</summary>
    public string this[int x, int y] => $"#{Convert.ToHexStringLower(pixels.AsSpan(((y * Width) + x) * channels, 3))}";

    public static PngPicture Read(ReadOnlySpan<byte> file)
    {
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], file[..8].ToArray());
        using var data = new MemoryStream();
        int width = 0, height = 0, channels = 0;
        for (var at = 8; at < file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file[at..]);
            var type = Encoding.ASCII.GetString(file.Slice(at + 4, 4));
            var content = file.Slice(at + 8, length);
            if (type == "IHDR")
            {
                (width, height) = (BinaryPrimitives.ReadInt32BigEndian(content), BinaryPrimitives.ReadInt32BigEndian(content[4..]));
                Assert.Equal((8, 0), (content[8], content[12]));
                channels = content[9] switch { 2 => 3, 6 => 4, var other => throw new InvalidDataException($"colour type {other}") };
            }
            else if (type == "IDAT")
            {
                data.Write(content);
            }

            at += length + 12;
        }

        data.Position = 0;
        using var unpacked = new ZLibStream(data, CompressionMode.Decompress);
        var row = width * channels;
        var pixels = new byte[height * row];
        for (var y = 0; y < height; y++)
        {
            var filter = unpacked.ReadByte();
            unpacked.ReadExactly(pixels, y * row, row);
            Unfilter(filter, pixels.AsSpan(0, (y + 1) * row), y * row, row, channels);
        }

        Assert.Equal(-1, unpacked.ReadByte());
        return new(width, height, channels, pixels);
    }

    private static void Unfilter(int filter, Span<byte> pixels, int start, int row, int channels)
    {
        for (var i = 0; i < row; i++)
        {
            int left = i >= channels ? pixels[start + i - channels] : 0, up = start > 0 ? pixels[start + i - row] : 0;
            var corner = i >= channels && start > 0 ? pixels[start + i - channels - row] : 0;
            pixels[start + i] += (byte)(filter switch
            {
                0 => 0,
                1 => left,
                2 => up,
                3 => (left + up) / 2,
                4 => Nearest(left, up, corner),
                _ => throw new InvalidDataException($"filter {filter}"),
            });
        }
    }

    private static int Nearest(int left, int up, int corner)
    {
        var guess = left + up - corner;
        var (a, b, c) = (Math.Abs(guess - left), Math.Abs(guess - up), Math.Abs(guess - corner));
        return a <= b && a <= c ? left : b <= c ? up : corner;
    }
}
