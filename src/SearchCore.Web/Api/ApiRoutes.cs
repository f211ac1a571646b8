using SearchCore.Web.Access;
using SearchCore.Web.Requests;

namespace SearchCore.Web.Api;

/// <summary>What all addresses of the API have in common.</summary>
internal static class ApiRoutes
{
    /// <summary>Adds the API below <c>/v1</c>.</summary>
    /// <param name="routes">Where they are added.</param>
    /// <param name="peopleSignIn">Whether people can sign in.</param>
    public static void MapApi(this IEndpointRouteBuilder routes, bool peopleSignIn)
    {
        var api = routes.MapGroup("/v1").WithTags("SearchCore").AddEndpointFilter(TellProblems);
        api.MapMe();
        api.MapCollections();
        var collection = api.MapGroup("/collections/{collection}");
        collection.MapSearch();
        collection.MapArticles();
        collection.MapNamed();
        collection.MapWords();
        collection.MapEntities();
        collection.MapExport();
        collection.MapIngest();
        collection.MapSaved();
        collection.MapAlerts();
        collection.MapSnapshots();
        if (peopleSignIn)
        {
            routes.MapSignIn();
        }
    }

    /// <summary>Lets only those in who have a permission.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder route, Permission permission)
        where TBuilder : IEndpointConventionBuilder => route.AddEndpointFilter((context, next) =>
        {
            context.Arguments.OfType<Call>().First().Enter(permission);
            return next(context);
        });

    // Not by the exception middleware, which logs what readers get wrong as failures of the service.
    private static async ValueTask<object?> TellProblems(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (Exception e) when (Problems.Of(e) is { } problem)
        {
            return problem;
        }
    }
}
