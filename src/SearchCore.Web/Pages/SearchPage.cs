using System.Globalization;

using SearchCore.Queries;
using SearchCore.Web.Api;
using SearchCore.Web.Collections;
using SearchCore.Web.Configuration;
using SearchCore.Web.Requests;

namespace SearchCore.Web.Pages;

/// <summary>A search as a page: a form, values to narrow by as links, hits, a link to more.</summary>
internal static class SearchPage
{
    private const int Hits = 20, Values = 9;

    private static readonly (string Value, string Name)[] Orders =
        [(string.Empty, "Best match first"), ("newest", "Newest first"), ("oldest", "Oldest first")];

    // As ui/src/search.ts names them.
    private static readonly (string Value, string Name)[] Dialects =
    [
        (string.Empty, "SearchCore"), ("lucene", "Lucene, classic"), ("factiva", "Factiva"), ("plain", "words alone"),
    ];

    // As ui/src/search.ts orders them.
    private static readonly string[] First = ["person", "organization", "place", "source", "section", "author", "tag", "lang"];

    public static async Task<IResult> Show(Call call, PageFrame frame, [AsParameters] SearchParameters asked)
    {
        var collection = call.Collection;
        var parameters = PageAddress.Read(call.Context.Request.Query);
        var kinds = await call.ReadAsync((searcher, _) => searcher.Kinds());
        string[] shown = [.. kinds.Where(k => k is not ("host" or "acl"))
            .OrderBy(k => Array.IndexOf(First, k) is >= 0 and var at ? at : First.Length)
            .ThenBy(k => k, StringComparer.Ordinal), .. Ranged(collection)];
        var request = Given(asked, shown, call.Limits).ToRequest(call.Limits);
        var results = call.Seal(await call.SearchAsync(call.Open(request)));
        var named = await call.ReadAsync((searcher, gone) =>
            NamedRoutes.Of(searcher, results.Hits.Select(h => h.Id), NamedRoutes.Top, gone));
        var query = asked.Q ?? string.Empty;
        return frame.Page(
            call.Context,
            query.Length > 0 ? $"{query} · {collection.Title}" : collection.Title,
            collection.Name,
            html =>
            {
                html.Open("main", ("id", "main"), ("class", "search-view"));
                html.Element("h1", $"Search {collection.Title}", ("class", "hidden"));
                Form(html, collection.Name, query, parameters);
                Summary(html, collection.Name, results, parameters);
                Chips(html, collection.Name, parameters);
                Warnings(html, results.Warnings);
                html.Open("div", ("class", "columns"));
                html.Open("aside", ("class", "filters open"), ("aria-label", "Narrow by"));
                Facets(html, collection.Name, results, shown, parameters);
                html.Close("aside").Open("section", ("class", "list"), ("aria-label", "Articles found"));
                html.Element("h2", "Articles found", ("class", "hidden"));
                if (results.Hits.Count == 0)
                {
                    html.Element("p", "Nothing was found. Use fewer words, or take a choice away.");
                }

                html.Hits(collection.Name, results.Hits, parameters, named);
                if (results.Next is { } next)
                {
                    var more = PageAddress.Search(collection.Name, parameters.Append(("after", next)));
                    html.Open("p", ("class", "pager")).Element("a", "More articles", ("href", more), ("rel", "next")).Close("p");
                }

                html.Close("section").Close("div").Close("main");
            });
    }

    /// <summary>The query box.</summary>
    public static void Form(HtmlWriter html, string collection, string query, IReadOnlyList<(string Name, string Value)> parameters)
    {
        html.Open("form", ("class", "query"), ("role", "search"), ("method", "get"), ("action", PageAddress.Search(collection, [])));
        html.Open("div", ("class", "query-line")).Open("div", ("class", "query-field"));
        html.Open(
            "input",
            ("type", "search"),
            ("name", "q"),
            ("value", query),
            ("aria-label", "Search"),
            ("autocomplete", "off"),
            ("dir", "auto"),
            ("placeholder", "Words, \"a phrase\", person:\"…\", date:2019"));
        html.Close("div");
        html.Element("button", "Search", ("type", "submit"), ("class", "primary")).Close("div");
        var dialect = parameters.FirstOrDefault(p => p.Name == "dialect").Value ?? string.Empty;
        html.Open("p", ("class", "dialect")).Open("label").Text("Written as ").Open("select", ("name", "dialect"));
        foreach (var (value, name) in Dialects)
        {
            html.Element(
                "option", name, ("value", value), ("selected", dialect.Equals(value, StringComparison.OrdinalIgnoreCase) ? "" : null));
        }

        html.Close("select").Close("label").Close("p");
        foreach (var (name, value) in parameters.Where(p => p.Name is not ("q" or "dialect")))
        {
            html.Open("input", ("type", "hidden"), ("name", name), ("value", value));
        }

        html.Close("form");
    }

    /// <summary>What is wrong in a query, or worth knowing.</summary>
    public static void Warnings(HtmlWriter html, IReadOnlyList<QueryDiagnostic> diagnostics)
    {
        if (diagnostics.Count == 0)
        {
            return;
        }

        html.Open("ul", ("class", "diagnostics"));
        foreach (var diagnostic in diagnostics)
        {
            var isError = diagnostic.Severity == DiagnosticSeverity.Error;
            html.Open("li", ("class", isError ? "error" : "warning"));
            html.Element("span", isError ? "Mistake" : "Note", ("class", "badge")).Text(" ");
            html.Element("span", diagnostic.Message, ("class", "what")).Close("li");
        }

        html.Close("ul");
    }

    // A search box is lenient: mistakes become warnings.
    private static SearchParameters Given(SearchParameters asked, string[] kinds, LimitOptions limits) => asked with
    {
        Lenient = "true",
        Limit = Math.Min(Hits, limits.MaxHits).ToString(CultureInfo.InvariantCulture),
        Facet = [.. kinds.Select(kind => $"{kind}:{Math.Min(Values, limits.MaxFacetValues)}")],
        Timeline = null,
        Significant = null,
        Sort = asked.Sort is { Length: > 0 } ? asked.Sort : null,
        Dialect = asked.Dialect is { Length: > 0 } ? asked.Dialect : null,
        Zone = asked.Zone is { Length: > 0 } ? asked.Zone : null,
    };

    private static void Summary(
        HtmlWriter html, string collection, SearchResults results, IReadOnlyList<(string Name, string Value)> parameters)
    {
        var (total, exact) = (results.Total.Value, results.Total.IsExact);
        html.Open("div", ("class", "summary"));
        html.Open("p", ("class", "total"), ("data-total", total.ToString(CultureInfo.InvariantCulture)));
        html.Element("strong", $"{(exact ? string.Empty : "at least ")}{Counted(total)} {(total == 1 ? "article" : "articles")}");
        html.Close("p");
        html.Open("p", ("class", "tools"));
        foreach (var (value, name) in Orders)
        {
            var chosen = (parameters.FirstOrDefault(p => p.Name == "sort").Value ?? string.Empty) == value;
            html.Element(
                "a",
                name,
                ("href", PageAddress.Search(collection, PageAddress.With(parameters, "sort", value))),
                ("aria-current", chosen ? "true" : null));
        }

        html.Close("p").Close("div");
    }

    private static void Chips(HtmlWriter html, string collection, IReadOnlyList<(string Name, string Value)> parameters)
    {
        DrillDown[] choices = [.. PageAddress.Choices(parameters)];
        var dated = parameters.Any(p => p.Name is "from" or "to");
        if (choices.Length == 0 && !dated)
        {
            return;
        }

        html.Open("ul", ("class", "chips"), ("aria-label", "Narrowed to"));
        foreach (var choice in choices)
        {
            var without = PageAddress.Search(collection, PageAddress.Toggle(parameters, choice.Kind, choice.Value));
            html.Open("li").Element("span", choice.Kind, ("class", "kind")).Element("span", choice.Value, ("dir", "auto"));
            html.Element("a", "✕", ("href", without), ("aria-label", $"Take away {choice.Kind} {choice.Value}")).Close("li");
        }

        if (dated)
        {
            var bounds = parameters.Where(p => p.Name is "from" or "to")
                .Select(p => p.Name == "from" ? $"from {p.Value}" : $"before {p.Value}");
            var without = PageAddress.Search(collection, parameters.Where(p => p.Name is not ("from" or "to" or "timeline")));
            html.Open("li").Element("span", "date", ("class", "kind")).Element("span", string.Join(", ", bounds));
            html.Element("a", "✕", ("href", without), ("aria-label", "Take away the dates")).Close("li");
        }

        html.Close("ul");
    }

    private static void Facets(
        HtmlWriter html, string collection, SearchResults results, string[] kinds, IReadOnlyList<(string Name, string Value)> parameters)
    {
        HashSet<(string Kind, string Value)> chosen = [.. PageAddress.Choices(parameters).Select(c => (c.Kind, c.Value))];
        foreach (var facet in kinds.Select(k => results.Facets.FirstOrDefault(f => f.Kind == k)).Where(f => f is { Values.Count: > 0 }))
        {
            html.Open("section", ("class", "facet")).Element("h2", PageTexts.KindTitle(facet!.Kind)).Open("ul");
            foreach (var (value, count) in facet.Values)
            {
                var on = chosen.Contains((facet.Kind, value));
                html.Open("li", ("class", on ? "on" : null));
                html.Element(
                    "a",
                    value,
                    ("href", PageAddress.Search(collection, PageAddress.Toggle(parameters, facet.Kind, value))),
                    ("aria-current", on ? "true" : null),
                    ("dir", "auto"));
                html.Element("span", Counted(count), ("class", "count")).Close("li");
            }

            html.Close("ul").Close("section");
        }
    }

    // Numbers and dates of the archive's own, which are counted by ranges.
    private static IEnumerable<string> Ranged(Collection collection) => collection.Fields.Select(FieldDeclaration.Parse)
        .Where(f => f.Type is FieldType.Number or FieldType.Date).Select(f => f.Name);

    private static string Counted(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
