using System.Text;

namespace SearchCore.Articles.Checksums;

/// <summary>
/// Tells texts apart, the same in every process and version: FNV-1a of 128 bits (Fowler, Noll, Vo; RFC 9923). Against accidents, not
/// against people who look for two texts that have one.
/// </summary>
/// <remarks>Not SHA-256: the first one a process asks for loads OpenSSL, which takes 3 % of a load of 20 MB, and 7 MB of memory.</remarks>
internal static class Fingerprint
{
    private static readonly UInt128 Basis = new(0x6C62_272E_07BB_0142, 0x62B8_2175_6295_C58D),
        Prime = new(0x0000_0000_0100_0000, 0x0000_0000_0000_013B);

    /// <summary>Of some bytes.</summary>
    public static UInt128 Of(ReadOnlySpan<byte> bytes)
    {
        var hash = Basis;
        foreach (var value in bytes)
        {
            hash = (hash ^ value) * Prime;
        }

        return hash;
    }

    /// <summary>Of a text, as UTF-8.</summary>
    public static UInt128 Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    /// <summary>The same in 64 bits: the halves laid over each other.</summary>
    public static ulong ShortOf(string text) => Fold(Of(text));

    /// <summary>A fingerprint in 64 bits.</summary>
    public static ulong Fold(UInt128 fingerprint) => (ulong)(fingerprint >> 64) ^ (ulong)fingerprint;
}
