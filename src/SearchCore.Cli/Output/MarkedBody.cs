using SearchCore.Cli.Terminal;

using Spectre.Console;

namespace SearchCore.Cli.Output;

/// <summary>An article's body with the recognized entities set off.</summary>
internal static class MarkedBody
{
    public static Paragraph Of(StoredArticle article)
    {
        var body = article.Article.Body ?? "";
        var paragraph = new Paragraph();
        var at = 0;
        foreach (var (inBody, start, end, _) in article.Mentions)
        {
            if (!inBody || start < at || end > body.Length)
            {
                continue;
            }

            paragraph.Append(SafeText.Block(body[at..start]));
            paragraph.Append(SafeText.Block(body[start..end]), Screen.Accent);
            at = end;
        }

        return paragraph.Append(SafeText.Block(body[at..]));
    }
}
