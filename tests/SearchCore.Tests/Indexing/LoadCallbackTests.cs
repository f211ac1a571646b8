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
