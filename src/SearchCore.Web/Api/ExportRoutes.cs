using System.ComponentModel;

using SearchCore.Web.Access;
using SearchCore.Web.Exports;
using SearchCore.Web.Requests;

namespace SearchCore.Web.Api;

/// <summary>Every article that a search finds.</summary>
internal static class ExportRoutes
{
    private const string FormatText =
        "ndjson (the default): articles that can be indexed again; stored: with what was recognized in them; csv: for a spreadsheet.";

    public static void MapExport(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/export", Export)
            .Needs(Permission.Export)
            .WithName("export")
            .WithSummary("Every article that a search finds, however many, as a stream; one that is cut ends with an error record")
            .Produces<string>(contentType: "application/x-ndjson");
        routes.MapPost("/export", ExportRequest)
            .Needs(Permission.Export)
            .WithName("exportRequest")
            .WithSummary("As GET, by a whole SearchRequest")
            .Accepts<SearchRequest>("application/json")
            .Produces<string>(contentType: "application/x-ndjson");
    }

    private static Task Export(Call call, [AsParameters] SearchParameters asked, [Description(FormatText)] string? format)
    {
        if (asked.After is { Length: > 0 } || asked.Skip is not null)
        {
            throw NoPages();
        }

        var most = Parameters.Number("limit", asked.Limit, int.MaxValue, 0, int.MaxValue);
        return Send(call, (asked with { Limit = null }).ToRequest(call.Limits), format, most);
    }

    // A request always has a limit, mostly one that nobody wrote: how many there are to be stands in the address here too.
    private static async Task ExportRequest(
        Call call, [Description(FormatText)] string? format, [Description("How many articles at most.")] string? limit)
    {
        var request = await SearchRoutes.Body(call);
        if (request.After is not null || request.Skip > 0)
        {
            throw NoPages();
        }

        await Send(
            call, Bounded.Matching(request, call.Limits), format, Parameters.Number("limit", limit, int.MaxValue, 0, int.MaxValue));
    }

    private static Refusal NoPages() => Refusal.Bad("An export is of all articles: after and skip are for pages of a search.");

    private static async Task Send(Call call, SearchRequest request, string? format, int most)
    {
        var services = call.Context.RequestServices;
        var draining = services.GetRequiredService<Draining>();
        var wanted = Parameters.Choice("format", format, ExportFormat.Ndjson);
        using var stream = services.GetRequiredService<UserRates>().Stream(call.Reader);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(call.Gone, draining.ExportsEnd);
        await new ExportStream(wanted, most).SendAsync(
            call.Context.Response, call.Collection.Index.ExportAsync(request, call.Scope, end.Token), call.Gone, draining.ExportsEnd);
    }
}
