using SearchCore.Client.Contracts;
using SearchCore.Hosting;
using SearchCore.Web.Access;
using SearchCore.Web.Collections;
using SearchCore.Web.Requests;

namespace SearchCore.Web.Api;

/// <summary>Which collections there are.</summary>
internal static class CollectionRoutes
{
    public static void MapCollections(this IEndpointRouteBuilder routes) => routes
        .MapGet("/collections", List)
        .WithName("collections")
        .WithSummary("The collections that you may use")
        .Produces<CollectionList>();

    private static async Task<IResult> List(Call call, CollectionSet collections, AccessRules rules)
    {
        List<CollectionInfo> infos = [];
        foreach (var collection in collections.All)
        {
            var may = rules.All(call.Reader, collection);
            if (may.Count > 0)
            {
                infos.Add(await DescribeOrTell(call, collection, rules.ScopeOf(call.Reader, collection), may));
            }
        }

        return Answers.Of(new CollectionList
        {
            Collections = infos,
            MaxHits = call.Limits.MaxHits,
            MaxFacetValues = call.Limits.MaxFacetValues,
        }, ServiceJsonContext.Default.CollectionList);
    }

    // One that cannot be read now does not take the others with it.
    private static async Task<CollectionInfo> DescribeOrTell(
        Call call, Collection collection, SearchScope? scope, IReadOnlyList<string> may)
    {
        try
        {
            return await call.InTime(gone => Describe(collection, scope, may, gone));
        }
        catch (Exception e) when (e is OverloadedException or IOException)
        {
            return new()
            {
                Name = collection.Name,
                Title = collection.Title,
                Articles = 0,
                May = may,
                Problem = e is OverloadedException ? "Too much is asked of it now. Try again in a moment." : "It cannot be read now.",
            };
        }
    }

    private static Task<CollectionInfo> Describe(
        Collection collection, SearchScope? scope, IReadOnlyList<string> may, CancellationToken gone) => collection.Problem is { } problem
        ? Task.FromResult(new CollectionInfo
        {
            Name = collection.Name,
            Title = collection.Title,
            Articles = 0,
            May = may,
            Problem = problem,
        })
        : collection.Index.ReadAsync(
        searcher => new CollectionInfo
        {
            Name = collection.Name,
            Title = collection.Title,
            Articles = searcher.Search(new() { Limit = 0, Suggest = false }, gone).Total.Value,
            Sequence = scope is null ? searcher.Sequence : null,
            Kinds = searcher.Kinds(),
            Fields = collection.Fields,
            May = may,
        },
        scope,
        gone);
}
