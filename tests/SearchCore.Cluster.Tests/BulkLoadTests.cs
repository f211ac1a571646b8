using System.Text;

using SearchCore.Articles;
using SearchCore.Articles.Formats;
using SearchCore.Articles.Reading;
using SearchCore.Cluster.Catalogue;
using SearchCore.Cluster.Writing;

namespace SearchCore.Cluster.Tests;

/// <summary>A whole archive is loaded into many shards.</summary>
public sealed class BulkLoadTests : IDisposable
{
    private const int Shards = 8;

    private readonly WritingFixture cluster = new(Shards);

    public void Dispose() => cluster.Dispose();

    [Fact]
    public async Task An_input_is_read_once_and_published_as_one_version()
    {
        var input = cluster.Folder["archive.jsonl"];
        await File.WriteAllLinesAsync(input, Enumerable.Range(0, 2_000).Select(n => n switch
        {
            100 => "{ no json",
            200 => """{"id": "", "body": "no id"}""",
            300 => """{"id": "odd", "body": "text", "published": "no date"}""",
            _ => $$"""{"id": "{{n % 1_500}}", "body": "version {{n}}", "published": "1987-02-{{1 + (n % 28):d2}}"}""",
        }));
        var writers = await Open(Enumerable.Range(0, Shards));
        await writers[3].ApplyAsync([ShardChange.Put(WritingFixture.Article(0) with { Id = IdOf(3), Body = "stays" })]);
        var (rejected, notices, progress) = (new List<RejectedRecord>(), new List<ArticleNotice>(), new Progress());
        var report = await BulkLoad.RunAsync(
            cluster.Catalogue, writers, ArticleFormats.Default.Open(input),
            new BulkLoadOptions
            {
                WaitingMegabytes = 1,
                Patience = TimeSpan.FromSeconds(5),
                Clock = TimeProvider.System,
                Callbacks = new IndexingOptions { OnRejected = rejected.Add, OnNotice = notices.Add, Progress = progress },
            });
        var total = report.Total;
        Assert.Equal((1_998L, 2L, false), (total.Articles, total.Rejected, total.Cancelled));
        Assert.Equal(2, rejected.Count);
        Assert.Equal(2, total.Rejections.Sum(r => r.Count));
        Assert.Equal((1L, 1), (total.Notices[ArticleNoticeKind.DateUnreadable], notices.Count));
        Assert.Equal(new FileInfo(input).Length, total.Bytes);
        Assert.Equal((2L, 2L), (report.Version.Number, total.Sequence));
        Assert.Equal(report.Version, await cluster.Catalogue.CurrentAsync());
        Assert.Equal(Shards, report.Version.Generations.Count);
        Assert.Equal(Enumerable.Range(0, Shards), report.Shards.Select(s => s.Shard));
        Assert.Equal(total.Articles, report.Shards.Sum(s => s.Report.Articles));
        Assert.Equal((1_998L, 1), (progress.Last!.Value.Articles, progress.Last.Value.SourcesDone));
        var found = await cluster.Read();

        // 100 to 300 came again as 1,600 to 1,800.
        Assert.Equal(1_502, found.Count);
        Assert.Equal(("version 1600", "version 777", "stays"), (found["100"].Body, found["777"].Body, found[IdOf(3)].Body));
        Assert.All(found, f => Assert.Equal(cluster.Map.ShardOf(f.Key), f.Value.Shard));

        // The writers go on.
        Assert.Equal(3, (await writers[0].ApplyAsync([ShardChange.Delete(found.First(f => f.Value.Shard == 0).Key)])).Version);
        await Close(writers);
    }

    [Fact]
    public async Task Processes_load_their_own_shards_from_the_same_input()
    {
        var articles = Enumerable.Range(0, 600).Select(n => WritingFixture.Article(n)).ToList();
        var reports = await Task.WhenAll(new[] { 0, 1, 2 }.Select(async process =>
        {
            var writers = await Open(Enumerable.Range(0, Shards).Where(s => s % 3 == process));
            var report = await BulkLoad.RunAsync(cluster.Catalogue, writers, [ArticleSource.From(articles)]);
            await Close(writers);
            return report;
        }));
        Assert.Equal(600, reports.Sum(r => r.Total.Articles));
        Assert.Equal([1L, 2, 3], reports.Select(r => r.Version.Number).Order());
        Assert.Equal(600, (await cluster.Read()).Count);
    }

    [Fact]
    public async Task What_ends_in_the_middle_publishes_nothing()
    {
        var writers = await Open(Enumerable.Range(0, Shards));
        using var cancel = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => BulkLoad.RunAsync(cluster.Catalogue, writers, [ArticleSource.From(Articles(2_000, cancel.Cancel))], null, cancel.Token));
        Assert.All(writers, w => Assert.NotNull(w.Failure));
        await Assert.ThrowsAsync<ShardWriterClosedException>(() => writers[0].ApplyAsync([]));
        await Assert.ThrowsAsync<ShardWriterClosedException>(() => BulkLoad.RunAsync(cluster.Catalogue, writers, []));
        await Close(writers);

        writers = await Open([0, 1]);
        var thrown = await Assert.ThrowsAsync<NotSupportedException>(() => BulkLoad.RunAsync(
            cluster.Catalogue, writers, [ArticleSource.From([new Article { Id = "bare" }])],
            new BulkLoadOptions { Callbacks = new() { OnRejected = _ => throw new NotSupportedException("of a callback") } }));
        Assert.Equal("of a callback", thrown.Message);
        await Close(writers);

        writers = await Open([0, 1]);
        await cluster.Catalogue.TakeAsync(1, "another");
        await Assert.ThrowsAsync<StaleWriterException>(
            () => BulkLoad.RunAsync(cluster.Catalogue, writers, [ArticleSource.From(Articles(50, null))]));
        await Assert.ThrowsAsync<ArgumentException>(() => BulkLoad.RunAsync(cluster.Catalogue, [], []));
        await Close(writers);
        Assert.Equal(0, (await cluster.Catalogue.CurrentAsync()).Number);

        // A source that fails ends there, as in a load of one index.
        writers = await Open(Enumerable.Range(0, Shards));
        var report = await BulkLoad.RunAsync(
            cluster.Catalogue, writers,
            [
                ArticleSource.From(Articles(50, () => throw new InvalidOperationException("of a source"))),
                ArticleSource.From([WritingFixture.Article(1_000)]),
            ]);
        await Close(writers);
        Assert.Contains("of a source", Assert.Single(report.Total.FailedSources).Reason, StringComparison.Ordinal);
        Assert.Equal((50L + 1, report.Total.Articles), ((await cluster.Catalogue.CurrentAsync()).Articles, report.Total.Articles));
    }

    private static IEnumerable<Article> Articles(int count, Action? after)
    {
        for (var n = 0; n < count; n++)
        {
            yield return WritingFixture.Article(n, new StringBuilder().Insert(0, "words of text ", 50).ToString());
        }

        after?.Invoke();
    }

    private string IdOf(int shard) => Enumerable.Range(0, 1_000).Select(n => $"own-{n}").First(id => cluster.Map.ShardOf(id) == shard);

    private async Task<List<ShardWriter>> Open(IEnumerable<int> shards)
    {
        var writers = new List<ShardWriter>();
        foreach (var shard in shards)
        {
            writers.Add(await cluster.Open(shard));
        }

        return writers;
    }

    private static async Task Close(List<ShardWriter> writers)
    {
        foreach (var writer in writers)
        {
            await writer.DisposeAsync();
        }
    }

    private sealed class Progress : IProgress<IndexingProgress>
    {
        public IndexingProgress? Last { get; private set; }

        public void Report(IndexingProgress value) => Last = value;
    }
}
