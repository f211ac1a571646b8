using static SearchCore.Analysis.WordBreakClasses;

namespace SearchCore.Analysis;

/// <summary>
/// Word boundaries of UAX #29 (Unicode Text Segmentation) as StandardTokenizer applies them, as an automaton over character classes: a word
/// is the longest run from its first character that leads to an accepting state.
/// </summary>
/// <remarks>
/// The rules, with marks and format characters ignored after any character (WB4): letters and digits stay together (WB5, WB8–10), also
/// over one mid character between two of a kind (WB6–7, WB11–12), so do <c>_</c> and its like with what is beside them (WB13a–b), Katakana
/// (WB13), and Hebrew letters with a single quote after them or a double quote between two (WB7a–c). StandardTokenizer's own: one
/// ideograph or Hiragana letter is a word, a run of South East Asian letters and their own marks is one word, and only what has a letter,
/// digit or ideograph is a word at all. A Hebrew letter that a mid character or quote led to does not take another quote itself: its
/// grammar consumes letters in pairs there.
/// </remarks>
internal static class WordBreakAutomaton
{
    private const byte
        Dead = 0,
        FirstAccepting = 1, Word = 1, Number = 2, Hebrew = 3, HebrewPair = 4, WordJoined = 5, KatakanaRun = 6, ComplexRun = 7,
        Ideographic = 8, LastAccepting = 8,
        Start = 9, Joiners = 10, WordMid = 11, NumberMid = 12, HebrewQuote = 13, Regional = 14, RegionalRun = 15;

    private static readonly byte[] Next = Build();

    /// <summary>The end of the word that begins at a character, or <paramref name="start"/> where none does.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="start">The character's first byte.</param>
    /// <param name="scanned">Where no word begins: everything before this byte can be passed over, no word begins there.</param>
    /// <param name="barren">
    /// Where runs of joiners without a word end: kept by the caller from call to call, 0 at first. It is what makes a megabyte of <c>_</c>
    /// linear: StandardTokenizer tries, and fails, from each of them again.
    /// </param>
    public static int Match(ReadOnlySpan<byte> utf8, int start, out int scanned, ref int barren)
    {
        var first = At(utf8, start, out var length);
        scanned = start + length;
        if (first == Joiner && start < barren)
        {
            return start;
        }

        var state = Next[(Start * Count) + first];
        int at = start + length, accepted = state is >= FirstAccepting and <= LastAccepting ? at : start;
        while (state != Dead && at < utf8.Length)
        {
            state = Next[(state * Count) + At(utf8, at, out length)];
            if (state == Dead)
            {
                break;
            }

            at += length;
            if (state <= LastAccepting)
            {
                accepted = at;
            }
            else if (state == RegionalRun)
            {
                scanned = at;
            }
        }

        if (first == Joiner && accepted == start)
        {
            barren = at;
        }

        return accepted;
    }

    private static byte[] Build()
    {
        var next = new byte[16 * Count];
        void To(byte state, params ReadOnlySpan<(byte Class, byte State)> steps)
        {
            foreach (var (c, to) in steps)
            {
                next[(state * Count) + c] = to;
            }
        }

        void Marks(byte state, byte to) => To(state, (Mark, to), (ComplexMark, to));
        void Letters(byte state) => To(state, (Digit, Number), (Letter, Word), (HebrewLetter, Hebrew));

        Letters(Start);
        To(Start, (Katakana, KatakanaRun), (Joiner, Joiners), (Complex, ComplexRun), (ComplexMark, ComplexRun), (Ideograph, Ideographic),
            (RegionalIndicator, Regional));

        Letters(Word);
        Marks(Word, Word);
        To(Word, (Joiner, WordJoined), (SingleQuote, WordMid), (MidNumberOrLetter, WordMid), (MidLetter, WordMid));

        Letters(Number);
        Marks(Number, Number);
        To(Number, (Joiner, WordJoined), (SingleQuote, NumberMid), (MidNumberOrLetter, NumberMid), (MidNumber, NumberMid));

        Letters(Hebrew);
        Marks(Hebrew, Hebrew);
        To(Hebrew, (Joiner, WordJoined), (SingleQuote, HebrewPair), (DoubleQuote, HebrewQuote), (MidNumberOrLetter, WordMid),
            (MidLetter, WordMid));

        Letters(HebrewPair);
        Marks(HebrewPair, HebrewPair);
        To(HebrewPair, (Joiner, WordJoined));

        Letters(WordJoined);
        Marks(WordJoined, WordJoined);
        To(WordJoined, (Joiner, WordJoined), (Katakana, KatakanaRun));

        Letters(Joiners);
        Marks(Joiners, Joiners);
        To(Joiners, (Joiner, Joiners), (Katakana, KatakanaRun));

        Marks(KatakanaRun, KatakanaRun);
        To(KatakanaRun, (Katakana, KatakanaRun), (Joiner, WordJoined));

        To(ComplexRun, (Complex, ComplexRun), (ComplexMark, ComplexRun));

        Marks(Ideographic, Ideographic);

        Marks(WordMid, WordMid);
        To(WordMid, (Letter, Word), (HebrewLetter, Word));

        Marks(NumberMid, NumberMid);
        To(NumberMid, (Digit, Number));

        Marks(HebrewQuote, HebrewQuote);
        To(HebrewQuote, (HebrewLetter, HebrewPair));

        Marks(Regional, Regional);
        To(Regional, (RegionalIndicator, RegionalRun));

        Marks(RegionalRun, RegionalRun);
        To(RegionalRun, (RegionalIndicator, RegionalRun));
        return next;
    }
}
