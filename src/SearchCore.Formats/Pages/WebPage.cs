using System.Text.Json;

using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

using SearchCore.Articles;
using SearchCore.Formats.Records;
using SearchCore.Formats.Text;

namespace SearchCore.Formats.Pages;

/// <summary>
/// The article of a web page: what it says of itself for machines (JSON-LD, Open Graph), else its heading; the main text without what
/// surrounds it. Nothing is fetched, no script is run.
/// </summary>
internal static class WebPage
{
    // A paragraph of fewer characters is a label or a link.
    private const int ShortestParagraph = 25;

    private static readonly HtmlParser Parser = new(new HtmlParserOptions { IsScripting = false });

    private static readonly string[] Kinds =
    [
        "Article", "NewsArticle", "ReportageNewsArticle", "BlogPosting", "Report", "AnalysisNewsArticle", "OpinionNewsArticle",
        "LiveBlogPosting", "WebPage",
    ];

    /// <summary>The article of a page.</summary>
    /// <param name="html">The page's bytes.</param>
    /// <param name="charset">The encoding that whoever served it named; null where nobody did.</param>
    /// <param name="id">The article's id where the page has no address of its own.</param>
    /// <param name="url">Its address where that is known.</param>
    /// <param name="dates">Reads its date.</param>
    public static ParsedRecord Parse(ReadOnlySpan<byte> html, string? charset, string id, string? url, ArticleDateReader dates)
    {
        var repairs = new TextRepairs();
        var text = repairs.Settle((TextEncodings.OfPage(html, charset) ?? TextEncodings.Guess(html)).GetString(html));
        if (PageDepth.IsTooDeep(text))
        {
            const string Reason = "the page is nested deeper than a page of people";
            return ParsedRecord.Rejected(RejectCodes.TooDeep, Reason, text[..Math.Min(200, text.Length)]);
        }

        var notices = new RecordNotices(dates);
        using var page = Parser.ParseDocument(text);
        var data = Data(page);
        var address = Meta(page, "og:url") ?? page.QuerySelector("link[rel=canonical]")?.GetAttribute("href");
        url = address is not null && address.StartsWith("http", StringComparison.Ordinal) ? address : url;
        var body = Said(data, "articleBody") is { Length: > 200 } given ? HtmlText.Of(given) : MainText(page, notices);
        return new()
        {
            Notices = [.. notices.All, .. repairs.Notices],
            Article = new()
            {
                Id = url ?? id,
                Title = Line(Said(data, "headline") ?? Meta(page, "og:title") ?? Lone(page, "h1") ?? page.Title),
                Body = body,
                Published = notices.First(
                    ("datePublished", Said(data, "datePublished")),
                    ("article:published_time", Meta(page, "article:published_time")),
                    ("date", Meta(page, "date") ?? Meta(page, "dc.date") ?? Meta(page, "pubdate") ?? Meta(page, "parsely-pub-date")),
                    ("time", page.QuerySelector("article time[datetime], main time[datetime], time[datetime]")?.GetAttribute("datetime"))),
                Source = Line(Meta(page, "og:site_name") ?? Named(data, "publisher").FirstOrDefault()
                    ?? (Uri.TryCreate(url, UriKind.Absolute, out var host) ? host.Host : null)),
                Url = url,
                Section = Line(Meta(page, "article:section") ?? Said(data, "articleSection")),
                Language = page.DocumentElement.GetAttribute("lang") is { Length: > 0 } language
                    ? language : Meta(page, "og:locale")?.Replace('_', '-'),
                Authors =
                [
                    .. (Named(data, "author") is { Count: > 0 } named
                        ? named : [.. Names.Authors(Meta(page, "author") ?? Meta(page, "article:author"))])
                        .Where(a => !a.StartsWith("http", StringComparison.Ordinal)).Select(a => Line(a)!).Distinct(StringComparer.Ordinal),
                ],
                Tags =
                [
                    .. page.QuerySelectorAll("meta[property='article:tag']").Select(m => m.GetAttribute("content")).OfType<string>()
                        .Concat(Named(data, "keywords") is { Count: 1 } one ? Names.Tags(one[0]) : Named(data, "keywords"))
                        .Concat(Names.Tags(Meta(page, "news_keywords") ?? Meta(page, "keywords"))).Distinct(StringComparer.Ordinal),
                ],
            },
        };
    }

    private static string? MainText(IHtmlDocument page, RecordNotices notices)
    {
        const string Surroundings = "nav, aside, footer, script, style, form, figure, noscript, [role=navigation]";
        Count("captions", page.QuerySelectorAll("figcaption"));
        Count("asides", page.QuerySelectorAll("aside"));
        foreach (var outside in page.QuerySelectorAll(Surroundings).ToList())
        {
            outside.Remove();
        }

        var main = page.QuerySelector("[itemprop=articleBody]") ?? Largest(page.QuerySelectorAll("article")) ?? Densest(page)
            ?? page.QuerySelector("main") ?? page.Body;
        if (main is null)
        {
            return null;
        }

        // The heading is the title, and what stands between it and the text is about the article and no part of it.
        var paragraphs = main.QuerySelectorAll("p").Where(p => !IsAbout(p)).ToList();
        var text = paragraphs.Sum(p => p.TextContent.Length) > 0
            ? HtmlText.OfPage(string.Concat(main.QuerySelectorAll("p, h2, h3, li, blockquote, pre")
                .Where(e => !IsAbout(e) && (e.LocalName == "p" || e.QuerySelector("p") is null)
                    && (e.LocalName == "p" || e.ParentElement?.LocalName is not ("blockquote" or "li")))
                .Select(e => $"<p>{e.InnerHtml}</p>")))
            : HtmlText.OfPage(main.InnerHtml);
        return text.Length > 0 ? text : null;

        void Count(string what, IHtmlCollection<IElement> parts)
        {
            var texts = parts.Select(p => p.TextContent.Trim()).Where(t => t.Length > 0).ToList();
            if (texts.Count > 0)
            {
                notices.Add(ArticleNoticeKind.TextOmitted, $"{what}: {texts.Count}", what, OneLine.Of(HtmlText.LineOf(texts[0])));
            }
        }
    }

    private static bool IsAbout(IElement element) =>
        element.ClassName is { } name && (name.Contains("byline", StringComparison.OrdinalIgnoreCase)
            || name.Contains("author", StringComparison.OrdinalIgnoreCase) || name.Contains("caption", StringComparison.OrdinalIgnoreCase)
            || name.Contains("share", StringComparison.OrdinalIgnoreCase) || name.Contains("related", StringComparison.OrdinalIgnoreCase));

    private static IElement? Largest(IEnumerable<IElement> elements) =>
        elements.Select(e => (Element: e, Size: e.QuerySelectorAll("p").Sum(p => p.TextContent.Length)))
            .Where(e => e.Size > 0).OrderByDescending(e => e.Size).Select(e => e.Element).FirstOrDefault();

    // The element whose own paragraphs have most text: the heart of Arc90's Readability.
    private static IElement? Densest(IHtmlDocument page)
    {
        var sizes = new Dictionary<IElement, double>();
        foreach (var paragraph in page.QuerySelectorAll("p").Where(p => p.TextContent.Length >= ShortestParagraph))
        {
            var share = 1.0;
            for (var at = paragraph.ParentElement; at is not null && share > 0.2; at = at.ParentElement)
            {
                sizes[at] = sizes.GetValueOrDefault(at) + (share * paragraph.TextContent.Length);
                share /= 2;
            }
        }

        return sizes.Count == 0 ? null : sizes.MaxBy(s => s.Value).Key;
    }

    private static string? Lone(IHtmlDocument page, string tag) =>
        page.QuerySelectorAll(tag).Select(e => e.TextContent.Trim()).FirstOrDefault(t => t.Length > 0);

    private static string? Meta(IHtmlDocument page, string name) =>
        page.QuerySelector($"meta[property='{name}'], meta[name='{name}'], meta[itemprop='{name}']")?.GetAttribute("content") is { } content
            && !Names.IsNone(content) ? content.Trim() : null;

    private static string? Line(string? text) => text is null ? null : HtmlText.LineOf(text.Trim());

    // The first thing in JSON-LD that is an article.
    private static JsonElement? Data(IHtmlDocument page)
    {
        foreach (var script in page.QuerySelectorAll("script[type='application/ld+json']"))
        {
            try
            {
                using var document = JsonDocument.Parse(script.TextContent, new() { AllowTrailingCommas = true, MaxDepth = 64 });
                if (Find(document.RootElement, 4) is { } found)
                {
                    return found.Clone();
                }
            }
            catch (JsonException)
            {
                // Pages have JSON that is none; then the page itself tells.
            }
        }

        return null;
    }

    private static JsonElement? Find(JsonElement element, int depth)
    {
        if (depth == 0)
        {
            return null;
        }

        if (element.ValueKind == JsonValueKind.Array)
        {
            return element.EnumerateArray().Select(e => Find(e, depth - 1)).FirstOrDefault(f => f is not null);
        }

        if (element.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        return Types(element).Any(Kinds.Contains) && element.TryGetProperty("headline", out _) ? element
            : element.TryGetProperty("@graph", out var graph) ? Find(graph, depth - 1)
            : null;
    }

    private static IEnumerable<string?> Types(JsonElement element) =>
        !element.TryGetProperty("@type", out var type) ? []
        : type.ValueKind == JsonValueKind.Array
            ? type.EnumerateArray().Where(t => t.ValueKind == JsonValueKind.String).Select(t => t.GetString())
        : type.ValueKind == JsonValueKind.String ? [type.GetString()] : [];

    private static string? Said(JsonElement? data, string name) =>
        data is { } found && found.TryGetProperty(name, out var value) && Text(value) is { } text && !Names.IsNone(text) ? text : null;

    private static List<string> Named(JsonElement? data, string name) =>
        data is not { } found || !found.TryGetProperty(name, out var value) ? []
        : value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(Name).OfType<string>()]
        : Name(value) is { } one ? [one] : [];

    private static string? Name(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object ? value.TryGetProperty("name", out var name) ? Text(name) : null : Text(value);

    private static string? Text(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString()
                : value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0 && value[0].ValueKind == JsonValueKind.String
                ? value[0].GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
