using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

using Orleans.Configuration;

using SearchCore.Articles;
using SearchCore.Cluster.Orleans.Contracts;
using SearchCore.Cluster.Orleans.Membership;
using SearchCore.Cluster.Orleans.Writers;
using SearchCore.Cluster.Writing;

namespace SearchCore.Cluster.Orleans.Client;

/// <summary>
/// A cluster from outside: what <see cref="ClusterSearcher"/> has, of all articles, and writing. Calls go to the silos' gateways in turn;
/// what only reads is asked of the next silo too where one keeps it waiting or fails. Thread-safe.
/// </summary>
public sealed class ClusterClient : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly IHostedService[] hosted;
    private readonly IClusterClient orleans;
    private readonly Hedge hedge;
    private readonly ClusterSearcher all;

    private ClusterClient(ServiceProvider services, ClusterClientOptions options)
    {
        this.services = services;
        hosted = [.. services.GetServices<IHostedService>()];
        orleans = services.GetRequiredService<IClusterClient>();
        hedge = new(options);
        all = new(orleans, hedge, null);
    }

    /// <summary>Connects to the silos that there are.</summary>
    /// <param name="options">Where they are.</param>
    /// <param name="loggers">Where the runtime logs; null for nowhere.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ArgumentException">The options are out of bounds.</exception>
    /// <exception cref="ClusterUnavailableException">No silo can be reached.</exception>
    public static async Task<ClusterClient> ConnectAsync(
        ClusterClientOptions options, ILoggerFactory? loggers = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var services = new ServiceCollection();
        services.AddLogging();
        if (loggers is not null)
        {
            services.AddSingleton(loggers);
        }

        services.AddSingleton<IHostApplicationLifetime, NoLifetime>();
        services.AddOrleansClient(builder => Configure(builder, options));
        var client = new ClusterClient(services.BuildServiceProvider(), options);
        try
        {
            // The runtime goes on trying for minutes.
            foreach (var service in client.hosted)
            {
                await service.StartAsync(cancellation).WaitAsync(options.Patience, options.Clock, cancellation).ConfigureAwait(false);
            }

            return client;
        }
        catch (Exception e)
        {
            // It ends when it has given up its connections, which nobody has to wait for.
            _ = client.services.DisposeAsync().AsTask().ContinueWith(
                static t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            if (e is OperationCanceledException && cancellation.IsCancellationRequested)
            {
                throw;
            }

            throw new ClusterUnavailableException(
                $"No silo of the cluster '{options.Cluster}' can be reached: {e.Message} Is one running, and is this where it is?", e);
        }
    }

    /// <summary>
    /// The cluster for somebody who may know of some articles only: what it answers is of these alone. It lives as long as this client.
    /// </summary>
    /// <param name="scope">The articles, and what queries may not use.</param>
    public ClusterSearcher Within(SearchScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return new(orleans, hedge, ScopeMessage.Of(scope));
    }

    /// <inheritdoc cref="ClusterSearcher.SearchAsync"/>
    public Task<SearchResults> SearchAsync(SearchRequest request, CancellationToken cancellation = default) =>
        all.SearchAsync(request, cancellation);

    /// <inheritdoc cref="ClusterSearcher.ExplainAsync"/>
    public Task<QueryExplanation> ExplainAsync(SearchRequest request, CancellationToken cancellation = default) =>
        all.ExplainAsync(request, cancellation);

    /// <inheritdoc cref="ClusterSearcher.GetStoredAsync"/>
    public Task<StoredArticle?> GetStoredAsync(string id, CancellationToken cancellation = default) => all.GetStoredAsync(id, cancellation);

    /// <inheritdoc cref="ClusterSearcher.GetAsync"/>
    public Task<Article?> GetAsync(string id, CancellationToken cancellation = default) => all.GetAsync(id, cancellation);

    /// <inheritdoc cref="ClusterSearcher.HighlightAsync"/>
    public Task<HighlightedArticle?> HighlightAsync(string id, SearchRequest request, CancellationToken cancellation = default) =>
        all.HighlightAsync(id, request, cancellation);

    /// <inheritdoc cref="ClusterSearcher.CompleteAsync"/>
    public Task<Completions> CompleteAsync(CompletionRequest request, CancellationToken cancellation = default) =>
        all.CompleteAsync(request, cancellation);

    /// <inheritdoc cref="ClusterSearcher.TermsAsync"/>
    public Task<IReadOnlyList<FacetValue>> TermsAsync(
        string field, string prefix = "", int top = 10, CancellationToken cancellation = default) =>
        all.TermsAsync(field, prefix, top, cancellation);

    /// <inheritdoc cref="ClusterSearcher.KindsAsync"/>
    public Task<IReadOnlyList<string>> KindsAsync(CancellationToken cancellation = default) => all.KindsAsync(cancellation);

    /// <inheritdoc cref="ClusterSearcher.NearAsync"/>
    public Task<IReadOnlyList<NearArticle>> NearAsync(string id, double atLeast = 0.8, CancellationToken cancellation = default) =>
        all.NearAsync(id, atLeast, cancellation);

    /// <inheritdoc cref="ClusterSearcher.StoriesAsync"/>
    public Task<IReadOnlyList<Story>> StoriesAsync(CancellationToken cancellation = default) => all.StoriesAsync(cancellation);

    /// <inheritdoc cref="ClusterSearcher.CountAsync"/>
    public Task<long> CountAsync(CancellationToken cancellation = default) => all.CountAsync(cancellation);

    /// <inheritdoc cref="ClusterSearcher.ExportAsync"/>
    public IAsyncEnumerable<StoredArticle> ExportAsync(SearchRequest request, CancellationToken cancellation = default) =>
        all.ExportAsync(request, cancellation);

    /// <summary>The cluster as a silo sees it.</summary>
    /// <exception cref="ClusterUnavailableException">No silo could answer.</exception>
    public async Task<ClusterStatus> StatusAsync(CancellationToken cancellation = default) =>
        (await all.ReadAsync<ClusterStatus>((g, c) => g.StatusAsync(c), cancellation).ConfigureAwait(false))!;

    /// <summary>As <see cref="ClusterWriter.AddAsync"/>: answered once a version that holds the articles is published.</summary>
    /// <exception cref="ClusterWriteException">A shard did not acknowledge; the others did what the receipt says.</exception>
    /// <exception cref="ClusterUnavailableException">No silo could be reached; the changes are made or not.</exception>
    public Task<ClusterReceipt> AddAsync(IEnumerable<Article> articles, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(articles);
        return ApplyAsync(articles.Select(a => new ShardChange(a.Id, a)), cancellation);
    }

    /// <summary>As <see cref="ClusterWriter.DeleteAsync"/>.</summary>
    /// <exception cref="ArgumentException">An id is null or empty; nothing was deleted.</exception>
    /// <exception cref="ClusterWriteException">A shard did not acknowledge; the others did what the receipt says.</exception>
    /// <exception cref="ClusterUnavailableException">No silo could be reached; the changes are made or not.</exception>
    public Task<ClusterReceipt> DeleteAsync(IEnumerable<string> ids, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return ApplyAsync(ids.Select(ShardChange.Delete), cancellation);
    }

    /// <summary>Has a silo leave in order: it says so, goes on answering until the others know, and ends.</summary>
    /// <param name="silo">Its name.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <exception cref="ArgumentException">There is no such silo.</exception>
    /// <exception cref="ClusterUnavailableException">No silo could answer.</exception>
    public async Task DrainAsync(string silo, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(silo);
        Hedge.Open<ClusterStatus>(await orleans.GetGrain<ISearchGrain>(0).DrainAsync(silo, cancellation).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var service in hosted)
        {
            try
            {
                await service.StopAsync(CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception e) when (e is OrleansException or OperationCanceledException)
            {
                // The silos are gone: there is nobody to say goodbye to.
            }
        }

        await services.DisposeAsync().ConfigureAwait(false);
    }

    private static void Configure(IClientBuilder builder, ClusterClientOptions options)
    {
        if (options.Membership is { } membership)
        {
            membership.Configure(builder);
        }
        else if (options.Postgres is { Length: > 0 } postgres)
        {
            builder.UseAdoNetClustering(o =>
            {
                o.Invariant = MembershipTables.Driver;
                o.ConnectionString = MembershipTables.ConnectionString(postgres, options.Cluster);
            });
        }
        else
        {
            builder.UseStaticClustering([.. options.Gateways]);
        }

        builder.Configure<ClusterOptions>(o => (o.ClusterId, o.ServiceId) = (options.Cluster, "searchcore"));
        builder.Configure<GatewayOptions>(o => o.GatewayListRefreshPeriod = TimeSpan.FromSeconds(2));
        builder.Configure<ClientMessagingOptions>(o => (o.WaitForCancellationAcknowledgement, o.CancelRequestOnTimeout) = (false, true));
        builder.Configure<ConnectionOptions>(o => o.OpenConnectionTimeout = TimeSpan.FromSeconds(2));
    }

    private async Task<ClusterReceipt> ApplyAsync(IEnumerable<ShardChange> changes, CancellationToken cancellation)
    {
        ChangeMessage[] messages = [.. changes.Select(WriterGrain.MessageOf)];
        var answer = await hedge.AgainAsync(
            (key, c) => orleans.GetGrain<ISearchGrain>(key).ApplyAsync(messages, c), static a => Hedge.Passes(a.Outcome),
            static a => a.Message, cancellation).ConfigureAwait(false);
        var receipt = new ClusterReceipt
        {
            Acknowledged = [.. answer.Acknowledged.Select(WriterGrain.ToReceipt)],
            Rejected = WriterGrain.ToRejected(answer.Rejected),
            Failed = [.. answer.Failed.Select(f => new ShardFailure(f.Shard, f.Ids, new IOException(f.Reason)))],
        };
        return answer.Outcome == Outcome.NotWhole ? throw new ClusterWriteException(receipt) : receipt;
    }

    // The runtime's client wants a host; this is all that it uses of one.
    private sealed class NoLifetime : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => CancellationToken.None;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication()
        {
        }
    }
}
