using SearchCore.Articles;
using SearchCore.Cli.Output;

namespace SearchCore.Cli.Exporting;

/// <summary>
/// Whole articles as rows, safe to open in a spreadsheet: columns that every archive has, then a column for each kind of entity and each
/// member of the archive's own. Several values of a column have semicolons between them.
/// </summary>
/// <param name="Columns">The columns' names in order.</param>
/// <param name="Kinds">Which of the archive's own columns are which kind of entity; the others are members.</param>
internal sealed record ArticleRows(IReadOnlyList<string> Columns, IReadOnlyDictionary<string, string> Kinds)
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
        var named = kinds.ToDictionary(k => members.Contains(k) || Standard.Contains(k) ? KindMark + k : k, StringComparer.Ordinal);
        List<string> own = [.. named.Keys.Order(StringComparer.Ordinal), .. members];
        left = Math.Max(0, own.Count - MostOwn);
        return new([.. Standard, .. own.Take(MostOwn)], named);
    }

    /// <summary>The columns that a query's fields are; <paramref name="unknown"/> are those that only a search has.</summary>
    public static ArticleRows Of(IReadOnlyList<string> fields, out IReadOnlyList<string> unknown)
    {
        unknown = [.. fields.Where(f => f is "score" or "snippet")];
        return new([.. fields.Except(unknown).Select(f => f == "date" ? "published" : f)], new Dictionary<string, string>());
    }

    /// <summary>Writes the columns' names.</summary>
    public void WriteHeader(TextWriter output, bool tabs) => Delimited.WriteRow(output, [.. Columns.Select(Delimited.Text)], tabs);

    /// <summary>Writes one article; its date is in the zone, a note in a last column where there is one.</summary>
    public void Write(TextWriter output, StoredArticle stored, bool tabs, TimeZoneInfo? zone = null, string? note = null)
    {
        string[] last = note is null ? [] : [Delimited.Text(note)];
        Delimited.WriteRow(output, [.. Columns.Select(c => Cell(stored, c, zone)), .. last], tabs);
    }

    private string Cell(StoredArticle stored, string column, TimeZoneInfo? zone)
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
            "person" or "organization" or "place" => Names(stored, column),
            _ when Kinds.TryGetValue(column, out var kind) => Names(stored, kind),
            _ => Delimited.Value(article.Members.FirstOrDefault(m => m.Name == column).Value),
        };
    }

    private static string Names(StoredArticle stored, string kind) =>
        Joined(Entities(stored).Where(e => e.Kind == kind).Select(e => e.Name));

    private static IEnumerable<EntityName> Entities(StoredArticle stored) => stored.Article.Entities.Concat(stored.Recognized);

    private static string Joined(IEnumerable<string> values) => Delimited.Text(string.Join("; ", values));
}
