using System.Xml.Linq;

using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Formats.Records;
using SearchCore.Formats.Text;

namespace SearchCore.Formats.Xml;

/// <summary>Feeds: RSS, RDF (RSS 1.0), Atom, and what WordPress exports (WXR). Items stream, whatever their number.</summary>
internal sealed class FeedFormat() : XmlFormat("feed", "RSS and Atom", ["rss", "RDF", "feed", "entry"], ["item", "entry"])
{
    // What WordPress exports beside posts and pages.
    private static readonly HashSet<string> Kinds =
    [
        "attachment", "nav_menu_item", "revision", "custom_css", "customize_changeset", "oembed_cache", "user_request", "wp_block",
        "wp_template", "wp_template_part", "wp_global_styles", "wp_navigation",
    ];

    /// <inheritdoc/>
    protected override XmlRecords Begin(ArticleInput input, ArticleDateReader dates) => new Items(input.Id, dates);

    private sealed class Items(string file, ArticleDateReader dates) : XmlRecords
    {
        private string? channel, language;

        // The channel's own members come before its items, and an item's title is read with the item.
        public override void Pass(XmlElements document, int records)
        {
            if (document.Name is "title" or "language" && records == 0 && document.Depth <= 2)
            {
                var isTitle = document.Name == "title";
                var text = document.Take().Line() is { } line ? HtmlText.LineOf(line) : null;
                (channel, language) = isTitle ? (channel ?? text, language) : (channel, language ?? text);
            }
            else if (document.Name is "feed" or "rss" or "RDF")
            {
                language ??= document.Attribute("xml:lang");
            }
        }

        public override Func<ParsedRecord> Take(XElement record, int number)
        {
            if (record.Child("post_type").Line() is { } kind && Kinds.Contains(kind))
            {
                return PassedOver($"of the kind {kind}, which is no article", record.Child("guid").Line() ?? record.Child("title").Line());
            }

            var (source, tongue, id) = (channel, language, $"{file}#{number}");
            return () => Article(record, source, tongue, id, dates);
        }
    }

    private static ParsedRecord Article(XElement item, string? channel, string? language, string fallbackId, ArticleDateReader dates)
    {
        var notices = new RecordNotices(dates);
        var isAtom = item.Name.LocalName == "entry";
        var link = Link(item, isAtom);
        var members = new List<ArticleMember>();
        foreach (var name in new[] { "status", "post_type", "comments", "updated" })
        {
            if (item.Child(name).Line() is { } value)
            {
                members.Add(new(name, value));
            }
        }

        return new()
        {
            Notices = notices.All,
            Article = new()
            {
                Id = (isAtom ? item.Child("id") : item.Child("guid")).Line() ?? item.Value("about") ?? link ?? fallbackId,
                Title = Markup(item.Own("title").FirstOrDefault(t => !IsMedia(t))) is { } title ? HtmlText.LineOf(title) : null,
                Body = Body(item),
                Published = notices.First(
                    ("post_date_gmt", item.Child("post_date_gmt").Line() is { } at && !at.StartsWith("0000", StringComparison.Ordinal)
                        ? at : null),
                    ("pubDate", item.Child("pubDate").Line()),
                    ("published", item.Child("published").Line()),
                    ("issued", item.Child("issued").Line()),
                    ("dc:date", item.Child("date").Line()),
                    ("updated", item.Child("updated").Line())),
                Source = item.Child("source").Child("title").Line() ?? item.Child("source").Line() ?? channel,
                Url = link,
                Language = item.Child("language").Line() ?? item.Value("lang") ?? language,
                Authors =
                [
                    .. item.Elements().Where(e => e.Name.LocalName is "creator" or "author")
                        .SelectMany(e => Names.Authors(e.Child("name").Line() ?? Person(e.Line()))).Distinct(StringComparer.Ordinal),
                ],
                Tags =
                [
                    .. item.Elements().Where(e => e.Name.LocalName is "category" or "subject" or "keywords")
                        .SelectMany(e => (e.Value("label") ?? e.Value("term")) is { } term ? [term]
                            : e.Name.LocalName == "keywords" ? Names.Tags(e.Line()) : e.Line() is { } line ? [HtmlText.LineOf(line)] : [])
                        .Distinct(StringComparer.Ordinal),
                ],
                Members = members,
            },
        };
    }

    private static string? Link(XElement item, bool isAtom)
    {
        var links = item.Own("link").Where(l => !IsMedia(l)).ToList();
        var found = isAtom
            ? (links.FirstOrDefault(l => l.Value("rel") is null or "alternate") ?? links.FirstOrDefault()).Value("href")
            : links.Select(l => l.Line() ?? l.Value("href")).OfType<string>().FirstOrDefault();
        return found ?? (item.Child("guid") is { } id && id.Value("isPermaLink") != "false" && id.Line() is { } address
            && address.StartsWith("http", StringComparison.Ordinal) ? address : null);
    }

    // The longest of what is given: a feed has the whole text in content, or only a lead in description.
    private static string? Body(XElement item)
    {
        foreach (var name in new[] { "encoded", "content", "description", "summary" })
        {
            foreach (var element in item.Own(name)
                .Where(e => !IsMedia(e) && !e.Name.NamespaceName.Contains("excerpt", StringComparison.Ordinal)))
            {
                if (Markup(element) is { } markup && HtmlText.Of(markup) is { Length: > 0 } text)
                {
                    return text;
                }
            }
        }

        return null;
    }

    // HTML that is escaped, or stands in CDATA, or XHTML as elements.
    private static string? Markup(XElement? element) =>
        element is null ? null
        : element.HasElements ? string.Concat(element.Nodes().Select(n => n.ToString(SaveOptions.DisableFormatting)))
        : element.Value.Trim() is { Length: > 0 } text ? Unescaped(text) : null;

    // Some feeds escape twice: &amp;lt;p&amp;gt;.
    private static string Unescaped(string text) =>
        text.Contains("&lt;p", StringComparison.Ordinal) || text.Contains("&lt;/", StringComparison.Ordinal)
            || text.Contains("&lt;br", StringComparison.Ordinal)
            ? System.Net.WebUtility.HtmlDecode(text) : text;

    // news@example.org (Anna Lind)
    private static string? Person(string? line) =>
        line is not null && line.EndsWith(')') && line.IndexOf('(', StringComparison.Ordinal) is > 0 and var at ? line[(at + 1)..^1] : line;

    private static bool IsMedia(XElement element) =>
        element.Name.NamespaceName.Contains("mrss", StringComparison.Ordinal)
        || element.Name.NamespaceName.Contains("itunes", StringComparison.Ordinal);
}
