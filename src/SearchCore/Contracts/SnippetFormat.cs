using System.Text;

namespace SearchCore;

/// <summary>Snippets as HTML, and back.</summary>
internal static class SnippetFormat
{
    private const string Open = "<em>", Close = "</em>";

    private static readonly (string Reference, char Character)[] References =
        [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&#39;", '\'')];

    /// <summary>The snippet whose HTML this is; null where it holds any other markup.</summary>
    public static Snippet? FromHtml(string html)
    {
        var (text, matches) = (new StringBuilder(html.Length), new List<TextRange>());
        var (at, start) = (0, -1);
        while (at < html.Length)
        {
            var rest = html.AsSpan(at);
            if (rest[0] is not ('<' or '&'))
            {
                var plain = rest.IndexOfAny('<', '&');
                text.Append(plain < 0 ? rest : rest[..plain]);
                at += plain < 0 ? rest.Length : plain;
            }
            else if (start < 0 && rest.StartsWith(Open, StringComparison.Ordinal))
            {
                (start, at) = (text.Length, at + Open.Length);
            }
            else if (start >= 0 && rest.StartsWith(Close, StringComparison.Ordinal))
            {
                matches.Add(new(start, text.Length));
                (start, at) = (-1, at + Close.Length);
            }
            else if (!Decode(rest, text, ref at))
            {
                return null;
            }
        }

        return start < 0 ? new(text.ToString(), matches) : null;
    }

    private static bool Decode(ReadOnlySpan<char> rest, StringBuilder text, ref int at)
    {
        foreach (var (reference, character) in References)
        {
            if (rest.StartsWith(reference, StringComparison.Ordinal))
            {
                text.Append(character);
                at += reference.Length;
                return true;
            }
        }

        return false;
    }

    private static ReadOnlySpan<char> Special => ['&', '<', '>', '"', '\''];

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
        for (var at = text.IndexOfAny(Special); at >= 0; at = text.IndexOfAny(Special))
        {
            html.Append(text[..at]).Append(References[Special.IndexOf(text[at])].Reference);
            text = text[(at + 1)..];
        }

        html.Append(text);
    }
}
