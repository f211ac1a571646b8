using System.Globalization;
using System.Text;

using SearchCore.Articles.Checksums;

namespace SearchCore.Storage;

/// <summary>The last line of a small file: the checksum of what stands before it, in exactly one form.</summary>
internal static class SumLine
{
    /// <summary>How many bytes it has.</summary>
    public const int Length = 13;

    /// <summary>The line that ends some bytes.</summary>
    public static byte[] Of(ReadOnlySpan<byte> content) =>
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"crc {Crc32.Append(0, content):x8}\n"));
}
