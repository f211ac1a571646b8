using System.Text;

namespace SearchCore.Articles.Formats.Clippings;

/// <summary>Decides how one line goes on in the next: with a blank, a line break, or as one word.</summary>
internal static class LineEnds
{
    /// <summary>The invisible hyphen where a word may be broken.</summary>
    public const char SoftHyphen = '\u00AD';

    /// <summary>How scanners like to write a hyphen at a line's end.</summary>
    public const char NotSign = '\u00AC';

    /// <summary>First parts of compounds that keep their hyphen.</summary>
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Prefixes =
        new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "self", "non", "ex", "mid", "vice", "well", "north", "south", "east", "west", "half", "all", "so", "then", "long", "short",
        "high", "low", "full", "part", "post", "pre", "co", "pro", "first", "second", "third", "one", "two", "three", "four", "five",
        "six", "seven", "eight", "nine", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "year",
        "by", "state", "government", "de", "anti", "cross", "world",
    }.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Word endings that stand alone on a line only because the word was broken before them.</summary>
    private static readonly string[] Endings =
    [
        "nize", "nized", "nise", "nised", "tion", "tions", "sion", "sions", "ment", "ments", "ness", "ing", "ings", "ity", "ties",
        "ance", "ence", "tive", "tives", "able", "ible", "ers", "ery", "ous", "ture", "tures", "tional", "ized", "ised", "ial", "ally",
        "cial", "gress", "ity,", "ment,", "tion,", "ing,", "tion.", "ment.", "ing.",
    ];

    /// <summary>
    /// Whether a line ends inside a word that the next one, which starts with a small letter unless the hyphen is soft, ends.
    /// </summary>
    public static bool BreaksWord(ReadOnlySpan<char> line, ReadOnlySpan<char> next)
    {
        if (line.Length < 2 || next.IsEmpty || !char.IsLetter(next[0]))
        {
            return false;
        }

        if (line[^1] is SoftHyphen or NotSign)
        {
            return char.IsLower(next[0]) || char.IsUpper(line[^2]);
        }

        if (line[^1] is not ('-' or '\u2010') || !char.IsLower(next[0]))
        {
            return false;
        }

        return char.IsLetter(line[^2]) || (line[^2] == ' ' && IsEnding(next));
    }

    /// <summary>Appends what stands between two lines, taking a hyphen back where a word goes on.</summary>
    public static void Join(StringBuilder text, int start, ReadOnlySpan<char> line, ReadOnlySpan<char> next, Vocabulary? vocabulary,
        int keepShortLines)
    {
        if (text.Length == start)
        {
            return;
        }

        if (BreaksWord(line, next))
        {
            var soft = text[^1] is SoftHyphen or NotSign || line[^2] == ' ';
            if (!soft && KeepsHyphen(line, next, vocabulary))
            {
                return;
            }

            text.Length--;
            while (text.Length > start && text[^1] == ' ')
            {
                text.Length--;
            }

            return;
        }

        if (text[^1] == SoftHyphen)
        {
            text.Length--;
        }

        // "mid-" before a capital ("mid-\nAtlantic") goes on without a blank; a dash of its own does not.
        if (line is [.., var before, '-'] && char.IsLetter(before) && char.IsUpper(next[0]) && char.IsLower(before))
        {
            return;
        }

        var verse = line.Length < keepShortLines && next.Length < keepShortLines * 2 && (char.IsUpper(next[0]) || !char.IsLetter(next[0]));
        text.Append(verse ? '\n' : ' ');
    }

    private static bool KeepsHyphen(ReadOnlySpan<char> line, ReadOnlySpan<char> next, Vocabulary? vocabulary)
    {
        var head = LastWord(line[..^1]);
        var tail = FirstWord(next);
        if (head.Length == 0 || head.Contains('-'))
        {
            return true;
        }

        if (vocabulary is not null)
        {
            if (vocabulary.Holds(head, "", tail))
            {
                return false;
            }

            if (vocabulary.Holds(head, "-", tail))
            {
                return true;
            }
        }

        return Prefixes.Contains(head) || head.Length < 2;
    }

    private static bool IsEnding(ReadOnlySpan<char> next)
    {
        var blank = next.IndexOf(' ');
        var word = blank < 0 ? next : next[..blank];
        foreach (var ending in Endings)
        {
            if (word.SequenceEqual(ending))
            {
                return true;
            }
        }

        return false;
    }

    private static ReadOnlySpan<char> LastWord(ReadOnlySpan<char> line)
    {
        var at = line.Length;
        while (at > 0 && (char.IsLetter(line[at - 1]) || line[at - 1] == '-'))
        {
            at--;
        }

        return line[at..];
    }

    private static ReadOnlySpan<char> FirstWord(ReadOnlySpan<char> line)
    {
        var at = 0;
        while (at < line.Length && char.IsLetter(line[at]))
        {
            at++;
        }

        return line[..at];
    }
}
