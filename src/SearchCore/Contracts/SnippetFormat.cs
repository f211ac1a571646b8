using System.Text;

namespace SearchCore;

internal static class SnippetFormat
{
    public static string ToHtml(Snippet snippet)
    {
        var html = new StringBuilder(snippet.Text.Length + (snippet.Matches.Count * 9));
        var at = 0;
        foreach (var (start, end) in snippet.Matches)
        {
            Encode(html, snippet.Text.AsSpan(at, start - at));
            html.Append("<em>");
            Encode(html, snippet.Text.AsSpan(start, end - start));
            html.Append("</em>");
            at = end;
        }

        Encode(html, snippet.Text.AsSpan(at));
        return html.ToString();
    }

    // What has a meaning in HTML's text and attributes, and nothing else: accents stay readable.
    private static void Encode(StringBuilder html, ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            _ = c switch
            {
                '&' => html.Append("&amp;"),
                '<' => html.Append("&lt;"),
                '>' => html.Append("&gt;"),
                '"' => html.Append("&quot;"),
                '\'' => html.Append("&#39;"),
                _ => html.Append(c),
            };
        }
    }
}
