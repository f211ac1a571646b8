namespace SearchCore.Formats.MediaWiki;

/// <summary>The tags that stand in wikitext.</summary>
internal static class WikiTag
{
    private static readonly HashSet<string> Hidden = new(StringComparer.OrdinalIgnoreCase)
    {
        "ref", "references", "gallery", "math", "chem", "ce", "score", "timeline", "imagemap", "graph", "mapframe", "maplink", "hiero",
        "templatestyles", "templatedata", "inputbox", "dynamicpagelist", "categorytree", "indicator", "section", "style", "script",
    };

    private static readonly HashSet<string> Raw = new(StringComparer.OrdinalIgnoreCase) { "nowiki", "pre", "syntaxhighlight", "source" };

    private static readonly HashSet<string> Breaks = new(StringComparer.OrdinalIgnoreCase)
    {
        "br", "p", "div", "blockquote", "center", "tr", "li", "hr", "table", "ul", "ol", "dd", "dt", "poem", "h1", "h2", "h3", "h4",
    };

    /// <summary>What becomes of a tag and what it holds.</summary>
    public enum Kind
    {
        /// <summary>The tag goes, what it holds stays.</summary>
        Inline,

        /// <summary>The same, and a line begins.</summary>
        Break,

        /// <summary>What it holds goes too.</summary>
        Hidden,

        /// <summary>What it holds is text as it stands.</summary>
        Raw,
    }

    /// <summary>What becomes of a tag of a name.</summary>
    public static Kind KindOf(string name) =>
        Hidden.Contains(name) ? Kind.Hidden : Raw.Contains(name) ? Kind.Raw : Breaks.Contains(name) ? Kind.Break : Kind.Inline;

    /// <summary>The name of the tag with which a text begins; empty where it begins with none.</summary>
    public static string NameOf(ReadOnlySpan<char> text, out bool isEnd)
    {
        isEnd = text.Length > 1 && text[1] == '/';
        text = text[Math.Min(text.Length, isEnd ? 2 : 1)..];
        var length = 0;
        while (length < text.Length && length < 20 && char.IsAsciiLetterOrDigit(text[length]))
        {
            length++;
        }

        return length > 0 && char.IsAsciiLetter(text[0]) && length < text.Length && text[length] is '>' or '/' or ' ' or '\n' or '\t'
            ? text[..length].ToString() : string.Empty;
    }
}
