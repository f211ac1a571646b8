using System.IO.Compression;
using System.Text;

using SearchCore.Articles;

namespace SearchCore.Formats.Tests;

/// <summary>Web pages, by themselves and in web archives.</summary>
public sealed class PageTests
{
    internal const string Html =
        """
        <!DOCTYPE html>
        <html lang="en-GB"><head><meta charset="utf-8"><title>Lock opens | Example Gazette</title>
        <meta property="og:site_name" content="Example Gazette"><meta property="article:section" content="News">
        <meta name="keywords" content="canals, boats"><link rel="canonical" href="https://example.net/lock">
        <script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "no"},
          {"@type": ["NewsArticle"], "headline": "Lock opens", "datePublished": "2019-05-07T08:30:00+02:00",
           "author": [{"@type": "Person", "name": "Mara Quill"}]}]}</script>
        <script>var tracker = "<p>never this</p>";</script></head>
        <body><nav><p>Home World Sport and all the other sections of this site</p></nav>
        <article><h1>Lock opens</h1><p class="byline">By Mara Quill</p><p>The gates of the lock opened at dawn on Tuesday.</p>
        <figure><p>A caption that is no text of the article at all.</p></figure><h2>Boats</h2>
        <p>Boats&nbsp;waited for <b>years</b>.</p></article>
        <aside><p>Most read: a very long list of other things that are read most</p></aside><footer><p>Copyright of everybody</p></footer>
        </body></html>
        """;

    private static Article Expected => new()
    {
        Id = "https://example.net/lock",
        Title = "Lock opens",
        Body = "The gates of the lock opened at dawn on Tuesday.\n\nBoats\n\nBoats waited for years.",
        Published = new ArticleDate(1_557_210_600),
        Source = "Example Gazette",
        Url = "https://example.net/lock",
        Section = "News",
        Language = "en-GB",
        Authors = ["Mara Quill"],
        Tags = ["canals", "boats"],
    };

    [Fact]
    public void A_page_is_an_article_without_what_surrounds_it()
    {
        var read = Sample.Read(Html, "page.html");
        Assert.Equal("html", read.Format);
        Assert.Equal(Expected, read.Only);
    }

    [Fact]
    public void A_page_that_says_little_is_read_by_its_paragraphs()
    {
        const string Old =
            """
            <html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1252"><title>page</title></head><body>
            <div id="menu"><p>Short</p></div><div><div><h1>Café opens</h1><p>The gates of the lock opened at dawn on Tuesday.</p>
            <p>Boats had waited for years, and all of them went through.</p></div></div>
            <time datetime="2019-05-07">7 May</time></body></html>
            """;
        var page = Sample.Read(Encoding.Latin1.GetBytes(Old), "old.html").Only;
        Assert.Equal(("old.html", "Café opens"), (page.Id, page.Title));
        Assert.Equal(
            "The gates of the lock opened at dawn on Tuesday.\n\nBoats had waited for years, and all of them went through.", page.Body);
        Assert.Equal(ArticleDate.FromDay(2019, 5, 7), page.Published);
    }

    [Fact]
    public void What_a_page_refers_to_by_id_is_looked_up_wherever_it_is_described()
    {
        var page = Sample.Read("""
            <html><head>
            <script type="application/ld+json">{"@type": "ItemList", "itemListElement": [
              {"@type": "NewsArticle", "headline": "another article", "publisher": {"name": "No"}}]}</script>
            <script type="application/ld+json">{"@graph": [
              {"@type": "WebPage", "mainEntity": {"@type": "NewsArticle", "headline": "Lock opens", "publisher": {"@id": "#org"},
                "author": [{"@id": "#mara"}, {"@id": "#nobody"}, {"name": "Ann Lowe"}]}},
              {"@id": "#org", "@type": "Organization", "name": "Example Gazette", "founder": {"@id": "#mara", "name": "Mara Quill"}}]}
            </script></head>
            <body><article><p>The gates of the lock were opened at dawn.</p></article></body></html>
            """, "p.html").Only;
        Assert.Equal(("Lock opens", "Example Gazette"), (page.Title, page.Source));
        Assert.Equal(["Mara Quill", "Ann Lowe"], page.Authors);
    }

    [Fact]
    public void Pages_of_a_web_archive_are_articles_however_they_are_packed()
    {
        var (chunked, packed) = (Chunked(Encoding.UTF8.GetBytes(Html)), Gzip(Encoding.UTF8.GetBytes(Html)));
        byte[][] records =
        [
            Record("warcinfo", null, "software: x"u8.ToArray()),
            Record("request", "https://example.net/lock", "GET /lock HTTP/1.1\r\n\r\n"u8.ToArray()),
            Answer("200 OK", "text/html", string.Empty, Encoding.UTF8.GetBytes(Html)),
            Answer("200 OK", "text/html", "Transfer-Encoding: chunked\r\n", chunked),
            Answer("200 OK", "text/html", "Content-Encoding: gzip\r\n", packed),
            Answer("404 Not Found", "text/html", string.Empty, "<p>none"u8.ToArray()),
            Answer("200 OK", "image/png", string.Empty, "xx"u8.ToArray()),
        ];
        foreach (var archive in new[] { records.SelectMany(r => r).ToArray(), records.SelectMany(Gzip).ToArray() })
        {
            var read = Sample.Read(archive, "crawl.warc");
            Assert.Equal(("warc", 3, 0, null), (read.Format, read.Articles.Count, read.Rejected.Count, read.Failure));
            Assert.All(read.Articles, a => Assert.Equal(Expected, a));
        }

        var damaged = records.SelectMany(r => r).ToArray()[..^900];
        Assert.Equal(3, Sample.Read([.. damaged, .. "garbage\n\nmore"u8], "crawl.warc").Articles.Count);
    }

    [Fact]
    public void Texts_of_WET_are_articles_without_a_date()
    {
        var text = Record("conversion", "https://example.net/lock", "Lock opens\nThe gates opened.\nBoats."u8.ToArray());
        var article = Sample.Read([.. Record("warcinfo", null, "x: y"u8.ToArray()), .. text], "crawl.wet").Only;
        Assert.Equal(("Lock opens", "The gates opened.\nBoats.", "example.net"), (article.Title, article.Body, article.Source));
        Assert.Null(article.Published);
    }

    [Fact]
    public void A_page_nested_without_end_is_rejected_and_takes_nothing_down()
    {
        var deep = new StringBuilder("<html><body>").Insert(12, "<div>", 300_000).ToString();
        Assert.Equal(RejectCodes.TooDeep, Assert.Single(Sample.Read(deep, "deep.html").Rejected).Code);
    }

    private static byte[] Answer(string status, string type, string header, byte[] body) => Record(
        "response", "https://example.net/any",
        [.. Encoding.UTF8.GetBytes($"HTTP/1.1 {status}\r\nContent-Type: {type}\r\n{header}\r\n"), .. body]);

    internal static byte[] Record(string type, string? url, byte[] content) =>
    [
        .. Encoding.UTF8.GetBytes(
            $"WARC/1.0\r\nWARC-Type: {type}\r\n{(url is null ? string.Empty : $"WARC-Target-URI: {url}\r\n")}"
            + $"WARC-Date: 2020-01-01T00:00:00Z\r\nContent-Length: {content.Length}\r\n\r\n"),
        .. content, .. "\r\n\r\n"u8,
    ];

    private static byte[] Chunked(byte[] body)
    {
        var chunks = new MemoryStream();
        foreach (var part in body.Chunk(100))
        {
            chunks.Write(Encoding.ASCII.GetBytes($"{part.Length:x}\r\n"));
            chunks.Write(part);
            chunks.Write("\r\n"u8);
        }

        chunks.Write("0\r\n\r\n"u8);
        return chunks.ToArray();
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }
}
