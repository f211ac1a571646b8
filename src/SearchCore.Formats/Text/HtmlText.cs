using System.Text;

using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace SearchCore.Formats.Text;

/// <summary>
/// HTML as the text that a reader sees: paragraphs stay apart, scripts, styles and navigation go. Nothing is fetched or run.
/// </summary>
internal static class HtmlText
{
    // Elements beyond this depth are text of the one above them: a hostile page must not exhaust the stack.
    private const int MostDepth = 400, MostNested = 1_000;

    private static readonly HtmlParser Parser = new(new HtmlParserOptions { IsScripting = false });

    private static readonly HashSet<string> Hidden = new(StringComparer.OrdinalIgnoreCase)
    {
        "script", "style", "noscript", "template", "iframe", "object", "svg", "math", "head", "form", "button", "select", "textarea",
    };

    private static readonly HashSet<string> Blocks = new(StringComparer.OrdinalIgnoreCase)
    {
        "p", "div", "section", "article", "header", "footer", "main", "aside", "blockquote", "ul", "ol", "dl", "table", "pre", "figure",
        "h1", "h2", "h3", "h4", "h5", "h6", "hr", "body", "address", "fieldset", "figcaption",
    };

    private static readonly HashSet<string> Flat = new(StringComparer.OrdinalIgnoreCase)
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
        "p", "li", "dt", "dd", "tr", "td", "th", "option",
    };

    private static readonly HashSet<string> Lines = new(StringComparer.OrdinalIgnoreCase) { "br", "li", "tr", "dt", "dd", "caption" };

    /// <summary>
    /// Whether a text is HTML and not prose: it has an end tag of a name that HTML has, a line break or paragraph, or a reference to a
    /// character. <c>a &lt; b</c> and <c>AT&amp;T</c> are prose.
    /// </summary>
    public static bool IsHtml(ReadOnlySpan<char> text)
    {
        for (var rest = text; rest.IndexOfAny('<', '&') is >= 0 and var at; rest = rest[(at + 1)..])
        {
            var here = rest[at..];
            if (here[0] == '<' ? IsTag(here[1..]) : IsReference(here[1..]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The text of HTML; what is no HTML comes back as it is.</summary>
    public static string Of(string html)
    {
        if (!IsHtml(html))
        {
            return html;
        }

        if (KindOf(html) is not Kind.Page)
        {
            return Unmarked(html);
        }

        var text = new Builder();
        if (IsTooDeep(html))
        {
            Strip(html, text);
            return text.ToString();
        }

        var document = Parser.ParseDocument(html);
        Write(document.Body, text, 0);
        return text.ToString();
    }

    /// <summary>The text of HTML in one line, for titles and names.</summary>
    public static string LineOf(string html) =>
        string.Join(' ', Of(html).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private enum Kind
    {
        /// <summary>References to characters alone.</summary>
        Decoded,

        /// <summary>Tags within lines; the lines are the text's own.</summary>
        Inline,

        /// <summary>Tags that make lines and paragraphs: white space means nothing.</summary>
        Page,
    }

    // Scrapers and old systems write paragraphs as lines with some tags in them: there line breaks count.
    private static Kind KindOf(ReadOnlySpan<char> html)
    {
        var kind = Kind.Decoded;
        for (int at; (at = html.IndexOf('<')) >= 0; html = html[(at + 1)..])
        {
            var rest = html[(at + 1)..];
            if (!IsTag(rest))
            {
                continue;
            }

            kind = Kind.Inline;
            var name = rest is ['/', ..] ? rest[1..] : rest;
            var length = name.IndexOfAnyExcept(Letters);
            var tag = (length < 0 ? name : name[..length]).ToString();
            if (Blocks.Contains(tag) || Lines.Contains(tag) || Hidden.Contains(tag))
            {
                return Kind.Page;
            }
        }

        return kind;
    }

    private static string Unmarked(string html)
    {
        var text = new StringBuilder(html.Length);
        var rest = html.AsSpan();
        for (int at; (at = rest.IndexOf('<')) >= 0;)
        {
            text.Append(rest[..at]);
            var end = !IsTag(rest[(at + 1)..]) ? 0
                : rest[at..].StartsWith("<!--", StringComparison.Ordinal) ? rest[at..].IndexOf("-->", StringComparison.Ordinal) + 3
                : rest[at..].IndexOf('>') + 1;
            end = end < 3 ? 0 : end;
            text.Append(rest.Slice(at, end > 0 ? 0 : 1));
            rest = rest[(at + Math.Max(end, 1))..];
        }

        return System.Net.WebUtility.HtmlDecode(text.Append(rest).ToString()).Replace('\u00A0', ' ');
    }

    private static bool IsTag(ReadOnlySpan<char> text)
    {
        var name = text is ['/', ..] ? text[1..] : text;
        var length = 0;
        while (length < name.Length && length < 12 && char.IsAsciiLetterOrDigit(name[length]))
        {
            length++;
        }

        if (length == 0 || length == name.Length || name[length] is not ('>' or ' ' or '/' or '\n' or '\t' or '\r'))
        {
            return text.StartsWith("!--", StringComparison.Ordinal);
        }

        var tag = name[..length].ToString();
        return (Blocks.Contains(tag) || Lines.Contains(tag) || Hidden.Contains(tag) || Inline.Contains(tag))
            && name[length..].IndexOf('>') >= 0;
    }

    private static readonly HashSet<string> Inline = new(StringComparer.OrdinalIgnoreCase)
    {
        "a", "abbr", "b", "cite", "code", "em", "font", "i", "img", "mark", "q", "s", "small", "span", "strike", "strong", "sub", "sup",
        "u",
        "html", "tbody", "td", "th", "thead", "video", "audio", "picture", "source", "time",
    };

    /// <summary>
    /// Whether a tree of it would have more levels than a page of people: parsers take time that grows with their square. What closes by
    /// itself (p, li) does not nest.
    /// </summary>
    public static bool IsTooDeep(ReadOnlySpan<char> html)
    {
        var depth = 0;
        for (int at; (at = html.IndexOf('<')) >= 0 && at + 1 < html.Length; html = html[(at + 1)..])
        {
            if (html[at + 1] == '/')
            {
                depth = Math.Max(0, depth - 1);
            }
            else if (char.IsAsciiLetter(html[at + 1]))
            {
                var name = html[(at + 1)..];
                var length = name.IndexOfAnyExcept(Letters);
                var isVoid = length > 0 && Flat.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name[..length]);
                if (!isVoid && ++depth > MostNested)
                {
                    return true;
                }
            }
        }

        return false;
    }

    // The text without a tree: tags go, those of blocks part lines, scripts and styles go with what is in them.
    private static void Strip(string html, Builder text)
    {
        var rest = html.AsSpan();
        while (rest.IndexOf('<') is >= 0 and var at)
        {
            text.Add(System.Net.WebUtility.HtmlDecode(rest[..at].ToString()));
            rest = rest[at..];
            var end = rest.IndexOf('>');
            if (end < 0)
            {
                return;
            }

            var name = rest[1..end].TrimStart('/');
            var length = name.IndexOfAnyExcept(Letters);
            var tag = (length < 0 ? name : name[..length]).ToString();
            text.Break(Blocks.Contains(tag) ? 2 : Lines.Contains(tag) ? 1 : 0);
            if (tag is "script" or "style" && rest[1] != '/'
                && rest.IndexOf($"</{tag}", StringComparison.OrdinalIgnoreCase) is > 0 and var close)
            {
                end = close - 1;
            }

            rest = rest[(end + 1)..];
        }

        text.Add(System.Net.WebUtility.HtmlDecode(rest.ToString()));
    }

    private static bool IsReference(ReadOnlySpan<char> text)
    {
        var end = text[..Math.Min(text.Length, 32)].IndexOf(';');
        if (end < 2)
        {
            return false;
        }

        var name = text[..end];
        return name[0] == '#'
            ? name.Length > 1 && (char.IsAsciiDigit(name[1]) || (name[1] is 'x' or 'X' && name.Length > 2))
            : !name.ContainsAnyExcept(Letters);
    }

    private static readonly System.Buffers.SearchValues<char> Letters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

    private static void Write(INode? node, Builder text, int depth)
    {
        if (node is null)
        {
            return;
        }

        if (depth == MostDepth)
        {
            text.Add(node.TextContent);
            return;
        }

        foreach (var child in node.ChildNodes)
        {
            switch (child)
            {
                case IText words:
                    text.Add(words.Data);
                    break;
                case IElement element when !Hidden.Contains(element.LocalName):
                    var gap = Blocks.Contains(element.LocalName) ? 2 : Lines.Contains(element.LocalName) ? 1 : 0;
                    text.Break(gap);
                    Write(element, text, depth + 1);
                    text.Break(gap);
                    break;
            }
        }
    }

    // White space is one blank but where blocks begin and end.
    private sealed class Builder
    {
        private readonly StringBuilder text = new();
        private int breaks;
        private bool blank;

        public void Add(string words)
        {
            foreach (var c in words)
            {
                if (char.IsWhiteSpace(c))
                {
                    blank = true;
                    continue;
                }

                if (text.Length > 0)
                {
                    text.Append('\n', breaks).Append(' ', breaks == 0 && blank ? 1 : 0);
                }

                (breaks, blank) = (0, false);
                text.Append(c);
            }
        }

        public void Break(int lines) => breaks = Math.Max(breaks, lines);

        public override string ToString() => text.ToString();
    }
}
