using System.Text;

namespace SearchCore.Articles.Formats.Clippings;

/// <summary>Closes up words set with blanks between their letters: <c>C U T S  I N</c> → <c>CUTS IN</c>.</summary>
/// <remarks>
/// One blank stands between letters, two or more between words. Scanners lose some of both, so within a word's group short
/// fragments join their neighbours (<c>Jo h n</c>, <c>H o n o u r a b le</c>), common short words do not (<c>by t h e</c>),
/// and a capital after a small letter starts a new word (<c>A c t i n g M i n i s t e r</c>). Where a line has no wider gaps at all
/// and is too long for one word, where the words end cannot be known: it is left alone. Linear.
/// </remarks>
internal static class Letterspacing
{
    /// <summary>The longest run without a wider gap that is still taken for one word.</summary>
    private const int LongestWord = 20;

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> ShortWords =
        new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "a", "am", "an", "and", "are", "as", "at", "be", "but", "by", "do", "for", "go", "had", "has", "he", "her", "him", "his", "if",
        "in", "is", "it", "its", "man", "may", "me", "mr", "my", "new", "no", "not", "of", "on", "one", "or", "our", "out", "per",
        "she", "so", "the", "to", "two", "up", "us", "was", "we", "who", "you",
    }.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The line with its letterspaced words closed up; the same instance where there are none.</summary>
    public static string Close(string line)
    {
        if (!IsLetterspaced(line))
        {
            return line;
        }

        var result = new StringBuilder(line.Length);
        var tokens = new List<Range>();
        for (var at = 0; at < line.Length;)
        {
            var start = at;
            while (start < line.Length && line[start] == ' ')
            {
                start++;
            }

            at = line.IndexOf("  ", start, StringComparison.Ordinal);
            at = at < 0 ? line.Length : at;
            if (start == at)
            {
                continue;
            }

            if (result.Length > 0)
            {
                result.Append(' ');
            }

            CloseGroup(line.AsSpan(start, at - start), tokens, result);
        }

        return result.ToString();
    }

    /// <summary>Most words of the line are single letters, or four of them follow each other; and its gaps say where words end.</summary>
    private static bool IsLetterspaced(ReadOnlySpan<char> line)
    {
        if (line.Length < 5)
        {
            return false;
        }

        var (words, singles, run, longest, sinceGap, longestSinceGap) = (0, 0, 0, 0, 0, 0);
        for (var at = 0; at < line.Length;)
        {
            var start = at;
            while (at < line.Length && line[at] != ' ')
            {
                at++;
            }

            if (at > start)
            {
                words++;
                var single = at - start == 1 && char.IsLetter(line[start]);
                singles += single ? 1 : 0;
                run = single || (run > 0 && at - start == 1) ? run + 1 : 0;
                longest = Math.Max(longest, run);
                sinceGap = single ? sinceGap + 1 : 0;
                longestSinceGap = Math.Max(longestSinceGap, sinceGap);
            }

            var gap = at;
            while (at < line.Length && line[at] == ' ')
            {
                at++;
            }

            if (at - gap > 1)
            {
                sinceGap = 0;
            }
        }

        if (longestSinceGap > LongestWord || longestSinceGap < 3)
        {
            return false;
        }

        return (singles >= 5 && singles * 2 >= words) || longest >= 4;
    }

    /// <summary>One group between wider gaps: single letters run together, what else stands there joins them or not.</summary>
    private static void CloseGroup(ReadOnlySpan<char> group, List<Range> tokens, StringBuilder result)
    {
        tokens.Clear();
        var singles = 0;
        foreach (var range in group.Split(' '))
        {
            tokens.Add(range);
            singles += group[range].Length == 1 ? 1 : 0;
        }

        for (var i = 0; i < tokens.Count; i++)
        {
            var token = group[tokens[i]];
            if (i > 0 && !(singles > 0 && Joins(group[tokens[i - 1]], token, i == 1, i == tokens.Count - 1)))
            {
                result.Append(' ');
            }

            result.Append(token);
        }
    }

    private static bool Joins(ReadOnlySpan<char> left, ReadOnlySpan<char> right, bool leftIsFirst, bool rightIsLast)
    {
        if (IsDash(left) && leftIsFirst || IsDash(right) && rightIsLast)
        {
            return false;
        }

        if (left.Length == 1 && right.Length == 1)
        {
            return !(char.IsLower(left[0]) && char.IsUpper(right[0])) && !(left[0] is ',' or ';' && char.IsLetter(right[0]));
        }

        if (left.Length == 1)
        {
            // A fragment after single letters ends their word; a word of its own does not.
            return char.IsLetter(left[0]) && char.IsLetter(right[0]) && !ShortWords.Contains(right)
                && (char.IsLower(right[0]) || !ContainsLower(right));
        }

        if (right.Length == 1)
        {
            return char.IsLetter(right[0]) ? left.Length <= 2 && char.IsLetter(left[^1]) && !ShortWords.Contains(left)
                && !char.IsUpper(right[0])
                : char.IsPunctuation(right[0]) && !IsDash(right);
        }

        return false;
    }

    private static bool IsDash(ReadOnlySpan<char> token) => token is ['-' or '\u2013' or '\u2014'];

    private static bool ContainsLower(ReadOnlySpan<char> token)
    {
        foreach (var c in token)
        {
            if (char.IsLower(c))
            {
                return true;
            }
        }

        return false;
    }
}
