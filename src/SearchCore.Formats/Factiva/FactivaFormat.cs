using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Formats.Records;
using SearchCore.Formats.Text;

namespace SearchCore.Formats.Factiva;

/// <summary>What Factiva exports as HTML or text. Its RTF is read by <see cref="Rtf.RtfFormat"/>.</summary>
internal sealed class FactivaFormat : IArticleFormat
{
    public string Name => "factiva";

    public string Description => "Factiva";

    public FormatMatch Recognize(InputHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        if (HeadText.IsJson(head))
        {
            return FormatMatch.None;
        }

        var text = HeadText.Of(head);
        if (!HeadText.IsMarkup(text))
        {
            return text.AsSpan().TrimStart() is not ['<' or '{' or '[', ..] && FactivaCutter.IsFactiva(text.Split('\n'))
                ? FormatMatch.Content : FormatMatch.None;
        }

        // A page of it begins with styles that are longer than a head.
        var isHinted = text.Contains("Factiva", StringComparison.OrdinalIgnoreCase)
            || (text.Contains("xhtml1-transitional", StringComparison.Ordinal)
                && !text.Contains("</head>", StringComparison.OrdinalIgnoreCase));
        return IsPage(text) || (isHinted && IsPage(HeadText.FurtherOf(head)))
            ? FormatMatch.Content : FormatMatch.None;
    }

    public IArticleSource Open(ArticleInput input, ReadingOptions options) =>
        new RecordsSource(
            this, input, options, bytes => Cut(bytes, input.Id, options),
            "no article has a number such as EXMP000020210309eh39000p1, labels (HD, PD, SN) or a count of words");

    private static IEnumerable<RawRecord> Cut(ByteInput bytes, string id, ReadingOptions options)
    {
        var dates = new ArticleDateReader(options.Dates);
        return HeadText.IsMarkup(TextEncodings.TextOf(bytes.Peek(1024)))
            ? FactivaPages.Cut(bytes, id, options.MaxRecordBytes, dates)
            : FactivaCutter.Cut(TextLines.Of(bytes), id, options.MaxRecordBytes, dates);
    }

    private static bool IsPage(string text) =>
        (text.Contains("class=\"article ", StringComparison.Ordinal) || text.Contains("id=\"article-", StringComparison.Ordinal))
        && (text.Contains("articleParagraph", StringComparison.Ordinal) || text.Contains("Headline", StringComparison.Ordinal)
            || text.Contains("enArticle", StringComparison.Ordinal) || text.Contains(">HD<", StringComparison.Ordinal));
}
