using System.Buffers;
using System.Text;

namespace SearchCore.Formats.MediaWiki;

/// <summary>
/// Wikitext without its marks: templates, links, tables, tags. One pass that keeps what is open on a stack of bounded depth, so that time
/// grows with the text whatever is nested in it or left open.
/// </summary>
internal sealed class WikiText
{
    /// <summary>A line break within a paragraph, told from those that the wiki's lines have.</summary>
    public const char Break = '\v';

    private const int MostDepth = 40, LongestTag = 1_000, LongestAddress = 2_000;

    private static readonly SearchValues<char> Marks = SearchValues.Create("[]{}|<'");
    private static readonly string[] Schemes = ["http://", "https://", "ftp://", "mailto:", "//"];

    private readonly WikiSite site;
    private readonly string source;
    private readonly Stack<Open> open = new();
    private readonly Dictionary<string, int> lastEnd = new(StringComparer.OrdinalIgnoreCase);
    private int at, beyond;

    private WikiText(string source, WikiSite site)
    {
        (this.source, this.site) = (source, site);
        open.Push(new(Kind.Page));
    }

    private enum Kind
    {
        Page,
        Template,
        Link,
        Table,
    }

    /// <summary>The text, in the wiki's lines.</summary>
    public string Text { get; private set; } = string.Empty;

    /// <summary>The categories it is in.</summary>
    public List<string> Categories { get; } = [];

    /// <summary>The date that a template gives; null where none does.</summary>
    public string? Date { get; set; }

    /// <summary>The place that a template gives.</summary>
    public string? Place { get; set; }

    /// <summary>What was left out: what, and how many or how much.</summary>
    public Dictionary<string, int> Omitted { get; } = new(StringComparer.Ordinal);

    /// <summary>The text of wikitext.</summary>
    public static WikiText Of(string wikitext, WikiSite site)
    {
        var text = new WikiText(wikitext, site);
        text.Scan();
        return text;
    }

    /// <summary>Counts something that is left out.</summary>
    public void Omit(string what, int amount = 1) => Omitted[what] = Omitted.GetValueOrDefault(what) + amount;

    private void Scan()
    {
        while (at < source.Length)
        {
            var next = source.AsSpan(at).IndexOfAny(Marks);
            if (next != 0)
            {
                var plain = next < 0 ? source.Length - at : next;
                open.Peek().Text.Append(source, at, plain);
                at += plain;
                continue;
            }

            switch (source[at])
            {
                case '{' when Is("{{"):
                    Begin(Kind.Template, 2);
                    break;
                case '{' when Is("{|") && IsLineStart():
                    Begin(Kind.Table, 2);
                    break;
                case '[' when Is("[["):
                    Begin(Kind.Link, 2);
                    break;
                case '}' when Is("}}"):
                    End(Kind.Template, 2);
                    break;
                case ']' when Is("]]"):
                    End(Kind.Link, 2);
                    break;
                case '|' when open.Peek().Kind == Kind.Table && Is("|}") && IsLineStart():
                    End(Kind.Table, 2);
                    break;
                case '|' when open.Peek().Kind is Kind.Template or Kind.Link && beyond == 0:
                    open.Peek().Part();
                    at++;
                    break;
                case '[':
                    Address();
                    break;
                case '<':
                    Tag();
                    break;
                case '\'':
                    Apostrophes();
                    break;
                default:
                    open.Peek().Text.Append(source[at++]);
                    break;
            }
        }

        // What was never closed is text.
        while (open.Count > 1)
        {
            Flatten();
        }

        Text = System.Net.WebUtility.HtmlDecode(open.Pop().Text.ToString());
    }

    private bool Is(string mark) => string.CompareOrdinal(source, at, mark, 0, mark.Length) == 0;

    private bool IsLineStart()
    {
        var before = at - 1;
        while (before >= 0 && at - before < 64 && source[before] is ' ' or '\t' or ':' or '*')
        {
            before--;
        }

        return before < 0 || source[before] == '\n';
    }

    private void Begin(Kind kind, int length)
    {
        at += length;
        if (open.Count > MostDepth)
        {
            beyond++;
        }
        else
        {
            open.Push(new(kind));
        }
    }

    // A link does not reach out of the template it stands in; a template ends what was left open in it.
    private void End(Kind kind, int length)
    {
        at += length;
        if (beyond > 0)
        {
            beyond--;
            return;
        }

        var reach = 0;
        foreach (var frame in open)
        {
            if (frame.Kind == kind)
            {
                for (; reach > 0; reach--)
                {
                    Flatten();
                }

                Close(open.Pop());
                return;
            }

            if (kind == Kind.Link && frame.Kind != Kind.Link)
            {
                break;
            }

            reach++;
        }

        open.Peek().Text.Append(source, at - length, length);
    }

    private void Flatten()
    {
        var frame = open.Pop();
        open.Peek().Text.Append(string.Join(' ', frame.All()));
    }

    private void Close(Open frame)
    {
        var parts = frame.All();
        open.Peek().Text.Append(frame.Kind switch
        {
            Kind.Link => Link(parts),
            Kind.Table => WikiTable.Of(parts[0]),
            _ => WikiTemplate.Render(parts, this),
        });
    }

    private string Link(List<string> parts)
    {
        var target = parts[0].Trim();
        if (site.CategoryOf(target) is { } category)
        {
            Categories.Add(category);
            return string.Empty;
        }

        if (site.IsFile(target))
        {
            Omit("files with their captions");
            return string.Empty;
        }

        // [[:Category:Canals]] is a link to a category; [[w:Falkirk]] one to another wiki, [[de:Falkirk]] to another language.
        var colon = target.IndexOf(':', StringComparison.Ordinal);
        var label = parts.Count > 1 ? parts[^1].Trim() : null;
        if (label is null && colon is 2 or 3 && target.AsSpan(0, colon).IndexOfAnyExceptInRange('a', 'z') < 0)
        {
            return string.Empty;
        }

        var name = target.TrimStart(':').Split('#')[0];
        name = name[(name.LastIndexOf(':') + 1)..];
        return label is null ? (name.Length > 0 ? name : target)
            : label.Length > 0 ? label
            : name.IndexOf(" (", StringComparison.Ordinal) is > 0 and var end ? name[..end] : name;
    }

    // [http://example.net/ its text]
    private void Address()
    {
        var rest = source.AsSpan(at + 1, Math.Min(LongestAddress, source.Length - at - 1));
        var isAddress = false;
        foreach (var scheme in Schemes)
        {
            isAddress |= rest.StartsWith(scheme, StringComparison.OrdinalIgnoreCase);
        }

        var end = isAddress ? rest.IndexOfAny(']', '\n') : -1;
        if (end < 0 || rest[end] != ']')
        {
            open.Peek().Text.Append(source[at++]);
            return;
        }

        var space = rest[..end].IndexOf(' ');
        if (space > 0)
        {
            open.Peek().Text.Append(rest[(space + 1)..end].ToString().Replace("''", string.Empty, StringComparison.Ordinal));
        }
        else
        {
            Omit("addresses without a text");
        }

        at += end + 2;
    }

    private void Tag()
    {
        var rest = source.AsSpan(at);
        if (rest.StartsWith("<!--", StringComparison.Ordinal))
        {
            at = EndOf("-->", at + 4) is > 0 and var after ? after : at + 4;
            return;
        }

        var name = WikiTag.NameOf(rest, out var isEnd);
        var length = name.Length == 0 ? -1 : rest[..Math.Min(rest.Length, LongestTag)].IndexOf('>');
        if (length < 0)
        {
            open.Peek().Text.Append(source[at++]);
            return;
        }

        var isClosed = isEnd || rest[length - 1] == '/';
        at += length + 1;
        var kind = WikiTag.KindOf(name);
        if (!isClosed && kind is WikiTag.Kind.Hidden or WikiTag.Kind.Raw && EndOf($"</{name}", at) is > 0 and var end)
        {
            var inner = end - name.Length - 2 - at;
            if (kind == WikiTag.Kind.Raw)
            {
                open.Peek().Text.Append(source, at, inner);
            }
            else
            {
                Omit(name == "ref" ? "references" : name);
            }

            at = source.IndexOf('>', end) is >= 0 and var close && close - end < LongestTag ? close + 1 : end;
        }
        else if (kind == WikiTag.Kind.Break)
        {
            open.Peek().Text.Append(Break);
        }
    }

    // Where a mark ends that comes at or behind a position; 0 where none does. What was not found once is not looked for again.
    private int EndOf(string mark, int from)
    {
        if (lastEnd.TryGetValue(mark, out var none) && from >= none)
        {
            return 0;
        }

        var found = source.IndexOf(mark, from, StringComparison.OrdinalIgnoreCase);
        if (found < 0)
        {
            lastEnd[mark] = from;
            return 0;
        }

        return found + mark.Length;
    }

    // Two are italic, three are bold, five are both; what is more or less is the text's own.
    private void Apostrophes()
    {
        var begin = at;
        while (at < source.Length && source[at] == '\'')
        {
            at++;
        }

        var count = at - begin;
        open.Peek().Text.Append('\'', count switch { 1 => 1, 2 or 3 or 5 => 0, 4 => 1, _ => count - 5 });
    }

    private sealed class Open(Kind kind)
    {
        private readonly List<string> parts = [];

        public Kind Kind => kind;

        public StringBuilder Text { get; } = new();

        public void Part()
        {
            parts.Add(Text.ToString());
            Text.Clear();
        }

        public List<string> All() => [.. parts, Text.ToString()];
    }
}
