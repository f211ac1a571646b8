using System.Runtime.CompilerServices;

using SearchCore.Articles;
using SearchCore.Cluster.Orleans.Contracts;

namespace SearchCore.Cluster.Orleans.Client;

/// <summary>
/// A cluster to be searched from outside, or the part of it that somebody may know of (<see cref="ClusterClient.Within"/>): what
/// <see cref="ShardedSearcher"/> has. It is its client's, and ends with it. Thread-safe.
/// </summary>
public sealed class ClusterSearcher
{
    private const int ExportPage = 200;

    private readonly IClusterClient orleans;
    private readonly Hedge hedge;
    private readonly ScopeMessage? scope;

    internal ClusterSearcher(IClusterClient orleans, Hedge hedge, ScopeMessage? scope) =>
        (this.orleans, this.hedge, this.scope) = (orleans, hedge, scope);

    /// <summary>As <see cref="ShardedSearcher.SearchAsync"/>, of the version that a silo reads now, or of the one of the request's cursor.
    /// </summary>
    /// <exception cref="QueryException">The query cannot be understood or is over a limit.</exception>
    /// <exception cref="ClusterUnavailableException">No silo could answer.</exception>
    /// <exception cref="ShardsUnavailableException">No shard answered.</exception>
    public async Task<SearchResults> SearchAsync(SearchRequest request, CancellationToken cancellation = default)
    {
        var json = ClusterJson.Write(request ?? throw new ArgumentNullException(nameof(request)));
        return (await ReadAsync<SearchResults>((g, c) => g.SearchAsync(scope, json, c), cancellation).ConfigureAwait(false))!;
    }

    /// <summary>As <see cref="ShardedSearcher.ExplainAsync"/>.</summary>
    /// <exception cref="QueryException">The query cannot be understood or is over a limit.</exception>
    /// <exception cref="ClusterUnavailableException">No silo could answer.</exception>
    /// <exception cref="ShardsUnavailableException">A shard did not answer, so that not all is known.</exception>
    public async Task<QueryExplanation> ExplainAsync(SearchRequest request, CancellationToken cancellation = default)
    {
        var json = ClusterJson.Write(request ?? throw new ArgumentNullException(nameof(request)));
        return (await ReadAsync<QueryExplanation>((g, c) => g.ExplainAsync(scope, json, c), cancellation).ConfigureAwait(false))!;
    }

    /// <summary>As <see cref="ShardedSearcher.GetAsync"/>.</summary>
    /// <exception cref="ClusterUnavailableException">No silo could answer.</exception>
    public async Task<Article?> GetAsync(string id, CancellationToken cancellation = default) =>
        (await GetStoredAsync(id, cancellation).ConfigureAwait(false))?.Article;

    /// <summary>As <see cref="ShardedSearcher.GetStoredAsync"/>.</summary>
    /// <exception cref="ClusterUnavailableException">No silo could answer.</exception>
    public Task<StoredArticle?> GetStoredAsync(string id, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        return ReadAsync<StoredArticle>((g, c) => g.GetAsync(scope, id, c), cancellation);
    }

    /// <summary>As <see cref="ShardedSearcher.HighlightAsync"/>.</summary>
    /// <exception cref="QueryException">The query cannot be understood or is over a limit.</exception>
    /// <exception cref="ClusterUnavailableException">No silo could answer.</exception>
    public Task<HighlightedArticle?> HighlightAsync(string id, SearchRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        var json = ClusterJson.Write(request ?? throw new ArgumentNullException(nameof(request)));
        return ReadAsync<HighlightedArticle>((g, c) => g.HighlightAsync(scope, id, json, c), cancellation);
    }

    /// <summary>As <see cref="ShardedSearcher.NearAsync"/>.</summary>
    /// <exception cref="QueryException">No article has the id, or a shard keeps no signatures of bodies.</exception>
    /// <exception cref="ArgumentException">The overlap is out of bounds.</exception>
    /// <exception cref="ClusterUnavailableException">No silo could answer.</exception>
    /// <exception cref="ShardsUnavailableException">A shard did not answer.</exception>
    public async Task<IReadOnlyList<NearArticle>> NearAsync(string id, double atLeast = 0.8, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        return (await ReadAsync<List<NearArticle>>((g, c) => g.NearAsync(scope, id, atLeast, c), cancellation).ConfigureAwait(false))!;
    }

    /// <summary>As <see cref="ShardedSearcher.StoriesAsync"/>, in one answer.</summary>
    /// <exception cref="QueryException">A shard keeps no signatures of bodies, or there is too much for stories to be found.</exception>
    /// <exception cref="ClusterUnavailableException">No silo could answer.</exception>
    /// <exception cref="ShardsUnavailableException">A shard did not answer.</exception>
    public async Task<IReadOnlyList<Story>> StoriesAsync(CancellationToken cancellation = default) =>
        (await ReadAsync<List<Story>>((g, c) => g.StoriesAsync(scope, c), cancellation).ConfigureAwait(false))!;

    /// <summary>As <see cref="ShardedSearcher.CompleteAsync"/>.</summary>
    /// <exception cref="ClusterUnavailableException">No silo could answer.</exception>
    public async Task<Completions> CompleteAsync(CompletionRequest request, CancellationToken cancellation = default)
    {
        var json = ClusterJson.Write(request ?? throw new ArgumentNullException(nameof(request)));
        return (await ReadAsync<Completions>((g, c) => g.CompleteAsync(scope, json, c), cancellation).ConfigureAwait(false))!;
    }

    /// <summary>As <see cref="ShardedSearcher.TermsAsync"/>.</summary>
    /// <exception cref="QueryException">There is no such field, or the number is out of bounds.</exception>
    /// <exception cref="ClusterUnavailableException">No silo could answer.</exception>
    public async Task<IReadOnlyList<FacetValue>> TermsAsync(
        string field, string prefix = "", int top = 10, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(prefix);
        return (await ReadAsync<List<FacetValue>>(
            (g, c) => g.TermsAsync(scope, field, prefix, top, c), cancellation).ConfigureAwait(false))!;
    }

    /// <summary>As <see cref="ShardedSearcher.KindsAsync"/>.</summary>
    /// <exception cref="ClusterUnavailableException">No silo could answer.</exception>
    public async Task<IReadOnlyList<string>> KindsAsync(CancellationToken cancellation = default) =>
        (await ReadAsync<List<string>>((g, c) => g.KindsAsync(scope, c), cancellation).ConfigureAwait(false))!;

    /// <summary>As <see cref="ShardedSearcher.CountAsync"/>.</summary>
    /// <exception cref="ClusterUnavailableException">No silo could answer.</exception>
    public async Task<long> CountAsync(CancellationToken cancellation = default) =>
        await ReadAsync<long>((g, c) => g.CountAsync(scope, c), cancellation).ConfigureAwait(false);

    /// <summary>
    /// As <see cref="ShardedSearcher.ExportAsync"/>, at one version. Goes through one silo: where that is lost it ends with a
    /// <see cref="ClusterUnavailableException"/> and is begun anew.
    /// </summary>
    public async IAsyncEnumerable<StoredArticle> ExportAsync(
        SearchRequest request, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var json = ClusterJson.Write(request ?? throw new ArgumentNullException(nameof(request)));
        var grain = orleans.GetGrain<IExportGrain>(Guid.NewGuid());
        try
        {
            for (var number = 0; ; number++)
            {
                var asked = number;
                var answer = await hedge.AgainAsync(
                    (_, c) => grain.NextAsync(asked, scope, json, ExportPage, c), static a => Hedge.Passes(a.Outcome),
                    static a => a.Message, cancellation).ConfigureAwait(false);
                var page = Hedge.Open<List<StoredArticle>>(answer)!;
                foreach (var article in page)
                {
                    yield return article;
                }

                if (page.Count < ExportPage)
                {
                    yield break;
                }
            }
        }
        finally
        {
            // Also where whoever reads stops early: the silo would keep the version for hours.
            await EndAsync(grain).ConfigureAwait(false);
        }
    }

    private static async Task EndAsync(IExportGrain grain)
    {
        try
        {
            await grain.EndAsync().WaitAsync(TimeSpan.FromSeconds(1)).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // All was read, or another error tells why not; a silo that is gone keeps nothing.
        }
    }

    /// <summary>Asks silos until one answers.</summary>
    internal async Task<T?> ReadAsync<T>(Func<ISearchGrain, CancellationToken, Task<SearchAnswer>> call, CancellationToken cancellation) =>
        Hedge.Open<T>(await hedge.AskAsync((key, c) => call(orleans.GetGrain<ISearchGrain>(key), c), cancellation).ConfigureAwait(false));
}
