using System.Buffers;

namespace SearchCore.Formats.Text;

/// <summary>The elements of HTML as a text needs them, and how tags are told from prose.</summary>
internal static class HtmlTags
{
    private const int LongestName = 12, LongestWords = 200;

    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" >/\n\t\r");
    private static readonly SearchValues<char> NoName = SearchValues.Create("@\"'=<");

    private static readonly Dictionary<string, HtmlTag>.AlternateLookup<ReadOnlySpan<char>> Known = Table()
        .GetAlternateLookup<ReadOnlySpan<char>>();

    // Elements that stand behind the last word of a line where a page is written in capitals.
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> EndLines = Words("br hr");

    // Boolean attributes of HTML, https://html.spec.whatwg.org/multipage/indices.html#attributes-3, and those of HTML 4.01.
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> WithoutValue = Words(
        "allowfullscreen async autofocus autoplay checked controls default defer disabled download formnovalidate hidden inert ismap "
        + "itemscope loop multiple muted nomodule novalidate open playsinline readonly required reversed selected "
        + "compact declare nohref noresize noshade nowrap");

    /// <summary>What the tag at the beginning of a text is; <see cref="HtmlTag.None"/> where there is none that HTML has.</summary>
    /// <param name="text">From the <c>&lt;</c> on.</param>
    /// <param name="name">The element's name.</param>
    /// <param name="isEnd">Whether it is an end tag.</param>
    public static HtmlTag Read(ReadOnlySpan<char> text, out ReadOnlySpan<char> name, out bool isEnd)
    {
        isEnd = text.Length > 1 && text[1] == '/';
        name = text[(isEnd ? 2 : 1)..];
        var length = 0;
        while (length < name.Length && length <= LongestName && char.IsAsciiLetterOrDigit(name[length]))
        {
            length++;
        }

        if (length == 0 || length == name.Length || name[length] is not ('>' or ' ' or '/' or '\n' or '\t' or '\r'))
        {
            name = default;
            return HtmlTag.None;
        }

        name = name[..length];
        return Known.TryGetValue(name, out var tag) ? tag : HtmlTag.None;
    }

    /// <summary>
    /// Whether what looks like a tag may be a name in brackets as well, as agencies write companies and their symbols: <c>Du Pont Co
    /// &lt;DD&gt; said</c>, <c>&lt;Video Shopping Mall Inc&gt; said</c>. A symbol is in capitals and nothing more, behind a blank or a word
    /// in capitals, before a blank, a mark or the end of the text, and no line by itself, as in old pages; a name is followed by what no
    /// tag has as attributes.
    /// </summary>
    /// <param name="text">The whole text.</param>
    /// <param name="at">Where its <c>&lt;</c> stands.</param>
    /// <param name="name">Its name.</param>
    public static bool MayBeProse(ReadOnlySpan<char> text, int at, ReadOnlySpan<char> name)
    {
        var end = at + 1 + name.Length;
        return text[end] == '>' ? IsSymbol(text[..at], name, text[(end + 1)..]) : !HasAttributes(text[end..]);
    }

    private static bool IsSymbol(ReadOnlySpan<char> before, ReadOnlySpan<char> name, ReadOnlySpan<char> after) =>
        !before.IsEmpty && !name.ContainsAnyInRange('a', 'z')
        && (char.IsWhiteSpace(before[^1]) || (char.IsAsciiLetterUpper(before[^1]) && !EndLines.Contains(name)))
        && (after.IsEmpty ? !EndLines.Contains(name) : char.IsWhiteSpace(after[0]) || char.IsPunctuation(after[0]))
        && !(before[^1] == '\n' && after is ['\n' or '\r', ..]);

    /// <summary>
    /// Whether what follows a tag's name up to its <c>&gt;</c> can be attributes: some with a value, or words that need none.
    /// </summary>
    private static bool HasAttributes(ReadOnlySpan<char> text)
    {
        // A tag's end that is far away is looked for no further: many of them would take time that grows with the square of the text.
        text = text[..Math.Min(text.Length, LongestWords)];
        var end = text.IndexOf('>');
        if (end < 0 || text[..end].Contains('='))
        {
            return true;
        }

        foreach (var range in text[..end].SplitAny(" /\n\t\r"))
        {
            if (!text[range].IsEmpty && !WithoutValue.Contains(text[range]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a text begins like a tag of a name that HTML need not have: of Office, of old systems.</summary>
    /// <param name="text">From the <c>&lt;</c> on.</param>
    public static bool IsUnknown(ReadOnlySpan<char> text)
    {
        var name = text[(text.Length > 1 && text[1] == '/' ? 2 : 1)..];
        if (name.IsEmpty || !char.IsAsciiLetter(name[0]))
        {
            return false;
        }

        var length = name.IndexOfAny(NameEnds);
        return length > 0 && !name[..length].EndsWith(":") && !name[..length].ContainsAny(NoName);
    }

    /// <summary>The end of the tag at the beginning of a text, behind its <c>&gt;</c>; 0 where it has none.</summary>
    /// <remarks>A <c>&gt;</c> in the value of an attribute ends nothing.</remarks>
    public static int End(ReadOnlySpan<char> text)
    {
        for (var at = 1; at < text.Length;)
        {
            var next = text[at..].IndexOfAny('>', '"', '\'');
            if (next < 0)
            {
                return 0;
            }

            at += next + 1;
            if (text[at - 1] == '>')
            {
                return at;
            }

            if (text[..(at - 1)].TrimEnd() is [.., '='])
            {
                var close = text[at..].IndexOf(text[at - 1]);
                if (close < 0)
                {
                    break;
                }

                at += close + 1;
            }
        }

        return text.IndexOf('>') + 1;
    }

    private static HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Words(string words) =>
        new HashSet<string>(words.Split(' '), StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    private static Dictionary<string, HtmlTag> Table()
    {
        var table = new Dictionary<string, HtmlTag>(StringComparer.OrdinalIgnoreCase);
        Add(HtmlTag.Hidden, "noscript template object svg math head button select");
        Add(HtmlTag.Raw, "script style iframe textarea");
        Add(HtmlTag.Form, "form");
        Add(HtmlTag.Block, "p div section article header footer main aside blockquote ul ol dl table pre figure h1 h2 h3 h4 h5 h6 hr body "
            + "address fieldset figcaption center");
        Add(HtmlTag.Line, "br li tr dt dd caption option");
        Add(HtmlTag.Inline, "a abbr b big cite code del em font i img ins kbd mark q s small span strike strong sub sup tt u html tbody td "
            + "th thead tfoot video audio picture source time label input link meta nobr col colgroup nav wbr var samp dfn acronym");
        return table;

        void Add(HtmlTag kind, string names)
        {
            foreach (var name in names.Split(' '))
            {
                table[name] = kind;
            }
        }
    }
}

/// <summary>What an element does to the text around it.</summary>
internal enum HtmlTag
{
    /// <summary>Not known.</summary>
    None,

    /// <summary>Nothing.</summary>
    Inline,

    /// <summary>A line of its own.</summary>
    Line,

    /// <summary>A paragraph of its own.</summary>
    Block,

    /// <summary>A form: hidden where no paragraph is in it, for old pages are one form from end to end.</summary>
    Form,

    /// <summary>What is in it is not read.</summary>
    Hidden,

    /// <summary>What is in it is no HTML and not read.</summary>
    Raw,
}
