using SearchCore.Client.Contracts;
using SearchCore.Json;
using SearchCore.Web.Access;
using SearchCore.Web.Requests;

namespace SearchCore.Web.Api;

/// <summary>Single articles, and what is like them.</summary>
internal static class ArticleRoutes
{
    public static void MapArticles(this IEndpointRouteBuilder routes)
    {
        foreach (var address in new[] { "/articles", "/articles/{article}" })
        {
            var route = routes.MapGet(address, Read).Needs(Permission.Read).Produces<HighlightedArticle>();
            route.WithName(address.EndsWith('}') ? "article" : "articleById")
                .WithSummary("An article with what a query finds in it marked, and who is mentioned where");
        }

        routes.MapGet("/articles/{article}/similar", Similar)
            .Needs(Permission.Read)
            .WithName("similar")
            .WithSummary("Articles about the same")
            .Produces<SearchResults>();
        routes.MapGet("/articles/{article}/near", Near)
            .Needs(Permission.Read)
            .WithName("near")
            .WithSummary("Near-duplicates: articles whose text is nearly the same")
            .Produces<NearList>();
    }

    private static async Task<IResult> Read(Call call, string? id, string? q, string? dialect, string? zone, string? now)
    {
        var wanted = call.ArticleId(id);
        var request = new SearchRequest
        {
            Query = string.IsNullOrWhiteSpace(q) ? null : q,
            Dialect = Parameters.Choice("dialect", dialect, QueryDialect.SearchCore),
            Lenient = true,
            Zone = zone,
            Now = Parameters.Moment("now", now),
        };
        return await call.ReadAsync((searcher, gone) => searcher.Highlight(wanted, request, gone)) is { } found
            ? Answers.Of(found, SearchCoreJsonContext.Default.HighlightedArticle)
            : throw NoArticle(wanted);
    }

    private static Task<IResult> Similar(Call call, string? id, [AsParameters] SearchParameters asked) =>
        call.AnswerAsync(asked.ToRequest(call.Limits) with { SimilarTo = call.ArticleId(id) });

    private static async Task<IResult> Near(Call call, string? id, string? atLeast)
    {
        var wanted = call.ArticleId(id);
        var overlap = Parameters.Number("atLeast", atLeast, 80, 50, 100) / 100.0;
        var near = await call.ReadAsync((searcher, gone) =>
            searcher.GetStored(wanted) is null ? null : searcher.Near(wanted, overlap, gone));
        return Answers.Of(new NearList { Near = near ?? throw NoArticle(wanted) }, ServiceJsonContext.Default.NearList);
    }

    private static Refusal NoArticle(string id) => Refusal.Missing($"There is no article '{id}' for you.", Refusal.NoArticle);
}
