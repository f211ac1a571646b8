using System.Collections.Frozen;
using System.Net;
using System.Text;

namespace SearchCore.Articles.Formats.Clippings;

/// <summary>Takes HTML tags out of a text and decodes its character references; what only looks like a tag stays text.</summary>
/// <remarks>
/// One pass with no stack, so depth does not matter. A tag is <c>&lt;</c>, a name that HTML knows, and everything to the next
/// <c>&gt;</c> with no <c>&lt;</c> between: <c>a &lt; b</c> and scanner noise such as <c>Blriti&lt;lh</c> are left alone. Blocks
/// become paragraphs, <c>br</c> and table rows become line breaks, scripts, styles and comments go. Linear.
/// </remarks>
internal sealed class MarkupStripper
{
    private const int MaxName = 12;

    private static readonly FrozenSet<string> Blocks = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "figcaption", "figure",
        "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "iframe", "li", "main", "nav", "noscript",
        "ol", "p",
        "pre", "section", "table", "tbody", "tfoot", "thead", "title", "ul");

    private static readonly FrozenSet<string> Inline = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "a", "abbr", "acronym", "b", "base", "big", "br", "button", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
        "input", "ins", "kbd", "label", "link", "mark", "meta", "object", "option", "picture", "q", "s", "samp", "script", "select",
        "small", "source", "span",
        "strike", "strong", "style", "sub", "sup", "svg", "td", "textarea", "th", "time", "tr", "u", "var", "video", "wbr");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> BlockNames =
        Blocks.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> InlineNames =
        Inline.GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly string text;
    private readonly List<string> links;
    private readonly HashSet<string> unclosed = new(StringComparer.Ordinal);

    private MarkupStripper(string text, List<string> links) => (this.text, this.links) = (text, links);

    /// <summary>The text without markup; the addresses of its links are added to <paramref name="links"/>.</summary>
    public static string Strip(string text, List<string> links)
    {
        if (text.Contains('<', StringComparison.Ordinal))
        {
            text = new MarkupStripper(text, links).StripTags();
        }

        return text.Contains('&', StringComparison.Ordinal) ? WebUtility.HtmlDecode(text) : text;
    }

    private string StripTags()
    {
        var result = new StringBuilder(text.Length);
        var copied = 0;
        for (var i = text.IndexOf('<', StringComparison.Ordinal); i >= 0; i = text.IndexOf('<', i))
        {
            var end = Skip(i, out var replacement);
            if (end == i)
            {
                i++;
                continue;
            }

            result.Append(text, copied, i - copied).Append(replacement);
            copied = i = end;
        }

        return copied == 0 ? text : result.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>Where the markup that starts here ends; <paramref name="start"/> where none does.</summary>
    private int Skip(int start, out string replacement)
    {
        replacement = "";
        var rest = text.AsSpan(start + 1);
        if (rest.StartsWith("!--", StringComparison.Ordinal))
        {
            return EndOf("-->", start + 4) is var afterComment and >= 0 ? afterComment : start;
        }

        if (rest.StartsWith("!doctype", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("?xml", StringComparison.OrdinalIgnoreCase))
        {
            return TagEnd(start);
        }

        var closing = rest is ['/', ..];
        var name = NameOf(closing ? rest[1..] : rest);
        var isBlock = BlockNames.Contains(name);
        if (!isBlock && !InlineNames.Contains(name))
        {
            return start;
        }

        var end = TagEnd(start);
        if (end == start)
        {
            return start;
        }

        if (isBlock)
        {
            replacement = "\n\n";
        }
        else if (name.Equals("br", StringComparison.OrdinalIgnoreCase) || name.Equals("tr", StringComparison.OrdinalIgnoreCase))
        {
            replacement = "\n";
        }
        else if (name.Length == 2 && name[0] is 't' or 'T')
        {
            replacement = " ";
        }
        else if (!closing && name.Equals("script", StringComparison.OrdinalIgnoreCase))
        {
            return ElementEnd(end, "</script");
        }
        else if (!closing && name.Equals("style", StringComparison.OrdinalIgnoreCase))
        {
            return ElementEnd(end, "</style");
        }
        else if (!closing && name.Equals("a", StringComparison.OrdinalIgnoreCase))
        {
            AddLink(text.AsSpan(start, end - start));
        }

        return end;
    }

    private static ReadOnlySpan<char> NameOf(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && length <= MaxName && char.IsAsciiLetterOrDigit(text[length]))
        {
            length++;
        }

        var delimited = length < text.Length && (text[length] is '>' or '/' || char.IsWhiteSpace(text[length]));
        return delimited ? text[..length] : [];
    }

    /// <summary>After the tag's <c>&gt;</c>. Stopping at the next <c>&lt;</c> keeps a flood of open brackets linear.</summary>
    private int TagEnd(int start)
    {
        var end = text.AsSpan(start + 1).IndexOfAny('<', '>');
        return end >= 0 && text[start + 1 + end] == '>' ? start + end + 2 : start;
    }

    /// <summary>
    /// After the next <paramref name="mark"/>; -1 for none, which is remembered, so that no flood of openings is searched again
    /// and again.
    /// </summary>
    private int EndOf(string mark, int from)
    {
        if (unclosed.Contains(mark))
        {
            return -1;
        }

        var end = text.IndexOf(mark, from, StringComparison.OrdinalIgnoreCase);
        if (end < 0)
        {
            unclosed.Add(mark);
        }

        return end < 0 ? -1 : end + mark.Length;
    }

    /// <summary>After the element's closing tag; where it has none, only its opening tag goes.</summary>
    private int ElementEnd(int from, string closing)
    {
        var end = EndOf(closing, from);
        var close = end < 0 ? -1 : text.IndexOf('>', end);
        return end < 0 ? from : close < 0 ? end : close + 1;
    }

    private void AddLink(ReadOnlySpan<char> tag)
    {
        var at = tag.IndexOf("href=", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return;
        }

        var value = tag[(at + 5)..^1].Trim();
        if (value.Length > 1 && value[0] is '"' or '\'')
        {
            var close = value[1..].IndexOf(value[0]);
            value = close < 0 ? value[1..] : value.Slice(1, close);
        }
        else
        {
            var blank = value.IndexOfAny(' ', '\t', '\n');
            value = blank < 0 ? value : value[..blank];
        }

        Addresses.Add(links, WebUtility.HtmlDecode(value.ToString()));
    }
}
