using System.Globalization;
using System.Text;

using Lucene.Net.Analysis.Miscellaneous;

namespace SearchCore.Analysis;

/// <summary>
/// Makes spellings of the same word the same: composed and decomposed accents (both lose them), Hangul syllables and their letters, curly
/// apostrophes, invisible format characters (soft hyphen, joiners, bidirectional controls). Full-width letters and ligatures are folded
/// with the Latin accents by Lucene's ASCIIFoldingFilter. Culture plays no part, nor does the host's Unicode library.
/// </summary>
internal static class TextFolding
{
    /// <summary>Folds one token, in place of it. A token of ASCII characters alone comes back as it is, without a copy.</summary>
    /// <returns>The length in <paramref name="term"/>, which is replaced by a longer array where it must grow.</returns>
    public static int FoldToken(ref char[] term, int length)
    {
        var text = term.AsSpan(0, length);
        if (Ascii.IsValid(text))
        {
            return length;
        }

        var folded = Fold(text);
        if (folded.Length > term.Length)
        {
            term = new char[folded.Length];
        }

        folded.CopyTo(0, term, 0, folded.Length);
        return folded.Length;
    }

    /// <summary>Folds a whole value for comparison: as tokens are, and lower case, without accents, white space to single blanks.</summary>
    public static string FoldValue(string value)
    {
        var folded = Ascii.IsValid(value) ? value : Fold(value);
        var result = new StringBuilder(folded.Length);
        var blank = false;
        foreach (var c in folded)
        {
            if (char.IsWhiteSpace(c))
            {
                blank = result.Length > 0;
                continue;
            }

            if (blank)
            {
                result.Append(' ');
                blank = false;
            }

            result.Append(char.ToLowerInvariant(c));
        }

        return FoldAccents(result.ToString());
    }

    // Not String.Normalize: its answer depends on the host's globalization mode and Unicode version, and a term must not.
    private static string Fold(ReadOnlySpan<char> text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            switch (c)
            {
                case < '\u0080':
                    kept.Append(c);
                    break;
                case '\u2018' or '\u2019' or '\u02BC' or '\uFF07':
                    kept.Append('\'');
                    break;
                case >= '\u0300' and <= '\u036F':
                    break;
                default:
                    if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.Format && !HangulSyllables.TryJoin(kept, c))
                    {
                        kept.Append(BaseLetter(c));
                    }

                    break;
            }
        }

        return kept.ToString();
    }

    // Accented Latin letters are the business of Lucene's ASCIIFoldingFilter; these are the others that also have a decomposed spelling.
    private const string Accented = "ΆΈΉΊΪΌΎΫΏάέήίϊΐόύϋΰώЀЁЃЇЌЍЙЎѐёѓїќѝйў";
    private const string Unaccented = "ΑΕΗΙΙΟΥΥΩαεηιιιουυυωЕЕГІКИИУеегікииу";

    private static char BaseLetter(char c) => Accented.IndexOf(c, StringComparison.Ordinal) is var at and >= 0 ? Unaccented[at] : c;

    private static string FoldAccents(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }

        var output = new char[text.Length * 4];
        var length = ASCIIFoldingFilter.FoldToASCII(text.ToCharArray(), 0, output, 0, text.Length);
        return new string(output, 0, length);
    }
}
