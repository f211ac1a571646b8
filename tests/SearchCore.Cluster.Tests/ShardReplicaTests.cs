using SearchCore.Cluster.Catalogue;
using SearchCore.Cluster.Reading;
using SearchCore.Cluster.Writing;

namespace SearchCore.Cluster.Tests;

/// <summary>A copy of a shard to read.</summary>
public sealed class ShardReplicaTests : IDisposable
{
    private readonly WritingFixture cluster = new(keptVersions: 8);

    public void Dispose() => cluster.Dispose();

    [Fact]
    public async Task It_follows_with_new_files_only_while_readers_of_the_earlier_generation_go_on()
    {
        var writer = await cluster.Open(machine: "one");
        var first = await Publish(writer, 0, 500);
        var place = new SeamPlace(cluster.Places(0));
        using var replica = await ShardReplica.OpenAsync(place, cluster.Folder["replica"], first, new ArticleIndexOptions());
        var whole = place.Read.ToHashSet();
        Assert.Equal((first, 500L), (replica.Generation, replica.Index.Statistics().Articles));
        var pin = replica.Pin();
        await Assert.ThrowsAsync<InvalidOperationException>(() => Task.Run(() => replica.Index.Add(WritingFixture.Article(1))));

        // Another writer on another machine goes on, and its history is the same one.
        await writer.DisposeAsync();
        await using var next = await cluster.Open(machine: "two");
        var second = await Publish(next, 500, 10);
        place.Read.Clear();
        var transfer = await replica.FollowAsync(second);
        Assert.Equal(transfer.Files + 1, place.Read.Count);
        Assert.DoesNotContain(place.Read, whole.Contains);
        Assert.Equal((second, 510L, 500L), (replica.Generation, replica.Index.Statistics().Articles, Count(pin)));
        Assert.Equal([first, second], replica.Held);
        using (var again = replica.TryPin(first.Name))
        {
            Assert.Equal((first, 500L), (again!.Generation, Count(again)));
        }

        // Merged away at the place and here; whoever has it pinned reads on.
        for (var n = 0; n < 5; n++)
        {
            await replica.FollowAsync(await Publish(next, 1_000 + n, 1));
        }

        Assert.Equal(500, Count(pin));
        pin.Dispose();
        pin.Dispose();
        Assert.Null(replica.TryPin(first.Name));
        Assert.Equal(replica.Generation, Assert.Single(replica.Held));
        Assert.Equal(0, (await replica.FollowAsync(replica.Generation)).Files);
        await Assert.ThrowsAsync<ArgumentException>(() => replica.FollowAsync(second));
    }

    [Fact]
    public async Task A_generation_that_is_not_what_the_catalogue_says_is_refused()
    {
        await using var writer = await cluster.Open();
        var (first, second) = (await Publish(writer, 0, 10), await Publish(writer, 10, 10));
        var swapped = second with { Checksum = first.Checksum };
        using var replica = await ShardReplica.OpenAsync(cluster.Places(0), cluster.Folder["replica"], first);
        var refused = await Assert.ThrowsAsync<IndexException>(() => replica.FollowAsync(swapped));
        Assert.Equal((IndexFault.Corrupt, first, 10L), (refused.Fault, replica.Generation, replica.Index.Statistics().Articles));
        Assert.False(replica.IsDamaged);
        await Assert.ThrowsAsync<IndexException>(
            () => ShardReplica.OpenAsync(cluster.Places(0), cluster.Folder["other"], swapped));
        var gone = await Assert.ThrowsAsync<IndexException>(() => replica.FollowAsync(second with { Sequence = 99 }));
        Assert.Equal(IndexFault.Missing, gone.Fault);
        Assert.Equal(20, (await replica.FollowAsync(second), replica.Index.Statistics().Articles).Item2);
    }

    [Fact]
    public async Task A_folder_is_used_again_where_it_can_be_and_emptied_where_not()
    {
        await using var writer = await cluster.Open();
        var (first, second) = (await Publish(writer, 0, 100), await Publish(writer, 100, 100));
        (await ShardReplica.OpenAsync(cluster.Places(0), cluster.Folder["replica"], first)).Dispose();
        var place = new SeamPlace(cluster.Places(0));
        (await ShardReplica.OpenAsync(place, cluster.Folder["replica"], second)).Dispose();
        var shared = place.Read.Count;
        using (var earlier = await ShardReplica.OpenAsync(place, cluster.Folder["replica"], first))
        {
            Assert.Equal(100, earlier.Index.Statistics().Articles);
        }

        Assert.True(shared < place.Read.Count - shared, $"{shared} of {place.Read.Count}");
        foreach (var file in Directory.GetFiles(cluster.Folder["replica"], "segments_*"))
        {
            await File.WriteAllTextAsync(file, "damaged");
        }

        using var mended = await ShardReplica.OpenAsync(place, cluster.Folder["replica"], second);
        Assert.Equal(200, mended.Index.Statistics().Articles);
    }

    [Theory]
    [InlineData("manifest_*")]
    [InlineData("segments_*")]
    public async Task A_replica_that_is_damaged_here_says_so_and_a_node_receives_it_anew(string damaged)
    {
        await using var writer = await cluster.Open();
        var (first, second) = (await Publish(writer, 0, 10), await Publish(writer, 10, 10));
        using (var replica = await ShardReplica.OpenAsync(cluster.Places(0), cluster.Folder["replica"], first))
        {
            await Damage("replica");
            var fault = await Assert.ThrowsAsync<IndexException>(() => replica.FollowAsync(second));
            Assert.Equal((IndexFault.Corrupt, true, first), (fault.Fault, replica.IsDamaged, replica.Generation));
        }

        await using var node = new ShardNode("node", cluster.Places, cluster.Folder["node"], new() { Index = new() { Recognizer = null } });
        await node.PrepareAsync(first, CancellationToken.None);
        await Damage("node/000");
        await Assert.ThrowsAsync<IndexException>(() => node.PrepareAsync(second, CancellationToken.None));
        Assert.Equal([first], node.Ready);

        // Whoever is to have it ready asks again and again.
        await node.PrepareAsync(second, CancellationToken.None);
        Assert.Equal([second], node.Ready);
        Assert.Empty(ArticleIndex.Check(cluster.Folder["node/000"]).Problems);

        async Task Damage(string folder)
        {
            foreach (var file in Directory.GetFiles(cluster.Folder[folder], damaged))
            {
                await File.WriteAllTextAsync(file, "damaged");
            }
        }
    }

    private static async Task<ShardGeneration> Publish(ShardWriter writer, int from, int count)
    {
        await writer.ApplyAsync([.. Enumerable.Range(from, count).Select(n => ShardChange.Put(WritingFixture.Article(n)))]);
        return writer.Published!;
    }

    private static long Count(ReplicaPin pin) => pin.Searcher.Export(new SearchRequest()).LongCount();
}
