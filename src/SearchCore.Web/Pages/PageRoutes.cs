using System.Globalization;

using SearchCore.Hosting;
using SearchCore.Web.Access;
using SearchCore.Web.Api;
using SearchCore.Web.Requests;

namespace SearchCore.Web.Pages;

/// <summary>
/// The pages for browsers. The server writes the first page that an address shows, which works by itself; the script takes over at the same
/// address (docs/decisions/0067).
/// </summary>
internal static class PageRoutes
{
    /// <summary>Adds the pages: <c>/</c> and everything below <c>/c</c>.</summary>
    public static void MapPages(this WebApplication app)
    {
        var frame = new PageFrame(app.Environment);
        var pages = app.MapGroup(string.Empty).AddEndpointFilter((context, next) => TellProblems(context, next, frame))
            .ExcludeFromDescription();
        pages.MapGet("/", (Call call, Collections.CollectionSet collections, AccessRules rules) =>
            OtherPages.Home(call, frame, collections, rules));
        var collection = pages.MapGroup("/c/{collection}");
        collection.MapGet("/", (Call call, [AsParameters] SearchParameters asked) => SearchPage.Show(call, frame, asked))
            .Needs(Permission.Read);
        collection.MapGet("/a/{**id}", (Call call, string? q, string? dialect) => ArticlePage.Show(call, frame, q, dialect))
            .Needs(Permission.Read);
        collection.MapGet("/e/{kind}/{**name}", (Call call, string kind) => OtherPages.Entity(call, frame, kind)).Needs(Permission.Read);
        pages.MapGet("/c/{**rest}", IResult () => throw Refusal.Missing("There is no page at this address."));
        foreach (var view in new[] { "/compare", "/diff", "/saved" })
        {
            collection.MapGet(view, (Call call) => OtherPages.Scripted(call, frame)).Needs(Permission.Read);
        }
    }

    private static async ValueTask<object?> TellProblems(
        EndpointFilterInvocationContext context, EndpointFilterDelegate next, PageFrame frame)
    {
        try
        {
            return await next(context);
        }
        catch (Exception e) when (Problems.Of(e) is not null)
        {
            return Problem(context.HttpContext, e, frame);
        }
    }

    private static IResult Problem(HttpContext context, Exception exception, PageFrame frame)
    {
        var (status, title, after) = exception switch
        {
            Refusal refusal => (refusal.Status, refusal.Title, refusal.RetryAfter),
            OverloadedException busy => (StatusCodes.Status503ServiceUnavailable, "The service is busy.", busy.RetryAfter),
            QueryException => (StatusCodes.Status400BadRequest, "The search could not be read.", null),
            _ => (StatusCodes.Status400BadRequest, "The request could not be read.", (TimeSpan?)null),
        };
        if (after is { } wait)
        {
            context.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString("F0", CultureInfo.InvariantCulture);
        }

        return frame.Page(
            context,
            title,
            null,
            html =>
            {
                html.Open("main", ("id", "main")).Element("h1", title);
                html.Element("p", exception is OverloadedException ? "Try again in a moment." : exception.Message);
                SearchPage.Warnings(html, exception is QueryException query ? query.Diagnostics : []);
                html.Open("p").Element("a", "To the archives", ("href", "/")).Close("p").Close("main");
            },
            status);
    }
}
