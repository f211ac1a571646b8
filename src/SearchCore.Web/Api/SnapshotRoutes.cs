using System.Text.Json;

using SearchCore.Client.Contracts;
using SearchCore.Json;
using SearchCore.Web.Access;
using SearchCore.Web.Collections;
using SearchCore.Web.Ingest;
using SearchCore.Web.Requests;

namespace SearchCore.Web.Api;

/// <summary>Snapshots of a running index, for backups; bringing one back while the service runs.</summary>
internal static class SnapshotRoutes
{
    public static void MapSnapshots(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/snapshots", List)
            .Needs(Permission.Snapshot)
            .WithName("snapshots")
            .WithSummary("The snapshots that there are, the newest first")
            .Produces<SnapshotList>();
        routes.MapPost("/snapshots", Take)
            .Needs(Permission.Snapshot)
            .WithName("snapshot")
            .WithSummary("Takes a snapshot of the last commit into the configured folder, under a name")
            .Accepts<SnapshotRequest>("application/json")
            .Produces<SnapshotReport>(StatusCodes.Status201Created);
        routes.MapPost("/snapshots/{name}/restore", Restore)
            .Needs(Permission.Restore)
            .WithName("restore")
            .WithSummary("Verifies a snapshot and exchanges everything in the collection for it, while searches go on; what comes behind "
                + "the receipt is indexed on top")
            .Produces<Receipt>(StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> List(Call call, Snapshots snapshots)
    {
        Require(call, snapshots);
        var list = await Task.Run(() => snapshots.Of(call.Collection, call.Gone), call.Gone);
        return Answers.Of(new SnapshotList { Snapshots = list }, ServiceJsonContext.Default.SnapshotList);
    }

    private static async Task<IResult> Take(Call call, Snapshots snapshots, ILogger<Snapshots> log)
    {
        Require(call, snapshots);
        var sent = await JsonSerializer.DeserializeAsync(call.Context.Request.Body, ServiceJsonContext.Default.SnapshotRequest, call.Gone);
        var name = Snapshots.IsName(sent?.Name) ? sent!.Name : throw Refusal.Bad(Snapshots.NameRule);
        var target = snapshots.PathOf(call.Collection, name);
        if (snapshots.Has(call.Collection, name))
        {
            throw new Refusal(StatusCodes.Status409Conflict, "There is a snapshot of that name.", $"Choose another name than {name}.");
        }

        // What was taken is in it.
        if (!call.Collection.IsReadOnly)
        {
            await call.Collection.Ingest.FlushAsync(call.Gone);
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            var report = await Task.Run(() => ArticleIndex.TakeSnapshot(call.Collection.Engine.Path, target, call.Gone), call.Gone);
            Log.SnapshotTaken(log, call.Reader.Id, call.Collection.Name, name);
            return Results.Json(
                report with { Path = $"{call.Collection.Name}/{name}" }, SearchCoreJsonContext.Default.SnapshotReport,
                statusCode: StatusCodes.Status201Created);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.SnapshotFailed(log, call.Reader.Id, call.Collection.Name, name, e);
            throw new Refusal(
                StatusCodes.Status409Conflict, "The snapshot was not taken.", snapshots.Told(call.Collection, name, e.Message));
        }
    }

    private static async Task<IResult> Restore(Call call, Snapshots snapshots, UploadSpools spools, ILogger<Snapshots> log, string name)
    {
        Require(call, snapshots);
        if (!Snapshots.IsName(name))
        {
            throw Refusal.Bad(Snapshots.NameRule);
        }

        if (!snapshots.Has(call.Collection, name))
        {
            throw Refusal.Missing($"The collection '{call.Collection.Name}' has no snapshot '{name}'; GET snapshots lists them.");
        }

        var receipt = await spools.Of(call.Collection).TakeRestoreAsync(call.Reader.Id, name);
        Log.RestoreAsked(log, call.Reader.Id, call.Collection.Name, name, receipt.Id);
        return IngestRoutes.Accepted(call, receipt);
    }

    private static void Require(Call call, Snapshots snapshots)
    {
        if (!snapshots.IsConfigured)
        {
            throw new Refusal(
                StatusCodes.Status409Conflict, "Snapshots are not configured.",
                "Set SearchCore__SnapshotFolder to the folder that they go to.");
        }

        // They are of all articles, and say how many those are.
        if (call.Scope is not null)
        {
            throw Refusal.Forbidden("Snapshots are of all articles, of which you may not see some.");
        }
    }
}
