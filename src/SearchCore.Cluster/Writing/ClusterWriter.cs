using SearchCore.Articles;
using SearchCore.Cluster.Catalogue;

namespace SearchCore.Cluster.Writing;

/// <summary>
/// Sends changes to the shards they belong to, side by side, and answers when all have published them. Where a shard's writer moved or
/// failed it asks for another one and sends again; where the cluster was split, by the new map. Thread-safe.
/// </summary>
/// <remarks>
/// Changes of one id keep the order in which a caller sent them where the caller waits for one call before the next. What is sent again
/// after a failure comes after what others sent meanwhile.
/// </remarks>
public sealed class ClusterWriter : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly Func<CancellationToken, Task<ShardMap>> readMap;
    private readonly Func<int, CancellationToken, Task<IShardWriter>> open;
    private readonly TimeSpan patience;
    private readonly TimeProvider clock;
    private readonly Dictionary<int, Lazy<Task<IShardWriter>>> writers = [];
    private readonly Lock gate = new();
    private ShardMap? map;
    private bool disposed;

    /// <summary>Makes it; no writer is asked for yet.</summary>
    /// <param name="map">
    /// Gives the map that says which shard an article belongs to, as <see cref="ClusterSettings.Map"/> of what the catalogue says; asked at
    /// the first change, and again where a writer says that it is an earlier one.
    /// </param>
    /// <param name="open">
    /// Gives a writer of a shard, here or on another machine; asked again after the last one failed. Disposed by this.
    /// </param>
    /// <param name="patience">How long a call goes on where a shard's writers fail; zero or more, null for 30 seconds.</param>
    /// <param name="clock">The clock for that; null for the system's.</param>
    public ClusterWriter(
        Func<CancellationToken, Task<ShardMap>> map, Func<int, CancellationToken, Task<IShardWriter>> open, TimeSpan? patience = null,
        TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(open);
        ArgumentOutOfRangeException.ThrowIfLessThan(patience ?? TimeSpan.Zero, TimeSpan.Zero, nameof(patience));
        (readMap, this.open) = (map, open);
        (this.patience, this.clock) = (patience ?? TimeSpan.FromSeconds(30), clock ?? TimeProvider.System);
    }

    /// <summary>Makes it for a cluster that is not split while this lives.</summary>
    /// <param name="map">Which shard an article belongs to.</param>
    /// <param name="open">As for the other one.</param>
    /// <param name="patience">As for the other one.</param>
    /// <param name="clock">As for the other one.</param>
    public ClusterWriter(
        ShardMap map, Func<int, CancellationToken, Task<IShardWriter>> open, TimeSpan? patience = null, TimeProvider? clock = null)
        : this(_ => Task.FromResult(map), open, patience, clock) => ArgumentNullException.ThrowIfNull(map);

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
        var left = new List<(int Number, ShardChange Change)>();
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
                left.Add((number, change));
            }

            number++;
        }

        var (acknowledged, failed) = (new List<ShardReceipt>(), new List<ShardFailure>());
        for (var started = clock.GetTimestamp(); left.Count > 0;)
        {
            var known = await MapAsync(cancellation).ConfigureAwait(false);
            var parts = left.GroupBy(c => known.ShardOf(c.Change.Id)).Select(g => (Shard: g.Key, Changes: g.ToList())).ToList();
            var answers = await Task.WhenAll(parts.Select(p => Send(p.Shard, p.Changes, cancellation))).ConfigureAwait(false);
            acknowledged.AddRange(answers.Select(a => a.Receipt).OfType<ShardReceipt>());
            left = [];
            foreach (var (part, failure) in parts.Zip(answers, (p, a) => (p, a.Failure)).Where(a => a.Failure is not null))
            {
                if (failure!.Cause is MisroutedChangeException && clock.GetElapsedTime(started) < patience)
                {
                    left.AddRange(part.Changes);
                }
                else
                {
                    failed.Add(failure);
                }
            }

            if (left.Count > 0)
            {
                Forget(known);
                await Task.Delay(Pause, clock, cancellation).ConfigureAwait(false);
            }
        }

        var receipt = new ClusterReceipt
        {
            Acknowledged = [.. acknowledged.OrderBy(r => r.Shard).ThenBy(r => r.Version)],
            Rejected = [.. rejected.Concat(acknowledged.SelectMany(a => a.Rejected)).OrderBy(r => r.Number)],
            Failed = [.. failed.OrderBy(f => f.Shard)],
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

    private async Task<ShardMap> MapAsync(CancellationToken cancellation)
    {
        lock (gate)
        {
            if (map is not null)
            {
                return map;
            }
        }

        var read = await readMap(cancellation).ConfigureAwait(false);
        lock (gate)
        {
            return map = read;
        }
    }

    private void Forget(ShardMap known)
    {
        lock (gate)
        {
            map = map == known ? null : map;
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
        e is StaleWriterException or IOException and not MisroutedChangeException or TimeoutException;

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
