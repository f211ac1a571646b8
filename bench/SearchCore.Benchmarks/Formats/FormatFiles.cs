using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;
using System.Text.Json;

using SearchCore.Articles;

namespace SearchCore.Benchmarks.Formats;

/// <summary>The same articles written in each of the formats that text can be written in by hand.</summary>
internal static class FormatFiles
{
    /// <summary>The formats, with a writer each of all articles to one file.</summary>
    public static IReadOnlyList<(string Name, string File, Action<TextWriter, IReadOnlyList<Article>> Write)> All { get; } =
    [
        ("JSON lines", "own.jsonl", (w, all) => Each(w, all, (_, a) => Json(a, "id", "title", "body", "published"), "\n")),
        ("scraped JSON lines", "scraped.jsonl", (w, all) => Each(w, all, (_, a) => Json(a, "uri", "headline", "maintext", "date"), "\n")),
        ("a JSON list", "list.json", (w, all) =>
        {
            w.Write('[');
            Each(w, all, (_, a) => Json(a, "uri", "headline", "maintext", "date"), ",\n");
            w.Write("{}]");
        }),
        ("CSV", "table.csv", (w, all) =>
        {
            w.Write("id,title,text,date\n");
            Each(w, all, (_, a) => $"{Cell(a.Id)},{Cell(a.Title)},{Cell(a.Body)},{a.Published}", "\n");
        }),
        ("RSS", "feed.xml", (w, all) =>
        {
            w.Write("<rss version=\"2.0\"><channel><title>Feed</title>\n");
            Each(
                w, all, (_, a) => $"<item><guid>{Xml(a.Id)}</guid><title>{Xml(a.Title)}</title>"
                    + $"<description>{Xml(Html(a.Body))}</description><pubDate>{a.Published}</pubDate></item>", "\n");
            w.Write("</channel></rss>");
        }),
        ("NewsML-G2", "g2.xml", (w, all) =>
        {
            w.Write("<newsMessage xmlns=\"http://iptc.org/std/nar/2006-10-01/\"><itemSet>\n");
            Each(
                w, all, (_, a) => $"<newsItem guid=\"{Xml(a.Id)}\" version=\"1\"><itemMeta/><contentMeta><contentCreated>{a.Published}"
                    + $"</contentCreated><headline>{Xml(a.Title)}</headline></contentMeta><contentSet><inlineXML><html><body>"
                    + $"{Html(a.Body)}</body></html></inlineXML></contentSet></newsItem>", "\n");
            w.Write("</itemSet></newsMessage>");
        }),
        ("MediaWiki", "wiki.xml", (w, all) =>
        {
            w.Write("<mediawiki xml:lang=\"en\">\n");
            Each(
                w, all, (i, a) => $"<page><title>{Xml(a.Title)} {i}</title><ns>0</ns><id>{i}</id><revision><timestamp>{a.Published}"
                    + $"</timestamp><text>{Xml(a.Body)}</text></revision></page>", "\n");
            w.Write("</mediawiki>");
        }),
        ("WARC", "crawl.warc", (w, all) => Each(w, all, (i, a) => Warc(i, Page(a)), "\r\n\r\n")),
        ("mbox", "mail.mbox", (w, all) => Each(
            w, all, (i, a) => $"From x@example.org Tue May  7 08:30:00 2019\nFrom: Ann Lee <ann@example.org>\nSubject: {Line(a.Title)}\n"
                + $"Message-ID: <{i}@example.org>\nDate: Tue, 07 May 2019 08:30:00 +0200\nMIME-Version: 1.0\n"
                + $"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
                + $"{("\n" + a.Body).Replace("\nFrom ", "\n>From ", StringComparison.Ordinal)}\n", "\n")),
        ("Nexis", "nexis.txt", (w, all) => Each(
            w, all, (i, a) => $"{i + 1} of {all.Count} DOCUMENTS\n\n                        Example Post\n\n"
                + $"                 May 7, 2019 Tuesday\n\n{Line(a.Title)}\n\nLENGTH: 100 words\n\nBODY:\n\n"
                + $"{a.Body}\n\nLOAD-DATE: May 8, 2019\n",
            "\n")),
    ];

    /// <summary>Formats of a file an article: a name and what is written in it.</summary>
    public static IReadOnlyList<(string Name, string Extension, Func<Article, string> Text)> Single { get; } =
    [
        ("web pages", "html", Page),
        ("NITF", "xml", a => $"<nitf><head><docdata><doc-id id-string=\"{Xml(a.Id)}\"/><date.issue norm=\"{a.Published}\"/>"
            + $"</docdata></head><body><body.head><hedline><hl1>{Xml(a.Title)}</hl1></hedline></body.head>"
            + $"<body.content>{Html(a.Body)}</body.content></body></nitf>"),
        ("RTF", "rtf", a => $"{{\\rtf1\\ansi\\ansicpg1252{{\\info{{\\title {Rtf(a.Title)}}}}}{Rtf(a.Body)}}}"),
        ("plain text", "txt", a => $"{a.Title}\n\n{a.Body}\n"),
    ];

    /// <summary>A file packed by gzip beside it.</summary>
    public static string Pack(string path)
    {
        using var from = File.OpenRead(path);
        using var to = new GZipStream(File.Create($"{path}.gz"), CompressionLevel.Optimal);
        from.CopyTo(to);
        return $"{path}.gz";
    }

    private static void Each(TextWriter writer, IReadOnlyList<Article> articles, Func<int, Article, string> text, string end)
    {
        for (var i = 0; i < articles.Count; i++)
        {
            writer.Write(text(i, articles[i]));
            writer.Write(end);
        }
    }

    private static string Json(Article article, string id, string title, string body, string date)
    {
        var members = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            [id] = article.Id,
            [title] = article.Title,
            [body] = article.Body,
            [date] = article.Published?.ToString(),
        };
        return JsonSerializer.Serialize(members);
    }

    private static string Cell(string? text) => $"\"{text?.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Xml(string? text) => SecurityElement.Escape(text ?? string.Empty);

    private static string Html(string? body) =>
        string.Concat((body ?? string.Empty).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(p => $"<p>{Xml(p)}</p>"));

    private static string Line(string? text) => (text ?? string.Empty).ReplaceLineEndings(" ");

    private static string Page(Article article) =>
        $"<!DOCTYPE html><html lang=\"en\"><head><title>{Xml(article.Title)}</title><meta property=\"article:published_time\" "
        + $"content=\"{article.Published}\"></head><body><nav><a href=\"/\">Home</a></nav><article><h1>{Xml(article.Title)}</h1>"
        + $"{Html(article.Body)}</article><footer>About us</footer></body></html>";

    private static string Warc(int number, string page)
    {
        var response = $"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/{number}\r\n")
            + $"Content-Length: {Encoding.UTF8.GetByteCount(response)}\r\n\r\n{response}";
    }

    private static string Rtf(string? text)
    {
        var rtf = new StringBuilder();
        foreach (var c in text ?? string.Empty)
        {
            rtf.Append(c switch
            {
                '\\' or '{' or '}' => $"\\{c}",
                '\n' => "\\par\n",
                < (char)0x80 => c.ToString(),
                _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(short)c}?"),
            });
        }

        return rtf.ToString();
    }
}
