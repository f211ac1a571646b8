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

        var chunks = new Chunks(First);
        Span<char> units = stackalloc char[CharacterFolding.Longest];
        while (!word.IsEmpty)
        {
            Rune.DecodeFromUtf8(word, out var rune, out var used);
            foreach (var unit in units[..CharacterFolding.Fold(rune.Value, units)])
            {
                chunks.Add(unit);
            }

            word = word[used..];
        }

        return chunks.Finish();
    }

    // Eight bytes at a time; not where one is no ASCII.
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

    /// <summary>
    /// What all ways to a hash come to: eight bytes a step, with the bit of case set in those of ASCII and in the padding of the last.
    /// Units beyond ASCII are two or three bytes beyond it, as in CESU-8.
    /// </summary>
    private ref struct Chunks(ulong hash)
    {
        private ulong eight;
        private int count;
        private bool isAny;

        public void Add(char unit)
        {
            if (unit < 0x80)
            {
                Add((byte)(unit | 0x20));
            }
            else if (unit < 0x800)
            {
                Add((byte)(0xC0 | (unit >> 6)));
                Add((byte)(0x80 | (unit & 0x3F)));
            }
            else
            {
                Add((byte)(0xE0 | (unit >> 12)));
                Add((byte)(0x80 | ((unit >> 6) & 0x3F)));
                Add((byte)(0x80 | (unit & 0x3F)));
            }
        }

        public ulong Finish()
        {
            if (count > 0 || !isAny)
            {
                hash = Mix(hash ^ eight ^ (count == 0 ? Case : Case << (8 * count)), Second);
            }

            return hash;
        }

        private void Add(byte one)
        {
            eight |= (ulong)one << (8 * count);
            isAny = true;
            if (++count == sizeof(ulong))
            {
                hash = Mix(hash ^ eight, Second);
                (eight, count) = (0, 0);
            }
        }
    }
}
