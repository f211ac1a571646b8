namespace SearchCore.Formats.Text;

/// <summary>
/// HTML as the text that a reader sees: paragraphs stay apart, scripts, styles and controls go. Read from start to end without a tree, in
/// time that grows with the length alone; nothing is fetched or run.
/// </summary>
internal static class HtmlText
{
    /// <summary>
    /// Whether a text is HTML and not prose: it has a tag of a name that HTML has, or a reference to a character. <c>a &lt; b</c>,
    /// <c>AT&amp;T</c> and <c>Du Pont &lt;DD&gt; said</c> are prose.
    /// </summary>
    public static bool IsHtml(ReadOnlySpan<char> text) => KindOf(text) != Kind.Prose;

    /// <summary>The text of HTML; what is no HTML comes back as it is.</summary>
    public static string Of(string html) => KindOf(html) switch
    {
        Kind.Prose => html,
        Kind.Decoded => HtmlReferences.Decode(html).ToString().Replace('\u00A0', ' '),
        Kind.Inline => Write(html, isPage: false),
        _ => Write(html, isPage: true),
    };

    /// <summary>The text of what is known to be HTML: white space means nothing.</summary>
    public static string OfPage(string html) => Write(html, isPage: true);

    /// <summary>The text of HTML in one line, for titles and names.</summary>
    public static string LineOf(string html) =>
        InOneLine.Of(Of(html));

    private enum Kind
    {
        /// <summary>No HTML.</summary>
        Prose,

        /// <summary>References to characters alone.</summary>
        Decoded,

        /// <summary>Tags within lines; the lines are the text's own, as scrapers and old systems write them.</summary>
        Inline,

        /// <summary>Tags that make lines and paragraphs: white space means nothing.</summary>
        Page,
    }

    private static Kind KindOf(ReadOnlySpan<char> html)
    {
        // All that may be a tag, and whether one of them is surely none of prose.
        var (kind, isProven, hasReference) = (Kind.Prose, false, false);
        var whole = html;
        var afterTags = html.Length - html.LastIndexOf('>') - 1;
        for (int at; (at = html.IndexOfAny('<', '&')) >= 0 && !(isProven && kind == Kind.Page); html = html[(at + 1)..])
        {
            var rest = html[at..];
            if (rest[0] == '&')
            {
                hasReference = hasReference || HtmlReferences.Is(rest[1..]);
            }
            else if (rest.Length <= afterTags)
            {
                // No tag ends behind here.
            }
            else if (rest.StartsWith("<!--", StringComparison.Ordinal))
            {
                (kind, isProven) = (kind < Kind.Inline ? Kind.Inline : kind, true);
            }
            else if (HtmlTags.Read(rest, out var name, out var isEnd) is not HtmlTag.None and var tag)
            {
                kind = tag > HtmlTag.Inline ? Kind.Page : kind < Kind.Inline ? Kind.Inline : kind;
                isProven = isProven || isEnd || !HtmlTags.MayBeProse(whole, whole.Length - rest.Length, name);
            }
        }

        return isProven ? kind : hasReference ? Kind.Decoded : Kind.Prose;
    }

    private static string Write(ReadOnlySpan<char> html, bool isPage)
    {
        using var text = new HtmlWriter(html.Length, isPage);
        var open = new Hiding();
        var afterTags = html.Length - html.LastIndexOf('>') - 1;
        while (html.IndexOf('<') is >= 0 and var at && html.Length - at > afterTags)
        {
            text.Add(HtmlReferences.Decode(html[..at]));
            html = html[at..];
            var length = Skip(html, isPage, text, open);
            if (length == 0)
            {
                text.Add("<");
            }

            html = html[Math.Max(length, 1)..];
        }

        text.Add(HtmlReferences.Decode(html));
        return text.ToString();
    }

    // How much of what begins with < is no text; 0 for a < that is one.
    private static int Skip(ReadOnlySpan<char> html, bool isPage, HtmlWriter text, Hiding open)
    {
        if (html.StartsWith("<!--", StringComparison.Ordinal))
        {
            return open.Comment(html);
        }

        if (isPage && html.Length > 1 && html[1] is '!' or '?')
        {
            return html.IndexOf('>') + 1;
        }

        var tag = HtmlTags.Read(html, out var name, out var isEnd);
        if (tag == HtmlTag.None)
        {
            return isPage && HtmlTags.IsUnknown(html) ? HtmlTags.End(html) : 0;
        }

        var length = HtmlTags.End(html);
        if (length > 0)
        {
            text.Break(tag is HtmlTag.Block or HtmlTag.Form ? 2 : tag is HtmlTag.Line ? 1 : 0);
            if (tag >= HtmlTag.Form && !isEnd && html[length - 2] != '/')
            {
                length += open.Length(html[length..], tag, name);
            }
        }

        return length;
    }

    /// <summary>
    /// Finds the ends of what is hidden. An element without an end, or a form with paragraphs, hides nothing, and no other of its name is
    /// looked for then: the time stays linear.
    /// </summary>
    private sealed class Hiding
    {
        private readonly HashSet<string> endless = new(StringComparer.OrdinalIgnoreCase);
        private bool hasOpenComment;

        private const int LongestForm = 4_000;

        /// <summary>How long the comment at the beginning of a text is; of one without an end only its beginning goes.</summary>
        public int Comment(ReadOnlySpan<char> html)
        {
            const int Beginning = 4;
            var end = hasOpenComment ? -1 : html.IndexOf("-->", StringComparison.Ordinal);
            hasOpenComment |= end < 0;
            return end < 0 ? Beginning : end + 3;
        }

        // A form of a few words and fields; old pages are one form from end to end.
        private static bool IsControls(ReadOnlySpan<char> form) =>
            form.Length < LongestForm && !form.Contains("<p", StringComparison.OrdinalIgnoreCase)
            && (form.Contains("<input", StringComparison.OrdinalIgnoreCase) || form.Contains("<button", StringComparison.OrdinalIgnoreCase)
                || form.Contains("<select", StringComparison.OrdinalIgnoreCase));

        public int Length(ReadOnlySpan<char> html, HtmlTag tag, ReadOnlySpan<char> name)
        {
            var element = name.ToString();
            if (endless.Contains(element))
            {
                return 0;
            }

            var (at, depth) = (0, 1);
            while (html[at..].IndexOf('<') is >= 0 and var next)
            {
                at += next;
                HtmlTags.Read(html[at..], out var inner, out var isEnd);
                if (inner.Equals(element, StringComparison.OrdinalIgnoreCase))
                {
                    depth += isEnd ? -1 : tag == HtmlTag.Raw ? 0 : 1;
                    if (depth == 0)
                    {
                        if (tag != HtmlTag.Form || IsControls(html[..at]))
                        {
                            return at + Math.Max(HtmlTags.End(html[at..]), 1);
                        }

                        break;
                    }
                }

                at++;
            }

            endless.Add(element);
            return 0;
        }
    }
}
