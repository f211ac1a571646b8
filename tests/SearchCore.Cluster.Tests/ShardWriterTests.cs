using SearchCore.Articles;
using SearchCore.Cluster.Catalogue;
using SearchCore.Cluster.Writing;

namespace SearchCore.Cluster.Tests;

/// <summary>The single writer of a shard.</summary>
public sealed class ShardWriterTests : IDisposable
{
    private readonly WritingFixture cluster = new();

    public void Dispose() => cluster.Dispose();

    [Fact]
    public async Task What_is_acknowledged_is_published_with_what_a_coordinator_must_know()
    {
        await using var writer = await cluster.Open();
        Assert.Equal((0, 1L, null, null), (writer.Shard, writer.Epoch, writer.Published, writer.Failure));
        var receipt = await writer.ApplyAsync(
            [Put(1), Put(2, "old"), Put(3), ShardChange.Delete("3"), Put(2, "new"), ShardChange.Delete("no such"), Put(5)]);
        Assert.Equal((0, 1L, 7), (receipt.Shard, receipt.Version, receipt.Applied));
        Assert.Empty(receipt.Rejected);
        var version = await cluster.Catalogue.CurrentAsync();
        var generation = Assert.Single(version.Generations);
        Assert.Equal(writer.Published, generation);
        Assert.Equal((receipt.Generation, 3L), (generation.Name, generation.Articles));
        Assert.Equal((new ArticleDate(86_400 * 2), new ArticleDate(86_400 * 6)), (generation.First, generation.Last));
        Assert.Equal(64, generation.Checksum.Length);
        Assert.StartsWith("searchcore", generation.Schema, StringComparison.Ordinal);
        var found = await cluster.Read();
        Assert.Equal(["1", "2", "5"], found.Keys.Order());
        Assert.Equal("new", found["2"].Body);

        // Nothing changed: nothing is published.
        Assert.Equal(1, (await writer.ApplyAsync([ShardChange.Delete("no such")])).Version);
        Assert.Equal(0, (await writer.ApplyAsync([])).Applied);
        Assert.Equal(1, (await cluster.Catalogue.CurrentAsync()).Number);
    }

    [Fact]
    public async Task Bad_articles_are_rejected_one_by_one()
    {
        await using var writer = await cluster.Open();
        var receipt = await writer.ApplyAsync(
        [
            Put(1), ShardChange.Put(new Article { Id = "bare" }), ShardChange.Put(new Article { Id = "", Body = "text" }),
            new ShardChange("other", WritingFixture.Article(9)), new ShardChange("", null), Put(2),
        ]);
        Assert.Equal(2, receipt.Applied);
        Assert.Equal([1, 2, 3, 4], receipt.Rejected.Select(r => r.Number));
        Assert.Equal(["bare", "", "other", ""], receipt.Rejected.Select(r => r.Id));
        Assert.All(receipt.Rejected, r => Assert.NotEmpty(r.Fault.Reason));
        Assert.Equal(["1", "2"], (await cluster.Read()).Keys.Order());
    }

    [Fact]
    public async Task All_who_wait_share_a_publication_and_only_new_files_travel()
    {
        var written = new System.Collections.Concurrent.ConcurrentBag<string>();
        var place = new SeamPlace(cluster.Places(0))
        {
            Before = name =>
            {
                written.Add(name);
                return Task.CompletedTask;
            },
        };
        cluster.Places = _ => place;
        var options = WritingFixture.Options with { PruneEvery = 1_000 };
        var before = await cluster.Open(options: options);
        await before.ApplyAsync([.. Enumerable.Range(0, 500).Select(n => Put(n))]);
        await before.DisposeAsync();
        await using var writer = await cluster.Open(machine: "another", options: options);
        var receipts = await Task.WhenAll(Enumerable.Range(0, 100).Select(n => Task.Run(() => writer.ApplyAsync([Put(1_000 + n)]))));
        var version = await cluster.Catalogue.CurrentAsync();
        Assert.InRange(version.Number, 2, 40);
        Assert.Equal(version.Number, receipts.Max(r => r.Version));
        Assert.Equal(600, (await cluster.Read()).Count);

        // Under whatever epoch: a file that is there does not travel again.
        Assert.Distinct(written.Select(name => name.Split('/')[^1]));
    }

    [Fact]
    public async Task A_second_writer_goes_on_from_what_is_published_and_the_first_learns_that_it_is_stale()
    {
        await using var first = await cluster.Open(machine: "one");
        await first.ApplyAsync([Put(1)]);
        await using var second = await cluster.Open(machine: "two");
        Assert.Equal(2, second.Epoch);
        var stale = await Assert.ThrowsAsync<StaleWriterException>(() => first.ApplyAsync([Put(2)]));
        Assert.Equal((0, 2L), (stale.Shard, stale.CurrentEpoch));
        Assert.IsType<StaleWriterException>(first.Failure);
        await Assert.ThrowsAsync<StaleWriterException>(() => first.ApplyAsync([Put(3)]));
        await second.ApplyAsync([Put(4)]);
        Assert.Equal(["1", "4"], (await cluster.Read()).Keys.Order());

        // What the first one committed here and sent, and did not publish, is not what its successor in this folder begins with.
        await second.DisposeAsync();
        await using var third = await cluster.Open(machine: "one");
        await third.ApplyAsync([Put(5)]);
        Assert.Equal(["1", "4", "5"], (await cluster.Read()).Keys.Order());
        Assert.Single(Directory.GetDirectories(cluster.Folder["one/0"]));
        await Assert.ThrowsAsync<ShardWriterClosedException>(() => second.ApplyAsync([Put(6)]));
    }

    [Fact]
    public async Task A_stale_writer_that_sends_and_clears_late_harms_nothing()
    {
        var slow = new SeamPlace(cluster.Places(0));
        var fast = cluster.Places;
        cluster.Places = _ => slow;
        await using var first = await cluster.Open(machine: "one");
        await first.ApplyAsync([Put(1)]);
        var (stopped, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        slow.Before = async name =>
        {
            if (name.StartsWith("commits/", StringComparison.Ordinal))
            {
                stopped.TrySetResult();
                await goOn.Task;
            }
        };
        var late = first.ApplyAsync([Put(2)]);
        await stopped.Task;
        cluster.Places = fast;
        await using var second = await cluster.Open(machine: "two");
        await second.ApplyAsync([Put(3)]);
        goOn.SetResult();
        await Assert.ThrowsAsync<StaleWriterException>(() => late);

        // As a stale writer would that was published a moment before and clears the place only now.
        var kept = await cluster.Catalogue.KeptAsync(0);
        await ArticleIndex.PruneGenerationsAsync(slow, first.Epoch, [kept[0].Name]);
        Assert.Equal(["1", "3"], (await cluster.Read()).Keys.Order());
        for (var n = 0; n < 8; n++)
        {
            await second.ApplyAsync([Put(10 + n)]);
            Assert.Equal(3 + n, (await cluster.Read()).Count);
        }
    }

    [Fact]
    public async Task What_is_published_until_the_take_is_what_a_writer_begins_from()
    {
        await using var first = await cluster.Open(machine: "one");
        await first.ApplyAsync([Put(1)]);
        var seam = new SeamCatalogue(cluster.Catalogue) { BeforeTake = () => first.ApplyAsync([Put(2)]) };
        await using var second = await ShardWriter.OpenAsync(
            seam, 0, cluster.Places(0), cluster.Folder["two/0"], WritingFixture.Options);
        await second.ApplyAsync([Put(3)]);
        Assert.Equal(["1", "2", "3"], (await cluster.Read()).Keys.Order());
    }

    [Fact]
    public async Task A_lost_answer_of_the_catalogue_is_found_out_and_a_catalogue_that_stays_away_closes_the_writer()
    {
        var (seam, lost) = (new SeamCatalogue(cluster.Catalogue), 0);
        await using var writer = await ShardWriter.OpenAsync(
            seam, 0, cluster.Places(0), cluster.Folder["one/0"],
            WritingFixture.Options with { Patience = TimeSpan.FromMilliseconds(300) });
        seam.Publish = async publish =>
        {
            lost++;
            var version = await publish();
            return lost == 1 ? throw new CatalogueUnavailableException("the answer is lost") : version;
        };
        Assert.Equal((1L, 1), ((await writer.ApplyAsync([Put(1)])).Version, lost));
        Assert.Equal(2, (await writer.ApplyAsync([Put(2)])).Version);
        seam.Publish = _ => throw new CatalogueUnavailableException("away");
        await Assert.ThrowsAsync<CatalogueUnavailableException>(() => writer.ApplyAsync([Put(3)]));
        await Assert.ThrowsAsync<ShardWriterClosedException>(() => writer.ApplyAsync([Put(4)]));

        // What was committed here and not published does not come back.
        await writer.DisposeAsync();
        await using var next = await cluster.Open(machine: "one");
        await next.ApplyAsync([Put(5)]);
        Assert.Equal(["1", "2", "5"], (await cluster.Read()).Keys.Order());
    }

    [Fact]
    public async Task Every_kept_version_can_be_read_and_the_rest_goes()
    {
        await using var writer = await cluster.Open();
        for (var n = 1; n <= 30; n++)
        {
            await writer.ApplyAsync([Put(n), Put(n % 5, $"version {n}")]);
            var current = (await cluster.Catalogue.CurrentAsync()).Number;
            for (var kept = Math.Max(1, current - 3); n % 10 == 0 && kept <= current; kept++)
            {
                var version = (await cluster.Catalogue.VersionAsync(kept))!;
                var found = await cluster.Read(version);
                Assert.Equal((version.Articles, $"version {kept}"), (found.Count, found[$"{kept % 5}"].Body));
            }
        }

        var commits = await cluster.Places(0).ListAsync("commits/", default);
        Assert.InRange(commits.Count, 4, 6);
        Assert.InRange((await cluster.Places(0).ListAsync("files/", default)).Count, 10, 200);
    }

    [Fact]
    public async Task Who_waits_is_told_whatever_the_catalogue_fails_with()
    {
        var seam = new SeamCatalogue(cluster.Catalogue)
        {
            Publish = _ => throw new NotSupportedException("no publication"),
            Owner = _ => throw new NotSupportedException("no owner"),
        };
        await using var writer = await ShardWriter.OpenAsync(
            seam, 0, cluster.Places(0), cluster.Folder["writer"], WritingFixture.Options);
        var failure = await Assert.ThrowsAsync<NotSupportedException>(
            () => writer.ApplyAsync([Put(1)]).WaitAsync(TimeSpan.FromMinutes(1)));
        Assert.Equal("no publication", failure.Message);
        await Assert.ThrowsAsync<ShardWriterClosedException>(() => writer.ApplyAsync([Put(2)]).WaitAsync(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task A_place_that_fails_for_a_moment_is_tried_again_and_one_that_stays_away_closes_the_writer()
    {
        var place = new SeamPlace(cluster.Places(0));
        cluster.Places = _ => place;
        await using var writer = await cluster.Open(options: WritingFixture.Options with { Patience = TimeSpan.FromMilliseconds(200) });
        var failures = 2;
        place.Before = _ => failures-- > 0 ? throw new IOException("the share is away") : Task.CompletedTask;
        await writer.ApplyAsync([Put(1)]);
        failures = int.MaxValue;
        Assert.Equal("the share is away", (await Assert.ThrowsAsync<IOException>(() => writer.ApplyAsync([Put(2)]))).Message);
        var closed = await Assert.ThrowsAsync<ShardWriterClosedException>(() => writer.ApplyAsync([Put(3)]));
        Assert.Equal((0, writer.Failure), (closed.Shard, closed.InnerException));
        failures = 0;
        await writer.DisposeAsync();
        await using var next = await cluster.Open();
        await next.ApplyAsync([Put(4)]);
        Assert.Equal(["1", "4"], (await cluster.Read()).Keys.Order());
    }

    [Fact]
    public async Task Disposal_drains_and_cancellation_takes_back_what_was_not_begun()
    {
        var place = new SeamPlace(cluster.Places(0));
        cluster.Places = _ => place;
        var writer = await cluster.Open();
        var (stopped, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        place.Before = async _ =>
        {
            stopped.TrySetResult();
            await goOn.Task;
        };
        var first = writer.ApplyAsync([Put(1)]);
        await stopped.Task;
        using var cancel = new CancellationTokenSource();
        var (taken, given) = (writer.ApplyAsync([Put(2)]), writer.ApplyAsync([Put(3)], cancel.Token));
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        var closing = writer.DisposeAsync();
        await Assert.ThrowsAsync<ShardWriterClosedException>(() => writer.ApplyAsync([Put(4)]));
        goOn.SetResult();
        await closing;
        await Task.WhenAll(first, taken);
        Assert.Equal(["1", "2"], (await cluster.Read()).Keys.Order());
    }

    [Fact]
    public void Options_name_every_fault()
    {
        var wrong = new ShardWriterOptions { QueueCapacity = 0, MostChanges = 0, PruneEvery = 0, Patience = TimeSpan.FromSeconds(-1) };
        var message = Assert.Throws<ArgumentException>(wrong.Validate).Message;
        Assert.All(
            new[] { nameof(wrong.QueueCapacity), nameof(wrong.MostChanges), nameof(wrong.PruneEvery), nameof(wrong.Patience) },
            name => Assert.Contains(name, message, StringComparison.Ordinal));
        Assert.ThrowsAny<ArgumentException>(() => new ShardWriterOptions { Holder = new string('x', 300) }.Validate());
    }

    private static ShardChange Put(int n, string body = "Some words of text.") => ShardChange.Put(WritingFixture.Article(n, body));
}
