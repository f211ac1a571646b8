using SearchCore.Cli.Terminal;

using Spectre.Console;

namespace SearchCore.Cli.Output;

/// <summary>An article for a person to read, printed: all that the reader's screen shows of it.</summary>
internal static class ArticleView
{
    public static void Write(Shell shell, StoredArticle stored, TimeZoneInfo zone)
    {
        var article = stored.Article;
        Screen.Write(shell, new Text(SafeText.Line(article.Title ?? "(no headline)"), Screen.Strong));
        Screen.Write(shell, new Text(string.Join(" · ", ArticleWords.About(article, zone).Select(SafeText.Line)), Screen.Quiet));
        foreach (var line in (string?[])[article.Url, ArticleWords.Tags(article)])
        {
            if (!string.IsNullOrEmpty(line))
            {
                Screen.Write(shell, new Text(SafeText.Line(line), Screen.Quiet));
            }
        }

        if (article.Body is not null)
        {
            shell.Out.WriteLine();
            Screen.Write(shell, MarkedBody.Of(stored));
        }

        if (article.Entities.Count + stored.Recognized.Count + article.Members.Count > 0)
        {
            shell.Out.WriteLine();
            foreach (var kind in EntityLines.Of(stored))
            {
                Screen.Write(shell, kind);
            }

            foreach (var (name, value) in article.Members)
            {
                Screen.Write(shell, new Paragraph().Append($"{SafeText.Line(name)}: ", Screen.Accent).Append(SafeText.Block(value)));
            }
        }
    }
}
