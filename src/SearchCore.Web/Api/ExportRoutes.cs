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
        var most = Parameters.Number("limit", asked.Limit, int.MaxValue, 0, int.MaxValue);
        return Send(call, (asked with { Limit = null }).ToRequest(call.Limits), format, most);
    }

    private static async Task ExportRequest(Call call, [Description(FormatText)] string? format) =>
        await Send(call, await SearchRoutes.Read(call), format, int.MaxValue);

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
