using System.Numerics;
using System.Text;

using SearchCore.Articles.Folding;

namespace SearchCore.Analysis;

/// <summary>
/// Makes spellings of the same word or value the same, character by character (<see cref="CharacterFolding"/>), with Hangul letters joined
/// into syllables. Culture plays no part, nor does the host's Unicode library.
/// </summary>
internal static class TextFolding
{
    // Raised figures behind a word of so many letters are no part of it: economy¹ has a footnote, km² has not.
    private const int FootnotedWord = 4;

    /// <summary>Folds one token, in place of it. A token of ASCII characters alone is put into small letters, without a copy.</summary>
    /// <returns>The length in <paramref name="term"/>, which is replaced by a longer array where it must grow.</returns>
    public static int FoldToken(ref char[] term, int length)
    {
        if (Ascii.ToLowerInPlace(term.AsSpan(0, length), out _) == System.Buffers.OperationStatus.Done)
        {
            return length;
        }

        var folded = new StringBuilder(length + 8);
        Fold(WithoutFootnote(term.AsSpan(0, length)), folded);

        return Put(folded, ref term, length);
    }

    /// <summary>
    /// Puts one token into small letters, in place of it, and folds it but for accents: those of letters of Latin, Greek and Cyrillic,
    /// and whatever scripts have that folding leaves out or changes beyond case and form.
    /// </summary>
    /// <param name="term">The token.</param>
    /// <param name="length">Its length.</param>
    /// <param name="isTurkic">Whether the small letter of <c>I</c> is <c>ı</c>.</param>
    /// <returns>The length in <paramref name="term"/>, which is replaced by a longer array where it must grow.</returns>
    public static int LowerToken(ref char[] term, int length, bool isTurkic)
    {
        var lowered = new StringBuilder(length + 8);
        Span<char> units = stackalloc char[CharacterFolding.Longest];
        foreach (var rune in WithoutFootnote(term.AsSpan(0, length)).EnumerateRunes())
        {
            if (isTurkic && rune.Value is 'I' or 'İ')
            {
                lowered.Append(rune.Value == 'I' ? 'ı' : 'i');
            }
            else if (rune.Value is >= 0x300 and <= 0x36F && lowered.Length > 0)
            {
                lowered[^1] = isTurkic && (lowered[^1], rune.Value) is ('ı', 0x307) ? 'i'
                    : ComposedLetters.Of(lowered[^1], (char)rune.Value) ?? lowered[^1];
            }
            else if (HasAccents(rune.Value))
            {
                lowered.Append(Rune.ToLowerInvariant(rune));
            }
            else
            {
                lowered.Append(units[..CharacterFolding.Fold(rune.Value, units)]);
            }
        }

        return Put(lowered, ref term, length);
    }

    // A word of nothing but what is left out is what it is.
    private static int Put(StringBuilder word, ref char[] term, int length)
    {
        if (word.Length == 0)
        {
            return length;
        }

        if (word.Length > term.Length)
        {
            term = new char[word.Length];
        }

        word.CopyTo(0, term, word.Length);
        return word.Length;
    }

    // Letters that have their accents in them; of Devanagari and Arabic, which a stemmer may want as they are, all.
    private static bool HasAccents(int character) => character is
        (>= 0xC0 and <= 0x24F) or (>= 0x386 and <= 0x3FF) or (>= 0x400 and <= 0x52F) or (>= 0x621 and <= 0x64A) or (>= 0x671 and <= 0x6D5)
        or (>= 0x900 and <= 0x97F) or (>= 0x1E00 and <= 0x1EFF);

    /// <summary>
    /// Folds a whole value for comparison: as tokens are, white space to single blanks, apostrophes left out. A value of nothing but those
    /// is itself.
    /// </summary>
    public static string FoldValue(string value)
    {
        Span<char> room = stackalloc char[128];
        if (TryFoldAscii(value.AsSpan(), room, out var length))
        {
            return new(room[..length]);
        }

        var folded = new StringBuilder(value.Length);
        Fold(value, folded);
        var result = new StringBuilder(folded.Length);
        var blank = false;
        foreach (var chunk in folded.GetChunks())
        {
            foreach (var c in chunk.Span)
            {
                if (char.IsWhiteSpace(c))
                {
                    blank = result.Length > 0;
                }
                else if (c != '\'')
                {
                    result.Append(blank ? " " : string.Empty).Append(c);
                    blank = false;
                }
            }
        }

        return result.Length > 0 ? result.ToString() : folded.ToString().Trim() is { Length: > 0 } apostrophes ? apostrophes : value.Trim();
    }

    /// <summary>As <see cref="FoldValue"/>, without a string, of a value of ASCII characters alone.</summary>
    /// <typeparam name="T">Units of UTF-8 or UTF-16.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="into">Takes what it is compared as.</param>
    /// <param name="length">The length of that.</param>
    /// <returns>Whether it is so, and short enough, and not of white space and apostrophes alone.</returns>
    public static bool TryFoldAscii<T>(ReadOnlySpan<T> value, Span<char> into, out int length)
        where T : unmanaged, IBinaryInteger<T>
    {
        length = 0;
        if (value.Length > into.Length)
        {
            return false;
        }

        var blank = false;
        foreach (var unit in value)
        {
            var c = (char)ushort.CreateTruncating(unit);
            if (c >= 0x80)
            {
                return false;
            }

            if (char.IsWhiteSpace(c))
            {
                blank = length > 0;
            }
            else if (c != '\'')
            {
                // No more than the characters before it: a blank stands for one of these.
                if (blank)
                {
                    into[length++] = ' ';
                    blank = false;
                }

                into[length++] = c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : c;
            }
        }

        return length > 0;
    }

    private static void Fold(ReadOnlySpan<char> text, StringBuilder folded)
    {
        Span<char> units = stackalloc char[CharacterFolding.Longest];
        for (var i = 0; i < text.Length; i++)
        {
            int c = text[i];
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                c = char.ConvertToUtf32(text[i], text[++i]);
            }

            foreach (var unit in units[..CharacterFolding.Fold(c, units)])
            {
                if (!HangulSyllables.TryJoin(folded, unit))
                {
                    folded.Append(unit);
                }
            }
        }
    }

    private static ReadOnlySpan<char> WithoutFootnote(ReadOnlySpan<char> word)
    {
        var end = word.Length;
        while (end > 0 && word[end - 1] is '\u00B9' or '\u00B2' or '\u00B3' or '\u2070' or (>= '\u2074' and <= '\u2079'))
        {
            end--;
        }

        if (end == word.Length || end < FootnotedWord)
        {
            return word;
        }

        foreach (var c in word[(end - FootnotedWord)..end])
        {
            if (!char.IsLetter(c))
            {
                return word;
            }
        }

        return word[..end];
    }
}
