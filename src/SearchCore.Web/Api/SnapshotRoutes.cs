using System.Text.Json;

using Microsoft.Extensions.Options;

using SearchCore.Client.Contracts;
using SearchCore.Json;
using SearchCore.Web.Access;
using SearchCore.Web.Configuration;
using SearchCore.Web.Requests;

namespace SearchCore.Web.Api;

/// <summary>Snapshots of a running index, for backups.</summary>
internal static class SnapshotRoutes
{
    private const int MaxName = 64;

    public static void MapSnapshots(this IEndpointRouteBuilder routes) => routes
        .MapPost("/snapshots", Take)
        .Needs(Permission.Snapshot)
        .WithName("snapshot")
        .WithSummary("Takes a snapshot of the last commit into the configured folder, under a name")
        .Accepts<SnapshotRequest>("application/json")
        .Produces<SnapshotReport>(StatusCodes.Status201Created);

    private static async Task<IResult> Take(Call call, IOptions<ServiceOptions> options)
    {
        if (options.Value.SnapshotFolder is not { Length: > 0 } folder)
        {
            throw new Refusal(
                StatusCodes.Status409Conflict, "Snapshots are not configured.",
                "Set SearchCore__SnapshotFolder to the folder that they go to.");
        }

        var sent = await JsonSerializer.DeserializeAsync(call.Context.Request.Body, ServiceJsonContext.Default.SnapshotRequest, call.Gone);
        if (sent?.Name is not { Length: > 0 and <= MaxName } name || name[0] == '.'
            || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
        {
            throw Refusal.Bad($"name is letters, digits, dots, dashes and underlines, {MaxName} at most, and begins with no dot.");
        }

        var target = Path.Combine(folder, call.Collection.Name, name);
        if (Directory.Exists(target))
        {
            throw new Refusal(StatusCodes.Status409Conflict, "There is a snapshot of that name.", $"Choose another name than {name}.");
        }

        // What was taken is in it.
        if (!call.Collection.IsReadOnly)
        {
            await call.Collection.Ingest.FlushAsync(call.Gone);
        }

        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var report = await Task.Run(() => ArticleIndex.TakeSnapshot(call.Collection.Engine.Path, target, call.Gone), call.Gone);
        return Results.Json(
            report with { Path = $"{call.Collection.Name}/{name}" }, SearchCoreJsonContext.Default.SnapshotReport,
            statusCode: StatusCodes.Status201Created);
    }
}
