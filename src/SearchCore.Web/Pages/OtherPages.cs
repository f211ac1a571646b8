using SearchCore.Web.Access;
using SearchCore.Web.Api;
using SearchCore.Web.Collections;
using SearchCore.Web.Requests;

namespace SearchCore.Web.Pages;

/// <summary>The collections, the pages of entities, and what only the script can show.</summary>
internal static class OtherPages
{
    /// <summary>The collections that somebody may read; with one alone, its search.</summary>
    public static IResult Home(Call call, PageFrame frame, CollectionSet collections, AccessRules rules)
    {
        Collection[] readable = [.. collections.All.Where(c => rules.May(call.Reader, c, Permission.Read))];
        if (readable.Length == 1)
        {
            return Results.Redirect(PageAddress.Search(readable[0].Name, []));
        }

        return frame.Page(call.Context, "SearchCore", null, html =>
        {
            html.Open("main", ("id", "main"), ("class", "home-view")).Element("h1", "Archives").Open("ul", ("class", "archives"));
            foreach (var collection in readable)
            {
                html.Open("li").Open("a", ("href", PageAddress.Search(collection.Name, [])));
                html.Element("strong", collection.Title, ("dir", "auto")).Close("a").Close("li");
            }

            html.Close("ul").Close("main");
        });
    }

    /// <summary>The page of an entity: how many articles, and the newest of them.</summary>
    public static async Task<IResult> Entity(Call call, PageFrame frame, string kind)
    {
        var collection = call.Collection;
        var name = PageAddress.Rest(call.Context, 4, "name") ?? throw Refusal.Missing("The address names nobody.");
        var page = await call.ReadAsync((searcher, gone) => searcher.Entity(new(kind, name) { Articles = 20 }, gone));
        (string Name, string Value)[] search = [("select", $"{page.Kind}={page.Name}")];
        return frame.Page(call.Context, $"{page.Name} · {collection.Title}", collection.Name, html =>
        {
            html.Open("main", ("id", "main"), ("class", "entity-view")).Open("header", ("class", "entity-head"));
            html.Element("p", page.Kind, ("class", "kind-label")).Element("h1", page.Name, ("dir", "auto"));
            html.Open("p").Element("a", "All articles", ("href", PageAddress.Search(collection.Name, search))).Close("p").Close("header");
            html.Element("h2", "The newest articles");
            html.Hits(collection.Name, page.Newest, search, []);
            html.Close("main");
        });
    }

    /// <summary>A view that the script draws; without it the page says so.</summary>
    public static IResult Scripted(Call call, PageFrame frame) =>
        frame.Page(call.Context, call.Collection.Title, call.Collection.Name, html =>
        {
            html.Open("main", ("id", "main")).Open("noscript");
            html.Element("p", "This view needs JavaScript. Searching and reading work without it.", ("class", "notice"));
            html.Element("a", "To the search", ("href", PageAddress.Search(call.Collection.Name, [])));
            html.Close("noscript").Close("main");
        });
}
