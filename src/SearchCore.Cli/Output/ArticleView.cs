using SearchCore.Cli.Terminal;

using Spectre.Console;

namespace SearchCore.Cli.Output;

/// <summary>An article for a person to read.</summary>
internal static class ArticleView
{
    public static void Write(Shell shell, StoredArticle stored, TimeZoneInfo zone)
    {
        var article = stored.Article;
        Screen.Write(shell, new Text(SafeText.Line(article.Title ?? "(no headline)"), Screen.Strong));
        var about = new List<string>();
        if (article.Published is { } published)
        {
            about.Add(LocalDates.Long(published, zone));
        }

        about.AddRange(
            new[] { article.Source, article.Section }.OfType<string>().Concat(article.Authors).Append(article.Id).Select(SafeText.Line));
        Screen.Write(shell, new Text(string.Join(" · ", about), Screen.Quiet));
        if (article.Url is not null)
        {
            Screen.Write(shell, new Text(SafeText.Line(article.Url), Screen.Quiet));
        }

        if (article.Body is not null)
        {
            shell.Out.WriteLine();
            Screen.Write(shell, MarkedBody.Of(stored));
        }

        if (article.Entities.Count + stored.Recognized.Count > 0)
        {
            shell.Out.WriteLine();
            foreach (var kind in EntityLines.Of(stored))
            {
                Screen.Write(shell, kind);
            }
        }
    }
}
