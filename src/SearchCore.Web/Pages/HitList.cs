using SearchCore.Articles;
using SearchCore.Client.Contracts;

namespace SearchCore.Web.Pages;

/// <summary>Hits and what is said of an article beside its text, as every page writes them.</summary>
internal static class HitList
{
    /// <summary>A list of hits, each a link to its article with the search that led there.</summary>
    /// <param name="html">Where it is written.</param>
    /// <param name="collection">The collection.</param>
    /// <param name="hits">The hits.</param>
    /// <param name="parameters">The search that found them.</param>
    /// <param name="named">What they name, each a link that narrows the search to it; empty where that is not shown.</param>
    public static void Hits(
        this HtmlWriter html, string collection, IEnumerable<SearchHit> hits, IReadOnlyList<(string Name, string Value)> parameters,
        IReadOnlyList<NamedArticle> named)
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
                if (hit.SnippetField is { } field)
                {
                    html.Element("span", field, ("class", "quiet-text")).Text(" ");
                }

                html.Marked(snippet.Text, snippet.Matches, 0, snippet.Text.Length).Close("p");
            }

            if (hit.Story is { Articles: > 1 } story)
            {
                html.Element("p", $"and {story.Articles - 1} like it", ("class", "quiet-text"));
            }

            if (named.FirstOrDefault(n => n.Id == hit.Id) is { } article)
            {
                html.Names(collection, article.Values, parameters);
            }

            html.Close("article").Close("li");
        }

        html.Close("ol");
    }

    private static void Names(
        this HtmlWriter html, string collection, IEnumerable<NamedValue> values, IReadOnlyList<(string Name, string Value)> parameters)
    {
        html.Open("ul", ("class", "names"), ("aria-label", "Narrow to"));
        foreach (var (kind, value) in values.Where(v => v.Kind is not "acl"))
        {
            html.Open("li");
            html.Element(
                "a", value,
                ("href", PageAddress.Search(collection, PageAddress.Toggle(parameters, kind, value))),
                ("class", kind is "person" or "organization" or "place" ? $"name {kind}" : "name other"),
                ("title", kind),
                ("aria-current", parameters.Contains(("select", $"{kind}={value}")) ? "true" : null),
                ("dir", "auto"));
            html.Close("li");
        }

        html.Close("ul");
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
