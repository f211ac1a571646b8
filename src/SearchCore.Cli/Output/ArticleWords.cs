using SearchCore.Articles;
using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Output;

/// <summary>What an article is called where it stands in a list: its headline, else the first words of its text.</summary>
internal static class ArticleWords
{
    private const int FirstWords = 72;
    private const string None = "(no headline)";

    /// <summary>Of an article.</summary>
    public static string Headline(Article article) => Headline(article.Title, article.Body);

    /// <summary>Of a hit; its text is known where the article or a passage is.</summary>
    public static string Headline(SearchHit hit, StoredArticle? article) =>
        Headline(hit.Title, article?.Article.Body ?? hit.Snippet?.Text);

    private static string Headline(string? title, string? body)
    {
        var line = SafeText.Line(title).Trim();
        if (line.Length > 0)
        {
            return line;
        }

        // Enough for the words, however long the text is.
        var words = SafeText.Line(body is { Length: > 400 } ? body[..400] : body).Trim();
        if (words.Length <= FirstWords)
        {
            return words.Length > 0 ? words : None;
        }

        var end = words.LastIndexOf(' ', FirstWords);
        return $"{words[..(end > 0 ? end : FirstWords)].TrimEnd()} …";
    }

    /// <summary>What stands below a headline: when and where it appeared, by whom, in which language, its id. Not made safe.</summary>
    public static IEnumerable<string> About(Article article, TimeZoneInfo zone)
    {
        if (article.Published is { } published)
        {
            yield return LocalDates.Long(published, zone);
        }

        foreach (var part in new[] { article.Source, article.Section }.OfType<string>())
        {
            yield return part;
        }

        if (article.Authors.Count > 0)
        {
            yield return "by " + string.Join(", ", article.Authors);
        }

        if (article.Language is { } language)
        {
            yield return language;
        }

        yield return article.Id;
    }

    /// <summary>The line of an article's tags; null where it has none. Not made safe.</summary>
    public static string? Tags(Article article) => article.Tags.Count > 0 ? "tags: " + string.Join(", ", article.Tags) : null;
}
