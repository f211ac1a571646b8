using SearchCore.Cluster.Catalogue;

namespace SearchCore.Cluster.Writing;

/// <summary>
/// A copy of a shard on this machine, to read: one generation at a time, which can be followed to a later one while those who read the
/// earlier one go on. Thread-safe.
/// </summary>
public sealed class ShardReplica : IDisposable
{
    private readonly ISnapshotTransport place;
    private readonly string folder;
    private readonly SemaphoreSlim following = new(1);
    private readonly Lock gate = new();
    private readonly List<HeldGeneration> held = [];
    private bool disposed;

    private ShardReplica(ISnapshotTransport place, string folder, ArticleIndex index, ShardGeneration generation)
    {
        (this.place, this.folder, Index) = (place, folder, index);
        held.Add(new HeldGeneration(generation, index.OpenSearcher()));
    }

    /// <summary>
    /// Receives a generation into a folder and opens it. Of a folder that holds an earlier one only the new files travel; one that holds
    /// anything else, or is damaged, is emptied first. Every file is verified, the generation against its checksum in the catalogue.
    /// </summary>
    /// <param name="place">The shard's place.</param>
    /// <param name="folder">A folder on a local disk for this replica, used for nothing else.</param>
    /// <param name="generation">The generation.</param>
    /// <param name="options">How to search it; null for the defaults. It is opened read only whatever they say.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="IndexException">
    /// The place does not have it any more (<see cref="IndexFault.Missing"/>): take a later version. Or it is not what the catalogue says
    /// (<see cref="IndexFault.Corrupt"/>), or the folder cannot be written.
    /// </exception>
    public static async Task<ShardReplica> OpenAsync(
        ISnapshotTransport place, string folder, ShardGeneration generation, ArticleIndexOptions? options = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(place);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        ArgumentNullException.ThrowIfNull(generation);
        var reading = (options ?? new ArticleIndexOptions()) with
        {
            Access = IndexAccess.ReadOnly,
            ExactForms = null,
            Language = null,
            Fields = null,
        };
        try
        {
            return await Open().ConfigureAwait(false);
        }
        catch (IndexException e) when (
            e.Fault is IndexFault.Corrupt or IndexFault.Version or IndexFault.Unwritable && Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        return await Open().ConfigureAwait(false);

        async Task<ShardReplica> Open()
        {
            await ArticleIndex.ReceiveGenerationAsync(place, folder, generation.Name, generation.Checksum, cancellation)
                .ConfigureAwait(false);
            var index = await Task.Run(() => ArticleIndex.Open(folder, reading), cancellation).ConfigureAwait(false);
            return new ShardReplica(place, folder, index, generation);
        }
    }

    /// <summary>The index, as of <see cref="Generation"/>; read only. Who needs one generation for several searches pins it.</summary>
    public ArticleIndex Index { get; }

    /// <summary>The generation that it has now.</summary>
    public ShardGeneration Generation
    {
        get
        {
            lock (gate)
            {
                return held[^1].Generation;
            }
        }
    }

    /// <summary>The generations that can be read now: the last one, and earlier ones that somebody has pinned.</summary>
    public IReadOnlyList<ShardGeneration> Held
    {
        get
        {
            lock (gate)
            {
                return [.. held.Select(h => h.Generation)];
            }
        }
    }

    /// <summary>
    /// Whether its own files were found damaged when it could not go on to a later generation: it is to be disposed then, its folder
    /// emptied, and received anew.
    /// </summary>
    public bool IsDamaged { get; private set; }

    /// <summary>Follows to a later generation: only new files travel. Whatever fails, the replica stays at the one it has.</summary>
    /// <param name="later">The generation; the one it has already does nothing.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>What travelled.</returns>
    /// <exception cref="ArgumentException">It is of another shard, or an earlier one: open another replica for that.</exception>
    /// <exception cref="IndexException">As for <see cref="OpenAsync"/>.</exception>
    public async Task<SnapshotTransfer> FollowAsync(ShardGeneration later, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(later);
        await following.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            var before = Generation;
            if (later.Shard != before.Shard || later.Name < before.Name)
            {
                throw new ArgumentException(
                    $"A replica of shard {before.Shard} at {before.Name} does not go to {later.Name} of shard {later.Shard}.",
                    nameof(later));
            }

            if (later.Name == before.Name)
            {
                return new SnapshotTransfer(later.Sequence, 0, 0);
            }

            SnapshotTransfer transfer;
            try
            {
                transfer = await ArticleIndex.ReceiveGenerationAsync(place, folder, later.Name, later.Checksum, cancellation)
                    .ConfigureAwait(false);
                await Task.Run(Index.Refresh, CancellationToken.None).ConfigureAwait(false);
            }
            catch (IndexException e) when (e.Fault == IndexFault.Corrupt)
            {
                // What is damaged at the place is no reason to give up what is here.
                IsDamaged = await Task.Run(HasDamage, CancellationToken.None).ConfigureAwait(false);
                throw;
            }

            lock (gate)
            {
                held.Add(new HeldGeneration(later, Index.OpenSearcher()));
                Release(held[^2]);
            }

            return transfer;
        }
        finally
        {
            following.Release();
        }
    }

    /// <summary>Pins the generation that it has now, for several searches that must agree; to be disposed.</summary>
    public ReplicaPin Pin()
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            return Pin(held[^1]);
        }
    }

    /// <summary>Pins a generation by name, as long as it is one of <see cref="Held"/>; null where it is not.</summary>
    /// <param name="name">Which one.</param>
    public ReplicaPin? TryPin(SnapshotName name)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            return held.FirstOrDefault(h => h.Generation.Name == name) is { } found ? Pin(found) : null;
        }
    }

    /// <summary>Closes it; those who have a generation pinned end their searches first.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (disposed)
            {
                return;
            }

            disposed = true;
            Release(held[^1]);
        }

        Index.Dispose();
        following.Dispose();
    }

    private bool HasDamage()
    {
        try
        {
            return ArticleIndex.Check(folder, quick: true).Problems.Count > 0;
        }
        catch (IndexException)
        {
            return true;
        }
    }

    private ReplicaPin Pin(HeldGeneration generation)
    {
        generation.Users++;
        return new ReplicaPin(generation.Generation, generation.Searcher, () =>
        {
            lock (gate)
            {
                Release(generation);
            }
        });
    }

    // The replica itself uses the last one.
    private void Release(HeldGeneration generation)
    {
        if (--generation.Users == 0)
        {
            if (!disposed)
            {
                held.Remove(generation);
            }

            generation.Searcher.Dispose();
        }
    }

    private sealed class HeldGeneration(ShardGeneration generation, ArticleSearcher searcher)
    {
        public ShardGeneration Generation => generation;

        public ArticleSearcher Searcher => searcher;

        public int Users { get; set; } = 1;
    }
}

/// <summary>A generation of a replica that stays readable until this is disposed. Thread-safe.</summary>
public sealed class ReplicaPin : IDisposable
{
    private Action? release;

    internal ReplicaPin(ShardGeneration generation, ArticleSearcher searcher, Action release) =>
        (Generation, Searcher, this.release) = (generation, searcher, release);

    /// <summary>The generation.</summary>
    public ShardGeneration Generation { get; }

    /// <summary>What searches it; not to be disposed by itself.</summary>
    public ArticleSearcher Searcher { get; }

    /// <summary>Lets the generation go.</summary>
    public void Dispose() => Interlocked.Exchange(ref release, null)?.Invoke();
}
