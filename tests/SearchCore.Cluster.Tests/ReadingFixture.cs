using SearchCore.Cluster.Reading;
using SearchCore.Cluster.Writing;

namespace SearchCore.Cluster.Tests;

/// <summary>A cluster of this process: writers of all shards, nodes with replicas, and a coordinator.</summary>
internal sealed class ReadingFixture : IAsyncDisposable
{
    private readonly WritingFixture writing;
    private readonly ClusterReaderOptions options;

    private ReadingFixture(int shards, int nodes, ClusterReaderOptions options)
    {
        writing = new(shards);
        this.options = options;
        Writer = new(
            async cancellation => (await writing.Catalogue.SettingsAsync(cancellation)).Map,
            async (shard, _) => await writing.Open(shard), WritingFixture.Options.Patience);
        Nodes = [.. Enumerable.Range(0, nodes).Select(n => new SeamNode(NewNode($"node-{n}")))];
    }

    public static ClusterReaderOptions Quick => new()
    {
        LookEvery = TimeSpan.FromMilliseconds(20),
        HedgeAfter = TimeSpan.FromMilliseconds(100),
        SlowFor = TimeSpan.FromMilliseconds(300),
    };

    public ClusterWriter Writer { get; }

    /// <summary>The nodes; a test takes them away and adds others.</summary>
    public List<SeamNode> Nodes { get; private set; }

    public ClusterReader Reader { get; private set; } = null!;

    /// <summary>What nodes said of damaged replicas.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<(int Shard, string Damage)> Damaged { get; } = [];

    public static async Task<ReadingFixture> Open(int shards, int nodes = 2, ClusterReaderOptions? options = null)
    {
        var fixture = new ReadingFixture(shards, nodes, options ?? Quick);
        fixture.Reader = await fixture.OpenReader();
        return fixture;
    }

    public Task<ClusterReader> OpenReader() => ClusterReader.OpenAsync(writing.Catalogue, () => Nodes, options);

    public Task<Catalogue.ClusterVersion> CurrentAsync() => writing.Catalogue.CurrentAsync();

    public ISnapshotTransport PlaceOf(int shard) => writing.Places(shard);

    public WritingFixture Writing => writing;

    public async Task<int> ShardsAsync() => (await writing.Catalogue.SettingsAsync()).Shards;

    /// <summary>Makes twice as many shards, and waits until they are read.</summary>
    public async Task<Catalogue.ClusterVersion> Split(Func<int, ISnapshotTransport>? places = null, int sideBySide = 2)
    {
        var version = await ClusterSplit.RunAsync(
            writing.Catalogue, places ?? (shard => writing.Places(shard)), writing.Folder["split"],
            new() { Holder = "test", SideBySide = sideBySide, Index = WritingFixture.Options.Index, Patience = TimeSpan.Zero });
        await Reader.WaitForAsync(version.Number).WaitAsync(TimeSpan.FromMinutes(1));
        return version;
    }

    public SeamNode Replace(SeamNode node)
    {
        var other = new SeamNode(NewNode($"{node.Name}x"));
        Nodes = [.. Nodes.Where(n => n != node), other];
        return other;
    }

    public void Remove(SeamNode node) => Nodes = [.. Nodes.Where(n => n != node)];

    /// <summary>Writes, and waits until it is read.</summary>
    public async Task Apply(params IEnumerable<ShardChange> changes)
    {
        var receipt = await Writer.ApplyAsync(changes);
        Assert.Empty(receipt.Rejected);
        await Reader.WaitForAsync(receipt.Acknowledged.Select(a => a.Version).DefaultIfEmpty(0).Max()).WaitAsync(TimeSpan.FromMinutes(1));
    }

    public async ValueTask DisposeAsync()
    {
        await Reader.DisposeAsync();
        await Writer.DisposeAsync();
        foreach (var node in Nodes)
        {
            await node.Node.DisposeAsync();
        }

        writing.Dispose();
    }

    private ShardNode NewNode(string name) => new(
        name, shard => writing.Places(shard), writing.Folder[name], new()
        {
            Index = new() { Recognizer = null },
            MostWaiting = 64,
            Damaged = (shard, damage) =>
            {
                Damaged.Enqueue((shard, damage));
                throw new InvalidOperationException("a log that fails");
            },
        });
}

/// <summary>A node that fails, hangs or is late where a test says so.</summary>
internal sealed class SeamNode(ShardNode node) : IShardNode
{
    public ShardNode Node => node;

    public string Name => node.Name;

    /// <summary>Called before each question; what it throws is the answer.</summary>
    public Func<CancellationToken, Task> BeforeAnswer { get; set; } = _ => Task.CompletedTask;

    /// <summary>Called before a generation is made ready.</summary>
    public Func<CancellationToken, Task> BeforePreparing { get; set; } = _ => Task.CompletedTask;

    public int Asked { get; private set; }

    public async Task PrepareAsync(Catalogue.ShardGeneration generation, CancellationToken cancellation)
    {
        await BeforePreparing(cancellation);
        await node.PrepareAsync(generation, cancellation);
    }

    public Task KeepAsync(IReadOnlyList<Catalogue.ShardGeneration> generations, CancellationToken cancellation) =>
        node.KeepAsync(generations, cancellation);

    public async ValueTask<ReadOnlyMemory<byte>> AskAsync(
        int shard, SnapshotName generation, ReadOnlyMemory<byte> question, CancellationToken cancellation)
    {
        Asked++;
        await BeforeAnswer(cancellation);
        return await node.AskAsync(shard, generation, question, cancellation);
    }
}
