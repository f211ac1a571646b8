using SearchCore.Articles.Formats;
using SearchCore.Articles.Reading;
using SearchCore.Formats.Archives;
using SearchCore.Formats.Factiva;
using SearchCore.Formats.Json;
using SearchCore.Formats.Mail;
using SearchCore.Formats.Mapping;
using SearchCore.Formats.MediaWiki;
using SearchCore.Formats.Nexis;
using SearchCore.Formats.Pages;
using SearchCore.Formats.Parquet;
using SearchCore.Formats.Pdf;
using SearchCore.Formats.Refused;
using SearchCore.Formats.Rtf;
using SearchCore.Formats.Tables;
using SearchCore.Formats.Text;
using SearchCore.Formats.WebArchives;
using SearchCore.Formats.Xml;

namespace SearchCore.Formats;

/// <summary>The formats that news archives come in. Immutable.</summary>
/// <example>
/// <code>
/// index.Index(NewsFormats.All.Open("archive"));
/// </code>
/// </example>
public static class NewsFormats
{
    /// <summary>JSON of scrapers, agencies and sites.</summary>
    public static IArticleFormat Json { get; } = new JsonFormat(ArticleMapping.Guess);

    /// <summary>Tables: CSV, TSV.</summary>
    public static IArticleFormat Csv { get; } = new TableFormat(ArticleMapping.Guess);

    /// <summary>NITF of the IPTC.</summary>
    public static IArticleFormat Nitf { get; } = new NitfFormat();

    /// <summary>NewsML-G2 of the IPTC.</summary>
    public static IArticleFormat NewsMl { get; } = new NewsMlFormat();

    /// <summary>NewsML 1 of the IPTC.</summary>
    public static IArticleFormat NewsMl1 { get; } = new NewsMl1Format();

    /// <summary>Dumps of MediaWiki: Wikinews, Wikipedia.</summary>
    public static IArticleFormat MediaWiki { get; } = new MediaWikiFormat();

    /// <summary>RSS, RDF, Atom and WXR.</summary>
    public static IArticleFormat Feed { get; } = new FeedFormat();

    /// <summary>Web pages.</summary>
    public static IArticleFormat Html { get; } = new PageFormat();

    /// <summary>Web archives: WARC and WET.</summary>
    public static IArticleFormat WebArchive { get; } = new WebArchiveFormat();

    /// <summary>Mail messages and mailboxes.</summary>
    public static IArticleFormat Mail { get; } = new MailFormat();

    /// <summary>Nexis exports as text or HTML.</summary>
    public static IArticleFormat Nexis { get; } = new NexisFormat();

    /// <summary>Factiva exports as HTML or text.</summary>
    public static IArticleFormat Factiva { get; } = new FactivaFormat();

    /// <summary>RTF: an article a file, or an export of Nexis or Factiva.</summary>
    public static IArticleFormat Rtf { get; } = new RtfFormat();

    /// <summary>PDF with text, an article a file.</summary>
    public static IArticleFormat Pdf { get; } = new PdfFormat();

    /// <summary>Parquet, a row an article.</summary>
    public static IArticleFormat Parquet { get; } = new ParquetFormat(ArticleMapping.Guess);

    /// <summary>
    /// The formats of records with named members, read by a mapping: for <see cref="ArticleFormats.With(IEnumerable{IArticleFormat})"/>.
    /// </summary>
    /// <remarks>Where the mapping states members, SearchCore's own JSON lines are read by it, too.</remarks>
    /// <param name="mapping">What is stated about members.</param>
    /// <param name="survey">Takes note of what is met, at some cost; null for nobody.</param>
    public static IReadOnlyList<IArticleFormat> Mapped(ArticleMapping mapping, MappingSurvey? survey = null)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        return [new JsonFormat(mapping, survey), new TableFormat(mapping, survey), new ParquetFormat(mapping, survey)];
    }

    /// <summary>Zip archives of any of these.</summary>
    public static IContainerFormat Zip { get; } = new ZipFormat(() => All!);

    /// <summary>Tar archives of any of these, packed by gzip or not.</summary>
    public static IContainerFormat Tar { get; } = new TarFormat(() => All!);

    /// <summary>Any of these packed by bzip2.</summary>
    public static IContainerFormat BZip2 { get; } = PackedFormat.BZip2(() => All!);

    /// <summary>Any of these packed by zstd.</summary>
    public static IContainerFormat Zstd { get; } = PackedFormat.Zstd(() => All!);

    /// <summary>
    /// The text that a reader sees of HTML: paragraphs stay apart, scripts and navigation go. What is no HTML comes back as it is. For
    /// <see cref="ReadingOptions.PlainText"/>. Thread-safe.
    /// </summary>
    /// <param name="text">HTML, or text.</param>
    public static string PlainText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return HtmlText.Of(text);
    }

    /// <summary>
    /// The text of what is known to be HTML, tags or none: white space is one blank, lines and paragraphs are those of its elements. For
    /// <see cref="ReadingOptions.PlainText"/>. Thread-safe.
    /// </summary>
    /// <param name="html">HTML.</param>
    public static string PageText(string html)
    {
        ArgumentNullException.ThrowIfNull(html);
        return HtmlText.OfPage(html);
    }

    /// <summary>
    /// Every format that is read, with those of <see cref="ArticleFormats.Default"/>, and behind them what is refused by name, so that it
    /// is not taken for text.
    /// </summary>
    public static ArticleFormats All { get; } = ArticleFormats.Default
        .With(
        [
            Zip, Tar, BZip2, Zstd, Nitf, NewsMl, NewsMl1, MediaWiki, Feed, Nexis, Factiva, Rtf, Pdf, Parquet, Html, WebArchive, Mail, Json,
            Csv,
        ])
        .Refusing(new ForeignFormat());
}
