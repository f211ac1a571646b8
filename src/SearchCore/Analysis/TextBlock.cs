using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SearchCore.Analysis;

/// <summary>
/// What the bytes of a text are for word breaking, 64 at a time, a bit a byte: letters, digits and what joins two of them in ASCII; dashes
/// and curly quotes of <c>U+2010</c> to <c>U+201F</c> and blanks that do not break, which are most of what news has beyond ASCII. All else
/// is told to be odd, for <see cref="WordBreakAutomaton"/> to look at.
/// </summary>
internal struct TextBlock
{
    /// <summary>How many bytes a block has.</summary>
    public const int Size = 64;

    // So many bytes behind a block are looked at, to know what follows an apostrophe of three bytes at its end.
    private const int Behind = 3;

    /// <summary>
    /// Bytes of words: letters, digits, and what stands between two of a kind and joins them (UAX #29, WB6, WB7, WB11 and WB12).
    /// </summary>
    public ulong Words;

    /// <summary>Bytes of characters that the automaton has to look at.</summary>
    public ulong Odd;

    /// <summary>Odd bytes, and what may join a word before it with one behind it. A word that ends before such a byte may go on.</summary>
    public ulong Doubtful;

    /// <summary>Bytes without which no sentence begins where they are not between two words: <c>. ! ?</c>, line ends, odd bytes.</summary>
    public ulong Breaks;

    /// <summary>Tells what stands in a block.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">The block's first byte; a multiple of <see cref="Size"/>, up to the end of the text.</param>
    /// <param name="block">What stands there.</param>
    public static void Read(ReadOnlySpan<byte> text, int start, out TextBlock block)
    {
        var before = start == 0 ? (byte)0 : text[start - 1];
        if (text.Length - start >= Size + Behind)
        {
            Read(ref Unsafe.Add(ref MemoryMarshal.GetReference(text), start), before, out block);
        }
        else
        {
            Span<byte> rest = stackalloc byte[Size + (Size / 2)];
            rest.Clear();
            text[start..].CopyTo(rest);
            Read(ref MemoryMarshal.GetReference(rest), before, out block);
        }

        if (before >= 0x80 && start < text.Length && text[start] >= 0x80)
        {
            Straddle(text, start, ref block);
        }
    }

    // Optimized at once: vector code is not compiled ahead of time, and its quick form is a hundred times slower.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Read(ref byte bytes, byte before, out TextBlock block)
    {
        Unsafe.SkipInit(out block);
        Classes low, high;
        Classify(Vector256.LoadUnsafe(ref bytes), out low);
        Classify(Vector256.LoadUnsafe(ref bytes, 32), out high);
        var letters = low.Letters | ((ulong)high.Letters << 32);
        var digits = low.Digits | ((ulong)high.Digits << 32);
        var midLetters = low.MidLetters | ((ulong)high.MidLetters << 32);
        var midNumbers = low.MidNumbers | ((ulong)high.MidNumbers << 32);
        var beyond = low.Beyond | ((ulong)high.Beyond << 32);
        var odd = beyond | low.Joiners | ((ulong)high.Joiners << 32);
        block.Breaks = low.Breaks | ((ulong)high.Breaks << 32);

        uint behind = Unsafe.Add(ref bytes, Size);
        var lettersBefore = (letters << 1) | (char.IsAsciiLetter((char)before) ? 1UL : 0);
        var digitsBefore = (digits << 1) | (char.IsAsciiDigit((char)before) ? 1UL : 0);
        var lettersBehind = (letters >> 1) | (char.IsAsciiLetter((char)behind) ? 1UL << 63 : 0);
        var digitsBehind = (digits >> 1) | (char.IsAsciiDigit((char)behind) ? 1UL << 63 : 0);
        var words = letters | digits
            | (midLetters & lettersBefore & lettersBehind) | (midNumbers & digitsBefore & digitsBehind);
        var doubtful = 0UL;
        if (beyond != 0)
        {
            Punctuation(ref bytes, beyond, lettersBefore, digitsBefore, ref words, ref odd, ref doubtful);
        }

        var oddBehind = (odd >> 1) | (behind >= 0x80 || behind == '_' ? 1UL << 63 : 0);
        block.Words = words;
        block.Odd = odd;
        block.Doubtful = doubtful | odd | ((midLetters | midNumbers) & oddBehind);
        block.Breaks |= odd;
    }

    // Blanks that do not break, C2 A0; dashes and quotes, E2 80 and one of 90 to 9F, but for 9B, which joins words and is rare. 98 and 99
    // are apostrophes.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Punctuation(
        ref byte bytes, ulong beyond, ulong lettersBefore, ulong digitsBefore, ref ulong words, ref ulong odd, ref ulong doubtful)
    {
        ref var second = ref Unsafe.Add(ref bytes, 1);
        var blanks = beyond & Equal(ref bytes, 0xC2) & Equal(ref second, 0xA0);
        odd &= ~(blanks | (blanks << 1));
        var starts = beyond & Equal(ref bytes, 0xE2) & Equal(ref second, 0x80);
        if (starts == 0)
        {
            return;
        }

        ref var third = ref Unsafe.Add(ref bytes, 2);
        var apostrophes = starts & (Equal(ref third, 0x98) | Equal(ref third, 0x99));
        starts &= Between(ref third, 0x90, 0x9F) & ~Equal(ref third, 0x9B);
        odd &= ~(starts | (starts << 1) | (starts << 2));
        if (apostrophes == 0)
        {
            return;
        }

        ref var fourth = ref Unsafe.Add(ref bytes, Behind);
        var joined = apostrophes
            & ((lettersBefore & (Between(ref fourth, (byte)'a', (byte)'z') | Between(ref fourth, (byte)'A', (byte)'Z')))
                | (digitsBefore & Between(ref fourth, (byte)'0', (byte)'9')));
        words |= joined | (joined << 1) | (joined << 2);
        doubtful = apostrophes & (Between(ref fourth, 0x80, 0xFF) | Equal(ref fourth, (byte)'_'));
    }

    // What began at the end of the block before.
    private static void Straddle(ReadOnlySpan<byte> text, int start, ref TextBlock block)
    {
        if (text[(start - 1)..] is [0xC2, 0xA0, ..])
        {
            block.Clear(1);
        }

        for (var first = Math.Max(0, start - 2); first < start; first++)
        {
            if (text[first..] is [0xE2, 0x80, >= 0x90 and <= 0x9F and not 0x9B, ..])
            {
                var bytes = (1UL << (first + 3 - start)) - 1;
                block.Clear(bytes);
                if (text[first + 2] is 0x98 or 0x99 && first > 0 && first + 3 < text.Length
                    && IsJoined((char)text[first - 1], (char)text[first + 3]))
                {
                    block.Words |= bytes;
                }
            }
        }
    }

    // Bytes turn out to be of characters that are known.
    private void Clear(ulong bytes)
    {
        Odd &= ~bytes;
        Doubtful &= ~bytes;
        Breaks &= ~bytes;
    }

    private static bool IsJoined(char before, char behind) =>
        (char.IsAsciiLetter(before) && char.IsAsciiLetter(behind)) || (char.IsAsciiDigit(before) && char.IsAsciiDigit(behind));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Equal(ref byte bytes, byte value)
    {
        var wanted = Vector256.Create(value);
        ulong low = Vector256.Equals(Vector256.LoadUnsafe(ref bytes), wanted).ExtractMostSignificantBits();
        ulong high = Vector256.Equals(Vector256.LoadUnsafe(ref bytes, 32), wanted).ExtractMostSignificantBits();
        return low | (high << 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Between(ref byte bytes, byte first, byte last)
    {
        ulong low = Between(Vector256.LoadUnsafe(ref bytes), first, last).ExtractMostSignificantBits();
        ulong high = Between(Vector256.LoadUnsafe(ref bytes, 32), first, last).ExtractMostSignificantBits();
        return low | (high << 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Between(Vector256<byte> bytes, byte first, byte last)
    {
        var from = bytes - Vector256.Create(first);
        return Vector256.Equals(Vector256.Min(from, Vector256.Create((byte)(last - first))), from);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Is(Vector256<byte> bytes, char value) => Vector256.Equals(bytes, Vector256.Create((byte)value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Classify(Vector256<byte> bytes, out Classes classes)
    {
        var stops = Is(bytes, '.');
        var mids = stops | Is(bytes, '\'');
        classes.Letters = Between(bytes | Vector256.Create((byte)0x20), (byte)'a', (byte)'z').ExtractMostSignificantBits();
        classes.Digits = Between(bytes, (byte)'0', (byte)'9').ExtractMostSignificantBits();
        classes.MidLetters = (mids | Is(bytes, ':')).ExtractMostSignificantBits();
        classes.MidNumbers = (mids | Is(bytes, ',') | Is(bytes, ';')).ExtractMostSignificantBits();
        classes.Joiners = Is(bytes, '_').ExtractMostSignificantBits();
        classes.Beyond = bytes.ExtractMostSignificantBits();
        classes.Breaks = (stops | Is(bytes, '!') | Is(bytes, '?') | Is(bytes, '\n') | Is(bytes, '\r')).ExtractMostSignificantBits();
    }

    private struct Classes
    {
        public uint Letters, Digits, MidLetters, MidNumbers, Joiners, Beyond, Breaks;
    }
}
