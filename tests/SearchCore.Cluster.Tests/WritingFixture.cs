using System.Globalization;

using SearchCore.Articles;
using SearchCore.Cluster.Catalogue;
using SearchCore.Cluster.Writing;
using SearchCore.TestKit;

namespace SearchCore.Cluster.Tests;

/// <summary>A cluster in a temporary folder: a catalogue in files, places beside it, and folders for writers and replicas.</summary>
internal sealed class WritingFixture : IDisposable
{
    public static readonly ShardWriterOptions Options = new()
    {
        Index = new ArticleIndexOptions { Recognizer = null, Workers = 1, MemoryMegabytes = 16 },
        Holder = "test",
        Patience = TimeSpan.FromSeconds(5),
        PruneEvery = 2,
    };

    public WritingFixture(int shards = 1, int keptVersions = 4)
    {
        Catalogue = new FileCatalogue(Folder["catalogue"], new() { LookInterval = TimeSpan.FromMilliseconds(10) });
        Catalogue.CreateAsync(new() { Name = "test", Shards = shards, KeptVersions = keptVersions }).GetAwaiter().GetResult();
        Map = new ShardMap(shards);
        Places = ShardPlaces.Under(Folder["share"]);
    }

    public TempFolder Folder { get; } = new();

    public FileCatalogue Catalogue { get; }

    public ShardMap Map { get; }

    public Func<int, ISnapshotTransport> Places { get; set; }

    public static Article Article(int n, string body = "Some words of text.") => new()
    {
        Id = n.ToString(CultureInfo.InvariantCulture),
        Title = $"Title {n}",
        Body = body,
        Published = new ArticleDate(86_400L * (n + 1)),
    };

    public Task<ShardWriter> Open(int shard = 0, string? machine = null, ShardWriterOptions? options = null) => ShardWriter.OpenAsync(
        Catalogue, shard, Places(shard), Folder[$"{machine ?? "writer"}/{shard}"], options ?? Options);

    /// <summary>All articles of a version, each by its id: its shard and its body.</summary>
    public async Task<Dictionary<string, (int Shard, string? Body)>> Read(ClusterVersion? version = null)
    {
        version ??= await Catalogue.CurrentAsync();
        var found = new Dictionary<string, (int, string?)>(StringComparer.Ordinal);
        foreach (var generation in version.Generations)
        {
            using var replica = await ShardReplica.OpenAsync(
                Places(generation.Shard), Folder[$"read/{Guid.NewGuid():n}"], generation);
            using var pin = replica.Pin();
            Assert.Equal(generation.Articles, replica.Index.Statistics().Articles);
            foreach (var stored in pin.Searcher.Export(new SearchRequest()))
            {
                Assert.True(
                    found.TryAdd(stored.Article.Id, (generation.Shard, stored.Article.Body)), $"{stored.Article.Id} is there twice");
            }
        }

        return found;
    }

    public void Dispose() => Folder.Dispose();
}

/// <summary>A place that fails or waits where a test says so.</summary>
internal sealed class SeamPlace(ISnapshotTransport inner) : ISnapshotTransport
{
    /// <summary>Called before each write and deletion, with the name.</summary>
    public Func<string, Task> Before { get; set; } = _ => Task.CompletedTask;

    public List<string> Read { get; } = [];

    public Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellation) => inner.ListAsync(prefix, cancellation);

    public Task<Stream> OpenReadAsync(string name, CancellationToken cancellation)
    {
        lock (Read)
        {
            Read.Add(name);
        }

        return inner.OpenReadAsync(name, cancellation);
    }

    public async Task WriteAsync(string name, Stream content, CancellationToken cancellation)
    {
        await Before(name);
        await inner.WriteAsync(name, content, cancellation);
    }

    public async Task DeleteAsync(string name, CancellationToken cancellation)
    {
        await Before(name);
        await inner.DeleteAsync(name, cancellation);
    }
}
