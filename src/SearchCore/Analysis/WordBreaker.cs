using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace SearchCore.Analysis;

/// <summary>Where a word stands in a text: <paramref name="Length"/> bytes from <paramref name="Start"/>; no length where it is too long and dropped.</summary>
internal readonly record struct WordSpan(int Start, int Length)
{
    /// <summary>Whether the word is dropped: it takes a position and leaves it empty.</summary>
    public bool IsGap => Length == 0;
}

/// <summary>
/// Finds the words of a UTF-8 text, the same ones that StandardTokenizer finds in the text as UTF-16 (<see cref="WordBreakAutomaton"/>).
/// </summary>
/// <remarks>
/// Letters and digits of ASCII are found 64 bytes at a time as bit masks; the automaton is asked only where something else touches them.
/// Linear in the length of any text. A word of more than the longest length, in UTF-16 units, is dropped whole and leaves a gap of one
/// position, as StandardTokenizer does it. Bytes that are not UTF-8 separate words. The text must stay in place while this is used.
/// </remarks>
internal ref struct WordBreaker
{
    private const int BlockSize = 64;

    private readonly ReadOnlySpan<byte> text;
    private readonly int longest;
    private int at;
    private int block;
    private ulong plain;
    private ulong other;
    private int barren;

    public WordBreaker(ReadOnlySpan<byte> text, int longest = TextAnalysis.MaxTokenLength)
    {
        this.text = text;
        this.longest = longest;
        Load(0);
    }

    /// <summary>The next words.</summary>
    /// <returns>How many were put into <paramref name="words"/>; 0 at the end of the text.</returns>
    public int Next(scoped Span<WordSpan> words)
    {
        var count = 0;
        while (count < words.Length)
        {
            if (at - block >= BlockSize)
            {
                if (at >= text.Length)
                {
                    break;
                }

                Load(at & ~(BlockSize - 1));
            }

            var ahead = (plain | other) >> (at - block);
            if (ahead == 0)
            {
                at = block + BlockSize;
                continue;
            }

            var start = at + BitOperations.TrailingZeroCount(ahead);
            var end = ((plain >> (start - block)) & 1) != 0 ? EndOfPlain(start) : Match(start);
            if (end > start)
            {
                var length = end - start;
                words[count++] = new WordSpan(start, length <= longest || UnitsOf(text.Slice(start, length)) <= longest ? length : 0);
                at = end;
            }
        }

        return count;
    }

    private static int UnitsOf(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetCharCount(utf8);

    // The end of a word that begins with a letter or digit of ASCII.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int EndOfPlain(int start)
    {
        var end = start + BitOperations.TrailingZeroCount(~(plain >> (start - block)));
        if (end == block + BlockSize)
        {
            while (end < text.Length && char.IsAsciiLetterOrDigit((char)text[end]))
            {
                end++;
            }
        }

        if (end >= text.Length)
        {
            return end;
        }

        // A mid character joins only what stands on both sides of it; anything beyond ASCII may be a mark or a letter.
        return Follow[text[end]] switch
        {
            Ends => end,
            Mid when end + 1 == text.Length || Follow[text[end + 1]] is Ends or Mid => end,
            _ => Match(start),
        };
    }

    private int Match(int start)
    {
        var end = WordBreakAutomaton.Match(text, start, out var scanned, ref barren);
        if (end == start)
        {
            at = scanned;
        }

        return end;
    }

    private void Load(int start)
    {
        block = start;
        if (text.Length - start >= BlockSize)
        {
            Classify(ref Unsafe.Add(ref MemoryMarshal.GetReference(text), start), out plain, out other);
            return;
        }

        Span<byte> rest = stackalloc byte[BlockSize];
        rest.Clear();
        text[start..].CopyTo(rest);
        Classify(ref MemoryMarshal.GetReference(rest), out plain, out other);
    }

    private static void Classify(ref byte bytes, out ulong plain, out ulong other)
    {
        Classify(Vector256.LoadUnsafe(ref bytes), out var plainLow, out var otherLow);
        Classify(Vector256.LoadUnsafe(ref bytes, 32), out var plainHigh, out var otherHigh);
        plain = plainLow | ((ulong)plainHigh << 32);
        other = otherLow | ((ulong)otherHigh << 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Classify(Vector256<byte> bytes, out uint plain, out uint other)
    {
        var letters = Vector256.LessThan((bytes | Vector256.Create((byte)0x20)) - Vector256.Create((byte)'a'), Vector256.Create((byte)26));
        var digits = Vector256.LessThan(bytes - Vector256.Create((byte)'0'), Vector256.Create((byte)10));
        plain = (letters | digits).ExtractMostSignificantBits();
        other = (bytes | Vector256.Equals(bytes, Vector256.Create((byte)'_'))).ExtractMostSignificantBits();
    }

    // What may stand behind a run of letters and digits.
    private const byte Ends = 0, Mid = 1, Joins = 2;

    private static readonly byte[] Follow = BuildFollow();

    private static byte[] BuildFollow()
    {
        var follow = new byte[256];
        follow.AsSpan(0x80).Fill(Joins);
        for (var c = 0; c < 0x80; c++)
        {
            follow[c] = WordBreakClasses.Of(c) switch
            {
                WordBreakClasses.Letter or WordBreakClasses.Digit or WordBreakClasses.Joiner => Joins,
                WordBreakClasses.SingleQuote or WordBreakClasses.MidLetter or WordBreakClasses.MidNumber or WordBreakClasses.MidNumberOrLetter => Mid,
                _ => Ends,
            };
        }

        return follow;
    }
}
