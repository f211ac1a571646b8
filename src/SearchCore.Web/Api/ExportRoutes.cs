using System.ComponentModel;

using SearchCore.Web.Access;
using SearchCore.Web.Exports;
using SearchCore.Web.Requests;

namespace SearchCore.Web.Api;

/// <summary>Every article that a search finds.</summary>
internal static class ExportRoutes
{
    public static void MapExport(this IEndpointRouteBuilder routes) => routes
        .MapGet("/export", Export)
        .Needs(Permission.Export)
        .WithName("export")
        .WithSummary("Every article that a search finds, however many: JSON lines that can be indexed again, or CSV")
        .Produces<string>(contentType: "application/x-ndjson");

    private static async Task Export(
        Call call, UserRates rates, Draining draining, [AsParameters] SearchParameters asked, [Description("ndjson (the default) or csv.")] string? format)
    {
        var isCsv = format?.ToLowerInvariant() switch
        {
            null or "ndjson" or "jsonl" => false,
            "csv" => true,
            _ => throw Refusal.Bad($"format={format}: it is ndjson or csv."),
        };
        var most = Parameters.Number("limit", asked.Limit, int.MaxValue, 0, int.MaxValue);
        var request = (asked with { Limit = null }).ToRequest(call.Limits);
        using var stream = rates.Stream(call.Reader);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(call.Gone, draining.ExportsEnd);
        await new ExportStream(isCsv, most).SendAsync(
            call.Context.Response, call.Collection.Index.ExportAsync(request, call.Scope, end.Token), call.Gone, draining.ExportsEnd);
    }
}
