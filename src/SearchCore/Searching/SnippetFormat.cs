using System.Net;
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
            html.Append(WebUtility.HtmlEncode(snippet.Text[at..start]));
            html.Append("<em>").Append(WebUtility.HtmlEncode(snippet.Text[start..end])).Append("</em>");
            at = end;
        }

        return html.Append(WebUtility.HtmlEncode(snippet.Text[at..])).ToString();
    }
}
