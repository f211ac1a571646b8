using System.Text;

using SearchCore.Articles;

namespace SearchCore.Web.Exports;

/// <summary>
/// Articles as CSV (RFC 4180). Spreadsheets run what begins with <c>= + - @</c>: such text gets an apostrophe in front (CWE-1236), and line
/// breaks and control characters become spaces.
/// </summary>
internal static class CsvRows
{
    /// <summary>The names of the columns.</summary>
    public static IReadOnlyList<string> Columns { get; } =
        ["id", "title", "published", "source", "section", "author", "language", "url", "tags", "person", "organization", "place", "body"];

    /// <summary>Appends the row of an article.</summary>
    public static void Write(StringBuilder text, StoredArticle stored)
    {
        var article = stored.Article;
        Write(text,
        [
            article.Id, article.Title, article.Published?.ToString(), article.Source, article.Section, string.Join("; ", article.Authors),
            article.Language, article.Url, string.Join("; ", article.Tags), Names(stored, EntityKinds.Person),
            Names(stored, EntityKinds.Organization), Names(stored, EntityKinds.Place), article.Body,
        ]);
    }

    /// <summary>Appends a row of cells.</summary>
    public static void Write(StringBuilder text, IReadOnlyList<string?> cells)
    {
        for (var i = 0; i < cells.Count; i++)
        {
            var cell = Harmless(cells[i] ?? string.Empty);
            text.Append(i > 0 ? "," : string.Empty);
            if (cell.StartsWith('\'') || cell.AsSpan().IndexOfAny(",\"") >= 0)
            {
                text.Append('"').Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
            }
            else
            {
                text.Append(cell);
            }
        }

        text.Append("\r\n");
    }

    private static string Names(StoredArticle stored, string kind) => string.Join(
        "; ", stored.Article.Entities.Concat(stored.Recognized).Where(e => e.Kind == kind).Select(e => e.Name));

    private static string Harmless(string text)
    {
        var line = text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)) : text;
        return line.AsSpan().TrimStart() is [var first, ..] && "=+-@|%＝＋－＠".Contains(first, StringComparison.Ordinal) ? "'" + line : line;
    }
}
