namespace SearchCore.Cli.Output;

/// <summary>Whole articles as rows, safe to open in a spreadsheet.</summary>
internal static class ArticleRows
{
    private static readonly string[] Columns =
        ["id", "title", "published", "source", "section", "author", "language", "url", "tags", "person", "organization", "place", "body"];

    /// <summary>Writes one article; several values of a column have semicolons between them, and its date is in the zone.</summary>
    public static void Write(TextWriter output, StoredArticle stored, bool header, bool tabs, TimeZoneInfo? zone = null)
    {
        if (header)
        {
            Delimited.WriteRow(output, Columns, tabs);
        }

        var article = stored.Article;
        Delimited.WriteRow(
            output,
            [
                Delimited.Text(article.Id), Delimited.Text(article.Title), LocalDates.Text(article.Published, zone),
                Delimited.Text(article.Source), Delimited.Text(article.Section),
                Joined(article.Authors), Delimited.Text(article.Language), Delimited.Text(article.Url), Joined(article.Tags),
                Names(stored, Articles.EntityKinds.Person), Names(stored, Articles.EntityKinds.Organization),
                Names(stored, Articles.EntityKinds.Place), Delimited.Text(article.Body),
            ],
            tabs);
    }

    private static string Names(StoredArticle stored, string kind) =>
        Joined(stored.Article.Entities.Concat(stored.Recognized).Where(e => e.Kind == kind).Select(e => e.Name));

    private static string Joined(IEnumerable<string> values) => Delimited.Text(string.Join("; ", values));
}
