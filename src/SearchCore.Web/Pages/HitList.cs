using SearchCore.Articles;

namespace SearchCore.Web.Pages;

/// <summary>Hits and what is said of an article beside its text, as every page writes them.</summary>
internal static class HitList
{
    /// <summary>A list of hits, each a link to its article with the search that led there.</summary>
    public static void Hits(
        this HtmlWriter html, string collection, IEnumerable<SearchHit> hits, IReadOnlyList<(string Name, string Value)> parameters)
    {
        html.Open("ol", ("class", "hits"));
        foreach (var hit in hits)
        {
            html.Open("li").Open("article", ("class", "hit")).Open("h3");
            html.Element(
                "a",
                hit.Title is { Length: > 0 } title ? title : "Without a title",
                ("class", "hit-title"),
                ("href", PageAddress.Article(collection, hit.Id, parameters)),
                ("dir", "auto"));
            html.Close("h3");
            html.Meta(hit.Published, hit.Source);
            if (hit.Snippet is { } snippet)
            {
                html.Open("p", ("class", "snippet"), ("dir", "auto"));
                html.Marked(snippet.Text, snippet.Matches, 0, snippet.Text.Length).Close("p");
            }

            if (hit.Story is { Articles: > 1 } story)
            {
                html.Element("p", $"and {story.Articles - 1} like it", ("class", "quiet-text"));
            }

            html.Close("article").Close("li");
        }

        html.Close("ol");
    }

    /// <summary>When an article was published, and where.</summary>
    public static void Meta(this HtmlWriter html, ArticleDate? published, params ReadOnlySpan<string?> others)
    {
        html.Open("p", ("class", "meta"));
        if (published is { } date)
        {
            html.Element("time", Shown(date), ("class", "when"), ("datetime", date.ToString()));
        }
        else
        {
            html.Element("span", "undated", ("class", "when"));
        }

        foreach (var other in others)
        {
            if (other is { Length: > 0 })
            {
                html.Element("span", other, ("class", "source"), ("dir", "auto"));
            }
        }

        html.Close("p");
    }

    // Midnight is a day without a time, as most archives date articles; the reader's own zone is known to the script alone.
    private static string Shown(ArticleDate date)
    {
        var text = date.ToString();
        return text.EndsWith("T00:00:00Z", StringComparison.Ordinal) ? text[..10] : $"{text.Replace('T', ' ').TrimEnd('Z')} UTC";
    }
}
