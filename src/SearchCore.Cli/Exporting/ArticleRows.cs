using SearchCore.Articles;
using SearchCore.Cli.Output;

namespace SearchCore.Cli.Exporting;

/// <summary>
/// Whole articles as rows, safe to open in a spreadsheet: columns that every archive has, then a column for each kind of entity and each
/// member of the archive's own. Several values of a column have semicolons between them.
/// </summary>
/// <param name="Columns">The columns' names in order.</param>
internal sealed record ArticleRows(IReadOnlyList<string> Columns)
{
    /// <summary>The most columns of an archive's own; members beyond are told, not written.</summary>
    public const int MostOwn = 200;

    private const string KindMark = "entities.";

    private static readonly string[] Standard =
        ["id", "title", "published", "source", "section", "author", "language", "url", "tags", "person", "organization", "place", "body"];

    /// <summary>Which columns articles need.</summary>
    /// <param name="articles">All of them; they are read once.</param>
    /// <param name="left">How many members found no room.</param>
    public static ArticleRows Of(IEnumerable<StoredArticle> articles, out int left)
    {
        var kinds = new SortedSet<string>(StringComparer.Ordinal);
        var members = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var stored in articles)
        {
            kinds.UnionWith(Entities(stored).Select(e => e.Kind));
            members.UnionWith(stored.Article.Members.Select(m => m.Name));
        }

        kinds.ExceptWith([EntityKinds.Person, EntityKinds.Organization, EntityKinds.Place]);
        List<string> own = [.. kinds.Select(k => members.Contains(k) || Standard.Contains(k) ? KindMark + k : k), .. members];
        left = Math.Max(0, own.Count - MostOwn);
        return new([.. Standard, .. own.Take(MostOwn)]);
    }

    /// <summary>The columns that a query's fields are; <paramref name="unknown"/> are those that only a search has.</summary>
    public static ArticleRows Of(IReadOnlyList<string> fields, out IReadOnlyList<string> unknown)
    {
        unknown = [.. fields.Where(f => f is "score" or "snippet")];
        return new([.. fields.Except(unknown).Select(f => f == "date" ? "published" : f)]);
    }

    /// <summary>Writes the columns' names.</summary>
    public void WriteHeader(TextWriter output, bool tabs) => Delimited.WriteRow(output, [.. Columns.Select(Delimited.Text)], tabs);

    /// <summary>Writes one article; its date is in the zone, a note in a last column where there is one.</summary>
    public void Write(TextWriter output, StoredArticle stored, bool tabs, TimeZoneInfo? zone = null, string? note = null)
    {
        string[] last = note is null ? [] : [Delimited.Text(note)];
        Delimited.WriteRow(output, [.. Columns.Select(c => Cell(stored, c, zone)), .. last], tabs);
    }

    private static string Cell(StoredArticle stored, string column, TimeZoneInfo? zone)
    {
        var article = stored.Article;
        return column switch
        {
            "id" => Delimited.Text(article.Id),
            "title" => Delimited.Text(article.Title),
            "published" => LocalDates.Text(article.Published, zone),
            "source" => Delimited.Text(article.Source),
            "section" => Delimited.Text(article.Section),
            "author" => Joined(article.Authors),
            "language" => Delimited.Text(article.Language),
            "url" => Delimited.Text(article.Url),
            "tags" => Joined(article.Tags),
            "body" => Delimited.Text(article.Body),
            _ when column.StartsWith(KindMark, StringComparison.Ordinal) => Names(stored, column[KindMark.Length..]),
            _ when article.Members.FirstOrDefault(m => m.Name == column) is { Name: not null } member => Delimited.Value(member.Value),
            _ => Names(stored, column),
        };
    }

    private static string Names(StoredArticle stored, string kind) =>
        Joined(Entities(stored).Where(e => e.Kind == kind).Select(e => e.Name));

    private static IEnumerable<EntityName> Entities(StoredArticle stored) => stored.Article.Entities.Concat(stored.Recognized);

    private static string Joined(IEnumerable<string> values) => Delimited.Text(string.Join("; ", values));
}
