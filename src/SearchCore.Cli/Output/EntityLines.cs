using SearchCore.Articles;
using SearchCore.Cli.Terminal;

using Spectre.Console;

namespace SearchCore.Cli.Output;

/// <summary>
/// The people, organizations, places and entities of other kinds of an article, a line each kind, those that came with it before those
/// recognized.
/// </summary>
internal static class EntityLines
{
    private static readonly string[] Order = [EntityKinds.Person, EntityKinds.Organization, EntityKinds.Place];

    /// <summary>A line each kind: <c>person: Vladimir Putin, Bashar Assad</c>.</summary>
    public static IEnumerable<Paragraph> Of(StoredArticle article) =>
        Kinds(article)
            .Select(k => new Paragraph().Append($"{SafeText.Line(k.Key)}: ", Screen.Accent)
                .Append(string.Join(", ", k.Select(e => SafeText.Line(e.Name)))));

    /// <summary>All kinds in one line, the first few names of each; null where there is no entity.</summary>
    public static Paragraph? Short(StoredArticle article, int names)
    {
        var line = new Paragraph();
        foreach (var kind in Kinds(article))
        {
            line.Append(line.Length > 0 ? " · " : "", Screen.Quiet);
            line.Append(string.Join(", ", kind.Take(names).Select(e => SafeText.Line(e.Name))) + (kind.Count() > names ? ", …" : ""),
                Screen.Quiet);
        }

        return line.Length > 0 ? line : null;
    }

    private static IEnumerable<IGrouping<string, EntityName>> Kinds(StoredArticle article) =>
        article.Article.Entities.Concat(article.Recognized).GroupBy(e => e.Kind, StringComparer.Ordinal)
            .OrderBy(k => Array.IndexOf(Order, k.Key) is var at and >= 0 ? at : Order.Length).ThenBy(k => k.Key, StringComparer.Ordinal);
}
