using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

using SearchCore.Articles.Folding;

namespace SearchCore.Analysis;

/// <summary>
/// Hashes of words as texts are compared by: of the word folded (<see cref="CharacterFolding"/>), whatever its language. The same in every
/// process and version, for signatures stand in indexes.
/// </summary>
internal static class FoldedWords
{
    private const ulong Case = 0x2020_2020_2020_2020, BeyondAscii = 0x8080_8080_8080_8080;
    private const ulong First = 0xA076_1D64_78BD_642F, Second = 0xE703_7ED1_A0B4_28DB;

    /// <summary>The hash of a word; of one that is too long to be a term, of nothing.</summary>
    /// <param name="text">The text it stands in, in UTF-8.</param>
    /// <param name="word">Where.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Hash(ReadOnlySpan<byte> text, WordSpan word)
    {
        if (word.Length is > 0 and <= sizeof(ulong) && word.Start + sizeof(ulong) <= text.Length)
        {
            var eight = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref MemoryMarshal.GetReference(text), word.Start));
            eight = (BitConverter.IsLittleEndian ? eight : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(eight))
                & (ulong.MaxValue >> (64 - (8 * word.Length)));
            if ((eight & BeyondAscii) == 0)
            {
                return Mix(First ^ (eight | Case), Second);
            }
        }

        return Whole(text.Slice(word.Start, word.Length));
    }

    /// <summary>The hash of words in their order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Join(ulong first, ulong second, ulong third) =>
        Mix(third ^ BitOperations.RotateLeft(second, 21) ^ BitOperations.RotateLeft(first, 42) ^ Second, First);

    /// <summary>A number of two, spread over all numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mix(ulong left, ulong right)
    {
        var high = Math.BigMul(left, right, out var low);
        return high ^ low;
    }

    private static ulong Whole(ReadOnlySpan<byte> word)
    {
        if (word.Length > sizeof(ulong) && BitConverter.IsLittleEndian && TryLong(word, out var hash))
        {
            return hash;
        }

        if (Ascii.IsValid(word))
        {
            return Of(word, Case);
        }

        Span<char> units = stackalloc char[CharacterFolding.Longest];
        var folded = new StringBuilder(word.Length);
        while (!word.IsEmpty)
        {
            Rune.DecodeFromUtf8(word, out var rune, out var used);
            folded.Append(units[..CharacterFolding.Fold(rune.Value, units)]);
            word = word[used..];
        }

        var bytes = Encoding.UTF8.GetBytes(folded.ToString());
        return Of(bytes, Ascii.IsValid(bytes) ? Case : 0);
    }

    // As Of, with eight bytes at a time; not where one is no ASCII.
    private static bool TryLong(ReadOnlySpan<byte> word, out ulong hash)
    {
        hash = First;
        ref var start = ref MemoryMarshal.GetReference(word);
        var beyond = 0UL;
        var at = 0;
        for (; at + sizeof(ulong) < word.Length; at += sizeof(ulong))
        {
            var eight = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, at));
            beyond |= eight;
            hash = Mix(hash ^ (eight | Case), Second);
        }

        var last = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, word.Length - sizeof(ulong)));
        beyond |= last;
        hash = Mix(hash ^ ((last >> (8 * (at + sizeof(ulong) - word.Length))) | Case), Second);
        return (beyond & BeyondAscii) == 0;
    }

    // The bit of case is set in all bytes of ASCII, the padding's too, as it is in words that are read at once.
    private static ulong Of(ReadOnlySpan<byte> word, ulong letterCase)
    {
        var hash = First;
        do
        {
            ulong eight = 0;
            var length = Math.Min(word.Length, sizeof(ulong));
            for (var i = 0; i < length; i++)
            {
                eight |= (ulong)word[i] << (8 * i);
            }

            hash = Mix(hash ^ (eight | letterCase), Second);
            word = word[length..];
        }
        while (!word.IsEmpty);
        return hash;
    }
}
