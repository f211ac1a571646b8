using SearchCore.Articles;
using SearchCore.Articles.Formats.JsonLines;
using SearchCore.Articles.Reading;
using SearchCore.Entities;
using SearchCore.TestKit;

namespace SearchCore.Tests.Indexing;

/// <summary>
/// A worker that dies of anything takes what it read and did not publish with it; the load must be taken up in front of that.
/// </summary>
public sealed class FailedWorkerTests : IDisposable
{
    private const int Count = 12;

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_commit_after_a_worker_failed_does_not_take_its_chunks_for_published()
    {
        // An article a chunk.
        var filler = new string('x', 5_000);
        File.WriteAllLines(folder["a.jsonl"], Enumerable.Range(0, Count).Select(n => $$"""{"id":"{{n}}","title":"Number {{n}}","body":"{{filler}}"}"""));
        var clock = new ManualClock();
        var recognizer = new Failing(clock);
        using (var index = Open(recognizer, clock))
        {
            Assert.Throws<TimeZoneNotFoundException>(() => Load(index));
        }

        recognizer.IsWell = true;
        using (var index = Open(recognizer, clock))
        {
            Load(index);
            Assert.Equal(Enumerable.Range(0, Count).Select(n => $"Number {n}"), Enumerable.Range(0, Count).Select(n => index.Get($"{n}")?.Title));
        }
    }

    [Fact]
    public void A_recognizer_that_throws_costs_the_article_it_threw_for_alone()
    {
        var recognizer = new Choosy();
        using var index = Open(recognizer, TimeProvider.System);
        index.Add(new Article { Id = "before", Body = "good" });
        Assert.Throws<TimeZoneNotFoundException>(() => index.Add(new Article { Id = "bad", Body = "bad" }));
        index.Add(new Article { Id = "behind", Body = "good" });
        index.Commit();
        Assert.Equal((true, false, true), (index.Get("before") is not null, index.Get("bad") is not null, index.Get("behind") is not null));
    }

    private ArticleIndex Open(IEntityRecognizer recognizer, TimeProvider clock) =>
        ArticleIndex.Open(folder["index"], new ArticleIndexOptions { Workers = 2, Recognizer = recognizer, Clock = clock });

    private void Load(ArticleIndex index) => index.Index([new JsonLinesSource(folder["a.jsonl"], new ReadingOptions { ChunkBytes = 4_000 })]);

    // The thread that comes first fails at its second article, the other one having waited for that thread's end; then it is time for a
    // commit.
    private sealed class Failing(ManualClock clock) : IEntityRecognizer
    {
        private readonly TaskCompletionSource otherWaits = new();
        private Thread? first;
        private int calls;

        public bool IsWell { get; set; }

        public void Recognize(ReadOnlySpan<char> text, ICollection<EntityMention> mentions)
        {
            if (IsWell)
            {
                return;
            }

            Interlocked.CompareExchange(ref first, Thread.CurrentThread, null);
            if (first != Thread.CurrentThread)
            {
                otherWaits.TrySetResult();
                first.Join();
                clock.Advance(TimeSpan.FromMinutes(1));
            }
            else if (++calls == 2)
            {
                otherWaits.Task.Wait();
                throw new TimeZoneNotFoundException("the recognizer's own trouble");
            }
        }
    }

    private sealed class Choosy : IEntityRecognizer
    {
        public void Recognize(ReadOnlySpan<char> text, ICollection<EntityMention> mentions)
        {
            if (text.Contains("bad", StringComparison.Ordinal))
            {
                throw new TimeZoneNotFoundException("the recognizer's own trouble");
            }
        }
    }

    private sealed class ManualClock : TimeProvider
    {
        private long ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Read(ref ticks);

        public void Advance(TimeSpan time) => Interlocked.Add(ref ticks, time.Ticks);
    }
}
