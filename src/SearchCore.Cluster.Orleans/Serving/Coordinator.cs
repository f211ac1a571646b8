using Microsoft.Extensions.Logging;

using SearchCore.Cluster.Catalogue;
using SearchCore.Cluster.Orleans.Contracts;
using SearchCore.Cluster.Orleans.Nodes;
using SearchCore.Cluster.Orleans.Writers;
using SearchCore.Cluster.Reading;
using SearchCore.Cluster.Writing;

namespace SearchCore.Cluster.Orleans.Serving;

/// <summary>
/// The coordinator of this silo: opened when the silo is active, again and again until there is a cluster and it can be read, and closed
/// when the silo has gone from the others' sight. Thread-safe.
/// </summary>
internal sealed partial class Coordinator(
    ICatalogue catalogue, LiveNodes nodes, IGrainFactory grains, ClusterReaderOptions reading, ClusterNodeOptions options,
    ClusterMeter meter, TimeProvider clock, ILogger<Coordinator> log) : ILifecycleParticipant<ISiloLifecycle>, IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500), OpenPatience = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource closing = new();
    private readonly TaskCompletionSource<(ClusterReader Reader, ClusterWriter Writer)> opened =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Task opening = Task.CompletedTask;
    private string? lastFault = "The silo is starting.";

    /// <summary>What the silo is called.</summary>
    public string Name => options.NodeName;

    /// <summary>What measures.</summary>
    public ClusterMeter Meter => meter;

    /// <summary>The clock.</summary>
    public TimeProvider Clock => clock;

    /// <summary>The nodes it asks.</summary>
    public LiveNodes Nodes => nodes;

    /// <summary>Why nothing can be read yet; null where it can.</summary>
    public string? Fault => opened.Task.IsCompletedSuccessfully ? null : lastFault;

    /// <summary>The reader; waited for a while where the silo has just started.</summary>
    /// <exception cref="CatalogueUnavailableException">There is none yet.</exception>
    public async Task<ClusterReader> ReaderAsync(CancellationToken cancellation) =>
        (await OpenedAsync(cancellation).ConfigureAwait(false)).Reader;

    /// <summary>What routes changes to the shards' writers, wherever they are.</summary>
    /// <exception cref="CatalogueUnavailableException">There is none yet.</exception>
    public async Task<ClusterWriter> WriterAsync(CancellationToken cancellation) =>
        (await OpenedAsync(cancellation).ConfigureAwait(false)).Writer;

    /// <summary>The cluster as this silo sees it.</summary>
    public async Task<ClusterStatus> StatusAsync(CancellationToken cancellation)
    {
        var reader = await ReaderAsync(cancellation).ConfigureAwait(false);
        return new(
            options.Cluster!, options.NodeName, reader.Version.Number, reader.Version.Articles,
            [.. nodes.Members().Select(m => new SiloState(m.Name, m.SiloAddress.Endpoint.ToString(), m.Status.ToString()))],
            [
                .. reader.Health.Select(h => new ShardState(
                    h.Generation.Shard, h.Generation.Epoch, h.Generation.Sequence, h.Generation.Articles, h.Nodes, h.Wanted)),
            ]);
    }

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle lifecycle)
    {
        ArgumentNullException.ThrowIfNull(lifecycle);

        // Stages end in reverse: the silo says that it leaves at BecomeActive, and goes on answering here until the others know.
        lifecycle.Subscribe(
            nameof(Coordinator), ServiceLifecycleStage.Active,
            _ =>
            {
                opening = Task.Run(OpenAsync, CancellationToken.None);
                return Task.CompletedTask;
            });
        lifecycle.Subscribe(
            "SearchCore.Drain", ServiceLifecycleStage.BecomeActive - 1, _ => Task.CompletedTask,
            async stop =>
            {
                try
                {
                    await Task.Delay(options.Drain, clock, stop).ConfigureAwait(false);
                }
                catch (OperationCanceledException)
                {
                    // It is to end at once.
                }
            });
        lifecycle.Subscribe(
            "SearchCore.Close", ServiceLifecycleStage.ApplicationServices, _ => Task.CompletedTask,
            async _ => await DisposeAsync().ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (closing.IsCancellationRequested)
        {
            return;
        }

        await closing.CancelAsync().ConfigureAwait(false);
        await opening.ConfigureAwait(false);
        if (opened.Task.IsCompletedSuccessfully)
        {
            var (reader, writer) = await opened.Task.ConfigureAwait(false);
            await writer.DisposeAsync().ConfigureAwait(false);
            await reader.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<(ClusterReader Reader, ClusterWriter Writer)> OpenedAsync(CancellationToken cancellation)
    {
        try
        {
            return await opened.Task.WaitAsync(OpenPatience, clock, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new CatalogueUnavailableException($"The silo {options.NodeName} cannot search yet: {lastFault}");
        }
    }

    private async Task OpenAsync()
    {
        while (!closing.IsCancellationRequested)
        {
            try
            {
                // A silo waits here for the cluster to be created.
                await catalogue.SettingsAsync(closing.Token).ConfigureAwait(false);
                lastFault = "Its replicas are being made ready.";
                var reader = await ClusterReader.OpenAsync(catalogue, nodes.Now, reading, closing.Token).ConfigureAwait(false);
                var writer = new ClusterWriter(
                    async c => (await catalogue.SettingsAsync(c).ConfigureAwait(false)).Map,
                    (shard, _) => Task.FromResult<IShardWriter>(new RemoteWriter(shard, grains.GetGrain<IWriterGrain>(shard))),
                    clock: clock);
                opened.TrySetResult((reader, writer));
                meter.Follow(reader);
                LogOpened(options.NodeName, reader.Version.Number, reader.Version.Articles);
                return;
            }
            catch (Exception e) when (e is IOException or ArgumentException)
            {
                if (lastFault != e.Message)
                {
                    lastFault = e.Message;
                    LogNotYet(e.Message);
                }
            }
            catch (OperationCanceledException)
            {
                return;
            }

            try
            {
                await Task.Delay(Pause, clock, closing.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    [LoggerMessage(1, LogLevel.Information, "{Node} reads version {Version} with {Articles} articles")]
    private partial void LogOpened(string node, long version, long articles);

    [LoggerMessage(2, LogLevel.Warning, "Not reading yet: {Reason}")]
    private partial void LogNotYet(string reason);
}
