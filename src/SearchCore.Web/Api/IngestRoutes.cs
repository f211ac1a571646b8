using System.Text.Json;

using Microsoft.AspNetCore.Http.Features;

using SearchCore.Client.Contracts;
using SearchCore.Formats;
using SearchCore.Web.Access;
using SearchCore.Web.Ingest;
using SearchCore.Web.Requests;

namespace SearchCore.Web.Api;

/// <summary>Taking articles in and deleting them. What is answered with a receipt survives a crash.</summary>
internal static class IngestRoutes
{
    private const int MostDeleted = 10_000, MostDeletedBytes = 4_000_000, MaxName = 200;

    // A deletion waits behind what was taken before it; so long for an answer that says what became of it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static void MapIngest(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/articles", Take)
            .Needs(Permission.Ingest)
            .WithName("ingest")
            .WithSummary("Takes articles: JSON lines, or a file of any format that can be imported, told by its bytes")
            .Produces<Receipt>(StatusCodes.Status202Accepted);
        routes.MapGet("/receipts/{receipt}", Tell)
            .Needs(Permission.Read)
            .WithName("receipt")
            .WithSummary("What became of an upload")
            .Produces<Receipt>();
        routes.MapGet("/receipts/{receipt}/events", Follow)
            .Needs(Permission.Read)
            .WithName("receiptEvents")
            .WithSummary("What becomes of an upload, as server-sent events until it is done")
            .Produces<Receipt>(contentType: "text/event-stream");
        routes.MapDelete("/articles/{article}", Delete)
            .Needs(Permission.Delete)
            .WithName("delete")
            .WithSummary("Deletes an article, also one whose upload waits")
            .Produces(StatusCodes.Status204NoContent)
            .Produces<Receipt>(StatusCodes.Status202Accepted);
        routes.MapDelete("/articles", Delete)
            .Needs(Permission.Delete)
            .WithName("deleteById")
            .WithSummary("As the address with the id in its path, for ids that a proxy decodes")
            .Produces(StatusCodes.Status204NoContent)
            .Produces<Receipt>(StatusCodes.Status202Accepted);
        routes.MapPost("/articles/delete", DeleteMany)
            .Needs(Permission.Delete)
            .WithName("deleteMany")
            .WithSummary("Deletes articles by a list of ids")
            .Accepts<List<string>>("application/json")
            .Produces<Receipt>(StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> Take(Call call, UploadSpools spools, string? name, string? format)
    {
        var (limits, request) = (call.Limits, call.Context.Request);
        if (format is not null && NewsFormats.All.Find(format) is null)
        {
            throw Refusal.Bad(
                $"format={format}: it is one of {string.Join(", ", NewsFormats.All.All.Select(f => f.Name))}; without it the bytes say.");
        }

        if (request.ContentLength > limits.MaxUploadBytes)
        {
            throw TooLarge(limits.MaxUploadBytes);
        }

        if (call.Context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = limits.MaxUploadBytes;
        }

        try
        {
            var receipt = await spools.Of(call.Collection).TakeAsync(call.Reader.Id, NameOf(name), format, request.Body, call.Gone);
            return Accepted(call, receipt);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw TooLarge(limits.MaxUploadBytes);
        }
    }

    private static IResult Tell(Call call, UploadSpools spools, string receipt) =>
        Answers.Of(Shown(call, Found(call, spools, receipt)), ServiceJsonContext.Default.Receipt);

    private static async Task Follow(Call call, UploadSpools spools, Draining draining, UserRates rates, string receipt)
    {
        var found = Found(call, spools, receipt);
        using var stream = rates.Stream(call.Reader);
        await EventStream.SendAsync(
            call.Context, Each(), _ => null, ServiceJsonContext.Default.Receipt, draining.EventsEnd);

        async IAsyncEnumerable<Receipt> Each(
            [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation = default)
        {
            await foreach (var one in spools.Of(call.Collection).FollowAsync(found.Id, cancellation))
            {
                yield return Shown(call, one);
            }
        }
    }

    private static Task<IResult> Delete(Call call, UploadSpools spools, string? id) =>
        Remove(call, spools, [call.ArticleId(id)], answers: true);

    private static async Task<IResult> DeleteMany(Call call, UploadSpools spools)
    {
        // Ten thousand ids are more than any other body.
        if (call.Context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = Math.Max(call.Limits.MaxRequestBytes, MostDeletedBytes);
        }

        var ids = await JsonSerializer.DeserializeAsync(call.Context.Request.Body, ServiceJsonContext.Default.ListString, call.Gone) ?? [];
        return ids.Count is > 0 and <= MostDeleted && ids.TrueForAll(id => id is { Length: > 0 })
            ? await Remove(call, spools, ids, answers: false)
            : throw Refusal.Bad($"Send a list of ids, 1 to {MostDeleted}: [\"a1\",\"a2\"].");
    }

    private static async Task<IResult> Remove(Call call, UploadSpools spools, List<string> ids, bool answers)
    {
        // What somebody may not see is not there for them, nor to delete: that is found out when its turn comes.
        var spool = spools.Of(call.Collection);
        var receipt = await spool.TakeDeletionAsync(call.Reader.Id, ids, call.Scope);
        return answers && await Done(spool, receipt, call.Gone) is { State: ReceiptState.Done } done
            ? done.Deleted > 0 ? Results.NoContent() : throw Refusal.Missing($"There is no article '{ids[0]}' for you.", Refusal.NoArticle)
            : Accepted(call, receipt);
    }

    private static async Task<Receipt?> Done(UploadSpool spool, Receipt receipt, CancellationToken gone)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(gone);
        patience.CancelAfter(Patience);
        try
        {
            return await spool.FollowAsync(receipt.Id, patience.Token).LastOrDefaultAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!gone.IsCancellationRequested)
        {
            return null;
        }
    }

    private static Receipt Found(Call call, UploadSpools spools, string id) =>
        spools.Of(call.Collection).Find(call.Reader.Id, id)
            ?? throw Refusal.Missing("You have no such receipt; old ones are forgotten when what they are for is done.",
                Refusal.NoReceipt);

    // How many commits there were says that others have written.
    private static Receipt Shown(Call call, Receipt receipt) => call.Scope is null ? receipt : receipt with { Sequence = null };

    /// <summary>The answer to what will be done: a receipt, and where to ask how far it is.</summary>
    public static IResult Accepted(Call call, Receipt receipt)
    {
        var response = call.Context.Response;
        response.Headers.Location = $"/v1/collections/{Uri.EscapeDataString(call.Collection.Name)}/receipts/{receipt.Id}";
        response.Headers.CacheControl = "no-store";
        return Results.Json(receipt, ServiceJsonContext.Default.Receipt, statusCode: StatusCodes.Status202Accepted);
    }

    // What an upload is called tells formats and ids; a name, never a path.
    private static string NameOf(string? name)
    {
        var last = (name ?? string.Empty).Split('/', '\\')[^1];
        var clean = string.Concat(last.Where(c => !char.IsControl(c) && !char.IsSurrogate(c)).Take(MaxName));
        return clean.Trim('.', ' ') is { Length: > 0 } fit ? fit : $"upload-{Guid.NewGuid():N}";
    }

    private static Refusal TooLarge(long most) => new(
        StatusCodes.Status413PayloadTooLarge, "The upload is too large.",
        $"An upload has {most:N0} bytes at most; send it in parts.");
}
