using System.Text;
using System.Text.RegularExpressions;

using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Formats.Records;

namespace SearchCore.Formats.Pages;

/// <summary>Web pages, one article a file.</summary>
internal sealed partial class PageFormat : IArticleFormat
{
    public string Name => "html";

    public string Description => "HTML";

    public FormatMatch Recognize(InputHead head) =>
        head.Failure is null && head.Text.TrimStart(" \t\r\n"u8) is [(byte)'<', ..] text
            && Beginning().IsMatch(Encoding.Latin1.GetString(text[..Math.Min(text.Length, 2048)]))
            ? FormatMatch.Content : FormatMatch.None;

    public IArticleSource Open(ArticleInput input, ReadingOptions options) =>
        new RecordsSource(this, input, options, bytes => [Read(bytes, input, options)]);

    private static RawRecord Read(ByteInput bytes, ArticleInput input, ReadingOptions options) =>
        WholeInput.Read(
            bytes, options.MaxRecordBytes, "page", input.Name, html => new Page(html, null, input.Id, null, new(options.Dates), 0));

    [GeneratedRegex(
        @"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Beginning();
}

/// <summary>A page that was cut out of an input.</summary>
internal sealed record Page(byte[] Html, string? Charset, string Id, string? Url, ArticleDateReader Dates, long Offset)
    : RawRecord(Offset, 0, Html.Length)
{
    public override ParsedRecord Parse() => WebPage.Parse(Html, Charset, Id, Url, Dates);
}
