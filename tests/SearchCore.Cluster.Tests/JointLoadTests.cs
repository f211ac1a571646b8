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
    public async Task A_process_that_reads_parts_while_another_clears_them_away_is_done_too()
    {
        var articles = Enumerable.Range(0, 200).Select(n => WritingFixture.Article(n)).ToList();

        // A part of the second process that is stale.
        using (var killed = new CancellationTokenSource())
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                () => Load("load", 2, [ArticleSource.From(articles)], _ => killed.Cancel(), killed.Token));
        }

        // The first has listed the parts of all, and finds the second's later one cleared away and the third's not yet.
        var (listed, read) = (new TaskCompletionSource(), new TaskCompletionSource());
        var late = new GatedPlace(Place, async (name, names) =>
        {
            if (names.Count(n => Of(n) == 2) == 2 && names.Any(n => Of(n) == 3) && name == names.Last(n => Of(n) == 2))
            {
                listed.TrySetResult();
                while ((await Place.ListAsync("load/part-", default)).Contains(name))
                {
                    await Task.Delay(10);
                }
            }
        })
        {
            Opened = name => _ = listed.Task.IsCompleted && Of(name) == 3 && read.TrySetResult(),
        };
        var others = new GatedPlace(Place, (name, _) => Of(name) == 3 ? listed.Task : Task.CompletedTask)
        {
            BeforeDeleting = async name =>
            {
                if (Of(name) == 3)
                {
                    // In whatever order they are cleared away.
                    foreach (var part in (await Place.ListAsync("load/part-", default)).Where(n => Of(n) == 2))
                    {
                        await Place.DeleteAsync(part, default);
                    }

                    await read.Task;
                }
            },
        };
        var loads = new[] { 1, 2, 3 }.Select(process =>
        {
            var joint = Joint("load", process) with { Place = process == 1 ? late : others };
            return Task.Run(() => Run(joint, joint.ShardsOf(Shards), [ArticleSource.From(articles)]));
        });
        var reports = await Task.WhenAll(loads).WaitAsync(TimeSpan.FromMinutes(1));
        Assert.True(listed.Task.IsCompletedSuccessfully);
        Assert.All(reports, r => Assert.Equal(1, r.Version.Number));
        Assert.Equal(200, (await cluster.Read()).Count);

        static int Of(string name) => int.Parse(name.Split('-')[1], System.Globalization.CultureInfo.InvariantCulture);
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

    /// <summary>A place where reading waits for a test, which is told what was listed last.</summary>
    private sealed class GatedPlace(ISnapshotTransport inner, Func<string, IReadOnlyList<string>, Task> beforeReading) : ISnapshotTransport
    {
        private IReadOnlyList<string> parts = [];

        public Action<string> Opened { get; init; } = _ => { };

        public Func<string, Task> BeforeDeleting { get; init; } = _ => Task.CompletedTask;

        public async Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellation)
        {
            var names = await inner.ListAsync(prefix, cancellation);
            if (prefix.EndsWith("part-", StringComparison.Ordinal))
            {
                parts = [.. names.Order(StringComparer.Ordinal)];
            }

            return names;
        }

        public async Task<Stream> OpenReadAsync(string name, CancellationToken cancellation)
        {
            await beforeReading(name, parts);
            var stream = await inner.OpenReadAsync(name, cancellation);
            Opened(name);
            return stream;
        }

        public Task WriteAsync(string name, Stream content, CancellationToken cancellation) =>
            inner.WriteAsync(name, content, cancellation);

        public async Task DeleteAsync(string name, CancellationToken cancellation)
        {
            await BeforeDeleting(name);
            await inner.DeleteAsync(name, cancellation);
        }
    }
}
