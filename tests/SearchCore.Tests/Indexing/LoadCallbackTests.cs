using System.IO.Compression;

using SearchCore.Articles;
using SearchCore.Articles.Formats.JsonLines;
using SearchCore.Articles.Reading;
using SearchCore.TestKit;

namespace SearchCore.Tests.Indexing;

/// <summary>What a load tells while it runs.</summary>
public sealed class LoadCallbackTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Progress_goes_up_to_what_the_report_says_and_comes_no_oftener_than_some_times_a_second()
    {
        var clock = new SteppingClock();
        using var index = ArticleIndex.Open(folder["index"], new ArticleIndexOptions { Recognizer = null, Workers = 1, Clock = clock });
        var told = new Told<IndexingProgress>();

        // Ten chunks, each of a tenth of a second.
        var source = new TestKit.ListSource([.. Enumerable.Range(0, 30).Select(n => new Article { Id = $"{n}", Body = "word" })], 3, _ => clock.Step(100));
        var report = index.Index([source], new IndexingOptions { Progress = told });

        Assert.Equal(told.Values.OrderBy(p => p.Articles), told.Values);
        Assert.InRange(told.Values.Count, 3, 7);
        Assert.Contains(told.Values, p => p.Source == "list" && p.Articles is > 0 and < 30);
        var last = told.Values[^1];
        Assert.Equal((report.Articles, report.Rejected, report.Bytes), (last.Articles, last.Rejected, last.BytesRead));
        Assert.True(last.Elapsed >= TimeSpan.FromSeconds(0.9));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Notices_come_one_at_a_time_and_as_many_as_the_report_counts(int workers)
    {
        // A lone surrogate is repaired, with a notice.
        File.WriteAllLines(folder["a.jsonl"], Enumerable.Range(0, 200).Select(n => $$"""{"id":"{{n}}","title":"a\ud800b","body":"word"}"""));
        using var index = ArticleIndex.Open(folder["index"], new ArticleIndexOptions { Recognizer = null, Workers = workers });
        var (inside, overlaps) = (0, 0);
        var notices = new List<ArticleNotice>();
        var report = index.Index([new JsonLinesSource(folder["a.jsonl"], new ReadingOptions { ChunkBytes = 1_000 })], new IndexingOptions
        {
            OnNotice = notice =>
            {
                overlaps += Interlocked.Increment(ref inside) == 1 ? 0 : 1;
                notices.Add(notice);
                Interlocked.Decrement(ref inside);
            },
        });

        Assert.Equal(0, overlaps);
        Assert.Equal(200, notices.Count);
        Assert.Equal(report.Notices, notices.GroupBy(n => n.Kind).ToDictionary(g => g.Key, g => (long)g.Count()));
        Assert.Equal("0", Assert.Single(report.NoticeExamples).Id);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Rejections_are_counted_by_reason_with_the_first_of_each(int workers)
    {
        File.WriteAllLines(folder["a.jsonl"], Enumerable.Range(0, 300)
            .Select(n => n % 3 == 0 ? "{}" : n % 50 == 1 ? "broken" : $$"""{"id":"{{n}}","body":"w"}"""));
        using var index = ArticleIndex.Open(folder["index"], new ArticleIndexOptions { Recognizer = null, Workers = workers });
        var report = index.Index([new JsonLinesSource(folder["a.jsonl"], new ReadingOptions { ChunkBytes = 1_000 })]);
        Assert.Equal(
            [(RejectCodes.MissingId, 100L, 1L), (RejectCodes.MalformedJson, 4, 2)],
            report.Rejections.Select(r => (r.Code, r.Count, r.First.Line)));
        Assert.Equal(report.Rejected, report.Rejections.Sum(r => r.Count));
        Assert.Equal(1, new RejectionCount(1, report.Rejections[0].First).Count);
        var skipped = new Dictionary<SkipReason, long> { [SkipReason.Empty] = 2 };
        Assert.Equal(2, (report with { SkippedFiles = skipped }).SkippedFiles[SkipReason.Empty]);
    }

    [Fact]
    public void Progress_tells_how_much_of_the_files_was_read_as_they_are_stored()
    {
        var text = string.Concat(Enumerable.Range(0, 3_000).Select(n => $$"""{"id":"{{n}}","body":"word {{n * 7919}}"}""" + "\n"));
        using (var packed = new GZipStream(File.Create(folder["a.jsonl.gz"]), CompressionLevel.Fastest))
        {
            packed.Write(System.Text.Encoding.UTF8.GetBytes(text));
        }

        File.WriteAllText(folder["b.jsonl"], """{"id":"b","body":"w"}""");
        var told = new Told<IndexingProgress>();
        using var index = ArticleIndex.Open(folder["index"], new ArticleIndexOptions { Recognizer = null, Workers = 1 });
        string[] paths = [folder["a.jsonl.gz"], folder["b.jsonl"]];
        var sources = paths.Select(p => (IArticleSource)new JsonLinesSource(p, new ReadingOptions { ChunkBytes = 10_000 })).ToList();
        index.Index(sources, new IndexingOptions { Progress = told });
        var last = told.Values[^1];
        Assert.Equal((paths.Sum(p => new FileInfo(p).Length), 2), (last.StoredBytesRead, last.SourcesDone));
        Assert.Equal(new FileInfo(paths[0]).Length, sources[0].StoredBytesRead);
        Assert.Equal(told.Values.OrderBy(p => p.StoredBytesRead), told.Values);
    }

    private sealed class Told<T> : IProgress<T>
    {
        public List<T> Values { get; } = [];

        public void Report(T value) => Values.Add(value);
    }

    private sealed class SteppingClock : TimeProvider
    {
        private long milliseconds;

        public override long TimestampFrequency => 1_000;

        public override long GetTimestamp() => Interlocked.Read(ref milliseconds);

        public void Step(long time) => Interlocked.Add(ref milliseconds, time);
    }
}
