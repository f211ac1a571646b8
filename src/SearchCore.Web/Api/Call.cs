using Microsoft.Extensions.Options;

using SearchCore.Hosting;
using SearchCore.Web.Access;
using SearchCore.Web.Collections;
using SearchCore.Web.Configuration;
using SearchCore.Web.Requests;

namespace SearchCore.Web.Api;

/// <summary>One request to a collection: who asks, of what, and which articles there are for them.</summary>
internal sealed class Call
{
    // In place of an id in the path, where id= names it.
    private const string Anywhere = "_";

    private static readonly HashSet<string> Repeated = new(StringComparer.Ordinal) { "facet", "select", "significant", "kind" };

    private readonly HttpContext context;
    private Collection? collection;

    private Call(HttpContext context) => this.context = context;

    /// <summary>Whoever asks; asking for them counts the request as one of theirs.</summary>
    /// <exception cref="Refusal">Nobody is known, or they ask too often.</exception>
    public Reader Reader => field ??= Known();

    /// <summary>The collection that is asked.</summary>
    public Collection Collection => collection ?? throw new InvalidOperationException("Nobody has asked whether this is allowed.");

    /// <summary>Which articles there are for whoever asks; null for all.</summary>
    public SearchScope? Scope { get; private set; }

    /// <summary>Cancelled when nobody waits for the answer any more.</summary>
    public CancellationToken Gone => context.RequestAborted;

    public HttpContext Context => context;

    public LimitOptions Limits => context.RequestServices.GetRequiredService<IOptions<ServiceOptions>>().Value.Limits;

    /// <summary>The number of the last commit; null for a reader who may not know of all articles.</summary>
    public long? Sequence => Scope is null ? Collection.Sequence : null;

    /// <summary>Searches in turn, and answers.</summary>
    /// <exception cref="OverloadedException">The turn did not come, or not in time.</exception>
    public async Task<IResult> AnswerAsync(SearchRequest request)
    {
        var sequence = Sequence;
        return Answers.Of(Seal(await SearchAsync(Open(request))), sequence);
    }

    /// <summary>Searches in turn, and answers with everything but hits, whatever the text says of them behind its bar.</summary>
    /// <inheritdoc cref="AnswerAsync" path="/exception"/>
    public async Task<IResult> CountAsync(SearchRequest request)
    {
        var sequence = Sequence;
        return Answers.Of(await SearchAsync(request) with { Hits = [], Next = null }, sequence);
    }

    /// <summary>Searches in turn.</summary>
    /// <inheritdoc cref="AnswerAsync" path="/exception"/>
    /// <exception cref="Refusal">Its text asks for more than the service allows.</exception>
    public Task<SearchResults> SearchAsync(SearchRequest request)
    {
        Bounded.RequireTyped(request, Collection.FieldTypes, Limits);
        return InTime(gone => Collection.Index.SearchAsync(request, Scope, gone));
    }

    /// <summary>Asks something else in turn.</summary>
    /// <inheritdoc cref="AnswerAsync" path="/exception"/>
    public Task<T> ReadAsync<T>(Func<ArticleSearcher, CancellationToken, T> read) =>
        InTime(gone => Collection.Index.ReadAsync(searcher => read(searcher, gone), Scope, gone));

    /// <summary>Does something no longer than a search may last with its wait.</summary>
    /// <inheritdoc cref="AnswerAsync" path="/exception"/>
    public async Task<T> InTime<T>(Func<CancellationToken, Task<T>> work)
    {
        var longest = Limits.MaxSearchTime + Limits.MaxWait;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Gone);
        deadline.CancelAfter(longest);
        try
        {
            return await work(deadline.Token);
        }
        catch (OperationCanceledException) when (!Gone.IsCancellationRequested)
        {
            throw new OverloadedException(
                collection?.Name ?? "all",
                $"The answer would have taken longer than {longest.TotalSeconds:F0} s. Try again later, or ask for less.",
                TimeSpan.FromSeconds(5));
        }
    }

    public static ValueTask<Call?> BindAsync(HttpContext context) => ValueTask.FromResult<Call?>(new Call(context));

    /// <summary>Lets the call in, or does not.</summary>
    /// <exception cref="Refusal">There is no such collection, or whoever asks may not.</exception>
    public void Enter(Permission permission)
    {
        RequireOnce();
        var name = (string)context.Request.RouteValues["collection"]!;
        var services = context.RequestServices;
        var (rules, reader) = (services.GetRequiredService<AccessRules>(), Reader);
        // Who may do nothing in a collection is not told whether there is one.
        if (services.GetRequiredService<CollectionSet>().Find(name) is not { } found || !rules.All(reader, found).Any())
        {
            throw Refusal.Missing(
                $"There is no collection '{name}' for you; GET /v1/collections lists those that there are.", Refusal.NoCollection);
        }

        if (!rules.May(reader, found, permission))
        {
            throw Refusal.Forbidden($"You may not {permission.ToString().ToLowerInvariant()} in the collection '{name}'.");
        }

        if (found.Problem is { } problem)
        {
            throw new Refusal(StatusCodes.Status503ServiceUnavailable, "This archive cannot be searched now.", problem)
            {
                RetryAfter = TimeSpan.FromMinutes(1),
            };
        }

        collection = found;
        Scope = rules.ScopeOf(reader, found);
    }

    /// <summary>A request of whoever asks, with the cursor as the engine wrote it.</summary>
    /// <exception cref="Refusal">The cursor is none of theirs.</exception>
    public SearchRequest Open(SearchRequest request) => Scope is null || request.After is null
        ? request
        : request with { After = context.RequestServices.GetRequiredService<CursorSeal>().Open(request.After) };

    /// <summary>What was found, for whoever asks: a cursor tells which commit it is of, so a restricted reader gets it sealed.</summary>
    public SearchResults Seal(SearchResults results) => Scope is null || results.Next is null
        ? results
        : results with { Next = context.RequestServices.GetRequiredService<CursorSeal>().Close(results.Next) };

    private Reader Known()
    {
        var services = context.RequestServices;
        var reader = services.GetRequiredService<Readers>().Of(context);
        services.GetRequiredService<UserRates>().Count(reader);
        return reader;
    }

    /// <summary>The id that the address names, in its path or as <c>?id=</c>.</summary>
    /// <exception cref="Refusal">It names none.</exception>
    public string ArticleId(string? parameter)
    {
        var inPath = RawPath.Behind(context, "articles");
        if (parameter is { Length: > 0 } && inPath is { Length: > 0 } && inPath != Anywhere && inPath != parameter)
        {
            throw Refusal.Bad($"The path names the article '{inPath}', and id another one: name one of them.");
        }

        return (parameter ?? inPath) is { Length: > 0 } id
            ? id
            : throw Refusal.Bad("Name the article: /articles/ID with the id percent-encoded, or /articles?id=ID.");
    }

    // Joined they would be another query, another id.
    private void RequireOnce()
    {
        foreach (var (name, values) in context.Request.Query)
        {
            if (values.Count > 1 && !Repeated.Contains(name) && !(name == "id" && context.Request.Path.Value!.EndsWith("/named")))
            {
                throw Refusal.Bad($"{name} stands in the address {values.Count} times; it may once.");
            }
        }
    }
}
