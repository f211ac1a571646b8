using SearchCore.Articles;
using SearchCore.Cluster.Catalogue;

namespace SearchCore.Cluster.Writing;

/// <summary>
/// Sends changes to the shards they belong to, side by side, and answers when all have published them. Where a shard's writer moved or
/// failed it asks for another one and sends again. Thread-safe.
/// </summary>
/// <remarks>
/// Changes of one id keep the order in which a caller sent them where the caller waits for one call before the next. What is sent again
/// after a failure comes after what others sent meanwhile.
/// </remarks>
public sealed class ClusterWriter : IAsyncDisposable
{
    private readonly ShardMap map;
    private readonly Func<int, CancellationToken, Task<IShardWriter>> open;
    private readonly TimeSpan patience;
    private readonly TimeProvider clock;
    private readonly Dictionary<int, Lazy<Task<IShardWriter>>> writers = [];
    private readonly Lock gate = new();
    private bool disposed;

    /// <summary>Makes it; no writer is asked for yet.</summary>
    /// <param name="map">Which shard an article belongs to.</param>
    /// <param name="open">
    /// Gives a writer of a shard, here or on another machine; asked again after the last one failed. Disposed by this.
    /// </param>
    /// <param name="patience">How long a call goes on where a shard's writers fail; zero or more, null for 30 seconds.</param>
    /// <param name="clock">The clock for that; null for the system's.</param>
    public ClusterWriter(
        ShardMap map, Func<int, CancellationToken, Task<IShardWriter>> open, TimeSpan? patience = null, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(open);
        ArgumentOutOfRangeException.ThrowIfLessThan(patience ?? TimeSpan.Zero, TimeSpan.Zero, nameof(patience));
        (this.map, this.open) = (map, open);
        (this.patience, this.clock) = (patience ?? TimeSpan.FromSeconds(30), clock ?? TimeProvider.System);
    }

    /// <summary>Adds articles, each in the place of the one with its id. Of several with one id the last one stays.</summary>
    /// <param name="articles">The articles; those that cannot be indexed are rejected one by one.</param>
    /// <param name="cancellation">Gives up waiting; what became of the changes is not known then.</param>
    /// <exception cref="ClusterWriteException">A shard did not acknowledge; the others did what the receipt says.</exception>
    public Task<ClusterReceipt> AddAsync(IEnumerable<Article> articles, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(articles);
        return ApplyAsync(articles.Select(ShardChange.Put), cancellation);
    }

    /// <summary>Deletes articles by id; one that is not there is no fault.</summary>
    /// <param name="ids">The ids.</param>
    /// <param name="cancellation">Gives up waiting; what became of the changes is not known then.</param>
    /// <exception cref="ArgumentException">An id is null or empty; nothing was deleted.</exception>
    /// <exception cref="ClusterWriteException">A shard did not acknowledge; the others did what the receipt says.</exception>
    public Task<ClusterReceipt> DeleteAsync(IEnumerable<string> ids, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return ApplyAsync(ids.Select(ShardChange.Delete), cancellation);
    }

    /// <summary>Makes changes; of one id in their order.</summary>
    /// <param name="changes">The changes.</param>
    /// <param name="cancellation">Gives up waiting; what became of the changes is not known then.</param>
    /// <exception cref="ClusterWriteException">A shard did not acknowledge; the others did what the receipt says.</exception>
    public async Task<ClusterReceipt> ApplyAsync(IEnumerable<ShardChange> changes, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var rejected = new List<RejectedChange>();
        var parts = new Dictionary<int, List<(int Number, ShardChange Change)>>();
        var number = 0;
        foreach (var change in changes)
        {
            // Where an article belongs is known of one with a proper id only.
            if (ChangeRules.FaultOf(change) is { } fault)
            {
                rejected.Add(new(number, change.Id ?? string.Empty, fault));
            }
            else
            {
                var shard = map.ShardOf(change.Id!);
                if (!parts.TryGetValue(shard, out var part))
                {
                    parts.Add(shard, part = []);
                }

                part.Add((number, change));
            }

            number++;
        }

        var answers = await Task.WhenAll(parts.Select(p => Send(p.Key, p.Value, cancellation))).ConfigureAwait(false);
        var receipt = new ClusterReceipt
        {
            Acknowledged = [.. answers.Select(a => a.Receipt).OfType<ShardReceipt>().OrderBy(r => r.Shard)],
            Rejected = [.. rejected.Concat(answers.SelectMany(a => a.Receipt?.Rejected ?? [])).OrderBy(r => r.Number)],
            Failed = [.. answers.Select(a => a.Failure).OfType<ShardFailure>().OrderBy(f => f.Shard)],
        };
        cancellation.ThrowIfCancellationRequested();
        return receipt.Failed.Count == 0 ? receipt : throw new ClusterWriteException(receipt);
    }

    /// <summary>Closes the writers that were opened, once what they have is published.</summary>
    public async ValueTask DisposeAsync()
    {
        List<Lazy<Task<IShardWriter>>> open;
        lock (gate)
        {
            disposed = true;
            open = [.. writers.Values];
            writers.Clear();
        }

        foreach (var writer in open)
        {
            await Close(writer).ConfigureAwait(false);
        }
    }

    private async Task<(ShardReceipt? Receipt, ShardFailure? Failure)> Send(
        int shard, List<(int Number, ShardChange Change)> part, CancellationToken cancellation)
    {
        var changes = part.Select(p => p.Change).ToList();
        try
        {
            var receipt = await Publishing.Again(
                () => SendOnce(shard, changes, cancellation), Passes, patience, clock, cancellation).ConfigureAwait(false);
            return (receipt with { Rejected = [.. receipt.Rejected.Select(r => r with { Number = part[r.Number].Number })] }, null);
        }
#pragma warning disable CA1031 // Whatever a shard fails with, the others' acknowledgements must be told.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return (null, new ShardFailure(shard, [.. changes.Select(c => c.Id)], e));
        }
    }

    private async Task<ShardReceipt> SendOnce(int shard, List<ShardChange> changes, CancellationToken cancellation)
    {
        Lazy<Task<IShardWriter>> writer;
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            if (!writers.TryGetValue(shard, out writer!))
            {
                // Shared by all who send to the shard: one of them giving up must not end it.
                writers.Add(shard, writer = new(() => Task.Run(() => open(shard, CancellationToken.None))));
            }
        }

        try
        {
            var opened = await writer.Value.WaitAsync(cancellation).ConfigureAwait(false);
            return await opened.ApplyAsync(changes, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (Passes(e) || writer.Value.IsFaulted)
        {
            bool isMine;
            lock (gate)
            {
                isMine = writers.TryGetValue(shard, out var now) && now == writer && writers.Remove(shard);
            }

            if (isMine)
            {
                await Close(writer).ConfigureAwait(false);
            }

            throw;
        }
    }

    // Another writer may succeed. A writer that is stale is one that has moved.
    private static bool Passes(Exception e) =>
        e is StaleWriterException or IOException or TimeoutException;

    private static async Task Close(Lazy<Task<IShardWriter>> writer)
    {
        try
        {
            await (await writer.Value.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // One that failed, or was never opened, is closed.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }
}
