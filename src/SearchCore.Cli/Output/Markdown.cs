using System.Buffers;
using System.Text;

using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Output;

/// <summary>Text of others as Markdown that shows it as it is: one line, nothing in it is markup, a link or HTML.</summary>
internal static class Markdown
{
    private static readonly SearchValues<char> Special = SearchValues.Create("\\`*_[]<>|#~!&");

    public static string Text(string? text)
    {
        var line = SafeText.Line(text);
        if (line.AsSpan().IndexOfAny(Special) < 0)
        {
            return line;
        }

        var safe = new StringBuilder(line.Length + 8);
        foreach (var c in line)
        {
            _ = c switch
            {
                '&' => safe.Append("&amp;"),
                '<' => safe.Append("&lt;"),
                '>' => safe.Append("&gt;"),
                _ when Special.Contains(c) => safe.Append('\\').Append(c),
                _ => safe.Append(c),
            };
        }

        return safe.ToString();
    }

    /// <summary>The same with matches in bold.</summary>
    public static string Passage(Snippet snippet)
    {
        var passage = new StringBuilder();
        var at = 0;
        foreach (var (start, end) in snippet.Matches)
        {
            passage.Append(Spaced(snippet.Text[at..start])).Append("**").Append(Text(snippet.Text[start..end])).Append("**");
            at = end;
        }

        return passage.Append(Spaced(snippet.Text[at..])).ToString().Trim();
    }

    // A line of its own loses blanks at its ends; between two matches they part words.
    private static string Spaced(string text) =>
        (text.StartsWith(' ') ? " " : "") + Text(text.Trim()) + (text.Length > 1 && text.EndsWith(' ') ? " " : "");
}
