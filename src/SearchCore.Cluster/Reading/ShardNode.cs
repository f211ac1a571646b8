using System.Globalization;

using SearchCore.Cluster.Catalogue;
using SearchCore.Cluster.Writing;

namespace SearchCore.Cluster.Reading;

/// <summary>
/// The replicas of this process: generations of shards that were received into a folder, and answer what searches ask of them. Thread-safe.
/// </summary>
/// <remarks>
/// As many questions are worked on at once as there are threads for them, on threads of the pool; some more wait, and what is beyond that
/// is refused at once, so that a node that cannot keep up says so while another replica can still answer in time.
/// <para>
/// A replica whose files are found damaged answers no more, as if it had never been made ready: what is ready elsewhere is asked, and who
/// makes it ready here again has it received anew.
/// </para>
/// </remarks>
public sealed class ShardNode : IShardNode, IAsyncDisposable
{
    private readonly Func<int, ISnapshotTransport> places;
    private readonly string folder;
    private readonly ShardNodeOptions options;
    private readonly SemaphoreSlim threads;
    private readonly Lock gate = new();
    private readonly Dictionary<int, Replica> replicas = [];
    private int waiting;
    private bool isDisposed;

    /// <summary>Makes a node without replicas.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="places">Where the generations of each shard are.</param>
    /// <param name="folder">A folder on a local disk for its replicas, used for nothing else.</param>
    /// <param name="options">How it answers; null for the defaults.</param>
    /// <exception cref="ArgumentException">The options are out of bounds.</exception>
    public ShardNode(string name, Func<int, ISnapshotTransport> places, string folder, ShardNodeOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(places);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        this.options = options ?? new ShardNodeOptions();
        this.options.Validate();
        (Name, this.places, this.folder) = (name, places, Path.GetFullPath(folder));
        threads = new(this.options.Threads);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>The generations that are ready, by shard and age.</summary>
    public IReadOnlyList<ShardGeneration> Ready
    {
        get
        {
            lock (gate)
            {
                return [.. replicas.OrderBy(r => r.Key).SelectMany(r => r.Value.Generations)];
            }
        }
    }

    /// <summary>How many questions wait for a thread.</summary>
    public int Waiting => Volatile.Read(ref waiting);

    /// <inheritdoc/>
    /// <exception cref="IndexException">What is at the place is damaged, or the folder cannot be written.</exception>
    /// <exception cref="ArgumentException">It has a later generation of the shard already.</exception>
    public async Task PrepareAsync(ShardGeneration generation, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(generation);
        Replica replica;
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            if (!replicas.TryGetValue(generation.Shard, out replica!))
            {
                replicas.Add(generation.Shard, replica = new());
            }
        }

        await replica.PrepareAsync(
            generation,
            FolderOf(generation.Shard),
            token => ShardReplica.OpenAsync(places(generation.Shard), FolderOf(generation.Shard), generation, options.Index, token),
            cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task KeepAsync(IReadOnlyList<ShardGeneration> generations, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(generations);
        List<KeyValuePair<int, Replica>> all;
        lock (gate)
        {
            all = [.. replicas];
        }

        foreach (var (shard, replica) in all)
        {
            await replica.KeepAsync([.. generations.Where(g => g.Shard == shard)], FolderOf(shard), cancellation).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The node was disposed.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> AskAsync(
        int shard, SnapshotName generation, ReadOnlyMemory<byte> question, CancellationToken cancellation)
    {
        Replica? replica;
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            replica = replicas.GetValueOrDefault(shard);
        }

        if (replica?.Find(generation) is not { } found)
        {
            throw new ShardNotReadyException(Name, shard, generation);
        }

        if (!threads.Wait(0, CancellationToken.None))
        {
            if (Interlocked.Increment(ref waiting) > options.MostWaiting)
            {
                throw new NodeOverloadedException(Name, Interlocked.Decrement(ref waiting));
            }

            try
            {
                await threads.WaitAsync(cancellation).ConfigureAwait(false);
            }
            finally
            {
                Interlocked.Decrement(ref waiting);
            }
        }

        try
        {
            var answer = await Task.Run(() => found.Answer(question, cancellation), cancellation).ConfigureAwait(false);
            if (found.Damage is not { } damage)
            {
                return answer;
            }

            if (replica.GiveUp(found))
            {
                damage = Tell(shard, damage);
            }

            throw new ShardNotReadyException(Name, shard, generation, damage);
        }
        catch (ObjectDisposedException)
        {
            // It was let go of meanwhile.
            throw new ShardNotReadyException(Name, shard, generation);
        }
        finally
        {
            threads.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        List<Replica> all;
        lock (gate)
        {
            isDisposed = true;
            all = [.. replicas.Values];
            replicas.Clear();
        }

        foreach (var replica in all)
        {
            await replica.DisposeAsync().ConfigureAwait(false);
        }
    }

    // What is wrong, for who asked; and what went wrong where it was told, which must not hide it.
    private string Tell(int shard, string damage)
    {
        try
        {
            options.Damaged?.Invoke(shard, damage);
            return damage;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return $"{damage} (nor could this be told: {e.Message})";
        }
    }

    private string FolderOf(int shard) => Path.Combine(folder, shard.ToString("d3", CultureInfo.InvariantCulture));

    /// <summary>A shard's replica, with the generations of it that answer.</summary>
    private sealed class Replica : IAsyncDisposable
    {
        private readonly SemaphoreSlim turn = new(1);
        private readonly Lock gate = new();
        private readonly List<(ShardGeneration Generation, ReplicaPin Pin, ArticleShard Shard)> held = [];
        private ShardReplica? replica;
        private bool isDisposed, isDamaged;

        public IReadOnlyList<ShardGeneration> Generations
        {
            get
            {
                lock (gate)
                {
                    return isDamaged ? [] : [.. held.Select(h => h.Generation)];
                }
            }
        }

        public ArticleShard? Find(SnapshotName name)
        {
            lock (gate)
            {
                return isDamaged ? null : held.FirstOrDefault(h => h.Generation.Name == name).Shard;
            }
        }

        /// <summary>Has nothing of it answer any more, for a file may be of all generations, until it is received anew.</summary>
        /// <returns>Whether the shard is one of those that answered until now.</returns>
        public bool GiveUp(ArticleShard damaged)
        {
            lock (gate)
            {
                return !isDamaged && (isDamaged = held.Any(h => h.Shard == damaged));
            }
        }

        public async Task PrepareAsync(
            ShardGeneration generation, string folder, Func<CancellationToken, Task<ShardReplica>> open, CancellationToken cancellation)
        {
            await turn.WaitAsync(cancellation).ConfigureAwait(false);
            try
            {
                ObjectDisposedException.ThrowIf(isDisposed, this);
                if (Find(generation.Name) is not null)
                {
                    return;
                }

                if (isDamaged || replica is { IsDamaged: true })
                {
                    Empty(folder);
                }

                if (replica is null)
                {
                    replica = await open(cancellation).ConfigureAwait(false);
                }
                else
                {
                    await replica.FollowAsync(generation, cancellation).ConfigureAwait(false);
                }

                var pin = replica.Pin();
                lock (gate)
                {
                    held.Add((generation, pin, new ArticleShard(NameOf(generation.Shard), pin.Searcher)));
                }
            }
            finally
            {
                turn.Release();
            }
        }

        /// <summary>Lets go of all generations but some; of the replica and its folder where none are to stay.</summary>
        public async Task KeepAsync(IReadOnlyList<ShardGeneration> generations, string? folder, CancellationToken cancellation)
        {
            await turn.WaitAsync(cancellation).ConfigureAwait(false);
            try
            {
                LetGo(h => !generations.Any(g => g.Name == h.Name));

                // In turn: whoever makes the shard ready again begins with an empty folder, and nobody takes it away from them.
                if (generations.Count == 0 && folder is not null)
                {
                    Empty(folder);
                }
            }
            finally
            {
                turn.Release();
            }
        }

        public async ValueTask DisposeAsync()
        {
            await KeepAsync([], null, CancellationToken.None).ConfigureAwait(false);
            await turn.WaitAsync().ConfigureAwait(false);
            isDisposed = true;
            replica?.Dispose();
            turn.Release();
        }

        private void LetGo(Func<ShardGeneration, bool> goes)
        {
            List<(ShardGeneration Generation, ReplicaPin Pin, ArticleShard Shard)> gone;
            lock (gate)
            {
                gone = [.. held.Where(h => goes(h.Generation))];
                held.RemoveAll(gone.Contains);
            }

            foreach (var (_, pin, shard) in gone)
            {
                shard.Dispose();
                pin.Dispose();
            }
        }

        private void Empty(string folder)
        {
            LetGo(_ => true);
            replica?.Dispose();
            replica = null;
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }

            lock (gate)
            {
                isDamaged = false;
            }
        }

        private static string NameOf(int shard) => shard.ToString(CultureInfo.InvariantCulture);
    }
}
