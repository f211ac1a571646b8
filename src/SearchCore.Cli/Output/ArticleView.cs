using System.Globalization;

using SearchCore.Articles;
using SearchCore.Cli.Terminal;

using Spectre.Console;

namespace SearchCore.Cli.Output;

/// <summary>An article for a person to read.</summary>
internal static class ArticleView
{
    public static void Write(Shell shell, Article article)
    {
        Screen.Write(shell, new Text(SafeText.Line(article.Title ?? "(no headline)"), Screen.Strong));
        var about = new List<string>();
        if (article.Published is { } published)
        {
            about.Add(published.ToDateTimeOffset().ToString("d MMMM yyyy", CultureInfo.InvariantCulture));
        }

        about.AddRange(new[] { article.Source, article.Section }.OfType<string>().Concat(article.Authors).Append(article.Id).Select(SafeText.Line));
        Screen.Write(shell, new Text(string.Join(" · ", about), Screen.Quiet));
        if (article.Url is not null)
        {
            Screen.Write(shell, new Text(SafeText.Line(article.Url), Screen.Quiet));
        }

        if (article.Body is not null)
        {
            shell.Out.WriteLine();
            Screen.Write(shell, new Text(SafeText.Block(article.Body)));
        }

        if (article.Entities.Count > 0)
        {
            shell.Out.WriteLine();
            foreach (var kind in article.Entities.GroupBy(e => e.Kind, StringComparer.Ordinal))
            {
                Screen.Write(shell, new Paragraph()
                    .Append($"{SafeText.Line(kind.Key)}: ", Screen.Accent)
                    .Append(string.Join(", ", kind.Select(e => SafeText.Line(e.Name)))));
            }
        }
    }
}
