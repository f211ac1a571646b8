using System.Globalization;
using System.Text;

using Lucene.Net.Analysis.Ar;
using Lucene.Net.Analysis.Fa;
using Lucene.Net.Analysis.Miscellaneous;

using SearchCore.TestKit;

namespace SearchCore.Tests.Analysis;

/// <summary>
/// Two spellings each of what a reader takes for the same, for every character of Unicode that has two: by Unicode's data as .NET has it
/// and by Lucene's filters, not by our own table.
/// </summary>
internal static class SpellingPairs
{
    private const int End = 0x110000;

    // A letter for the marks of a script to stand on.
    private static readonly (int First, int Last, string Letter)[] Marked =
    [
        (0x0300, 0x036F, "a"), (0x0483, 0x0489, "я"), (0x0591, 0x05BD, "ש"), (0x05BF, 0x05C7, "ש"), (0x0610, 0x061A, "ب"),
        (0x064B, 0x065F, "ب"), (0x0670, 0x0670, "ب"), (0x06D6, 0x06ED, "ب"), (0x08CA, 0x08FF, "ب"), (0x1AB0, 0x1ACE, "a"),
        (0x1DC0, 0x1DFF, "e"), (0x20D0, 0x20F0, "o"), (0xFE00, 0xFE0F, "o"), (0xFE20, 0xFE2F, "o"), (0xE0100, 0xE01EF, "日"),
    ];

    /// <summary>Each character and its compatibility decomposition.</summary>
    public static IEnumerable<(string One, string Other)> Decomposed()
    {
        foreach (var line in File.ReadLines(Path.Combine(SharedData.Root, "tests/SearchCore.Tests/Analysis/compatibility-forms.txt")))
        {
            if (line.StartsWith('#'))
            {
                continue;
            }

            // An accent on nothing, on a blank, or on what stretches a word, has nothing to be found by.
            var parts = line.Split(' ').Select(hex => new Rune(Convert.ToInt32(hex, 16))).ToArray();
            if (!parts[1..].All(p => Rune.IsWhiteSpace(p) || p.Value is 0x00B7 or 0x0640 or 0x1160
                || Rune.GetUnicodeCategory(p) is UnicodeCategory.NonSpacingMark))
            {
                yield return (parts[0].ToString(), string.Concat(parts[1..]));
            }
        }
    }

    /// <summary>Each Hangul syllable and its letters, as the Unicode Standard computes them.</summary>
    public static IEnumerable<(string One, string Other)> Syllables()
    {
        for (var c = 0xAC00; c <= 0xD7A3; c += 7)
        {
            var (lead, rest) = Math.DivRem(c - 0xAC00, 588);
            var (vowel, tail) = Math.DivRem(rest, 28);
            var letters = $"{(char)(0x1100 + lead)}{(char)(0x1161 + vowel)}{(char)(0x11A7 + tail)}";
            yield return (((char)c).ToString(), tail == 0 ? letters[..2] : letters);
        }
    }

    /// <summary>Each letter and its other cases.</summary>
    public static IEnumerable<(string One, string Other)> Cases()
    {
        // The only mark with a capital is a letter there.
        foreach (var c in Characters().Where(c => c.Value != 0x0345))
        {
            foreach (var other in new[] { Rune.ToUpperInvariant(c), Rune.ToLowerInvariant(c) })
            {
                if (other != c)
                {
                    yield return (c.ToString(), other.ToString());
                }
            }
        }

        yield return ("İ", "i");
        yield return ("ı", "I");
        yield return ("ẞ", "ss");
        yield return ("ß", "SS");
        for (var i = 0; i <= 0x2D; i++)
        {
            if (Rune.IsLetter(new(0x2D00 + i)))
            {
                yield return (((char)(0x10A0 + i)).ToString(), ((char)(0x10D0 + i)).ToString());
                yield return (((char)(0x2D00 + i)).ToString(), ((char)(0x10D0 + i)).ToString());
            }
        }
    }

    /// <summary>Words with and without each mark, and each invisible character.</summary>
    public static IEnumerable<(string One, string Other)> Marks()
    {
        foreach (var (first, last, letter) in Marked)
        {
            for (var c = first; c <= last; c++)
            {
                if (CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark)
                {
                    yield return ($"{letter}{char.ConvertFromUtf32(c)}", letter);
                    if (letter != "日")
                    {
                        yield return ($"{letter}{char.ConvertFromUtf32(c)}{letter}{letter}", $"{letter}{letter}{letter}");
                    }
                }
            }
        }

        // A zero-width space parts words, as it is there to do.
        foreach (var c in Characters().Where(c => Rune.GetUnicodeCategory(c) == UnicodeCategory.Format && c.Value != 0x200B))
        {
            yield return ($"ab{c}cd", "abcd");
        }

        yield return ("كـــتاب", "كتاب");
    }

    /// <summary>Each digit of a script and the one of ASCII.</summary>
    public static IEnumerable<(string One, string Other)> Digits() => Characters()
        .Where(c => Rune.GetUnicodeCategory(c) == UnicodeCategory.DecimalDigitNumber && c.Value >= 0x80)
        .Select(c => ($"1{c}", $"1{CharUnicodeInfo.GetDecimalDigitValue(c.ToString(), 0)}"));

    /// <summary>Each letter that Lucene folds to ASCII or that its Arabic and Persian normalizers change, but for yeh barree.</summary>
    public static IEnumerable<(string One, string Other)> Lucenes()
    {
        for (var c = 0x80; c < 0x10000; c++)
        {
            var output = new char[4];
            var length = ASCIIFoldingFilter.FoldToASCII([(char)c], 0, output, 0, 1);
            // It takes long s with a dot for f, where Unicode has s.
            if (char.IsLetter((char)c) && c != 0x1E9B && (length != 1 || output[0] != c))
            {
                yield return (((char)c).ToString(), new(output, 0, length));
            }
        }

        for (var c = 0x600; c < 0x700; c++)
        {
            foreach (var normalize in new Func<char[], int, int>[] { new ArabicNormalizer().Normalize, new PersianNormalizer().Normalize })
            {
                var normalized = Normalized(normalize, (char)c);
                if (normalized != ((char)c).ToString() && c != 0x06D2)
                {
                    yield return ($"ب{(char)c}ب", $"ب{normalized}ب");
                }
            }
        }
    }

    private static string Normalized(Func<char[], int, int> normalize, char c)
    {
        char[] text = [c];
        return new(text, 0, normalize(text, 1));
    }

    private static IEnumerable<Rune> Characters() =>
        Enumerable.Range(0, End).Where(c => c is < 0xD800 or > 0xDFFF).Select(c => new Rune(c));
}
