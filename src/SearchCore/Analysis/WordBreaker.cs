using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace SearchCore.Analysis;

/// <summary>
/// Where a word stands in a text: <paramref name="Length"/> bytes from <paramref name="Start"/>; no length where it is too long and
/// dropped.
/// </summary>
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Next(scoped Span<WordSpan> words)
    {
        // The state lives in locals here: a word is too little to go through memory for.
        int from = at, first = block, count = 0;
        ulong letters = plain, both = plain | other;
        while (count < words.Length)
        {
            if (from - first >= BlockSize)
            {
                if (from >= text.Length)
                {
                    break;
                }

                first = from & ~(BlockSize - 1);
                Load(first);
                (letters, both) = (plain, plain | other);
            }

            var ahead = both >> (from - first);
            if (ahead == 0)
            {
                from = first + BlockSize;
                continue;
            }

            var start = from + BitOperations.TrailingZeroCount(ahead);
            var own = letters >> (start - first);
            var end = start + BitOperations.TrailingZeroCount(~own);
            if ((own & 1) == 0 || end == first + BlockSize || !EndsAt(end))
            {
                end = Slow(start, out from);
                if (end == start)
                {
                    continue;
                }
            }

            var length = end - start;
            words[count++] = new WordSpan(start, length <= longest || UnitsOf(text.Slice(start, length)) <= longest ? length : 0);
            from = end;
        }

        at = from;
        block = first;
        return count;
    }

    private static int UnitsOf(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetCharCount(utf8);

    // Whether a run of letters and digits of ASCII is a word that ends here: a mid character joins only what stands on both sides of it,
    // and anything beyond ASCII may be a mark or a letter.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly bool EndsAt(int end)
    {
        if (end >= text.Length)
        {
            return true;
        }

        var follow = Follow[text[end]];
        return follow == Ends || (follow == Mid && (end + 1 == text.Length || Follow[text[end + 1]] is Ends or Mid));
    }

    // The end of a word that begins here, by the automaton, but for a plain run that goes over the end of the block; its start where there
    // is none.
    private int Slow(int start, out int scanned)
    {
        var end = start;
        while (end < text.Length && char.IsAsciiLetterOrDigit((char)text[end]))
        {
            end++;
        }

        scanned = end;
        return end > start && EndsAt(end) ? end : WordBreakAutomaton.Match(text, start, out scanned, ref barren);
    }

    private void Load(int start)
    {
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

    // Optimized at once: vector code is not compiled ahead of time, and its quick form is a hundred times slower.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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

    // What may stand after a run of letters and digits.
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
                WordBreakClasses.SingleQuote or WordBreakClasses.MidLetter or WordBreakClasses.MidNumber
                    or WordBreakClasses.MidNumberOrLetter => Mid,
                _ => Ends,
            };
        }

        return follow;
    }
}
