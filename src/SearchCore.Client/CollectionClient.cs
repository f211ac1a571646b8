using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;

using SearchCore.Client.Contracts;
using SearchCore.Client.Transport;
using SearchCore.Json;
using SearchCore.Queries;

namespace SearchCore.Client;

/// <summary>One collection of a service. Thread-safe.</summary>
public sealed partial class CollectionClient
{
    private readonly ServiceCalls calls;
    private readonly string root;

    internal CollectionClient(ServiceCalls calls, string name)
    {
        (this.calls, Name) = (calls, name);
        root = $"v1/collections/{Uri.EscapeDataString(name)}";
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Searches.</summary>
    /// <exception cref="QueryRefusedException">The query cannot be understood or is over a limit.</exception>
    /// <exception cref="ServiceBusyException">Too much is asked for at once.</exception>
    /// <exception cref="SearchServiceException">The service refused or failed.</exception>
    public async Task<SearchAnswer> SearchAsync(SearchRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var response = await calls.SendAsync(
            HttpMethod.Post, $"{root}/search", () => BodyOf(request), isWhole: true, cancellation).ConfigureAwait(false);
        var body = await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
        return new(
            JsonSerializer.Deserialize(body, SearchCoreJsonContext.Default.SearchResults)
                ?? throw new JsonException("The service answered a search with null."),
            SequenceOf(body));
    }

    /// <summary>Articles about the same as one.</summary>
    /// <param name="id">The article's id.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <inheritdoc cref="SearchAsync" path="/exception"/>
    public Task<SearchAnswer> SimilarAsync(string id, int limit = 10, CancellationToken cancellation = default) =>
        SearchAsync(new() { SimilarTo = id, Limit = limit }, cancellation);

    /// <summary>An article with the places that a query finds in it; null where there is none.</summary>
    /// <param name="id">The article's id.</param>
    /// <param name="query">The query; null marks nothing.</param>
    /// <param name="dialect">How it is written.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <inheritdoc cref="SearchAsync" path="/exception"/>
    public Task<HighlightedArticle?> GetAsync(
        string id, string? query = null, QueryDialect dialect = QueryDialect.SearchCore, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        var address = new Address($"{root}/articles").With("id", id).With("q", query).With("dialect", NameOf(dialect));
        return ServiceCalls.OrNone(calls.GetAsync(address.ToString(), SearchCoreJsonContext.Default.HighlightedArticle, cancellation));
    }

    /// <summary>The near-duplicates of an article, the most similar first; null where there is no such article.</summary>
    /// <param name="id">The article's id.</param>
    /// <param name="atLeast">How much must be the same, 0.5 to 1.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <inheritdoc cref="SearchAsync" path="/exception"/>
    public async Task<IReadOnlyList<NearArticle>?> NearAsync(string id, double atLeast = 0.8, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        var address = new Address($"{root}/articles/_/near").With("id", id).With("atLeast", (long)Math.Round(100 * atLeast));
        var found = await ServiceCalls.OrNone(calls.GetAsync(address.ToString(), ServiceJsonContext.Default.NearList, cancellation))
            .ConfigureAwait(false);
        return found?.Near;
    }

    /// <summary>Who and what articles name, so that lists of hits can show it; those that are not there are left out.</summary>
    /// <param name="ids">The ids, 100 at most.</param>
    /// <param name="top">How many entities of each, 0 to 50.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <inheritdoc cref="SearchAsync" path="/exception"/>
    public async Task<IReadOnlyList<NamedArticle>> NamedAsync(
        IReadOnlyList<string> ids, int top = 6, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var address = new Address($"{root}/named").With("top", top);
        foreach (var id in ids)
        {
            address.With("id", id);
        }

        return (await calls.GetAsync(address.ToString(), ServiceJsonContext.Default.NamedList, cancellation).ConfigureAwait(false)).Named;
    }

    /// <summary>What somebody types, completed.</summary>
    /// <inheritdoc cref="SearchAsync" path="/exception"/>
    public Task<Completions> SuggestAsync(CompletionRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var address = new Address($"{root}/suggest").With("text", request.Text).With("top", request.Top)
            .With("words", request.Words ? "true" : "false").With("titles", request.Titles ? "true" : "false");
        foreach (var kind in request.Kinds ?? [])
        {
            address.With("kind", kind);
        }

        return calls.GetAsync(address.ToString(), SearchCoreJsonContext.Default.Completions, cancellation);
    }

    /// <summary>How a query is understood, with what is wrong in it.</summary>
    /// <inheritdoc cref="SearchAsync" path="/exception"/>
    public Task<QueryParseResult> ParseAsync(
        string query, QueryDialect dialect = QueryDialect.SearchCore, CancellationToken cancellation = default) => calls.GetAsync(
            new Address($"{root}/parse").With("q", query).With("dialect", NameOf(dialect)).ToString(),
            SearchCoreJsonContext.Default.QueryParseResult,
            cancellation);

    /// <summary>The values of a kind of facet, or the terms of <c>title</c> or <c>body</c>, the most frequent first.</summary>
    /// <inheritdoc cref="SearchAsync" path="/exception"/>
    public async Task<IReadOnlyList<FacetValue>> TermsAsync(
        string field, string prefix = "", int top = 10, CancellationToken cancellation = default) =>
        (await calls.GetAsync(
            new Address($"{root}/terms").With("field", field).With("prefix", prefix).With("top", top).ToString(),
            ServiceJsonContext.Default.TermList,
            cancellation).ConfigureAwait(false)).Values;

    /// <summary>The page of an entity.</summary>
    /// <param name="request">Which one; the service bounds its time, and takes companions and period as they are by default.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <inheritdoc cref="SearchAsync" path="/exception"/>
    public Task<EntityPage> EntityAsync(EntityRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var path = $"{root}/entities/{Uri.EscapeDataString(request.Kind)}/{Uri.EscapeDataString(request.Name)}";
        return calls.GetAsync(
            new Address(path).With("top", request.Top).With("unit", NameOf(request.Unit)).With("articles", request.Articles)
                .With("zone", request.Zone).ToString(),
            SearchCoreJsonContext.Default.EntityPage,
            cancellation);
    }

    /// <summary>Two searches: how many articles each finds, and what is named more in one than in the other.</summary>
    /// <inheritdoc cref="SearchAsync" path="/exception"/>
    public Task<Comparison> CompareAsync(
        string a, string b, QueryDialect dialect = QueryDialect.SearchCore, CancellationToken cancellation = default) => calls.GetAsync(
            new Address($"{root}/compare").With("a", a).With("b", b).With("dialect", NameOf(dialect)).ToString(),
            ServiceJsonContext.Default.Comparison,
            cancellation);

    /// <summary>
    /// Every article that a request matches, in its order, as they come: of one moment, also where the collection changes meanwhile.
    /// </summary>
    /// <exception cref="ExportCutException">The service had to end before the last article.</exception>
    /// <inheritdoc cref="SearchAsync" path="/exception"/>
    public async IAsyncEnumerable<StoredArticle> ExportAsync(
        SearchRequest request, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var response = await calls.SendAsync(
            HttpMethod.Post, $"{root}/export?format=stored", () => BodyOf(request), isWhole: false, cancellation).ConfigureAwait(false);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false));
        while (await lines.ReadLineAsync(cancellation).ConfigureAwait(false) is { } line)
        {
            if (line.StartsWith("{\"error\":", StringComparison.Ordinal))
            {
                using var cut = JsonDocument.Parse(line);
                var error = cut.RootElement.GetProperty("error");
                throw new ExportCutException(error.GetProperty("detail").GetString()!, error.GetProperty("written").GetInt64());
            }

            yield return JsonSerializer.Deserialize(line, SearchCoreJsonContext.Default.StoredArticle)
                ?? throw new JsonException("An article of the service is null.");
        }
    }

    private static ByteArrayContent BodyOf(SearchRequest request)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(request, SearchCoreJsonContext.Default.SearchRequest));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    // It stands in front.
    private static long? SequenceOf(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        return reader.Read() && reader.Read() && reader.ValueTextEquals("sequence"u8) && reader.Read() ? reader.GetInt64() : null;
    }

    private static string NameOf<T>(T value)
        where T : struct, Enum
    {
        var name = value.ToString();
        return string.Create(CultureInfo.InvariantCulture, $"{char.ToLowerInvariant(name[0])}{name[1..]}");
    }
}
