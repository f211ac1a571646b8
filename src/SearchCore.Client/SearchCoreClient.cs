using SearchCore.Client.Contracts;
using SearchCore.Client.Transport;

namespace SearchCore.Client;

/// <summary>
/// A client of a SearchCore service: requests and results are those of the engine, so that a program that searched an index in its own
/// process searches one behind a service by the same types. Thread-safe.
/// </summary>
/// <remarks>
/// <code>
/// using var http = new HttpClient { BaseAddress = new("https://search.example.org/") };
/// var news = new SearchCoreClient(http, new() { Key = key }).Collection("news");
/// var found = await news.SearchAsync(new SearchRequest { Query = "\"port strike\"" });
/// </code>
/// Where the service says no, methods throw a <see cref="SearchServiceException"/> or one of its kinds; where it cannot be reached, what
/// <see cref="HttpClient"/> throws.
/// </remarks>
public sealed class SearchCoreClient
{
    private readonly ServiceCalls calls;

    /// <summary>Makes a client.</summary>
    /// <param name="http">What sends requests; its <see cref="HttpClient.BaseAddress"/> is the service's. Stays the caller's.</param>
    /// <param name="options">The key, and what to do when the service is busy; null for the defaults.</param>
    /// <exception cref="ArgumentException">The HTTP client has no address.</exception>
    public SearchCoreClient(HttpClient http, SearchCoreClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(http);
        if (http.BaseAddress is null)
        {
            throw new ArgumentException("Set the BaseAddress of the HttpClient to the service's address.", nameof(http));
        }

        calls = new(http, options ?? new());
    }

    /// <summary>Who the service takes this client for.</summary>
    public Task<ReaderInfo> MeAsync(CancellationToken cancellation = default) =>
        calls.GetAsync("v1/me", ServiceJsonContext.Default.ReaderInfo, cancellation);

    /// <summary>The collections that this client may use.</summary>
    public async Task<IReadOnlyList<CollectionInfo>> CollectionsAsync(CancellationToken cancellation = default) =>
        (await calls.GetAsync("v1/collections", ServiceJsonContext.Default.CollectionList, cancellation).ConfigureAwait(false)).Collections;

    /// <summary>A collection; whether there is one is found out when it is asked.</summary>
    /// <param name="name">Its name.</param>
    public CollectionClient Collection(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new(calls, name);
    }
}
