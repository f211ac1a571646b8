using SearchCore.Web.Api;
using SearchCore.Web.Requests;

namespace SearchCore.Web.Pages;

/// <summary>An article as a page, with what the query found in it marked.</summary>
internal static class ArticlePage
{
    public static async Task<IResult> Show(Call call, PageFrame frame, string? q, string? dialect)
    {
        var collection = call.Collection;
        var id = PageAddress.Rest(call.Context, 3, "id") ?? throw Refusal.Missing("The address names no article.");
        var request = new SearchRequest
        {
            Query = string.IsNullOrWhiteSpace(q) ? null : q,
            Dialect = Parameters.Choice("dialect", dialect is { Length: > 0 } ? dialect : null, QueryDialect.SearchCore),
            Lenient = true,
        };
        var found = await call.ReadAsync((searcher, gone) => searcher.Highlight(id, request, gone))
            ?? throw Refusal.Missing($"There is no article '{id}' for you.");
        var parameters = PageAddress.Read(call.Context.Request.Query);
        var article = found.Stored.Article;
        return frame.Page(
            call.Context,
            $"{article.Title ?? article.Id} · {collection.Title}",
            collection.Name,
            html =>
            {
                html.Open("main", ("id", "main"), ("class", "article-view"));
                html.Open("p", ("class", "path"));
                html.Element("a", "← Back to the search", ("href", PageAddress.Search(collection.Name, parameters)));
                html.Close("p").Open("div", ("class", "article-columns"));
                html.Open("article", ("class", "reading"), ("lang", PageTexts.Language(article.Language)));
                html.Open("header");
                html.Meta(article.Published, article.Source, article.Section);
                html.Open("h1", ("dir", "auto"));
                if (article.Title is { } title)
                {
                    html.Marked(title, found.TitleMatches, 0, title.Length);
                }
                else
                {
                    html.Text("Without a title");
                }

                html.Close("h1");
                if (article.Authors.Count > 0)
                {
                    html.Element("p", $"By {string.Join(", ", article.Authors)}", ("class", "authors"), ("dir", "auto"));
                }

                html.Close("header").Open("div", ("class", "body"));
                var body = article.Body ?? string.Empty;
                foreach (var paragraph in PageTexts.Paragraphs(body))
                {
                    html.Open("p", ("dir", "auto")).Marked(body, found.BodyMatches, paragraph.Start, paragraph.End).Close("p");
                }

                html.Close("div");
                foreach (var (field, text, matches) in found.Texts)
                {
                    html.Open("section").Element("h2", field).Open("p", ("dir", "auto"));
                    html.Marked(text, matches, 0, text.Length).Close("p").Close("section");
                }

                html.Open("footer", ("class", "meta"));
                if (PageTexts.Followed(article.Url) is { } address)
                {
                    html.Element("a", address, ("href", address), ("rel", "noreferrer noopener"));
                }

                html.Element("span", article.Id, ("class", "address")).Close("footer").Close("article");
                Entities(html, collection.Name, found.Stored);
                html.Close("div").Close("main");
            });
    }

    private static void Entities(HtmlWriter html, string collection, StoredArticle stored)
    {
        html.Open("aside", ("class", "beside"), ("aria-label", "Beside this article"));
        foreach (var kind in stored.Recognized.Concat(stored.Article.Entities).Distinct().GroupBy(e => e.Kind))
        {
            html.Open("section").Element("h2", PageTexts.KindTitle(kind.Key)).Open("ul", ("class", "entities"));
            foreach (var entity in kind)
            {
                html.Open("li");
                html.Element(
                    "a",
                    entity.Name,
                    ("class", $"entity {(kind.Key is "person" or "organization" or "place" ? kind.Key : "other")}"),
                    ("href", PageAddress.Entity(collection, entity.Kind, entity.Name)),
                    ("dir", "auto"));
                html.Close("li");
            }

            html.Close("ul").Close("section");
        }

        html.Close("aside");
    }
}
