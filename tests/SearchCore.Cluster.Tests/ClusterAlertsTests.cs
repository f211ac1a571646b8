using SearchCore.Articles;
using SearchCore.Cluster.Alerts;
using SearchCore.Cluster.Catalogue;
using SearchCore.Cluster.Writing;
using SearchCore.TestKit;

using Xunit.Abstractions;

namespace SearchCore.Cluster.Tests;

public sealed class ClusterAlertsTests(ITestOutputHelper output) : IDisposable
{
    private static readonly string[] Words = [.. "ferry port strike union harbour storm tide wharf".Split(' ')];

    private readonly WritingFixture fixture = new(shards: 4, keptVersions: 2);

    public void Dispose() => fixture.Dispose();

    private ISnapshotTransport Place => ShardPlaces.AlertsUnder(fixture.Folder["share"]);

    private ShardWriterOptions Options => WritingFixture.Options with { Alerts = Place };

    private ClusterAlerts Open() => new(fixture.Catalogue, Place, fixture.Places);

    private ClusterWriter Writer() => new(fixture.Map, async (shard, _) => await fixture.Open(shard, options: Options));

    [Fact]
    public async Task A_query_is_stored_once_and_matched_in_every_shard()
    {
        var alerts = Open();
        var stored = Assert.Single(await alerts.PutAsync([Query("strikes", "strike")]));
        Assert.Equal(1, stored.Version);
        await using var writer = Writer();
        await writer.AddAsync(Enumerable.Range(0, 20).Select(n => WritingFixture.Article(n, n % 2 == 0 ? "A strike began." : "Nothing.")));
        var batches = await ReadAsync(alerts);
        Assert.Equal(
            Enumerable.Range(0, 10).Select(n => $"{2 * n}").Order(StringComparer.Ordinal),
            batches.SelectMany(b => b.Events).Select(e => e.Article!.Id).Order(StringComparer.Ordinal));
        Assert.All(batches.SelectMany(b => b.Events), e => Assert.Equal(("strikes", 1L, null), (e.Query, e.Version, e.Fault)));
        Assert.True(batches.Select(b => b.Shard).Distinct().Count() > 1);
        Assert.All(batches, b => Assert.All(b.Events, e => Assert.Equal(b.Generation.Sequence, e.Commit)));

        // A query that comes later sees what comes later; one that is gone sees nothing.
        await Open().PutAsync([Query("storms", "storm"), Query("strikes", "union")]);
        await writer.AddAsync([WritingFixture.Article(100, "A storm."), WritingFixture.Article(101, "A strike.")]);
        Assert.True(await alerts.RemoveAsync("storms"));
        Assert.False(await alerts.RemoveAsync("storms"));
        await writer.AddAsync([WritingFixture.Article(102, "A storm of the union.")]);

        // Programs that keep batches compare them with what they read again.
        var first = batches[0];
        Assert.Equal(first, new AlertBatch(first.Shard, first.Generation, first.Events, first.Position));
        var later = await ReadAsync(alerts, batches[^1].Position);
        Assert.Equal(
            ["100 storms 2", "102 strikes 2"],
            later.SelectMany(b => b.Events).Select(e => $"{e.Article!.Id} {e.Query} {e.Version}").Order(StringComparer.Ordinal));
        Assert.Equal(["strikes"], (await alerts.ListAsync()).Select(q => q.Name));
    }

    [Fact]
    public async Task Queries_that_a_shard_cannot_store_for_a_moment_are_tried_again()
    {
        var id = Enumerable.Range(0, 100).First(n => fixture.Map.ShardOf($"{n}") == 0);
        await using var writer = await fixture.Open(options: Options);

        // A folder where the file is to be: as a disk without room, and mended in a moment.
        var barrier = Directory.CreateDirectory(fixture.Folder["writer/0/epoch-0000000001/standing/queries-0000000000000000001"]).FullName;
        var alerts = Open();
        await alerts.PutAsync([Query("strikes", "strike")]);
        var applying = writer.ApplyAsync([ShardChange.Put(WritingFixture.Article(id, "A strike began."))]);
        await Task.WhenAny(applying, Task.Delay(300));
        Directory.Delete(barrier);
        await applying;
        var found = Assert.Single((await ReadAsync(alerts)).SelectMany(b => b.Events));
        Assert.Equal(("strikes", $"{id}"), (found.Query, found.Article!.Id));
    }

    [Fact]
    public async Task The_example_of_the_page_works()
    {
        var (catalogue, share, request) = (fixture.Catalogue, fixture.Folder["share"], new SearchRequest { Query = "strike" });
        await using var writer = Writer();
        var told = new List<string>();
        var alerts = new ClusterAlerts(catalogue, ShardPlaces.AlertsUnder(share), ShardPlaces.Under(share));
        await alerts.PutAsync([new StandingQuery { Name = "strikes", Request = request }]);
        await writer.AddAsync([WritingFixture.Article(3, "A strike.")]);
        await foreach (var batch in alerts.ReadAsync(await alerts.PositionAsync("desk"), follow: true))
        {
            foreach (var found in batch.Events)
            {
                told.Add($"{found.Query} {found.Article?.Title}");
            }

            await alerts.AcknowledgeAsync("desk", batch.Position);
            break;
        }

        Assert.Equal(["strikes Title 3"], told);
        var page = File.ReadAllLines(Path.Combine(SharedData.Root, "docs", "standing-queries.md"));
        var example = page.SkipWhile(l => l != "## In a cluster").SkipWhile(l => l != "```csharp").Skip(1).TakeWhile(l => l != "```")
            .Select(l => l.Trim()).ToList();
        var own = File.ReadAllLines(Path.Combine(SharedData.Root, "tests", "SearchCore.Cluster.Tests", "ClusterAlertsTests.cs"))
            .Select(l => l.Trim()).ToHashSet();
        Assert.StartsWith("Console.WriteLine", Assert.Single(example, l => !own.Contains(l)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kinds_that_no_article_has_yet_can_be_named()
    {
        var alerts = Open();
        await Assert.ThrowsAsync<QueryException>(() => alerts.PutAsync([Query("ships", "vessel:Hamnavoe")]));
        await alerts.PutAsync([Query("ships", "vessel:Hamnavoe")], ["vessel"]);
        await using var writer = Writer();
        await writer.AddAsync([WritingFixture.Article(1) with { Entities = [new("vessel", "Hamnavoe")] }, WritingFixture.Article(2)]);
        var found = Assert.Single((await ReadAsync(alerts)).SelectMany(b => b.Events));
        Assert.Equal(("1", null), (found.Article?.Id, found.Fault));
    }

    [Fact]
    public async Task What_cannot_stand_is_refused_and_bad_names_and_positions_too()
    {
        var alerts = Open();
        await Assert.ThrowsAsync<QueryException>(() => alerts.PutAsync([Query("a", "strike"), Query("b", "(strike")]));
        await Assert.ThrowsAsync<QueryException>(() => alerts.PutAsync([Query("a", "strike | limit 3")]));
        await Assert.ThrowsAsync<ArgumentException>(() => alerts.PutAsync([Query("a", "strike"), Query("a", "storm")]));
        Assert.Empty(await alerts.ListAsync());
        await Assert.ThrowsAsync<ArgumentException>(() => alerts.AcknowledgeAsync("desk", "0:1"));
        await Assert.ThrowsAsync<ArgumentException>(() => alerts.AcknowledgeAsync("", "0:1.1"));
        await Assert.ThrowsAsync<ArgumentException>(async () => await ReadAsync(alerts, "nonsense"));
        await Assert.ThrowsAsync<ArgumentException>(() => alerts.RemoveEventsAsync("0:1.1,0:1.2"));
    }

    [Fact]
    public async Task Consumers_go_on_where_they_were_and_events_can_be_removed()
    {
        var alerts = Open();
        await alerts.PutAsync([Query("strikes", "strike")]);
        await using var writer = Writer();
        Assert.Null(await alerts.PositionAsync("desk"));
        for (var n = 0; n < 3; n++)
        {
            await writer.AddAsync([WritingFixture.Article(n, "A strike.")]);
            var batch = Assert.Single(await ReadAsync(alerts, await alerts.PositionAsync("desk")));
            Assert.Equal($"{n}", Assert.Single(batch.Events).Article!.Id);
            await alerts.AcknowledgeAsync("desk", batch.Position);
        }

        var position = (await Open().PositionAsync("desk"))!;
        Assert.Empty(await ReadAsync(Open(), position));
        Assert.Equal(3, (await ReadAsync(alerts)).Count);
        await alerts.RemoveEventsAsync(position);
        Assert.Empty(await ReadAsync(alerts));

        // Who follows gets what is published later.
        using var ends = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var following = Task.Run(async () =>
        {
            await foreach (var batch in alerts.ReadAsync(position, follow: true, ends.Token))
            {
                return batch.Events[0].Article!.Id;
            }

            return null;
        });
        await writer.AddAsync([WritingFixture.Article(7, "Another strike.")]);
        Assert.Equal("7", await following);
    }

    [Fact]
    public async Task What_was_never_published_is_not_told_whoever_took_the_shard()
    {
        var alerts = Open();
        await alerts.PutAsync([Query("strikes", "strike")]);
        var first = await fixture.Open(options: Options);
        await first.ApplyAsync([ShardChange.Put(WritingFixture.Article(0, "A strike that is published."))]);

        // The first one's next commit has its events at the place; before it is published another one takes the shard.
        ShardWriter? second = null;
        var catalogue = new SeamCatalogue(fixture.Catalogue);
        await first.DisposeAsync();
        var stale = await ShardWriter.OpenAsync(
            catalogue, 0, fixture.Places(0), fixture.Folder["stale"], Options);
        catalogue.Publish = async publish =>
        {
            second = await fixture.Open(machine: "second", options: Options);
            return await publish();
        };
        await Assert.ThrowsAsync<StaleWriterException>(
            () => stale.ApplyAsync([ShardChange.Put(WritingFixture.Article(1, "A strike that is lost."))]));
        await stale.DisposeAsync();
        Assert.Equal(["0"], Ids(await ReadAsync(alerts)));
        var other = Enumerable.Range(2, 100).First(n => fixture.Map.ShardOf($"{n}") == 0);
        await second!.ApplyAsync([ShardChange.Put(WritingFixture.Article(other, "A strike after it."))]);
        await second.DisposeAsync();
        Assert.Equal(["0", $"{other}"], Ids(await ReadAsync(alerts)));
        Assert.Equal(3, (await fixture.Places(0).ListAsync("events/", default)).Count(n => !n.Contains("begin", StringComparison.Ordinal)));
    }

    // Queries that stand in one index with all articles, and in the cluster: the same events, whichever writers fail and are replaced.
    [Fact]
    public async Task Events_are_those_of_one_index_whatever_fails()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        using var whole = ArticleIndex.InMemory(new() { Recognizer = null });
        var alerts = Open();
        var failures = 0;
        var catalogue = new SeamCatalogue(fixture.Catalogue)
        {
            Publish = publish => random.Next(6) == 0 && failures++ >= 0 ? throw new IOException("The catalogue is gone.") : publish(),
        };
        var options = Options with { Patience = TimeSpan.Zero };
        var machine = 0;
        await using var writer = new ClusterWriter(
            fixture.Map,
            async (shard, cancellation) => await ShardWriter.OpenAsync(
                catalogue, shard, fixture.Places(shard), fixture.Folder[$"w{Interlocked.Increment(ref machine)}"], options, cancellation));
        var (after, position, told) = (0L, (string?)null, 0);
        for (var step = 0; step < 25; step++)
        {
            if (random.Next(3) == 0)
            {
                StandingQuery[] put = [.. Enumerable.Range(0, random.Next(1, 4)).Select(n => Query($"q{step}{n}", Text(random)))];
                whole.Standing.Put(put);
                await alerts.PutAsync(put);
            }

            if (random.Next(6) == 0 && whole.Standing.List() is [var gone, ..])
            {
                Assert.True(whole.Standing.Remove(gone.Name) && await alerts.RemoveAsync(gone.Name));
            }

            List<Article> articles =
            [
                .. Enumerable.Range(0, random.Next(1, 12)).Select(_ => random.Next(40)).Distinct()
                    .Select(n => WritingFixture.Article(n, $"{Text(random)} {Text(random)}")),
            ];
            articles.ForEach(whole.Add);
            whole.Commit();
            await writer.AddAsync(articles);
            var expected = whole.Standing.Read(after).Select(Told).Order(StringComparer.Ordinal).ToList();
            var batches = await ReadAsync(alerts, position);
            Assert.Equal(expected, batches.SelectMany(b => b.Events).Select(Told).Order(StringComparer.Ordinal));
            (after, position, told) = (whole.Standing.Last, batches is [.., var last] ? last.Position : position, told + expected.Count);
        }

        output.WriteLine($"{told} events, {failures} failed publications");
        Assert.True(told > 20 && failures > 2);

        // All of it again is the same once more, each once.
        var all = await ReadAsync(Open());
        Assert.Equal(told, all.Sum(b => b.Events.Count));
        Assert.Equal(
            whole.Standing.Read().Select(Told).Order(StringComparer.Ordinal),
            all.SelectMany(b => b.Events).Select(Told).Order(StringComparer.Ordinal));
        Assert.All(all.GroupBy(b => b.Shard), s => Assert.Equal(s.Select(b => b.Generation).Order(), s.Select(b => b.Generation)));
    }

    [Fact]
    public async Task Changes_of_two_at_once_are_both_kept_and_what_they_replace_goes()
    {
        var (one, other) = (Open(), Open());
        await one.PutAsync([Query("a", "strike")]);
        await Task.WhenAll(one.PutAsync([Query("b", "storm")]), other.PutAsync([Query("c", "tide")]));
        Assert.Equal(["a", "b", "c"], (await Open().ListAsync()).Select(q => q.Name));
        for (var n = 0; n < 5; n++)
        {
            await one.PutAsync([Query("a", Words[n])]);
        }

        await other.RemoveAsync("c");
        await one.PutAsync([Query("d", "wharf")]);
        Assert.Equal(["a", "b", "d"], (await Open().ListAsync()).Select(q => q.Name));
        Assert.Equal(Words[4], (await Open().ListAsync())[0].Request.Query);
        Assert.True((await Place.ListAsync("queries/", default)).Count <= 5);

        var damaged = (await Place.ListAsync("queries/", default)).Max(StringComparer.Ordinal)!;
        await File.WriteAllTextAsync(Path.Combine(fixture.Folder["share"], "alerts", damaged), "{}");
        var e = await Assert.ThrowsAsync<InvalidDataException>(() => Open().ListAsync());
        Assert.Contains("damaged", e.Message, StringComparison.Ordinal);
    }

    private static string Told(StandingEvent e) => $"{e.Article?.Id} {e.Query} {e.Article?.Title} {e.Article?.Snippet?.Text} {e.Fault}";

    private static IEnumerable<string> Ids(IEnumerable<AlertBatch> batches) =>
        batches.SelectMany(b => b.Events).Select(e => e.Article!.Id);

    private static async Task<List<AlertBatch>> ReadAsync(ClusterAlerts alerts, string? after = null)
    {
        var found = new List<AlertBatch>();
        await foreach (var batch in alerts.ReadAsync(after))
        {
            found.Add(batch);
        }

        return found;
    }

    private static StandingQuery Query(string name, string query) => new() { Name = name, Request = new() { Query = query } };

    private static string Text(Random random) => Words[random.Next(Words.Length)];
}
