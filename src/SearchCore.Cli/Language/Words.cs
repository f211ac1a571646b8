using System.Text;

namespace SearchCore.Cli.Language;

/// <summary>
/// The words of a line as verbs take them: parted by blanks, but not within quotes. Single quotes group and vanish, as in a shell, so
/// that <c>'oil price'</c> is one word; double quotes group and stay, because in a query they mean a phrase.
/// </summary>
internal static class Words
{
    /// <exception cref="UsageException">A single quote that opens a word is not closed.</exception>
    public static List<string> Split(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var (isWord, quote) = (false, '\0');
        foreach (var c in line)
        {
            if (quote != '\0')
            {
                _ = c != quote || quote == '"' ? word.Append(c) : word;
                quote = c == quote ? '\0' : quote;
            }
            else if (char.IsWhiteSpace(c))
            {
                if (isWord)
                {
                    words.Add(word.ToString());
                    word.Clear();
                    isWord = false;
                }
            }
            else if (c == '\'' && (word.Length == 0 || word[^1] is '=' or '(' or ':'))
            {
                // In the middle of a word it is an apostrophe: o'neill.
                (quote, isWord) = ('\'', true);
            }
            else
            {
                quote = c == '"' ? '"' : '\0';
                word.Append(c);
                isWord = true;
            }
        }

        if (quote == '\'')
        {
            throw new UsageException($"a quote is not closed: {line}");
        }

        if (isWord)
        {
            words.Add(word.ToString());
        }

        return words;
    }

    /// <summary>The first word of a text, with its quotes where it has some, and what stands behind it.</summary>
    public static (string Word, string Behind) First(string text)
    {
        var end = text is ['"' or '\'', ..] && text.IndexOf(text[0], 1) is var close and > 0
            && (close + 1 == text.Length || text[close + 1] == ' ') ? close + 1 : text.IndexOf(' ');
        return end < 0 ? (text, "") : (text[..end], text[end..].Trim());
    }
}
