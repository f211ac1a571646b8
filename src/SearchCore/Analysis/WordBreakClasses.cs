using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;

namespace SearchCore.Analysis;

/// <summary>
/// The class of each character for word breaking: the Word_Break property of the Unicode version that StandardTokenizer was made
/// from, with its own classes for Han and Hiragana (one ideograph is one word) and for South East Asian scripts ("complex"). Letters that
/// Unicode has had since, raised and lowered figures, and a few signs that stand for words or apostrophes are parts of words too. Of Thai,
/// Lao, Khmer, Burmese and Hangul each syllable is a word.
/// </summary>
internal static partial class WordBreakClasses
{
    /// <summary>How many classes there are.</summary>
    public const int Count = 16;

    // A flat table where text is; the planes after it (rare ideographs, variation selectors) are searched.
    private const int Flat = 0x20000;

    private static readonly byte[] Table = Expand();

    /// <summary>The class of a character.</summary>
    public static byte Of(int character) => (uint)character < Flat ? Table[character] : Search(character);

    /// <summary>
    /// The class of the character that begins at a byte of UTF-8, and its length. A byte of no character is one <see cref="Other"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte At(ReadOnlySpan<byte> utf8, int index, out int length)
    {
        var first = utf8[index];
        if (first < 0x80)
        {
            length = 1;
            return Table[first];
        }

        return Decode(utf8[index..], out length);
    }

    /// <summary>Whether a character is of another class here than it is to StandardTokenizer.</summary>
    public static bool IsOwn(int character) => LaterClass(character) != Other || IsSyllables(character);

    private static byte Decode(ReadOnlySpan<byte> utf8, out int length) =>
        Rune.DecodeFromUtf8(utf8, out var rune, out length) == OperationStatus.Done ? Of(rune.Value) : Other;

    private static byte Search(int character)
    {
        int low = 0, high = Runs.Length - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = Runs[middle] >> 4 <= character ? (middle, high) : (low, middle - 1);
        }

        var known = (byte)(Runs[low] & 15);
        return known == Other ? LaterClass(character) : known;
    }

    private static byte LaterClass(int character)
    {
        for (var i = Later.Length - 3; i >= 0 && Later[i + 1] >= character; i -= 3)
        {
            if (Later[i] <= character)
            {
                return (byte)Later[i + 2];
            }
        }

        return Other;
    }

    private static bool IsSyllables(int character)
    {
        for (var i = 0; i < Syllables.Length; i += 3)
        {
            if (Syllables[i] <= character && character <= Syllables[i + 1])
            {
                return true;
            }
        }

        return false;
    }

    private static void Fill(byte[] table, ReadOnlySpan<int> runs)
    {
        for (var i = 0; i < runs.Length && runs[i + 1] < Flat; i += 3)
        {
            table.AsSpan(runs[i], runs[i + 1] - runs[i] + 1).Fill((byte)runs[i + 2]);
        }
    }

    private static byte[] Expand()
    {
        var table = new byte[Flat];
        for (var i = 0; i < Runs.Length && Runs[i] >> 4 < Flat; i++)
        {
            table.AsSpan(Runs[i] >> 4).Fill((byte)(Runs[i] & 15));
        }

        Fill(table, Later);
        Fill(table, Syllables);
        return table;
    }
}
