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
        var data = LinkedData.Of(page);
        var address = Meta(page, "og:url") ?? page.QuerySelector("link[rel=canonical]")?.GetAttribute("href");
        url = address is not null && address.StartsWith("http", StringComparison.Ordinal) ? address : url;
        var body = data.Said("articleBody") is { Length: > 200 } given ? HtmlText.Of(given) : MainText(page, notices);
        return new()
        {
            Notices = [.. notices.All, .. repairs.Notices],
            Article = new()
            {
                Id = url ?? id,
                Title = Line(data.Said("headline") ?? Meta(page, "og:title") ?? Lone(page, "h1") ?? page.Title),
                Body = body,
                Published = notices.First(
                    ("datePublished", data.Said("datePublished")),
                    ("article:published_time", Meta(page, "article:published_time")),
                    ("date", Meta(page, "date") ?? Meta(page, "dc.date") ?? Meta(page, "pubdate") ?? Meta(page, "parsely-pub-date")),
                    ("time", page.QuerySelector("article time[datetime], main time[datetime], time[datetime]")?.GetAttribute("datetime"))),
                Source = Line(Meta(page, "og:site_name") ?? data.Named("publisher").FirstOrDefault()
                    ?? (Uri.TryCreate(url, UriKind.Absolute, out var host) ? host.Host : null)),
                Url = url,
                Section = Line(Meta(page, "article:section") ?? data.Said("articleSection")),
                Language = page.DocumentElement.GetAttribute("lang") is { Length: > 0 } language
                    ? language : Meta(page, "og:locale")?.Replace('_', '-'),
                Authors =
                [
                    .. (data.Named("author") is { Count: > 0 } named
                        ? named : [.. Names.Authors(Meta(page, "author") ?? Meta(page, "article:author"))])
                        .Where(a => !a.StartsWith("http", StringComparison.Ordinal)).Select(a => Line(a)!).Distinct(StringComparer.Ordinal),
                ],
                Tags =
                [
                    .. page.QuerySelectorAll("meta[property='article:tag']").Select(m => m.GetAttribute("content")).OfType<string>()
                        .Concat(data.Named("keywords") is { Count: 1 } one ? Names.Tags(one[0]) : data.Named("keywords"))
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
}
