using SearchCore.Client.Contracts;
using SearchCore.Json;
using SearchCore.Queries;
using SearchCore.Web.Access;
using SearchCore.Web.Requests;

namespace SearchCore.Web.Api;

/// <summary>Pages of entities; two searches beside each other.</summary>
internal static class EntityRoutes
{
    public static void MapEntities(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/entities/{kind}/{name}", Entity)
            .Needs(Permission.Read)
            .WithName("entity")
            .WithSummary("The page of a person, an organization, a place: over time, with whom, where, the newest articles")
            .Produces<EntityPage>();
        routes.MapGet("/compare", Compare)
            .Needs(Permission.Read)
            .WithName("compare")
            .WithSummary("Two searches: how many each finds, and what is named more in one than in the other")
            .Produces<Comparison>();
    }

    private static async Task<IResult> Entity(
        Call call, string kind, string name, string? top, string? unit, string? articles, string? zone)
    {
        _ = Parameters.Zone(zone);
        var request = new EntityRequest(kind, RawPath.Behind(call.Context, "entities", 2) ?? name)
        {
            Top = Parameters.Number("top", top, 10, 1, call.Limits.MaxFacetValues),
            Unit = Parameters.Choice("unit", unit, TimelineUnit.Month),
            Articles = Parameters.Number("articles", articles, 50, 0, call.Limits.MaxHits),
            Zone = zone,
            TimeLimit = call.Limits.MaxSearchTime < TimeSpan.FromSeconds(5) ? call.Limits.MaxSearchTime : TimeSpan.FromSeconds(5),
        };
        var page = await call.ReadAsync((searcher, gone) => searcher.Entity(request, gone));
        return Answers.Of(page, SearchCoreJsonContext.Default.EntityPage);
    }

    private static async Task<IResult> Compare(Call call, string? a, string? b, string? dialect, string? zone, string[]? kind)
    {
        if (string.IsNullOrWhiteSpace(a) || string.IsNullOrWhiteSpace(b))
        {
            throw Refusal.Bad("Name both queries: ?a=…&b=….");
        }

        var language = Parameters.Choice("dialect", dialect, QueryDialect.SearchCore);
        string[] kinds = kind is { Length: > 0 } ? kind : ["person", "organization", "place", SignificantRequest.Words];
        var compared = new Comparison { A = await Side(a, b), B = await Side(b, a) };
        return Answers.Of(compared, ServiceJsonContext.Default.Comparison);

        async Task<ComparedSearch> Side(string query, string against)
        {
            var results = await call.SearchAsync(Request(query, against));
            return new()
            {
                Query = query,
                Total = results.Total.Value,
                TotalIsExact = results.Total.IsExact,
                Partial = results.IsPartial,
                Significant = results.Significant.ToDictionary(s => s.Kind),
            };
        }

        SearchRequest Request(string query, string against) => new()
        {
            Query = query,
            Dialect = language,
            Zone = zone,
            Limit = 0,
            Suggest = false,
            Against = new() { Query = against },
            Significant = [.. kinds.Select(k => new SignificantRequest(k))],
            TimeLimit = call.Limits.MaxSearchTime,
        };
    }
}
