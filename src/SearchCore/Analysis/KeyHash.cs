using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SearchCore.Analysis;

/// <summary>
/// Hashes of words, by multiplying 64 by 64 bits and folding the halves. Seeded by process, so that nobody can prepare a text whose words
/// collide; nothing that is written depends on it.
/// </summary>
internal static class KeyHash
{
    private static readonly ulong Seed = (ulong)Random.Shared.NextInt64() | 1;
    private static readonly ulong Multiplier = ((ulong)Random.Shared.NextInt64() << 1) ^ 0x9E3779B97F4A7C15;

    /// <summary>Of eight bytes as one number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of(ulong word) => WideProduct.Folded(word ^ Seed, Multiplier);

    /// <summary>What hashes depend on, for loops that are not to look it up each time.</summary>
    public static (ulong Seed, ulong Multiplier) Secrets => (Seed, Multiplier);

    /// <summary>Of sixteen bytes as two numbers.</summary>
    public static ulong Of(ulong low, ulong high) => Of(low, high, Seed, Multiplier);

    /// <summary>The same, given the <see cref="Secrets"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of(ulong low, ulong high, ulong seed, ulong multiplier) => WideProduct.Folded(low ^ seed, high ^ multiplier);

    /// <summary>Of any bytes.</summary>
    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        var hash = Seed ^ (ulong)bytes.Length;
        ref var first = ref MemoryMarshal.GetReference(bytes);
        if (bytes.Length < sizeof(ulong))
        {
            // Of so many bytes, so many that overlap: which ones they are follows from both.
            var word = bytes.Length >= sizeof(uint)
                ? Unsafe.ReadUnaligned<uint>(ref first)
                    | ((ulong)Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref first, bytes.Length - sizeof(uint))) << 32)
                : bytes.Length > 0 ? bytes[0] | ((ulong)bytes[bytes.Length / 2] << 8) | ((ulong)bytes[^1] << 16)
                : 0;
            return WideProduct.Folded(hash ^ word, Multiplier);
        }

        var last = bytes.Length - sizeof(ulong);
        for (var i = 0; i < last; i += sizeof(ulong))
        {
            hash = WideProduct.Folded(hash ^ Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, i)), Multiplier);
        }

        return WideProduct.Folded(hash ^ Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, last)), Multiplier);
    }
}
