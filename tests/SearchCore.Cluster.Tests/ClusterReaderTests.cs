using SearchCore.Cluster.Reading;
using SearchCore.Cluster.Writing;
using SearchCore.Queries;

namespace SearchCore.Cluster.Tests;

/// <summary>The coordinator where nodes fail, hang, come and go, and while versions are published.</summary>
public class ClusterReaderTests
{
    private static SearchRequest Request => new() { Query = "words", Sort = SearchSort.Oldest, Limit = 100, Facets = [new("source")] };

    [Fact]
    public async Task An_empty_cluster_has_nothing_and_says_so()
    {
        await using var cluster = await ReadingFixture.Open(4);
        var found = await cluster.Reader.Searcher.SearchAsync(Request);
        Assert.Equal(new(0), found.Total);
        Assert.False(found.IsPartial);
        Assert.Equal(0, cluster.Reader.Version.Number);
        Assert.Empty(cluster.Reader.Health);
    }

    [Fact]
    public async Task What_was_acknowledged_is_found_and_each_shard_has_its_replicas()
    {
        await using var cluster = await ReadingFixture.Open(4, nodes: 3);
        await cluster.Apply(Enumerable.Range(0, 40).Select(i => ShardChange.Put(WritingFixture.Article(i))));
        Assert.Equal(40, (await cluster.Reader.Searcher.SearchAsync(Request)).Total.Value);
        await Until(() => cluster.Reader.Health.All(h => h.Nodes.Count == h.Wanted && h.Wanted == 2));
        foreach (var health in cluster.Reader.Health)
        {
            Assert.Equal(
                Placement.Of(health.Generation.Shard, cluster.Nodes.Select(n => n.Name), 2).Order(StringComparer.Ordinal),
                health.Nodes.Order(StringComparer.Ordinal));
        }

        await cluster.Apply(ShardChange.Delete("7"));
        Assert.Equal(39, (await cluster.Reader.Searcher.SearchAsync(Request)).Total.Value);
        Assert.Equal(5, cluster.Reader.Version.Number);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_node_that_fails_or_hangs_costs_nobody_an_answer(bool hangs)
    {
        await using var cluster = await ReadingFixture.Open(4, nodes: 3);
        await cluster.Apply(Enumerable.Range(0, 40).Select(i => ShardChange.Put(WritingFixture.Article(i))));
        await Until(() => cluster.Reader.Health.All(h => h.Nodes.Count == 2));
        var whole = await cluster.Reader.Searcher.SearchAsync(Request);
        cluster.Nodes[0].BeforeAnswer = hangs
            ? token => Task.Delay(Timeout.Infinite, token)
            : _ => throw new IOException("the machine is gone");
        for (var i = 0; i < 10; i++)
        {
            Same(whole, await cluster.Reader.Searcher.SearchAsync(Request));
        }

        // Membership notices; another node takes its share, and the answers stay.
        cluster.Replace(cluster.Nodes[0]);
        await Until(() => cluster.Reader.Health.All(h => h.Nodes.Count == 2));
        Same(whole, await cluster.Reader.Searcher.SearchAsync(Request));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(1)]
    public async Task A_damaged_replica_answers_no_more_and_is_received_anew(int nodes)
    {
        await using var cluster = await ReadingFixture.Open(1, nodes);
        var random = new Random(1);
        await cluster.Apply(Enumerable.Range(0, 600).Select(i => ShardChange.Put(
            WritingFixture.Article(i, "words " + string.Join(' ', Enumerable.Range(0, 50).Select(_ => $"{random.NextInt64():x}"))))));
        await Until(() => cluster.Reader.Health.All(h => h.Nodes.Count == nodes));
        var node = cluster.Nodes.Single(n => n.Name == cluster.Reader.Health[0].Nodes[0]);
        foreach (var other in cluster.Nodes.Where(n => n != node))
        {
            // This one is asked first then.
            other.BeforeAnswer = token => Task.Delay(300, token);
        }

        var folder = Path.Combine(cluster.Writing.Folder[node.Name], "000");
        foreach (var file in Directory.GetFiles(folder, "*.fdt"))
        {
            Overwrite(file, 100_000);
        }

        if (nodes > 1)
        {
            for (var i = 0; i < 30 && cluster.Damaged.IsEmpty; i++)
            {
                var found = await cluster.Reader.Searcher.SearchAsync(Request);
                Assert.False(found.IsPartial, string.Join(' ', found.Warnings));
                Assert.Equal((600, 100), (found.Total.Value, found.Hits.Count));
            }
        }
        else
        {
            var failed = await Assert.ThrowsAsync<ShardsUnavailableException>(() => cluster.Reader.Searcher.SearchAsync(Request));
            Assert.Contains("is damaged and is received anew", failed.Message, StringComparison.Ordinal);
        }

        var (shard, damage) = Assert.Single(cluster.Damaged);
        Assert.Equal(0, shard);
        Assert.Contains(".fdt", damage, StringComparison.Ordinal);
        await Until(() => node.Node.Ready.Count > 0 && cluster.Reader.Health.All(h => h.Nodes.Count == nodes));
        var whole = await cluster.Reader.Searcher.SearchAsync(Request);
        Assert.False(whole.IsPartial);
        Assert.Equal(100, whole.Hits.Count);
        Assert.Empty(ArticleIndex.Check(folder).Problems);
        Assert.Single(cluster.Damaged);

        static void Overwrite(string file, long at)
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            Assert.True(stream.Length > at + 64, $"{file} has {stream.Length} bytes");
            stream.Position = at;
            stream.Write(new byte[64]);
        }
    }

    [Fact]
    public async Task The_node_of_this_process_is_asked_first()
    {
        await using var cluster = await ReadingFixture.Open(8, options: ReadingFixture.Quick with { Here = "node-1" });
        await cluster.Apply(Enumerable.Range(0, 40).Select(i => ShardChange.Put(WritingFixture.Article(i))));
        await Until(() => cluster.Reader.Health.All(h => h.Nodes.Count == 2));
        var before = cluster.Nodes[0].Asked;
        Assert.Equal(40, (await cluster.Reader.Searcher.SearchAsync(Request)).Total.Value);
        Assert.Equal(before, cluster.Nodes[0].Asked);

        // Where it fails, the other one is asked as ever.
        cluster.Nodes[1].BeforeAnswer = _ => throw new IOException("gone");
        Assert.Equal(40, (await cluster.Reader.Searcher.SearchAsync(Request)).Total.Value);
    }

    [Fact]
    public async Task A_version_that_a_node_is_ahead_of_is_passed_over()
    {
        await using var cluster = await ReadingFixture.Open(1, nodes: 1);
        await cluster.Apply(ShardChange.Put(WritingFixture.Article(1)));
        var (begun, goesOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var node = cluster.Nodes[0];
        node.BeforePreparing = async _ =>
        {
            begun.TrySetResult();
            await goesOn.Task;
        };
        await cluster.Writer.ApplyAsync([ShardChange.Put(WritingFixture.Article(2))]);
        await begun.Task.WaitAsync(TimeSpan.FromMinutes(1));

        // As the coordinator of another process has it go on.
        var later = await cluster.Writer.ApplyAsync([ShardChange.Put(WritingFixture.Article(3))]);
        await node.Node.PrepareAsync((await cluster.CurrentAsync()).Generations[0], CancellationToken.None);
        goesOn.SetResult();
        await cluster.Reader.WaitForAsync(later.Version).WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(3, (await cluster.Reader.Searcher.SearchAsync(Request)).Total.Value);
    }

    [Fact]
    public async Task A_shard_that_is_moved_is_asked_where_it_was_before_until_it_is_ready()
    {
        await using var cluster = await ReadingFixture.Open(2, nodes: 4);
        var catalogue = cluster.Writing.Catalogue;
        await cluster.Apply(Enumerable.Range(0, 40).Select(i => ShardChange.Put(WritingFixture.Article(i))));
        await Until(() => cluster.Reader.Health.All(h => h.Nodes.Count == 2));
        var whole = await cluster.Reader.Searcher.SearchAsync(Request);
        var byRule = Placement.Of(1, cluster.Nodes.Select(n => n.Name), 2);
        var others = cluster.Nodes.Where(n => !byRule.Contains(n.Name)).ToList();
        var goesOn = new TaskCompletionSource();
        others.ForEach(n => n.BeforePreparing = _ => goesOn.Task);
        await catalogue.PlaceAsync(1, [others[0].Name, "nobody", others[1].Name]);
        await Task.Delay(200);
        Same(whole, await cluster.Reader.Searcher.SearchAsync(Request));
        Assert.Equal(byRule.Order(StringComparer.Ordinal), NodesOf(1));
        goesOn.SetResult();
        await Until(() => NodesOf(1).SequenceEqual(others.Select(n => n.Name).Order(StringComparer.Ordinal)));
        Same(whole, await cluster.Reader.Searcher.SearchAsync(Request));

        // Those that had it give it up, and nobody is asked who has not got it.
        var before = cluster.Nodes.Where(n => byRule.Contains(n.Name)).ToList();
        await Until(() => before.TrueForAll(n => n.Node.Ready.All(g => g.Shard != 1)));
        await Until(() => cluster.Nodes.TrueForAll(n => n.Node.Ready.Select(g => g.Shard).Distinct().Count() == FoldersOf(n)));

        // And back, while versions go on.
        await catalogue.PlaceAsync(1, []);
        await cluster.Apply(ShardChange.Put(WritingFixture.Article(41)));
        await Until(() => NodesOf(1).SequenceEqual(byRule.Order(StringComparer.Ordinal)));
        Assert.Equal(41, (await cluster.Reader.Searcher.SearchAsync(Request)).Total.Value);

        // What was searched before may stay for cursors; the version that is read goes.
        var read = cluster.Reader.Version.Generations.Single(g => g.Shard == 1).Name;
        await Until(() => others.TrueForAll(n => n.Node.Ready.All(g => g.Shard != 1 || g.Name != read)));

        IEnumerable<string> NodesOf(int shard) =>
            cluster.Reader.Health.Single(h => h.Generation.Shard == shard).Nodes.Order(StringComparer.Ordinal);

        int FoldersOf(SeamNode node) => Directory.EnumerateDirectories(cluster.Writing.Folder[node.Name]).Count();
    }

    [Fact]
    public async Task Without_a_second_replica_each_gap_is_named_until_another_node_has_the_shard()
    {
        await using var cluster = await ReadingFixture.Open(4, nodes: 2, ReadingFixture.Quick with { Replicas = 1 });
        await cluster.Apply(Enumerable.Range(0, 40).Select(i => ShardChange.Put(WritingFixture.Article(i))));
        var whole = await cluster.Reader.Searcher.SearchAsync(Request);
        var gone = cluster.Nodes[0];
        var lost = cluster.Reader.Health.Where(h => h.Nodes is [var only] && only == gone.Name)
            .Select(h => $"{h.Generation.Shard}").Order(StringComparer.Ordinal);
        Assert.NotEmpty(lost);
        gone.BeforeAnswer = _ => throw new IOException("the machine is gone");
        var partly = await cluster.Reader.Searcher.SearchAsync(Request);
        Assert.True(partly.IsPartial);
        Assert.Equal(lost, partly.Missing.Select(m => m.Shard).Order(StringComparer.Ordinal));
        Assert.All(partly.Missing, m => Assert.Equal("the machine is gone", m.Reason));
        Assert.True(partly.Total.Value < whole.Total.Value);

        cluster.Remove(gone);
        await Until(() => cluster.Reader.Health.All(h => h.Nodes is [var only] && only != gone.Name));
        Same(whole, await cluster.Reader.Searcher.SearchAsync(Request));
    }

    [Fact]
    public async Task A_version_is_not_read_before_its_generations_are_ready()
    {
        await using var cluster = await ReadingFixture.Open(1, nodes: 1);
        await cluster.Apply(ShardChange.Put(WritingFixture.Article(0)));
        var held = new TaskCompletionSource();
        cluster.Nodes[0].BeforePreparing = _ => held.Task;
        var receipt = await cluster.Writer.AddAsync([WritingFixture.Article(1)]);
        await Task.Delay(200);
        Assert.Equal(1, cluster.Reader.Version.Number);
        Assert.Equal(1, (await cluster.Reader.Searcher.SearchAsync(Request)).Total.Value);
        held.SetResult();
        await cluster.Reader.WaitForAsync(receipt.Acknowledged[0].Version);
        Assert.Equal(2, (await cluster.Reader.Searcher.SearchAsync(Request)).Total.Value);
    }

    [Fact]
    public async Task A_version_that_no_node_can_make_ready_is_read_with_its_gap_once_patience_ends()
    {
        await using var cluster = await ReadingFixture.Open(
            2, nodes: 1, ReadingFixture.Quick with { Patience = TimeSpan.FromMilliseconds(200) });
        cluster.Nodes[0].BeforePreparing = _ => throw new IOException("the disk is full");
        await cluster.Apply(Enumerable.Range(0, 10).Select(i => ShardChange.Put(WritingFixture.Article(i))));
        await Assert.ThrowsAsync<ShardsUnavailableException>(() => cluster.Reader.Searcher.SearchAsync(Request));
        cluster.Nodes[0].BeforePreparing = _ => Task.CompletedTask;
        await Until(() => cluster.Reader.Health.All(h => h.Nodes.Count == 1));
        Assert.Equal(10, (await cluster.Reader.Searcher.SearchAsync(Request)).Total.Value);
    }

    [Fact]
    public async Task A_cursor_goes_on_in_its_version_while_writing_goes_on()
    {
        await using var cluster = await ReadingFixture.Open(4, nodes: 2);
        await cluster.Apply(Enumerable.Range(0, 30).Select(i => ShardChange.Put(WritingFixture.Article(i))));
        var request = Request with { Limit = 7 };
        var page = await cluster.Reader.SearcherOf(request).SearchAsync(request);
        var ids = page.Hits.Select(h => h.Id).ToList();
        for (var round = 0; page.Next is { } next; round++)
        {
            if (round < 3)
            {
                // Some before the place, some behind it.
                await cluster.Apply(ShardChange.Put(WritingFixture.Article(100 + round)), ShardChange.Delete($"{round}"),
                    ShardChange.Delete($"{25 + round}"));
            }

            var further = request with { After = next };
            page = await cluster.Reader.SearcherOf(further).SearchAsync(further);
            Assert.DoesNotContain(page.Warnings, w => w.Code == "SC410");
            ids.AddRange(page.Hits.Select(h => h.Id));
        }

        Assert.Equal(Enumerable.Range(0, 30).Select(i => $"{i}"), ids);

    }

    [Fact]
    public async Task A_cursor_of_a_version_that_is_not_held_goes_on_in_the_one_that_is_read_and_says_so()
    {
        await using var cluster = await ReadingFixture.Open(
            2, nodes: 2, ReadingFixture.Quick with { HeldVersions = 2, HeldFor = TimeSpan.FromHours(1), Clock = TimeProvider.System });
        await cluster.Apply(Enumerable.Range(0, 30).Select(i => ShardChange.Put(WritingFixture.Article(i))));
        var request = Request with { Limit = 7 };
        var first = await cluster.Reader.Searcher.SearchAsync(request);
        for (var i = 0; i < 3; i++)
        {
            await cluster.Apply(ShardChange.Put(WritingFixture.Article(200 + i)));
            await cluster.Reader.Searcher.SearchAsync(request);
        }

        Assert.False(cluster.Reader.Searcher.IsOf(first.Next!));
        Assert.True(cluster.Reader.Searcher.IsOf((await cluster.Reader.Searcher.SearchAsync(request)).Next!));
        var late = request with { After = first.Next };
        var second = await cluster.Reader.SearcherOf(late).SearchAsync(late);
        Assert.Contains(second.Warnings, w => w.Code == "SC410");
        Assert.Equal("7", second.Hits[0].Id);
        await Until(() => cluster.Nodes.TrueForAll(n => n.Node.Ready.Count <= 2 * 2));
    }

    [Fact]
    public async Task A_node_with_too_much_to_do_says_so_at_once()
    {
        await using var cluster = await ReadingFixture.Open(1, nodes: 1);
        await cluster.Apply(ShardChange.Put(WritingFixture.Article(0)));
        var generation = cluster.Reader.Version.Generations[0];
        using var folder = new TestKit.TempFolder();
        await using var node = new ShardNode(
            "small", _ => cluster.PlaceOf(0), folder["node"], new() { Threads = 1, MostWaiting = 0, Index = new() { Recognizer = null } });
        await node.PrepareAsync(generation, CancellationToken.None);
        Assert.Equal(generation, Assert.Single(node.Ready));
        var all = Enumerable.Range(0, 200).Select(async _ =>
        {
            try
            {
                await node.AskAsync(0, generation.Name, new byte[10_000], CancellationToken.None);
                return false;
            }
            catch (NodeOverloadedException)
            {
                return true;
            }
        });
        Assert.Contains(true, await Task.WhenAll(all));
        Assert.Equal(0, node.Waiting);
        await Assert.ThrowsAsync<ShardNotReadyException>(
            async () => await node.AskAsync(0, new(99, 99), default, CancellationToken.None));
        await node.KeepAsync([], CancellationToken.None);
        var thrown = await Assert.ThrowsAsync<ShardNotReadyException>(
            async () => await node.AskAsync(0, generation.Name, default, CancellationToken.None));
        Assert.Equal((0, generation.Name, null), (thrown.Shard, thrown.Generation, thrown.Damage));
    }

    [Fact]
    public void What_went_wrong_says_where()
    {
        Assert.Equal(
            "The node n does not have commit 3 of epoch 2 of shard 1.", new ShardNotReadyException("n", 1, new(2, 3)).Message);
        Assert.Equal("The node n is overloaded: 7 questions wait already.", new NodeOverloadedException("n", 7).Message);
        Assert.EndsWith(
            " Its replica is damaged and is received anew: a.fdt", new ShardNotReadyException("n", 1, new(2, 3), "a.fdt").Message,
            StringComparison.Ordinal);
        Assert.Equal("There is no shard.", new ShardsUnavailableException([]).Message);
        Assert.Equal(new ShardHealth(null!, [], 2), new ShardHealth(null!, [], 2) with { Wanted = 2 });
    }

    [Fact]
    public void A_node_that_comes_or_goes_moves_its_own_share_alone()
    {
        string[] nodes = [.. Enumerable.Range(0, 8).Select(n => $"node-{n}")];
        var before = Enumerable.Range(0, 512).Select(s => Placement.Of(s, nodes, 2)).ToList();
        Assert.Equal(before, Enumerable.Range(0, 512).Select(s => Placement.Of(s, nodes.Reverse(), 2)));
        var without = Enumerable.Range(0, 512).Select(s => Placement.Of(s, nodes[1..], 2)).ToList();
        for (var shard = 0; shard < before.Count; shard++)
        {
            Assert.Subset(without[shard].ToHashSet(), before[shard].Where(n => n != nodes[0]).ToHashSet());
        }

        foreach (var node in nodes)
        {
            Assert.InRange(before.Count(p => p.Contains(node)), 512 * 2 / 8 / 2, 512 * 2 / 8 * 2);
        }

        Assert.Equal(["a"], Placement.Of(0, ["a"], 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Placement.Of(0, ["a"], 0));
        Assert.Contains("Replicas", Assert.Throws<ArgumentException>(
            () => new ClusterReaderOptions { Replicas = 0, HeldVersions = 0, HedgeAfter = -TimeSpan.FromDays(1) }.Validate()).Message,
            StringComparison.Ordinal);
        Assert.Contains("Threads", Assert.Throws<ArgumentException>(
            () => new ShardNodeOptions { Threads = 0, MostWaiting = -1 }.Validate()).Message, StringComparison.Ordinal);
    }

    private static void Same(SearchResults expected, SearchResults found) =>
        Assert.Equal(expected with { Took = default }, found with { Took = default });

    private static async Task Until(Func<bool> holds)
    {
        for (var waited = 0; !holds(); waited++)
        {
            Assert.True(waited < 6_000, "it did not come to that in a minute");
            await Task.Delay(10);
        }
    }
}
