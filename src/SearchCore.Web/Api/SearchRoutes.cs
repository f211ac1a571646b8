using System.Text.Json;

using SearchCore.Json;
using SearchCore.Queries;
using SearchCore.Web.Access;
using SearchCore.Web.Requests;

namespace SearchCore.Web.Api;

/// <summary>Searching a collection.</summary>
internal static class SearchRoutes
{
    public static void MapSearch(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/search", (Call call, [AsParameters] SearchParameters asked) => call.AnswerAsync(asked.ToRequest(call.Limits)))
            .Needs(Permission.Read)
            .WithName("search")
            .WithSummary("Searches: hits, facets, timeline, significance, suggestions")
            .Produces<SearchResults>();
        routes.MapPost("/search", async (Call call) =>
                await call.AnswerAsync(Bounded.Of(await Body(call), call.Limits)))
            .Needs(Permission.Read)
            .WithName("searchRequest")
            .WithSummary("Searches by a whole SearchRequest (docs/json.md), also by a tree")
            .Accepts<SearchRequest>("application/json")
            .Produces<SearchResults>();
        routes.MapGet("/timeline", (Call call, [AsParameters] SearchParameters asked) => call.CountAsync(Timeline(asked, call)))
            .Needs(Permission.Read)
            .WithName("timeline")
            .WithSummary("How many articles match in each day, week, month …, with gaps and bursts; no hits")
            .Produces<SearchResults>();
        routes.MapGet("/significance", (Call call, [AsParameters] SearchParameters asked) => call.CountAsync(Significance(asked, call)))
            .Needs(Permission.Read)
            .WithName("significance")
            .WithSummary("Who and what is named more in the matches than elsewhere; no hits")
            .Produces<SearchResults>();
        routes.MapGet("/parse", Parse)
            .Needs(Permission.Read)
            .WithName("parse")
            .WithSummary("How a query is understood, with what is wrong in it, where, and how to mend it")
            .Produces<QueryParseResult>();
    }

    private static SearchRequest Timeline(SearchParameters asked, Call call) =>
        (asked with { Timeline = asked.Timeline ?? "month", Limit = "0", Suggest = "false" }).ToRequest(call.Limits);

    private static SearchRequest Significance(SearchParameters asked, Call call) =>
        (asked with
        {
            Significant = asked.Significant is { Length: > 0 } kinds ? kinds
                : ["person", "organization", "place", SignificantRequest.Words],
            Limit = "0",
            Suggest = "false",
        }).ToRequest(call.Limits);

    /// <summary>The request in the body.</summary>
    public static async Task<SearchRequest> Body(Call call) => await JsonSerializer.DeserializeAsync(
        call.Context.Request.Body, SearchCoreJsonContext.Default.SearchRequest, call.Gone) ?? throw Refusal.Bad("The body is null.");

    // Which kinds and fields a query may name depends on the archive.
    private static async Task<IResult> Parse(Call call, string? q, string? dialect, string? zone, string? now)
    {
        var kind = Parameters.Choice("dialect", dialect, QueryDialect.SearchCore);
        var kinds = await call.ReadAsync((searcher, _) => searcher.Kinds());
        var parsed = QueryText.Parse(q ?? string.Empty, kind, new()
        {
            Zone = Parameters.Zone(zone),
            Now = Parameters.Moment("now", now),
            Kinds = kinds.ToHashSet(StringComparer.Ordinal),
            Fields = call.Collection.FieldTypes,
        });
        return Answers.Of(json => SearchCoreJsonWriter.Write(json, parsed));
    }
}
