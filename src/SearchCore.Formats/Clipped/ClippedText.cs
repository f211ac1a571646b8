using SearchCore.Articles;
using SearchCore.Articles.Formats.Clippings;
using SearchCore.Formats.Records;
using SearchCore.Formats.Text;

namespace SearchCore.Formats.Clipped;

/// <summary>
/// The text of a document of one article, read as a clipping is; what its file says of itself stands in for what the text does not say.
/// </summary>
internal static class ClippedText
{
    private const int LongestTitle = 300;

    /// <summary>The article.</summary>
    /// <param name="text">The text.</param>
    /// <param name="properties">What the file says of itself.</param>
    /// <param name="id">The article's id.</param>
    /// <param name="notices">Reads dates, and has what was noticed before.</param>
    /// <param name="isTitled">Whether the file's title is the article's wherever there is one, and else the first line.</param>
    public static ParsedRecord Article(string text, DocumentProperties properties, string id, RecordNotices notices, bool isTitled)
    {
        var parsed = ClippingParser.Parse(text, id);
        if (parsed.Article is not { } article)
        {
            return ParsedRecord.Rejected(
                parsed.RejectionCode ?? RejectCodes.Empty, parsed.RejectionReason ?? "it has no text", text[..Math.Min(200, text.Length)]);
        }

        foreach (var notice in parsed.Notices)
        {
            notices.Add(notice.Kind, notice.Detail);
        }

        article = Titled(article, properties, notices, isTitled);
        if (article.Authors.Count == 0 && InOneLine.OrNull(properties.Author) is { } author && !IsProgram(author))
        {
            var authors = Names.Authors(author).ToList();
            if (authors.Count > 0)
            {
                article = article with { Authors = authors };
                notices.Add(ArticleNoticeKind.Substituted, $"author: from the {properties.Kind}'s properties");
            }
        }

        if (article.Published is null && notices.Date(properties.Created, "created") is { } date)
        {
            article = article with { Published = date };
            notices.Add(ArticleNoticeKind.Substituted, $"published: when the {properties.Kind} was made, for the text has no date");
        }

        return new() { Article = article, Notices = notices.All };
    }

    private static Article Titled(Article article, DocumentProperties properties, RecordNotices notices, bool isTitled)
    {
        var given = InOneLine.OrNull(properties.Title) is { } title && !IsProgram(title) ? title : null;
        if (given is not null && (article.Title is null || (isTitled && !Same(given, article.Title))))
        {
            // What looked like the title is a line of the text then, and the title's own line no longer is.
            var paragraphs = (article.Body ?? string.Empty).Split("\n\n").ToList();
            if (article.Title is not null)
            {
                paragraphs.Insert(0, article.Title);
            }

            if (paragraphs.Take(5).FirstOrDefault(p => Same(given, InOneLine.OrNull(p))) is { } own)
            {
                paragraphs.Remove(own);
            }

            notices.Add(ArticleNoticeKind.Substituted, $"title: from the {properties.Kind}'s properties");
            return article with { Title = given, Body = string.Join("\n\n", paragraphs) };
        }

        if (article.Title is null && isTitled && article.Body is { } body)
        {
            var end = body.IndexOf('\n', StringComparison.Ordinal);
            var first = end < 0 ? body : body[..end];
            if (end > 0 && first.Length <= LongestTitle)
            {
                notices.Add(ArticleNoticeKind.Substituted, "title: the first line");
                return article with { Title = first, Body = body[end..].TrimStart('\n') };
            }
        }

        return article;
    }

    // Programs write their own names and the names of files where nobody wrote anything.
    private static bool IsProgram(string text) =>
        text.Contains("Microsoft", StringComparison.OrdinalIgnoreCase) || text.Contains("untitled", StringComparison.OrdinalIgnoreCase)
        || text.Equals("Document1", StringComparison.OrdinalIgnoreCase) || text.Equals("admin", StringComparison.OrdinalIgnoreCase)
        || text.Equals("user", StringComparison.OrdinalIgnoreCase) || text.Equals("owner", StringComparison.OrdinalIgnoreCase)
        || (text.LastIndexOf('.') is > 0 and var dot && text.Length - dot is 4 or 5 && !text.Contains(' ', StringComparison.Ordinal));

    private static bool Same(string one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
