using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

using SearchCore.Client.Contracts;
using SearchCore.Web.Access;
using SearchCore.Web.Keeping;
using SearchCore.Web.Requests;

namespace SearchCore.Web.Api;

/// <summary>Queries that stand beside a collection, each its owner's; what came in and matched, as events and as a feed.</summary>
internal static class AlertRoutes
{
    private const int FeedEntries = 50, ReadAtOnce = 2_000;

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
        TakeScope(call);
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
        var sent = await JsonSerializer.DeserializeAsync(call.Context.Request.Body, AlertBodyContext.Default.AlertBody, call.Gone)
            ?? throw Refusal.Bad("The body is null.");
        var request = sent switch
        {
            { Request: { } whole, Address: null } => whole,
            { Request: null, Address: { } address } => Matching(SearchParameters.OfAddress(address).ToRequest(call.Limits)),
            _ => throw Refusal.Bad("Send {\"request\":…}, or {\"address\":\"q=…\"} as a saved search has it."),
        };
        Bounded.Matching(request, call.Limits);
        var (standing, mine) = (call.Collection.Engine.Standing, AlertNames.PrefixOf(call.Reader.Id));
        var stored = mine + NameOf(call, name);
        if (standing.Find(stored) is null
            && standing.List().Count(q => q.Name.StartsWith(mine, StringComparison.Ordinal)) >= call.Limits.MaxSaved)
        {
            throw Refusal.Bad($"You have {call.Limits.MaxSaved} alerts; remove one first.");
        }

        var query = new StandingQuery { Name = stored, Request = request, Scope = call.Scope };
        return Answers.Of(Shown(await Task.Run(() => standing.Put(query), call.Gone)), ServiceJsonContext.Default.Alert);
    }

    // An alert has no order and no pages.
    private static SearchRequest Matching(SearchRequest search) => new()
    {
        Query = search.Query,
        Dialect = search.Dialect,
        Lenient = search.Lenient,
        Select = search.Select,
        Published = search.Published,
        Zone = search.Zone,
    };

    private static IResult Delete(Call call, string name)
    {
        RequireWritable(call);
        return call.Collection.Engine.Standing.Remove(AlertNames.PrefixOf(call.Reader.Id) + NameOf(call, name))
            ? Results.NoContent()
            : throw Refusal.Missing("You have no alert of that name.", Refusal.NoSuchName);
    }

    private static async Task Events(Call call, CursorSeal seal, Draining draining, UserRates rates, string? after)
    {
        TakeScope(call);
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
            if (found.Query.StartsWith(mine, StringComparison.Ordinal)
                && await May(call, call.Collection.Engine.Standing.Find(found.Query), found))
            {
                yield return Shown(found, call, seal);
            }
        }
    }

    private static async Task<IResult> Feed(Call call, string name)
    {
        TakeScope(call);
        var (standing, stored) = (call.Collection.Engine.Standing, AlertNames.PrefixOf(call.Reader.Id) + NameOf(call, name));
        var query = standing.Find(stored) ?? throw Refusal.Missing("You have no alert of that name.", Refusal.NoSuchName);
        var shown = new List<StandingEvent>();
        await foreach (var found in Newest(call, standing, stored))
        {
            if (await May(call, query, found))
            {
                shown.Add(found);
            }

            if (shown.Count == FeedEntries)
            {
                break;
            }
        }

        return new AtomFeed(call.Collection.Name, NameOf(call, name), query.Stored, shown);
    }

    // From the last one back: of all events of a collection a feed needs few.
    private static async IAsyncEnumerable<StandingEvent> Newest(Call call, StandingQueries standing, string stored)
    {
        for (var end = standing.Last; end >= standing.First && end > 0; end -= ReadAtOnce)
        {
            var after = Math.Max(0, end - ReadAtOnce);
            var last = end;
            var some = await call.ReadAsync((_, gone) =>
            {
                gone.ThrowIfCancellationRequested();
                return standing.Read(after).TakeWhile(e => e.Number <= last).Where(e => e.Query == stored && e.Article is not null)
                    .ToList();
            });
            foreach (var found in Enumerable.Reverse(some))
            {
                yield return found;
            }
        }
    }

    // Articles are matched by what their owner might see when the alert was stored: what they may see now counts from now on.
    private static void TakeScope(Call call)
    {
        if (call.Collection.IsReadOnly)
        {
            return;
        }

        var (standing, mine) = (call.Collection.Engine.Standing, AlertNames.PrefixOf(call.Reader.Id));
        StandingQuery[] old =
            [.. standing.List().Where(q => q.Name.StartsWith(mine, StringComparison.Ordinal) && !Equals(q.Scope, call.Scope))];
        if (old.Length > 0)
        {
            standing.Put([.. old.Select(q => q with { Scope = call.Scope })]);
        }
    }

    // To a restricted reader what was matched within what they may see now, by the query as it is now; of it, what is there still. An
    // article that another one has taken the place of shows what the other one hides. Faults tell of articles that are not theirs.
    private static async Task<bool> May(Call call, StandingQuery? query, StandingEvent found) =>
        call.Scope is null || (found.Article is { Id: var id } && query is not null && query.Version == found.Version
            && Equals(query.Scope, call.Scope) && await call.ReadAsync((searcher, _) => searcher.GetStored(id) is not null));

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

/// <summary>An alert as it is stored: a whole request, or the address of a search, in which days begin in the zone that it names.</summary>
internal sealed record AlertBody
{
    public string? Name { get; init; }

    public SearchRequest? Request { get; init; }

    public string? Address { get; init; }

    public DateTimeOffset? Stored { get; init; }
}

/// <summary>Generated metadata of it.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(AlertBody))]
internal sealed partial class AlertBodyContext : JsonSerializerContext;
