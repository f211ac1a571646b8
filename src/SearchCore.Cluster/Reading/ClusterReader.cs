using SearchCore.Cluster.Catalogue;

namespace SearchCore.Cluster.Reading;

/// <summary>
/// The coordinator of searches: reads one version of the cluster, whatever is published meanwhile, and goes on to a later one once its
/// generations are ready on their nodes. A node that comes or goes changes who is asked, not what is read. Thread-safe.
/// </summary>
public sealed class ClusterReader : IAsyncDisposable
{
    // For a node that hangs.
    private static readonly TimeSpan MostWait = TimeSpan.FromSeconds(5);

    // How many looks at the nodes go by until it is looked where shards are placed: that is a call of the catalogue.
    private const int LooksAPlacing = 3;

    private readonly ICatalogue catalogue;
    private readonly Func<IReadOnlyList<IShardNode>> nodes;
    private readonly ClusterReaderOptions options;
    private readonly CancellationTokenSource closing = new();
    private readonly SemaphoreSlim news = new(0);
    private readonly SlowNodes slow;
    private readonly ArticleIndex nothing;
    private readonly ArticleShard empty;
    private readonly Task loop;

    // The latest first. Replaced as a whole.
    private HeldVersion[] held;

    // Where somebody placed shards. Replaced as a whole.
    private IReadOnlyDictionary<int, IReadOnlyList<string>> placed;

    private ClusterReader(
        ICatalogue catalogue, Func<IReadOnlyList<IShardNode>> nodes, ClusterReaderOptions options, ClusterSettings settings,
        IReadOnlyDictionary<int, IReadOnlyList<string>> placed)
    {
        (this.catalogue, this.nodes, this.options, this.placed) = (catalogue, nodes, options, placed);
        slow = new(options);
        nothing = ArticleIndex.InMemory(settings.Apply());
        empty = new ArticleShard("nothing", nothing);
        held = [Hold(new(0, []))];
        loop = Task.Run(FollowAsync);
    }

    /// <summary>Pins the cluster's version and makes it ready on its nodes.</summary>
    /// <param name="catalogue">The catalogue; it stays the caller's.</param>
    /// <param name="nodes">The nodes that are there now; asked again and again. Those that are to be emptied are not among them.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <exception cref="ArgumentException">The options are out of bounds.</exception>
    /// <exception cref="CatalogueException">There is no such catalogue.</exception>
    /// <exception cref="CatalogueUnavailableException">It cannot be reached.</exception>
    public static async Task<ClusterReader> OpenAsync(
        ICatalogue catalogue, Func<IReadOnlyList<IShardNode>> nodes, ClusterReaderOptions? options = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentNullException.ThrowIfNull(nodes);
        options ??= new();
        options.Validate();
        var settings = await catalogue.SettingsAsync(cancellation).ConfigureAwait(false);
        var version = await catalogue.CurrentAsync(cancellation).ConfigureAwait(false);
        var placed = await catalogue.PlacedAsync(cancellation).ConfigureAwait(false);
        var reader = new ClusterReader(catalogue, nodes, options, settings, placed);
        try
        {
            await reader.WaitForAsync(version.Number, cancellation).ConfigureAwait(false);
            return reader;
        }
        catch
        {
            await reader.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The version that is read now.</summary>
    public ClusterVersion Version => held[0].Version;

    /// <summary>Searches the version that is read now.</summary>
    public ShardedSearcher Searcher => held[0].Used(options.Clock);

    /// <summary>What is to be said of the version that is read now: the shards that no node has ready, and those with too few replicas.
    /// </summary>
    public IReadOnlyList<ShardHealth> Health
    {
        get
        {
            var (now, wanted) = (held[0], Math.Min(options.Replicas, nodes().Count));
            return [.. now.Version.Generations.Select(g => new ShardHealth(g, [.. now.ReadyOn(g).Select(n => n.Name)], wanted))];
        }
    }

    /// <summary>
    /// What a request is to be searched by: the version that its cursor is of, as long as that is held, so that pages of a list are of one
    /// version; else the one that is read now.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="scope">The articles that there are for who asks; null for all.</param>
    public ShardedSearcher SearcherOf(SearchRequest request, SearchScope? scope = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        var pinned = request.After is { } cursor ? held.FirstOrDefault(h => Seen(h.Searcher).IsOf(cursor)) : null;
        return Seen(pinned?.Used(options.Clock) ?? Searcher);

        ShardedSearcher Seen(ShardedSearcher all) => scope is null ? all : all.Within(scope);
    }

    /// <summary>Waits until a version, or a later one, is read here: who wrote something finds it then.</summary>
    /// <param name="number">The version's number.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <exception cref="ObjectDisposedException">The reader was closed.</exception>
    public async Task WaitForAsync(long number, CancellationToken cancellation = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, closing.Token);
        while (true)
        {
            var now = held[0];
            if (now.Version.Number >= number)
            {
                return;
            }

            try
            {
                await now.Replaced.Task.WaitAsync(either.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                throw new ObjectDisposedException(nameof(ClusterReader));
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (closing.IsCancellationRequested)
        {
            return;
        }

        await closing.CancelAsync().ConfigureAwait(false);
        await loop.ConfigureAwait(false);
        empty.Dispose();
        nothing.Dispose();
        closing.Dispose();
        news.Dispose();
    }

    private HeldVersion Hold(ClusterVersion version)
    {
        var made = new HeldVersion(version);
        IReadOnlyList<IShard> shards = version.Generations.Count == 0
            ? [empty]
            : [.. version.Generations.Select(g =>
            {
                AskedNodes? last = null;
                return new ReplicatedShard(g, () => (last = Asked(made, g, last)).Nodes, n => Lost(made, g, n), slow, options);
            })];
        made.Searcher = new(shards, options.Clock);
        return made;
    }

    // It is made ready there again, as anything that is not.
    private void Lost(HeldVersion version, ShardGeneration generation, IShardNode node)
    {
        if (version.SetGone(generation, node))
        {
            try
            {
                news.Release();
            }
            catch (ObjectDisposedException)
            {
                // Nothing is made ready by a reader that was closed meanwhile.
            }
        }
    }

    // Those that have it; where none has, those that should: one of them may have made it ready just now.
    private AskedNodes Asked(HeldVersion version, ShardGeneration generation, AskedNodes? last)
    {
        // Before they are looked at: what changes meanwhile is looked at with the next question.
        var (live, where, changes) = (nodes(), placed, version.Changes);
        if (last is not null && last.Live == live && last.Placed == where && last.Changes == changes)
        {
            return last;
        }

        var wanted = Wanted(generation.Shard);
        var ready = version.ReadyOn(generation);
        if (options.Here is { } here && !where.ContainsKey(generation.Shard))
        {
            wanted = [.. wanted.OrderBy(n => n.Name == here ? 0 : 1)];
        }

        return new(
            live, where, changes,
            ready.Count == 0 ? wanted : [.. wanted.Where(w => ready.Any(r => r.Name == w.Name)), .. ready.Where(r => !Has(wanted, r))]);

        static bool Has(IReadOnlyList<IShardNode> nodes, IShardNode node) => nodes.Any(n => n.Name == node.Name);
    }

    private IReadOnlyList<IShardNode> Wanted(int shard)
    {
        var live = nodes().DistinctBy(n => n.Name).ToDictionary(n => n.Name, StringComparer.Ordinal);
        return [.. Placement.Of(shard, live.Keys, options.Replicas, placed.GetValueOrDefault(shard)).Select(n => live[n])];
    }

    private async Task FollowAsync()
    {
        var newest = held[0].Version;
        Task<ClusterVersion>? later = null;
        Task? told = null;
        HeldVersion? next = null;
        var left = new List<Task>();
        var begun = 0L;
        Task<IReadOnlyDictionary<int, IReadOnlyList<string>>>? placing = null;
        var (placedAt, isMoving) = (options.Clock.GetTimestamp(), false);
        try
        {
            while (!closing.IsCancellationRequested)
            {
                later ??= catalogue.WaitForLaterAsync(newest.Number, closing.Token);
                if (later.IsCompleted)
                {
                    // Where it failed it is asked again at the next look; until then what is pinned is read.
                    newest = later.IsCompletedSuccessfully ? await later.ConfigureAwait(false) : newest;
                    later = null;
                }

                // A version that is published while another one is made ready comes after it, unless a node has failed to make it
                // ready: where other coordinators are ahead, nodes have later generations already and cannot go back.
                if (next is { HasFailed: true } && next.Version.Number < newest.Number)
                {
                    left.RemoveAll(t => t.IsCompleted);
                    left.AddRange(next.Underway);
                    next = null;
                }

                if (next is null && held[0].Version.Number < newest.Number)
                {
                    (next, begun) = (Hold(newest), options.Clock.GetTimestamp());
                }

                if (placing is null && options.Clock.GetElapsedTime(placedAt) >= options.LookEvery * LooksAPlacing)
                {
                    (placing, placedAt) = (catalogue.PlacedAsync(closing.Token), options.Clock.GetTimestamp());
                }
                else if (placing is { IsCompleted: true })
                {
                    // Where it failed it is asked again; until then shards stay where they are.
                    if (placing.IsCompletedSuccessfully && await placing.ConfigureAwait(false) is var now && !AreSame(placed, now))
                    {
                        (placed, isMoving) = (now, true);
                    }

                    placing = null;
                }

                Prepare(next);
                Prepare(held[0]);
                if (isMoving && next is null && held[0].Version.Generations.All(IsWhereItShouldBe))
                {
                    isMoving = false;
                    await KeepAsync().ConfigureAwait(false);
                }

                if (next is not null && (next.IsReady || options.Clock.GetElapsedTime(begun) > options.Patience))
                {
                    await SwitchAsync(next).ConfigureAwait(false);
                    next = null;
                    continue;
                }

                told ??= news.WaitAsync(closing.Token);
                var look = Task.Delay(options.LookEvery, options.Clock, closing.Token);
                await Task.WhenAny(later is null ? [told, look] : [told, look, later]).ConfigureAwait(false);
                told = told.IsCompleted ? null : told;
            }
        }
        finally
        {
            // A node that heeds nothing must not keep the coordinator from closing.
            await Task.WhenAny(
                Task.WhenAll(left.Concat(held.Append(next).SelectMany(h => h?.Underway ?? []))),
                Task.Delay(MostWait, options.Clock, CancellationToken.None)).ConfigureAwait(false);
        }
    }

    // What fails is tried again at the next look.
    private void Prepare(HeldVersion? version)
    {
        if (version is null)
        {
            return;
        }

        version.Forget(nodes());
        foreach (var generation in version.Version.Generations)
        {
            foreach (var node in Wanted(generation.Shard))
            {
                version.Begin(generation, node, () => PrepareAsync(version, generation, node));
            }
        }
    }

    private async Task PrepareAsync(HeldVersion version, ShardGeneration generation, IShardNode node)
    {
        try
        {
            await node.PrepareAsync(generation, closing.Token).ConfigureAwait(false);
            version.SetReady(generation, node);
            news.Release();
        }
#pragma warning disable CA1031 // A node may fail in any way; the others go on.
        catch (Exception)
#pragma warning restore CA1031
        {
            // It is not ready: health says so.
            version.HasFailed = true;
        }
    }

    private async Task SwitchAsync(HeldVersion next)
    {
        var before = held;
        held = [next, .. before.Where(h => h.WasUsed(options.HeldFor, options.Clock)).Take(options.HeldVersions - 1)];
        before[0].Replaced.TrySetResult();
        await KeepAsync().ConfigureAwait(false);
    }

    // Has every node let go of what nobody is to ask it for any more.
    private Task KeepAsync() => Task.WhenAll(nodes().Select(async n =>
    {
        var kept = KeptBy(n);
        try
        {
            await n.KeepAsync(kept, closing.Token).WaitAsync(MostWait, options.Clock, closing.Token).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // It keeps more than it has to until the next time.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }));

    // Of the version that is read what the node should have, and what it has for others until they do; of earlier ones what it has.
    private List<ShardGeneration> KeptBy(IShardNode node)
    {
        var kept = new List<ShardGeneration>();
        for (var i = 0; i < held.Length; i++)
        {
            foreach (var generation in held[i].Version.Generations)
            {
                var has = held[i].ReadyOn(generation).Any(n => n.Name == node.Name);
                if (i == 0 ? Wanted(generation.Shard).Any(n => n.Name == node.Name) || (has && !IsWhereItShouldBe(generation)) : has)
                {
                    kept.Add(generation);
                }
                else if (has)
                {
                    // Before it goes: nobody asks for it any more.
                    held[i].SetGone(generation, node);
                }
            }
        }

        return [.. kept.DistinctBy(g => (g.Shard, g.Name))];
    }

    private bool IsWhereItShouldBe(ShardGeneration generation)
    {
        var ready = held[0].ReadyOn(generation);
        return Wanted(generation.Shard).All(w => ready.Any(r => r.Name == w.Name));
    }

    private static bool AreSame(
        IReadOnlyDictionary<int, IReadOnlyList<string>> a, IReadOnlyDictionary<int, IReadOnlyList<string>> b) =>
        a.Count == b.Count && a.All(p => b.TryGetValue(p.Key, out var other) && other.SequenceEqual(p.Value));

    /// <summary>The nodes that a shard's questions go to, and what that follows from: as long as it is the same, so are they.</summary>
    private sealed record AskedNodes(
        IReadOnlyList<IShardNode> Live, IReadOnlyDictionary<int, IReadOnlyList<string>> Placed, int Changes,
        IReadOnlyList<IShardNode> Nodes);
}

/// <summary>Which nodes have a shard ready.</summary>
/// <param name="Generation">The generation that is read.</param>
/// <param name="Nodes">The names of the nodes that have it.</param>
/// <param name="Wanted">How many should.</param>
public sealed record ShardHealth(ShardGeneration Generation, IReadOnlyList<string> Nodes, int Wanted);
