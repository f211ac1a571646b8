using SearchCore.Client.Contracts;
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
                infos.Add(await Describe(collection, rules.ScopeOf(call.Reader, collection), may, call.Gone));
            }
        }

        return Answers.Of(new CollectionList { Collections = infos }, ServiceJsonContext.Default.CollectionList);
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
