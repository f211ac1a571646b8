using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Cluster.Catalogue;
using SearchCore.Cluster.Writing;

namespace SearchCore.Cluster.Tests;

/// <summary>Several processes load an archive side by side, and one version comes of it.</summary>
public sealed class JointLoadTests : IDisposable
{
    private const int Shards = 8, Processes = 3;

    private readonly WritingFixture cluster = new(Shards);
    private readonly TaskCompletionSource released = new();

    private ISnapshotTransport Place => ShardPlaces.LoadsUnder(cluster.Folder["share"]);

    public void Dispose() => cluster.Dispose();

    [Fact]
    public async Task What_all_of_them_loaded_is_one_version()
    {
        var articles = Enumerable.Range(0, 600).Select(n => WritingFixture.Article(n)).ToList();
        var waited = new List<int>();
        var reports = await Task.WhenAll(Enumerable.Range(1, Processes).Select(process => Task.Run(
            () => Load("first", process, [ArticleSource.From(articles)], left =>
            {
                lock (waited)
                {
                    waited.AddRange(left);
                }
            }))));
        Assert.Equal(600, reports.Sum(r => r.Total.Articles));
        Assert.Equal(600 * (Processes - 1), reports.Sum(r => r.PassedOver));
        Assert.All(reports, r => Assert.Equal((1, Shards), ((int)r.Version.Number, r.Version.Generations.Count)));
        Assert.Equal(1, (await cluster.Catalogue.CurrentAsync()).Number);
        Assert.Equal(600, (await cluster.Read()).Count);
        Assert.All(waited, w => Assert.InRange(w, 1, Processes));
        Assert.Equal("first/done", Assert.Single(await Place.ListAsync("first/", default))[..10]);

        // It is over; another one replaces what is there, each process reading a part of the input that is of its shards alone.
        await Assert.ThrowsAsync<InvalidOperationException>(() => Load("first", 1, []));
        var parts = Enumerable.Range(1, Processes).Select(p => Joint("second", p).ShardsOf(Shards)).ToList();
        Assert.Equal(Enumerable.Range(0, Shards), parts.SelectMany(p => p).Order());
        var second = await Task.WhenAll(Enumerable.Range(1, Processes).Select(process => Task.Run(() => Load(
            "second", process,
            [
                ArticleSource.From(Enumerable.Range(0, 50).Select(n => WritingFixture.Article(n, "Changed."))
                    .Where(a => parts[process - 1].Contains(cluster.Map.ShardOf(a.Id)))),
            ]))));
        Assert.All(second, r => Assert.Equal((2L, 0L), (r.Version.Number, r.PassedOver)));
        Assert.Equal(50, (await cluster.Read()).Count(f => f.Value.Body == "Changed."));
    }

    [Fact]
    public async Task Nothing_is_published_before_all_are_done_and_one_that_was_killed_comes_again()
    {
        var articles = Enumerable.Range(0, 200).Select(n => WritingFixture.Article(n)).ToList();
        var waiting = new TaskCompletionSource<IReadOnlyList<int>>();
        var first = Load("load", 1, [ArticleSource.From(articles)], left => waiting.TrySetResult(left));
        Assert.Equal([2, 3], await waiting.Task.WaitAsync(TimeSpan.FromMinutes(1)));
        Assert.Equal(0, (await cluster.Catalogue.CurrentAsync()).Number);

        // The second is ended while it waits; its part is at the place, and stale once it has taken its shards again.
        using (var killed = new CancellationTokenSource())
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                () => Load("load", 2, [ArticleSource.From(articles)], _ => killed.Cancel(), killed.Token));
        }

        Assert.Equal(2, (await Place.ListAsync("load/part-", default)).Count);
        var again = Enumerable.Range(0, Shards).Where(s => s % Processes == 1).ToList();
        var taken = new TaskCompletionSource();
        var second = Load("load", 2, [ArticleSource.From(Slowly())]);
        await taken.Task.WaitAsync(TimeSpan.FromMinutes(1));
        var third = Load("load", 3, [ArticleSource.From(articles)]);
        await Task.Delay(500);
        Assert.Equal(0, (await cluster.Catalogue.CurrentAsync()).Number);
        released.SetResult();
        var reports = await Task.WhenAll(first, second, third);
        Assert.All(reports, r => Assert.Equal(1, r.Version.Number));
        var found = await cluster.Read();
        Assert.Equal(200, found.Count);
        Assert.All(again, s => Assert.Contains(found.Values, f => f.Shard == s));

        IEnumerable<Article> Slowly()
        {
            taken.TrySetResult();
            released.Task.Wait(TimeSpan.FromMinutes(1));
            foreach (var article in articles)
            {
                yield return article;
            }
        }
    }

    [Fact]
    public async Task Processes_that_are_not_agreed_publish_nothing()
    {
        var one = Assert.ThrowsAsync<InvalidOperationException>(() => Run(Joint("odd", 1) with { Processes = 2 }, [0, 1, 2, 3], []));
        var wrong = await Assert.ThrowsAsync<InvalidOperationException>(() => Run(
            Joint("odd", 2) with { Processes = 2 }, [3, 4, 5, 6, 7], [ArticleSource.From([WritingFixture.Article(1)])]));
        Assert.Contains("process 2 of 2 has 3, 4, 5, 6, 7", wrong.Message, StringComparison.Ordinal);
        await one;
        Assert.Equal(0, (await cluster.Catalogue.CurrentAsync()).Number);
        foreach (var bad in new[]
        {
            Joint("a b", 1), Joint("", 1), Joint("load", 0), Joint("load", 4), Joint("load", 1) with { Place = null! },
        })
        {
            Assert.Throws<ArgumentException>(bad.Validate);
        }
    }

    [Fact]
    public async Task A_process_whose_shard_was_taken_is_told_and_the_others_wait_for_it()
    {
        var waiting = new TaskCompletionSource();
        var first = Load("load", 1, [ArticleSource.From([WritingFixture.Article(1)])], _ => waiting.TrySetResult());
        await waiting.Task.WaitAsync(TimeSpan.FromMinutes(1));
        var articles = Enumerable.Range(0, 100).Select(n => WritingFixture.Article(n)).ToList();
        var told = new TaskCompletionSource();
        var second = Load("load", 2, [ArticleSource.From(articles)], _ => told.TrySetResult());
        await told.Task.WaitAsync(TimeSpan.FromMinutes(1));
        await cluster.Catalogue.TakeAsync(1, "another");
        var third = Load("load", 3, [ArticleSource.From(articles)]);
        await Assert.ThrowsAsync<StaleWriterException>(() => second);
        Assert.Equal(0, (await cluster.Catalogue.CurrentAsync()).Number);
        var again = await Load("load", 2, [ArticleSource.From(articles)]);
        Assert.All(new[] { again, await first, await third }, r => Assert.Equal(1, r.Version.Number));
    }

    private JointLoad Joint(string name, int process) => new()
    {
        Place = Place,
        Name = name,
        Process = process,
        Processes = Processes,
    };

    private Task<BulkLoadReport> Load(
        string name, int process, IEnumerable<IArticleSource> sources, Action<IReadOnlyList<int>>? onWaiting = null,
        CancellationToken cancellation = default)
    {
        var joint = Joint(name, process) with { OnWaiting = onWaiting };
        return Run(joint, joint.ShardsOf(Shards), sources, cancellation);
    }

    private async Task<BulkLoadReport> Run(
        JointLoad joint, IReadOnlyList<int> shards, IEnumerable<IArticleSource> sources, CancellationToken cancellation = default)
    {
        var writers = new List<ShardWriter>();
        try
        {
            foreach (var shard in shards)
            {
                writers.Add(await cluster.Open(shard, $"machine-{joint.Process}-{Guid.NewGuid():n}"));
            }

            return await BulkLoad.RunAsync(
                cluster.Catalogue, writers, sources, new() { Joint = joint, Patience = TimeSpan.FromSeconds(5) }, cancellation);
        }
        finally
        {
            foreach (var writer in writers)
            {
                await writer.DisposeAsync();
            }
        }
    }
}
