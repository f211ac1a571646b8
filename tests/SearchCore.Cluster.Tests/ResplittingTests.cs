using SearchCore.Cluster.Catalogue;
using SearchCore.Cluster.Writing;
using SearchCore.Queries;

namespace SearchCore.Cluster.Tests;

/// <summary>More shards: a cluster that is split in place, or another one that takes what the first one exports, answers alike.</summary>
public class ResplittingTests
{
    private const int Batch = 50;

    [Fact]
    public async Task A_cluster_that_is_split_again_and_again_answers_and_is_written_as_one_index()
    {
        await using var cluster = await ReadingFixture.Open(1);
        using var one = ArticleIndex.InMemory(new() { Recognizer = null });
        await Apply(cluster, one, Enumerable.Range(0, 150).Select(i => Put(i, $"Words of article {i % 7}.")));
        await Apply(cluster, one, Enumerable.Range(0, 30).Select(i => ShardChange.Delete($"{i * 3}")));
        var first = await cluster.Reader.Searcher.SearchAsync(new() { Query = "words", Limit = 5 });
        for (var shards = 2; shards <= 8; shards *= 2)
        {
            var version = await cluster.Split();
            Assert.Equal((shards, shards), (version.Generations.Count, (await cluster.Writing.Catalogue.SettingsAsync()).Shards));
            Assert.All(version.Generations, g => Assert.True(
                g.Articles > 0 && g.First is not null && g.Last > g.First, $"shard {g.Shard} of {shards} is empty"));
            await Same(cluster, one);

            // Every article stands in its shard, once.
            var found = await cluster.Writing.Read(version);
            Assert.Equal(version.Articles, found.Count);
            Assert.All(found, f => Assert.Equal(new ShardMap(shards).ShardOf(f.Key), f.Value.Shard));

            // The writer knew the map from before.
            await Apply(cluster, one, Enumerable.Range(shards * 10, 25).Select(i => Put(i, $"Changed words {shards}.")));
            await Apply(cluster, one, Enumerable.Range(shards, 9).Select(i => ShardChange.Delete($"{i}")));
            await Same(cluster, one);
        }

        // A list that was begun before the splits goes on at its version.
        var rest = new SearchRequest { Query = "words", Limit = 200, After = first.Next };
        var second = await cluster.Reader.SearcherOf(rest).SearchAsync(rest);
        Assert.Empty(second.Warnings);
        Assert.Equal(120 - 5, second.Hits.Count);
    }

    [Fact]
    public async Task Changes_wait_for_a_split_and_are_made_after_it()
    {
        await using var cluster = await ReadingFixture.Open(2);
        await cluster.Apply(Enumerable.Range(0, 40).Select(i => Put(i, "Words.")));
        var (reached, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var seam = new SeamPlace(cluster.PlaceOf(2))
        {
            Before = async _ =>
            {
                reached.TrySetResult();
                await goOn.Task;
            },
        };
        var splitting = cluster.Split(shard => shard == 2 ? seam : cluster.PlaceOf(shard));
        await reached.Task.WaitAsync(TimeSpan.FromMinutes(1));
        var held = await Assert.ThrowsAsync<ShardHeldException>(() => cluster.Writing.Open(1, "another"));
        Assert.Equal(1, held.Shard);
        var changes = cluster.Writer.ApplyAsync(Enumerable.Range(35, 20).Select(i => Put(i, "Later words.")));
        Assert.Equal(40, await cluster.Reader.Searcher.CountAsync());
        await Task.Delay(300);
        Assert.False(changes.IsCompleted);
        goOn.SetResult();
        var version = await splitting;
        var receipt = await changes;
        Assert.Empty(receipt.Rejected);
        Assert.Equal(20, receipt.Applied);
        Assert.All(receipt.Acknowledged, a => Assert.True(a.Version > version.Number));
        Assert.Equal(4, receipt.Acknowledged.Select(a => a.Shard).Distinct().Count());
        Assert.Equal(55, (await cluster.Writing.Read()).Count);
    }

    [Fact]
    public async Task A_split_that_fails_at_any_point_leaves_the_cluster_as_it_was()
    {
        await using var cluster = await ReadingFixture.Open(2);
        await cluster.Apply(Enumerable.Range(0, 40).Select(i => Put(i, "Words.")));
        var before = await cluster.CurrentAsync();
        var (allowed, failures) = (0, 0);
        ClusterVersion? split = null;
        while (split is null)
        {
            var left = allowed;
            Func<string, Task> failing =
                _ => Interlocked.Decrement(ref left) < 0 ? throw new IOException("of a place") : Task.CompletedTask;
            try
            {
                split = await cluster.Split(shard => new SeamPlace(cluster.PlaceOf(shard)) { Before = failing }, sideBySide: 1);
            }
            catch (IOException e)
            {
                Assert.Equal("of a place", e.Message);
                Assert.Equal(before, await cluster.CurrentAsync());
                Assert.Equal(2, (await cluster.Writing.Catalogue.SettingsAsync()).Shards);
                (allowed, failures) = (allowed + 3, failures + 1);
            }
        }

        Assert.True(failures > 3, $"it failed {failures} times");
        Assert.Equal((before.Number + 1, 4, 40L), (split.Number, split.Generations.Count, split.Articles));
        await cluster.Apply([Put(1, "Changed."), Put(100, "New.")]);
        Assert.Equal(41, (await cluster.Writing.Read()).Count);
    }

    [Fact]
    public async Task What_a_killed_split_holds_can_be_ended_or_taken_over()
    {
        await using var cluster = await ReadingFixture.Open(2);
        await Assert.ThrowsAsync<InvalidOperationException>(() => cluster.Split());
        await cluster.Apply(Enumerable.Range(0, 10).Select(i => Put(i, "Words.")));
        var killed = await cluster.Writing.Catalogue.BeginSplitAsync("killed");
        await Assert.ThrowsAsync<ShardHeldException>(() => cluster.Writing.Open(0, "another"));
        await cluster.Writing.Catalogue.EndSplitAsync(killed[0]);
        await cluster.Apply([Put(11, "Words.")]);
        await cluster.Writing.Catalogue.BeginSplitAsync("killed too");
        Assert.Equal(4, (await cluster.Split()).Generations.Count);
        await cluster.Apply([Put(12, "Words.")]);
        Assert.Equal(12, (await cluster.Writing.Read()).Count);

        // An answer that is lost: the version is there.
        var seam = new SeamCatalogue(cluster.Writing.Catalogue);
        var lost = true;
        seam.Publish = async publish =>
        {
            var version = await publish();
            if (lost)
            {
                lost = false;
                throw new CatalogueUnavailableException("of a test");
            }

            return version;
        };
        var split = await ClusterSplit.RunAsync(
            seam, shard => cluster.PlaceOf(shard), cluster.Writing.Folder["lost"], new() { Index = WritingFixture.Options.Index });
        Assert.Equal((8, false), (split.Generations.Count(g => g.Articles >= 0), lost));
        Assert.Equal(split, await cluster.CurrentAsync());
        await Assert.ThrowsAnyAsync<ArgumentException>(() => ClusterSplit.RunAsync(
            seam, shard => cluster.PlaceOf(shard), cluster.Writing.Folder["none"], new() { SideBySide = 0 }));
    }

    [Fact]
    public async Task A_change_for_another_shard_is_refused_and_its_sender_looks_at_the_map_again()
    {
        using var writing = new WritingFixture(2);
        var (mine, others) = (IdOf(0), IdOf(1));
        await using var writer = await writing.Open(0);
        var refused = await Assert.ThrowsAsync<MisroutedChangeException>(
            () => writer.ApplyAsync([ShardChange.Put(WritingFixture.Article(0) with { Id = mine }), ShardChange.Delete(others)]));
        Assert.Contains($"'{others}' is of shard 1 of 2", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, (await writing.Catalogue.CurrentAsync()).Number);
        var asked = 0;
        await using var router = new ClusterWriter(
            _ => Task.FromResult(new ShardMap(Interlocked.Increment(ref asked) < 3 ? 1 : 2)),
            async (shard, _) => await writing.Open(shard));
        var receipt = await router.ApplyAsync([ShardChange.Put(WritingFixture.Article(0) with { Id = others })]);
        Assert.Equal((3, 1), (asked, receipt.Acknowledged.Single().Shard));

        string IdOf(int shard) => Enumerable.Range(0, 100).Select(n => $"own-{n}").First(id => writing.Map.ShardOf(id) == shard);
    }

    [Fact]
    public async Task A_cluster_of_more_shards_takes_what_another_one_exports_and_answers_alike()
    {
        await using var before = await ReadingFixture.Open(2);
        await before.Apply(Enumerable.Range(0, 120).Select(i => Put(i, $"Words of article {i % 7}.")));
        await before.Apply(Enumerable.Range(0, 20).Select(i => ShardChange.Delete($"{i * 3}")));
        await using var after = await ReadingFixture.Open(8);
        var taken = new List<ShardChange>();
        await foreach (var stored in before.Reader.Searcher.ExportAsync(new() { Sort = SearchSort.Oldest }))
        {
            taken.Add(ShardChange.Put(stored.Article));
            if (taken.Count == Batch)
            {
                await after.Apply(taken);
                taken.Clear();
            }
        }

        await after.Apply(taken);
        Assert.Equal(8, after.Reader.Version.Generations.Count);
        foreach (var request in Requests)
        {
            Assert.Equal(
                await before.Reader.Searcher.SearchAsync(request) with { Took = default },
                await after.Reader.Searcher.SearchAsync(request) with { Took = default });
        }
    }

    private static IEnumerable<SearchRequest> Requests => new[] { "words", "article 3", "title:7", "wor*", "changed", "words | unique" }
        .Select(q => new SearchRequest
        {
            Query = q,
            Limit = 200,
            Timeline = new(TimelineUnit.Month),
            TimeLimit = Timeout.InfiniteTimeSpan,
        });

    private static ShardChange Put(int n, string body) => ShardChange.Put(WritingFixture.Article(n, body));

    private static async Task Apply(ReadingFixture cluster, ArticleIndex one, IEnumerable<ShardChange> changes)
    {
        List<ShardChange> all = [.. changes];
        await cluster.Apply(all);
        foreach (var change in all)
        {
            if (change.Article is { } article)
            {
                one.Add(article);
            }
            else
            {
                one.Delete(change.Id);
            }
        }

        one.Commit();
    }

    private static async Task Same(ReadingFixture cluster, ArticleIndex one)
    {
        foreach (var request in Requests)
        {
            var (expected, found) = (one.Search(request), await cluster.Reader.Searcher.SearchAsync(request));
            Assert.Equal(expected.Hits, found.Hits);
            Assert.Equal((expected.Total, expected.Timeline), (found.Total, found.Timeline));
        }
    }
}
