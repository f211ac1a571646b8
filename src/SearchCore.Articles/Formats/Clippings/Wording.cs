namespace SearchCore.Articles.Formats.Clippings;

/// <summary>What a line's letters look like: the small measures the rules for titles and paragraphs are made of.</summary>
internal readonly record struct Wording
{
    /// <summary>Lines longer than this are measured by their beginning.</summary>
    private const int MaxMeasured = 600;

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> LeadingOn =
        new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "the", "a", "an", "of", "to", "for", "and", "or", "with", "from", "at", "as", "into", "between", "during", "than", "that",
        "which", "whose", "their", "its",
    }.GetAlternateLookup<ReadOnlySpan<char>>();

    private Wording(int letters, int lowers, int marks, int words, int capitalized, int small)
    {
        Letters = letters;
        Lowers = lowers;
        Marks = marks;
        Words = words;
        Capitalized = capitalized;
        SmallWords = small;
    }

    /// <summary>Letters, of any case.</summary>
    public int Letters { get; }

    /// <summary>Small letters.</summary>
    public int Lowers { get; }

    /// <summary>Characters that are neither letters nor blanks.</summary>
    public int Marks { get; }

    /// <summary>Runs of two letters or more.</summary>
    public int Words { get; }

    /// <summary>Words of four letters or more that begin with a capital.</summary>
    public int Capitalized { get; }

    /// <summary>Words of four letters or more that begin with a small letter.</summary>
    public int SmallWords { get; }

    /// <summary>At least two words' worth of letters and (but for a few misread ones) no small letter.</summary>
    public bool IsAllCaps => Letters >= 6 && Lowers * 12 <= Letters;

    /// <summary>Most of the longer words begin with a capital, as in a headline or a name.</summary>
    public bool IsTitleCase => Capitalized >= 2 && Capitalized >= SmallWords * 2;

    /// <summary>Set in capitals, or every longer word begins with one.</summary>
    public bool IsTitleOrCaps => SmallWords == 0 && Letters > 0;

    /// <summary>More marks and figures than letters: scanner noise, a table, a rule.</summary>
    public bool IsNoise => Letters < 3 || Marks * 5 > Letters * 4;

    /// <summary>Measures a line.</summary>
    public static Wording Of(ReadOnlySpan<char> line)
    {
        var (letters, lowers, marks, words, capitalized, small) = (0, 0, 0, 0, 0, 0);
        line = line.Length > MaxMeasured ? line[..MaxMeasured] : line;
        for (var i = 0; i < line.Length; i++)
        {
            if (!char.IsLetter(line[i]))
            {
                marks += line[i] == ' ' ? 0 : 1;
                continue;
            }

            var start = i;
            for (; i < line.Length && (char.IsLetter(line[i]) || line[i] is '\'' or '\u2019'); i++)
            {
                letters++;
                lowers += char.IsLower(line[i]) ? 1 : 0;
            }

            words += i - start >= 2 ? 1 : 0;
            if (i - start >= 4)
            {
                capitalized += char.IsUpper(line[start]) ? 1 : 0;
                small += char.IsLower(line[start]) ? 1 : 0;
            }

            i--;
        }

        return new Wording(letters, lowers, marks, words, capitalized, small);
    }

    /// <summary>
    /// Whether a text ends as a sentence does (closing quotes and brackets aside), or with a colon or a dash that leads on.
    /// </summary>
    public static bool EndsSentence(ReadOnlySpan<char> text)
    {
        text = text.TrimEnd("\"'\u201D\u2019)]\u00BB ");
        return !text.IsEmpty && text[^1] is '.' or '!' or '?' or ':' or ';' or '\u2026' or '*';
    }

    /// <summary>Whether a text breaks off at a small word that something must follow: "a message by the".</summary>
    public static bool Dangles(ReadOnlySpan<char> text)
    {
        var blank = text.LastIndexOf(' ');
        return blank > 0 && LeadingOn.Contains(text[(blank + 1)..]);
    }

    /// <summary>Whether a text goes on in the middle of a sentence: a small letter first, quotes aside.</summary>
    public static bool StartsSmall(ReadOnlySpan<char> text)
    {
        text = text.TrimStart("\"'\u201C\u2018([ ");
        return !text.IsEmpty && char.IsLower(text[0]);
    }
}
