using System.IO.Compression;
using System.Text;

using SearchCore.Articles.Formats.JsonLines;
using SearchCore.Articles.Reading;
using SearchCore.Entities;
using SearchCore.TestKit;

namespace SearchCore.Tests.Indexing;

/// <summary>
/// Interrupted loads: continued where the last commit left them, without losing or doubling an article, or read again where anything
/// changed.
/// </summary>
public sealed class ResumeTests : IDisposable
{
    private const int Count = 2_000;

    private static readonly ReadingOptions SmallChunks = new() { ChunkBytes = 4_000 };

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1, false)]
    [InlineData(3, false)]
    [InlineData(2, true)]
    public void A_load_that_was_interrupted_anywhere_and_again_is_continued_and_whole_in_the_end(int workers, bool packed)
    {
        var file = Write("a.jsonl", 0, Count, packed);
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var (read, resumes) = (0L, 0);
        for (var done = false; !done;)
        {
            var report = Load(workers, stopAfter: random.Next(50, 900), resumed => resumes++, file);
            read += report.Articles;
            done = !report.Cancelled;
            Assert.True(resumes < 200, $"seed {seed}");
        }

        Assert.True(resumes > 0, $"seed {seed}");
        AssertWhole($"seed {seed}", 0, Count);

        // What was in chunks on their way is read twice, and replaced; a load that starts over would never end. How much that is of several
        // workers nobody can say: one may wait for a processor with its chunk while the others go on.
        Assert.InRange(read, Count, workers == 1 ? Count + (resumes * 150) : long.MaxValue);
        Assert.Equal(Count, Load(workers, int.MaxValue, _ => Assert.Fail("a completed load is not continued"), file).Articles);
    }

    [Fact]
    public void Several_files_are_continued_in_the_one_that_was_being_read()
    {
        string[] files = [Write("a.jsonl", 0, 300), Write("b.jsonl", 300, 300), Write("c.jsonl", 600, 300)];
        Load(1, stopAfter: 450, null, files);
        ResumedLoad? resumed = null;
        var report = Load(1, int.MaxValue, r => resumed = r, files);
        Assert.Equal((files[1], 1), (resumed?.Source, resumed?.SourcesDone));
        Assert.InRange(report.Articles, 450, 550);
        AssertWhole("three files", 0, 900);
    }

    [Fact]
    public void A_load_is_read_again_where_a_file_or_the_options_changed_or_nobody_wants_it_continued()
    {
        var file = Write("a.jsonl", 0, 500);
        foreach (var change in new Action[]
        {
            () => Write("a.jsonl", 0, 501),
            () => File.SetLastWriteTimeUtc(file, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc)),
        })
        {
            Load(1, stopAfter: 200, null, file);
            change();
            Assert.InRange(Load(1, int.MaxValue, _ => Assert.Fail("it changed"), file).Articles, 500, 501);
        }

        Load(1, stopAfter: 200, null, file);
        using (var index = Open(1))
        {
            var report = index.Index([new JsonLinesSource(file, SmallChunks)], new IndexingOptions { Resume = false });
            Assert.Equal(501, report.Articles);
        }

        Load(1, stopAfter: 200, null, file);
        using (var index = ArticleIndex.Open(folder["index"]))
        {
            Assert.Equal(501, index.Index([new JsonLinesSource(file, SmallChunks)]).Articles);
        }
    }

    [Fact]
    public void Another_load_in_between_makes_the_first_one_start_over_and_single_articles_do_not()
    {
        var (first, second) = (Write("a.jsonl", 0, 500), Write("b.jsonl", 500, 10));
        Load(1, stopAfter: 200, null, first);
        using (var index = Open(1))
        {
            index.Add(new SearchCore.Articles.Article { Id = "single", Title = "Single" });
            index.Commit();
        }

        Assert.InRange(Load(1, stopAfter: 100, null, first).Articles, 100, 200);
        Load(1, int.MaxValue, null, second);
        Assert.Equal(500, Load(1, int.MaxValue, _ => Assert.Fail("another load came between"), first).Articles);
    }

    [Fact]
    public void A_stream_is_never_continued_and_what_comes_before_it_is_not_read_again()
    {
        var file = Write("a.jsonl", 0, 300);
        var text = File.ReadAllText(Write("b.jsonl", 300, 300));
        Run(stopAfter: 450);
        var report = Run(int.MaxValue);
        Assert.InRange(report.Articles, 300, 400);
        AssertWhole("a stream", 0, 600);

        IndexingReport Run(int stopAfter)
        {
            using var cancellation = new CancellationTokenSource();
            using var index = Open(1);
            return index.Index(
                [new Stopping(new JsonLinesSource(file, SmallChunks), stopAfter, cancellation), new Stopping(
                    new JsonLinesSource(new MemoryStream(Encoding.UTF8.GetBytes(text)), "-", SmallChunks), stopAfter - 300, cancellation)],
                cancellation: cancellation.Token);
        }
    }

    [Fact]
    public void A_file_that_fails_is_taken_up_where_it_failed_and_what_came_behind_is_read_again()
    {
        var (first, second) = (Write("a.jsonl.gz", 0, 1_000, packed: true), Write("b.jsonl", 1_000, 100));
        var bytes = File.ReadAllBytes(first);
        File.WriteAllBytes(first, bytes[..^20]);
        var report = Load(1, int.MaxValue, null, first, second);
        Assert.Single(report.FailedSources);
        ResumedLoad? resumed = null;
        report = Load(1, int.MaxValue, r => resumed = r, first, second);
        Assert.Equal(first, resumed?.Source);
        Assert.InRange(report.Articles, 100, 200);
        File.WriteAllBytes(first, bytes);
        Assert.Equal(1_100, Load(1, int.MaxValue, _ => Assert.Fail("the file is another now"), first, second).Articles);
        AssertWhole("mended", 0, 1_100);
    }

    [Fact]
    public void Rejected_records_do_not_hold_a_load_up_and_keep_their_line_numbers()
    {
        var file = folder["a.jsonl"];
        File.WriteAllLines(file, Enumerable.Range(0, 1_000).Select(n => n % 10 == 3 ? "broken" : Line(n)));
        Load(1, stopAfter: 500, null, file);
        var rejected = new List<RejectedRecord>();
        using var index = Open(1);
        index.Index([new JsonLinesSource(file, SmallChunks)], new IndexingOptions { OnRejected = rejected.Add });
        Assert.InRange(rejected.Count, 1, 70);
        Assert.All(rejected, r => Assert.Equal(4, r.Line % 10));
        Assert.Equal(900, index.Statistics().Articles);
    }

    [Fact]
    public void A_load_is_continued_only_with_the_same_recognizer_and_the_same_gazetteer()
    {
        var file = Write("a.jsonl", 0, 300);
        GazetteerEntry[] ships = [new() { Kind = "ship", Name = "Aurora", Aliases = ["the cruiser"] }];
        Assert.True(Resumes(Own(ships), Own([.. ships.Select(s => s with { })])));
        Assert.False(Resumes(Own(ships), Own([ships[0] with { Aliases = ["the cruisers"] }])));
        Assert.False(Resumes(Own(ships), EntityRecognizer.Default));
        Assert.False(Resumes(EntityRecognizer.Default, null));
        Assert.False(Resumes(EntityRecognizer.Default, EntityRecognizer.Create(new RecognizerOptions { Nationalities = false })));
        Assert.True(Resumes(EntityRecognizer.Default, EntityRecognizer.Create(new RecognizerOptions())));
        Assert.True(Resumes(new Named("one"), new Named("one")));
        Assert.False(Resumes(new Named("one"), new Named("two")));
        Assert.False(Resumes(new Named(null), new Named(null)));

        static IEntityRecognizer Own(IReadOnlyList<GazetteerEntry> gazetteer) =>
            EntityRecognizer.Create(new RecognizerOptions { Gazetteer = gazetteer });

        bool Resumes(IEntityRecognizer? first, IEntityRecognizer? second)
        {
            using (var index = ArticleIndex.Open(folder["index"], new ArticleIndexOptions { Workers = 1, Recognizer = first }))
            {
                using var cancellation = new CancellationTokenSource();
                index.Index([new Stopping(new JsonLinesSource(file, SmallChunks), 150, cancellation)],
                    new IndexingOptions { Resume = false }, cancellation.Token);
            }

            using var again = ArticleIndex.Open(folder["index"], new ArticleIndexOptions { Workers = 1, Recognizer = second });
            var resumed = false;
            again.Index([new JsonLinesSource(file, SmallChunks)], new IndexingOptions { OnResumed = _ => resumed = true });
            return resumed;
        }
    }

    private sealed class Named(string? identity) : IIdentifiedRecognizer
    {
        public string? Identity => identity;

        public void Recognize(ReadOnlySpan<char> text, ICollection<EntityMention> mentions)
        {
        }
    }

    private static string Line(int n) => $$"""{"id":"{{n}}","title":"Number {{n}}","body":"Some words of text about the number {{n}}."}""";

    private string Write(string name, int first, int count, bool packed = false)
    {
        var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(first, count).Select(n => Line(n) + "\n")));
        if (packed)
        {
            using var memory = new MemoryStream();
            using (var gzip = new GZipStream(memory, CompressionLevel.Fastest, leaveOpen: true))
            {
                gzip.Write(bytes);
            }

            bytes = memory.ToArray();
        }

        File.WriteAllBytes(folder[name], bytes);
        return folder[name];
    }

    private ArticleIndex Open(int workers) =>
        ArticleIndex.Open(folder["index"], new ArticleIndexOptions { Workers = workers, Recognizer = null });

    private IndexingReport Load(int workers, int stopAfter, Action<ResumedLoad>? onResumed, params string[] files)
    {
        using var cancellation = new CancellationTokenSource();
        using var index = Open(workers);
        var before = 0;
        var sources = files.Select(
            file => new Stopping(new JsonLinesSource(file, SmallChunks), stopAfter, cancellation, () => Interlocked.Increment(ref before)));
        return index.Index(sources, new IndexingOptions { OnResumed = onResumed }, cancellation.Token);
    }

    private void AssertWhole(string where, int first, int count)
    {
        using var index = ArticleIndex.Open(folder["index"], new ArticleIndexOptions { Access = IndexAccess.ReadOnly });
        Assert.True(count == index.Statistics().Articles, $"{where}: {index.Statistics()}");
        foreach (var n in Enumerable.Range(first, count))
        {
            Assert.True(index.Get($"{n}")?.Title == $"Number {n}", $"{where}: {n}");
        }

        Assert.True(ArticleIndex.Check(folder["index"]).IsSound);
    }

    /// <summary>A file whose reading is cancelled after so many articles, in the middle of a chunk.</summary>
    private sealed class Stopping(JsonLinesSource inner, int after, CancellationTokenSource cancellation, Func<int>? count = null)
        : IResumableSource
    {
        private int own;

        public string Name => inner.Name;

        public long? SizeHint => inner.SizeHint;

        public string? Identity => inner.Identity;

        public IEnumerable<ArticleChunk> ReadChunks(CancellationToken token) => ReadChunks(default, token);

        public IEnumerable<ArticleChunk> ReadChunks(SourcePosition from, CancellationToken token) =>
            inner.ReadChunks(from, token).Select(chunk => new Chunk(chunk, this));

        private void Tell()
        {
            if ((count?.Invoke() ?? ++own) >= after)
            {
                cancellation.Cancel();
            }
        }

        private sealed class Chunk(ArticleChunk inner, Stopping source) : ArticleChunk
        {
            public override long Bytes => inner.Bytes;

            public override SourcePosition? End => inner.End;

            public override void Read(SearchCore.Articles.ArticleBuffer buffer, IArticleReceiver receiver, CancellationToken token) =>
                inner.Read(buffer, new Receiver(receiver, source), token);

            protected override void Dispose(bool disposing)
            {
                inner.Dispose();
                base.Dispose(disposing);
            }
        }

        private sealed class Receiver(IArticleReceiver inner, Stopping source) : IArticleReceiver
        {
            public void Accept(SearchCore.Articles.ArticleBuffer article)
            {
                inner.Accept(article);
                source.Tell();
            }

            public void Reject(RejectedRecord record) => inner.Reject(record);

            public void Notice(ArticleNotice notice) => inner.Notice(notice);
        }
    }
}
