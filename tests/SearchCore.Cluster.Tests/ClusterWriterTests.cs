using System.Globalization;

using SearchCore.Articles;
using SearchCore.Cluster.Catalogue;
using SearchCore.Cluster.Writing;
using SearchCore.TestKit.Corpora;

namespace SearchCore.Cluster.Tests;

/// <summary>Changes that are routed over shards.</summary>
public sealed class ClusterWriterTests
{
    private static readonly ulong Seed = (ulong)Environment.TickCount64;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(6)]
    [InlineData(16)]
    public async Task Shards_hold_what_one_index_holds_that_was_fed_the_same_history(int shards)
    {
        // A cluster has a power of two of shards; six of eight have a writer that moves.
        var isMoving = shards == 6;
        using var cluster = new WritingFixture(isMoving ? 8 : shards);
        using var one = ArticleIndex.Open(cluster.Folder["one"], WritingFixture.Options.Index);
        var random = new SeededRandom(Seed, (ulong)shards);
        var moves = 0;
        await using var writer = new ClusterWriter(
            cluster.Map, async (shard, _) => await cluster.Open(shard, $"machine {Interlocked.Increment(ref moves)}"));
        for (var round = 0; round < 12; round++)
        {
            if (isMoving)
            {
                // Somebody else takes a shard: its writer here becomes stale.
                await cluster.Catalogue.TakeAsync(random.Below(6), "somebody else");
            }

            if (random.Below(3) == 0)
            {
                var ids = Enumerable.Range(0, 1 + random.Below(30)).Select(_ => Id(random)).ToList();
                one.Delete(ids);
                var deleted = await writer.DeleteAsync(ids);
                Assert.Equal((ids.Count, 0), (deleted.Applied, deleted.Failed.Count));
            }
            else
            {
                var articles = Enumerable.Range(0, 1 + random.Below(60)).Select(n => new Article
                {
                    Id = Id(random),
                    Title = string.Create(CultureInfo.InvariantCulture, $"Round {round}, article {n}"),
                    Body = n % 7 == 6 ? null : string.Create(CultureInfo.InvariantCulture, $"body {random.Below(1_000)}"),
                }).Append(new Article { Id = "refused" }).ToList();
                articles.Take(articles.Count - 1).ToList().ForEach(one.Add);
                var added = await writer.AddAsync(articles);
                Assert.Equal((articles.Count - 1, "refused", articles.Count - 1),
                    (added.Applied, added.Rejected.Single().Id, added.Rejected.Single().Number));
            }
        }

        one.Commit();
        using var searcher = one.OpenSearcher();
        var expected = searcher.Export(new SearchRequest()).Select(s => (s.Article.Id, s.Article.Title, s.Article.Body)).Order().ToList();
        var found = new List<(string, string?, string?)>();
        foreach (var generation in (await cluster.Catalogue.CurrentAsync()).Generations)
        {
            using var replica = await ShardReplica.OpenAsync(
                cluster.Places(generation.Shard), cluster.Folder[$"replica/{generation.Shard}"], generation);
            using var pin = replica.Pin();
            foreach (var stored in pin.Searcher.Export(new SearchRequest()))
            {
                Assert.Equal(generation.Shard, cluster.Map.ShardOf(stored.Article.Id));
                found.Add((stored.Article.Id, stored.Article.Title, stored.Article.Body));
            }
        }

        Assert.True(expected.SequenceEqual(found.Order()), $"seed {Seed}: {found.Count} of {expected.Count} articles");
        Assert.Equal(expected.Count, (await cluster.Catalogue.CurrentAsync()).Articles);
    }

    [Fact]
    public async Task Where_one_shard_fails_it_says_what_was_acknowledged_and_what_was_not()
    {
        using var cluster = new WritingFixture(shards: 4);
        await using var writer = new ClusterWriter(
            cluster.Map, async (shard, _) => shard == 2 ? throw new IOException("no machine has it") : await cluster.Open(shard),
            patience: TimeSpan.FromMilliseconds(200), TimeProvider.System);
        var articles = Enumerable.Range(0, 40).Select(n => WritingFixture.Article(n)).ToList();
        var failed = await Assert.ThrowsAsync<ClusterWriteException>(() => writer.AddAsync(articles));
        Assert.Equal([0, 1, 3], failed.Receipt.Acknowledged.Select(a => a.Shard));
        var failure = Assert.Single(failed.Receipt.Failed);
        Assert.Equal((2, "no machine has it"), (failure.Shard, failure.Cause.Message));
        Assert.Equal(articles.Select(a => a.Id).Where(id => cluster.Map.ShardOf(id) == 2), failure.Ids);
        var found = await cluster.Read();
        Assert.Equal(articles.Select(a => a.Id).Except(failure.Ids).Order(), found.Keys.Order());
        Assert.Equal((await cluster.Catalogue.CurrentAsync()).Number, failed.Receipt.Version);
        Assert.Equal(found.Count, failed.Receipt.Applied);
    }

    [Fact]
    public async Task A_writer_that_moved_is_asked_for_again_and_numbers_of_rejections_are_the_callers()
    {
        var opened = new List<FakeWriter>();
        await using (var writer = new ClusterWriter(new ShardMap(1), (_, _) =>
        {
            opened.Add(new FakeWriter(isStale: opened.Count < 2));
            return Task.FromResult<IShardWriter>(opened[^1]);
        }))
        {
            var receipt = await writer.ApplyAsync(
                [ShardChange.Put(new Article { Id = "" }), ShardChange.Delete("b"), ShardChange.Delete("c")]);
            Assert.Equal([0, 2], receipt.Rejected.Select(r => r.Number));
            Assert.Equal([true, true, false], opened.Select(w => w.IsDisposed));
            await Assert.ThrowsAsync<ArgumentException>(() => writer.DeleteAsync([""]));
            await Assert.ThrowsAsync<ArgumentNullException>(() => writer.AddAsync([null!]));
        }

        Assert.True(opened[^1].IsDisposed);
        Assert.Throws<ArgumentOutOfRangeException>(
            () => new ClusterWriter(new ShardMap(1), (_, _) => null!, TimeSpan.FromSeconds(-1)));
    }

    private static string Id(SeededRandom random) => string.Create(CultureInfo.InvariantCulture, $"article-{random.Below(300)}");

    private sealed class FakeWriter(bool isStale) : IShardWriter
    {
        public int Shard => 0;

        public bool IsDisposed { get; private set; }

        public Task<ShardReceipt> ApplyAsync(IReadOnlyList<ShardChange> changes, CancellationToken cancellation) => isStale
            ? throw new StaleWriterException(0, new SnapshotName(1, 1), 2)
            : Task.FromResult(new ShardReceipt
            {
                Shard = 0,
                Version = 5,
                Applied = changes.Count - 1,
                Rejected = [new(1, changes[1].Id, new ArticleFault("code", "id", "as an example"))],
            });

        public ValueTask DisposeAsync()
        {
            IsDisposed = true;
            return ValueTask.CompletedTask;
        }
    }
}
