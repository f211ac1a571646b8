using System.Buffers.Binary;
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
/// <remarks>
/// A hash is of the first eight bytes, the last eight, how many there are, and of longer words what lies between. In bytes of ASCII, and
/// where a word has fewer than eight, the bit of case is set: so most words are hashed as they stand.
/// </remarks>
internal static class FoldedWords
{
    private const ulong Case = 0x2020_2020_2020_2020, BeyondAscii = 0x8080_8080_8080_8080;
    private const ulong First = 0xA076_1D64_78BD_642F, Second = 0xE703_7ED1_A0B4_28DB, Third = 0x8EBC_6AF0_9C88_C6E3;
    private const int AtOnce = 2 * sizeof(ulong), MostFolded = 3 * CharacterFolding.Longest * (TextAnalysis.MaxTokenLength + 1);

    /// <summary>The hash of a word that is too long to be a term.</summary>
    public static readonly ulong OfNothing = Whole([]);

    /// <summary>The hash of a word; of one that is too long to be a term, of nothing.</summary>
    /// <param name="text">The text it stands in, in UTF-8.</param>
    /// <param name="word">Where.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Hash(ReadOnlySpan<byte> text, WordSpan word)
    {
        var end = word.Start + word.Length;
        if ((uint)(word.Length - 1) < AtOnce && end >= sizeof(ulong) && word.Start + sizeof(ulong) <= text.Length
            && BitConverter.IsLittleEndian)
        {
            ref var start = ref MemoryMarshal.GetReference(text);
            var unused = 64 - (8 * Math.Min(word.Length, sizeof(ulong)));
            var first = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, word.Start)) & (ulong.MaxValue >> unused);
            var last = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, end - sizeof(ulong))) >> unused;
            if (((first | last) & BeyondAscii) == 0)
            {
                return Joined(First, first | Case, last | Case, word.Length);
            }
        }

        return Whole(text.Slice(word.Start, word.Length));
    }

    /// <summary>The hash of a word of at most sixteen bytes.</summary>
    /// <param name="word">The word.</param>
    /// <param name="low">Its first eight bytes as a number, the first one lowest, padded with zeros.</param>
    /// <param name="high">Its next eight.</param>
    public static ulong HashOfKey(ReadOnlySpan<byte> word, ulong low, ulong high)
    {
        if (((low | high) & BeyondAscii) != 0 || word.IsEmpty)
        {
            return Whole(word);
        }

        // The last eight bytes, or all of them.
        var behind = 8 * (word.Length - sizeof(ulong));
        var last = behind <= 0 ? low : behind == 64 ? high : (low >> behind) | (high << (64 - behind));
        return Joined(First, low | Case, last | Case, word.Length);
    }

    /// <summary>The hash of words in their order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Join(ulong first, ulong second, ulong third) =>
        WideProduct.Folded(third ^ BitOperations.RotateLeft(second, 21) ^ BitOperations.RotateLeft(first, 42) ^ Second, First);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Joined(ulong between, ulong first, ulong last, int length) =>
        WideProduct.Folded(first ^ between, last ^ (Second + ((ulong)length * Third)));

    // Few words fold to more letters than they have.
    private static ulong Whole(ReadOnlySpan<byte> word) =>
        TryWhole(word, stackalloc byte[1_024], out var hash) || TryWhole(word, new byte[MostFolded], out hash)
            ? hash
            : throw new InvalidOperationException("A word folds to more than a word can have.");

    private static bool TryWhole(ReadOnlySpan<byte> word, Span<byte> room, out ulong hash)
    {
        Span<char> units = stackalloc char[CharacterFolding.Longest];
        var count = 0;
        while (!word.IsEmpty)
        {
            Rune.DecodeFromUtf8(word, out var rune, out var used);
            foreach (var unit in units[..CharacterFolding.Fold(rune.Value, units)])
            {
                if (count + 3 > room.Length)
                {
                    hash = 0;
                    return false;
                }

                count += Put(unit, room[count..]);
            }

            word = word[used..];
        }

        hash = OfFolded(room[..count]);
        return true;
    }

    // Units beyond ASCII are two or three bytes beyond it, as in CESU-8.
    private static int Put(char unit, Span<byte> room)
    {
        if (unit < 0x80)
        {
            room[0] = (byte)(unit | 0x20);
            return 1;
        }

        if (unit < 0x800)
        {
            (room[0], room[1]) = ((byte)(0xC0 | (unit >> 6)), (byte)(0x80 | (unit & 0x3F)));
            return 2;
        }

        (room[0], room[1], room[2]) = ((byte)(0xE0 | (unit >> 12)), (byte)(0x80 | ((unit >> 6) & 0x3F)), (byte)(0x80 | (unit & 0x3F)));
        return 3;
    }

    private static ulong OfFolded(ReadOnlySpan<byte> word)
    {
        if (word.Length < sizeof(ulong))
        {
            Span<byte> eight = stackalloc byte[sizeof(ulong)];
            eight.Fill(0x20);
            word.CopyTo(eight);
            var only = BinaryPrimitives.ReadUInt64LittleEndian(eight);
            return Joined(First, only, only, word.Length);
        }

        var between = First;
        for (var at = sizeof(ulong); word.Length > AtOnce && at + sizeof(ulong) < word.Length; at += sizeof(ulong))
        {
            between = WideProduct.Folded(between ^ BinaryPrimitives.ReadUInt64LittleEndian(word[at..]), Second);
        }

        var last = BinaryPrimitives.ReadUInt64LittleEndian(word[^sizeof(ulong)..]);
        return Joined(between, BinaryPrimitives.ReadUInt64LittleEndian(word), last, word.Length);
    }
}
