namespace SearchCore.Entities.Text;

/// <summary>
/// Words that a printer broke at the end of a line: <c>Mel-</c>, a line break, <c>bourne</c>. Recognition of printed pages leaves them so,
/// or writes <c>¬</c> or a soft hyphen for the hyphen.
/// </summary>
internal static class BrokenWord
{
    private const char SoftHyphen = '\u00AD', NotSign = '\u00AC', Hyphen = '-', UnicodeHyphen = '\u2010';

    /// <summary>
    /// No part of a broken word is longer; in UTF-16 code units. It bounds the work on a text of nothing but broken words.
    /// </summary>
    private const int LongestPart = WordScanner.MaxWord;

    /// <summary>Whether a word may be broken at a character.</summary>
    public static bool MayBreak(char c) => c is Hyphen or SoftHyphen or NotSign or UnicodeHyphen;

    /// <summary>Where a broken word goes on; 0 where the word ends at the hyphen, or belongs to a compound that has one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">The word's first character.</param>
    /// <param name="hyphen">The hyphen.</param>
    /// <param name="end">Where the text is taken to end (exclusive).</param>
    /// <param name="vocabulary">Tells <c>Ohio-based</c>, both of whose words are known, from <c>Mel-bourne</c>.</param>
    public static int GoesOn(ReadOnlySpan<char> text, int start, int hyphen, int end, Vocabulary vocabulary)
    {
        var next = hyphen + 1;
        var lines = 0;
        while (next < end && CharKinds.Of(text[next]) is CharKind.Blank or CharKind.LineBreak)
        {
            lines += CharKinds.Of(text[next]) == CharKind.LineBreak ? 1 : 0;
            next++;
        }

        // A soft hyphen and a not sign stand nowhere else, so that the line break may be lost.
        var sure = text[hyphen] is SoftHyphen or NotSign;
        if (next == hyphen + 1 || next == end || lines > 1 || (lines == 0 && !sure) || hyphen - start > LongestPart)
        {
            return 0;
        }

        // It goes on small, or in a word of capitals with capitals.
        var shouted = hyphen - start > 1 && char.IsUpper(text[hyphen - 1]) && char.IsUpper(text[hyphen - 2]);
        if (shouted ? !char.IsUpper(text[next]) : !char.IsLower(text[next]))
        {
            return 0;
        }

        var stop = next;
        while (stop < end && stop - next <= LongestPart && char.IsLetter(text[stop]))
        {
            stop++;
        }

        return sure || !IsCompound(text[start..hyphen], text[next..stop], vocabulary) ? next : 0;
    }

    // "Ohio-based" and "Quarrendon-based", but "Can-ada", though both of its parts are words.
    private static bool IsCompound(ReadOnlySpan<char> left, ReadOnlySpan<char> right, Vocabulary vocabulary)
    {
        const int ShortestWord = 4;
        return IsKnown(right, [], vocabulary) && (right.Length >= ShortestWord || IsKnown(left, [], vocabulary))
            && !IsKnown(left, right, vocabulary);
    }

    private static bool IsKnown(ReadOnlySpan<char> left, ReadOnlySpan<char> right, Vocabulary vocabulary)
    {
        Span<char> folded = stackalloc char[((2 * LongestPart) + 2) * Folding.Longest];
        var length = 0;
        foreach (var c in left)
        {
            length += Folding.Fold(c, folded[length..]);
        }

        foreach (var c in right)
        {
            length += Folding.Fold(c, folded[length..]);
        }

        return vocabulary.Knows(folded[..length], TermTable.Hash(folded[..length]));
    }
}
