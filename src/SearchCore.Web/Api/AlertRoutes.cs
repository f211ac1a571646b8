using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

using SearchCore.Client.Contracts;
using SearchCore.Web.Access;
using SearchCore.Web.Keeping;
using SearchCore.Web.Requests;

namespace SearchCore.Web.Api;

/// <summary>Queries that stand beside a collection, each its owner's; what came in and matched, as events and as a feed.</summary>
internal static class AlertRoutes
{
    private const int FeedEntries = 50;

    public static void MapAlerts(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/alerts", List)
            .Needs(Permission.Read)
            .WithName("alerts")
            .WithSummary("Your alerts")
            .Produces<AlertList>();
        routes.MapPut("/alerts/{name}", Put)
            .Needs(Permission.Read)
            .WithName("putAlert")
            .WithSummary("Stores an alert: articles that come in from now on and match are told of")
            .Accepts<Alert>("application/json")
            .Produces<Alert>();
        routes.MapDelete("/alerts/{name}", Delete)
            .Needs(Permission.Read)
            .WithName("removeAlert")
            .WithSummary("Removes an alert; its events stay")
            .Produces(StatusCodes.Status204NoContent);
        routes.MapGet("/alerts/events", Events)
            .Needs(Permission.Read)
            .WithName("alertEvents")
            .WithSummary("What comes in and matches your alerts, as server-sent events; Last-Event-ID or after goes on behind one")
            .Produces<AlertEvent>(contentType: "text/event-stream");
        routes.MapGet("/alerts/{name}/feed", Feed)
            .Needs(Permission.Read)
            .WithName("alertFeed")
            .WithSummary("The newest events of an alert as an Atom feed")
            .Produces<string>(contentType: AtomFeed.ContentType);
    }

    private static IResult List(Call call, CursorSeal seal)
    {
        var standing = call.Collection.Engine.Standing;
        var mine = AlertNames.PrefixOf(call.Reader.Id);
        return Answers.Of(json => JsonSerializer.Serialize(
            json,
            new AlertList
            {
                Alerts = [.. standing.List().Where(q => q.Name.StartsWith(mine, StringComparison.Ordinal)).Select(Shown)],
                Last = IdOf(standing.Last, call, seal),
            },
            ServiceJsonContext.Default.AlertList));
    }

    private static async Task<IResult> Put(Call call, string name)
    {
        RequireWritable(call);
        var sent = await JsonSerializer.DeserializeAsync(call.Context.Request.Body, ServiceJsonContext.Default.Alert, call.Gone)
            ?? throw Refusal.Bad("The body is null.");
        var (standing, mine) = (call.Collection.Engine.Standing, AlertNames.PrefixOf(call.Reader.Id));
        var stored = mine + NameOf(call, name);
        if (standing.Find(stored) is null
            && standing.List().Count(q => q.Name.StartsWith(mine, StringComparison.Ordinal)) >= call.Limits.MaxSaved)
        {
            throw Refusal.Bad($"You have {call.Limits.MaxSaved} alerts; remove one first.");
        }

        var query = new StandingQuery { Name = stored, Request = Bounded.Of(sent.Request, call.Limits), Scope = call.Scope };
        return Answers.Of(Shown(await Task.Run(() => standing.Put(query), call.Gone)), ServiceJsonContext.Default.Alert);
    }

    private static IResult Delete(Call call, string name)
    {
        RequireWritable(call);
        return call.Collection.Engine.Standing.Remove(AlertNames.PrefixOf(call.Reader.Id) + NameOf(call, name))
            ? Results.NoContent()
            : throw Refusal.Missing("You have no alert of that name.");
    }

    private static async Task Events(Call call, CursorSeal seal, Draining draining, UserRates rates, string? after)
    {
        var begin = call.Context.Request.Headers["Last-Event-ID"] is [{ Length: > 0 } last, ..] ? last : after;
        var number = begin is { Length: > 0 } ? NumberOf(begin, call, seal) : call.Collection.Engine.Standing.Last;
        using var stream = rates.Stream(call.Reader);
        await EventStream.SendAsync(
            call.Context, Mine(call, seal, number), e => e.Id, ServiceJsonContext.Default.AlertEvent, draining.EventsEnd);
    }

    private static async IAsyncEnumerable<AlertEvent> Mine(
        Call call, CursorSeal seal, long after, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var mine = AlertNames.PrefixOf(call.Reader.Id);
        await foreach (var found in call.Collection.Engine.Standing.FollowAsync(after, cancellation))
        {
            if (found.Query.StartsWith(mine, StringComparison.Ordinal) && await May(call, found))
            {
                yield return Shown(found, call, seal);
            }
        }
    }

    private static async Task<IResult> Feed(Call call, string name)
    {
        var (standing, stored) = (call.Collection.Engine.Standing, AlertNames.PrefixOf(call.Reader.Id) + NameOf(call, name));
        var query = standing.Find(stored) ?? throw Refusal.Missing("You have no alert of that name.");
        var newest = new Queue<StandingEvent>();
        foreach (var found in standing.Read().Where(e => e.Query == stored && e.Article is not null))
        {
            newest.Enqueue(found);
            if (newest.Count > FeedEntries)
            {
                newest.Dequeue();
            }
        }

        List<StandingEvent> shown = [];
        foreach (var found in newest.Reverse())
        {
            if (await May(call, found))
            {
                shown.Add(found);
            }
        }

        return new AtomFeed(call.Collection.Name, NameOf(call, name), query.Stored, shown);
    }

    // An alert remembers what its owner might see when it was stored; what they may see now counts. Faults tell of articles that are not
    // theirs.
    private static async Task<bool> May(Call call, StandingEvent found) =>
        call.Scope is null || (found.Article is { Id: var id }
            && await call.ReadAsync((searcher, _) => searcher.GetStored(id) is not null));

    private static Alert Shown(StandingQuery query) =>
        new() { Name = AlertNames.Shown(query.Name), Request = query.Request, Stored = query.Stored };

    private static AlertEvent Shown(StandingEvent found, Call call, CursorSeal seal) => new()
    {
        Id = IdOf(found.Number, call, seal),
        Alert = AlertNames.Shown(found.Query),
        At = found.At,
        Commit = call.Scope is null ? found.Commit : null,
        Article = found.Article,
        Fault = found.Fault,
    };

    // How many events there were says how much came in, also of what is hidden.
    private static string IdOf(long number, Call call, CursorSeal seal)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        return call.Scope is null ? text : seal.Close(text);
    }

    private static long NumberOf(string id, Call call, CursorSeal seal) =>
        long.TryParse(call.Scope is null ? id : seal.Open(id), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Refusal.Bad($"after={id}: name the id of an event that you were sent.");

    private static string NameOf(Call call, string name) => Names.Of(call, "alerts", name) is { Length: <= AlertNames.MaxName } fit
        ? fit
        : throw Refusal.Bad($"The name of an alert has {AlertNames.MaxName} characters at most.");

    private static void RequireWritable(Call call)
    {
        if (call.Collection.IsReadOnly)
        {
            throw new Refusal(
                StatusCodes.Status409Conflict, "The collection is read only.",
                "Another service writes this collection, and keeps its alerts: ask there.");
        }
    }
}
