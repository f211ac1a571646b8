using SearchCore.Articles;
using SearchCore.TestKit;

namespace SearchCore.Tests.Indexing;

public sealed class ArticleIndexTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_new_index_is_a_sound_and_empty_commit()
    {
        using var index = ArticleIndex.Open(folder["index"]);
        Assert.Equal(new IndexStatistics
        {
            Articles = 0,
            Deleted = 0,
            Segments = 0,
            Bytes = index.Statistics().Bytes,
            Sequence = 1,
        }, index.Statistics() with { CacheBytes = 0, CacheLimit = 0, OpenFiles = 0, OpenFileLimit = 0 });
        Assert.True(ArticleIndex.Check(folder["index"]).IsSound);
    }

    [Fact]
    public void Articles_without_a_word_that_is_indexed_are_kept()
    {
        // Words of more than 255 characters are left out: of these articles nothing remains to be found by.
        using (var index = ArticleIndex.Open(folder["index"], new() { Recognizer = null }))
        {
            index.Add(new Article { Id = "long", Body = new string('x', 300) });
            index.Add(new Article { Id = "longer", Title = new string('y', 400), Body = $"{new string('x', 300)} {new string('z', 256)}" });
            index.Add(new Article { Id = "marks", Body = "… — !" });
            index.Refresh();
            Assert.Equal(3, index.Search(new() { Query = "*" }).Total.Value);
            index.Commit();
            index.Add(Article("a"));
            index.Commit();
            index.Compact();
        }

        using var again = ArticleIndex.Open(folder["index"]);
        Assert.Equal(4, again.Search(new() { Query = "*" }).Total.Value);
        Assert.True(ArticleIndex.Check(folder["index"]).IsSound);
    }

    [Fact]
    public void What_is_added_is_visible_after_refresh_and_stays_after_commit()
    {
        using (var index = ArticleIndex.Open(folder["index"]))
        {
            index.Add(Article("a"));
            Assert.Equal(0, index.Statistics().Articles);
            index.Refresh();
            Assert.Equal(1, index.Statistics().Articles);
            Assert.Equal(2, index.Commit());
            Assert.Equal(2, index.Commit());
            index.Add(Article("b"));
        }

        using var again = ArticleIndex.Open(folder["index"], new ArticleIndexOptions { Access = IndexAccess.ReadOnly });
        Assert.Equal(1, again.Statistics().Articles);
        Assert.Equal(2, again.Statistics().Sequence);
    }

    [Fact]
    public void What_merged_behind_the_last_commit_is_kept_by_closing()
    {
        using (var index = ArticleIndex.Open(folder["index"], new ArticleIndexOptions { Recognizer = null }))
        {
            for (var i = 0; i <= 20; i++)
            {
                index.Add(Article($"{i}"));
                index.Commit();
            }
        }

        using var again = ArticleIndex.Open(folder["index"], new ArticleIndexOptions { Access = IndexAccess.ReadOnly });
        Assert.Equal(21, again.Statistics().Articles);

        // Eleven before the last merge, which begins when the last commit is done.
        Assert.InRange(again.Statistics().Segments, 1, 10);
        Assert.True(ArticleIndex.Check(folder["index"]).IsSound);
    }

    [Fact]
    public void Adding_an_id_again_replaces_the_article()
    {
        using var index = ArticleIndex.Open(folder["index"]);
        index.Add(Article("a"));
        index.Add(Article("a"));
        index.Add(Article("A"));
        index.Commit();
        Assert.Equal(2, index.Statistics().Articles);
        Assert.True(index.Delete("a"));
        Assert.False(index.Delete("a"));
        index.Refresh();
        Assert.Equal(1, index.Statistics().Articles);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Of_articles_with_one_id_the_last_of_the_input_stays_at_any_number_of_workers(int workers)
    {
        using var index = ArticleIndex.Open(folder["index"], new ArticleIndexOptions { Workers = workers, Recognizer = null });
        var articles = Enumerable.Range(0, 3_000).Select(n => Article($"id{n % 100}", $"version {n}")).ToList();
        var report = index.Index([new ListSource(articles)]);
        Assert.Equal((3_000, 2_900, 0), (report.Articles, report.Replaced, report.Rejected));
        for (var n = 0; n < 100; n++)
        {
            Assert.Equal($"version {2_900 + n}", index.Get($"id{n}")?.Title);
        }
    }

    [Fact]
    public void A_second_writer_is_refused_and_told_who_holds_the_index()
    {
        using var first = ArticleIndex.Open(folder["index"]);
        var refused = Assert.Throws<IndexException>(() => ArticleIndex.Open(folder["index"]));
        Assert.Equal(IndexFault.Locked, refused.Fault);
        Assert.Contains($"process {Environment.ProcessId}", refused.Message, StringComparison.Ordinal);
        using var reader = ArticleIndex.Open(folder["index"], new ArticleIndexOptions { Access = IndexAccess.ReadOnly });
        Assert.Throws<InvalidOperationException>(() => reader.Add(Article("a")));
    }

    [Fact]
    public void A_symbolic_link_is_no_second_door()
    {
        using var first = ArticleIndex.Open(folder["index"]);
        Directory.CreateSymbolicLink(folder["link"], folder["index"]);
        Assert.Equal(IndexFault.Locked, Assert.Throws<IndexException>(() => ArticleIndex.Open(folder["link"])).Fault);
    }

    [Fact]
    public void A_missing_index_is_not_made_by_reading()
    {
        var missing = Assert.Throws<IndexException>(
            () => ArticleIndex.Open(folder["none"], new ArticleIndexOptions { Access = IndexAccess.ReadOnly }));
        Assert.Equal(IndexFault.Missing, missing.Fault);
        Assert.False(Directory.Exists(folder["none"]));
    }

    [Fact]
    public void Options_out_of_bounds_are_all_named_at_once()
    {
        var fault = Assert.Throws<ArgumentException>(
            () => ArticleIndex.Open(
                folder["index"], new ArticleIndexOptions { Workers = -1, MemoryMegabytes = 1, CommitInterval = TimeSpan.Zero }));
        Assert.Equal(
            "Workers is -1; it goes from 0 (one a processor) to 256. MemoryMegabytes is 1; it goes from 16 to 16,384. "
                + "CommitInterval is 00:00:00; it must be positive.",
            fault.Message);
    }

    [Fact]
    public void A_cancelled_load_keeps_what_it_had()
    {
        using var cancellation = new CancellationTokenSource();
        using var index = ArticleIndex.Open(folder["index"], new ArticleIndexOptions { Workers = 1 });
        var articles = Enumerable.Range(0, 100).Select(n => Article($"id{n}")).ToList();
        var source = new ListSource(articles, perChunk: 5, onChunk: at => { if (at == 50) { cancellation.Cancel(); } });
        var report = index.Index([source], cancellation: cancellation.Token);
        Assert.True(report.Cancelled);
        Assert.Equal(50, report.Articles);
        Assert.Equal(50, index.Statistics().Articles);
        Assert.True(ArticleIndex.Check(folder["index"]).IsSound);
    }

    [Fact]
    public void A_changed_byte_in_any_file_is_found()
    {
        using (var index = ArticleIndex.Open(folder["index"]))
        {
            index.Index([new ListSource([.. Enumerable.Range(0, 20).Select(n => Article($"id{n}"))])]);
        }

        foreach (var file in Directory.GetFiles(folder["index"])
            .Where(f => !f.Contains("lock", StringComparison.Ordinal) && !f.EndsWith("segments.gen", StringComparison.Ordinal)))
        {
            var sound = File.ReadAllBytes(file);
            var damaged = (byte[])sound.Clone();
            damaged[damaged.Length / 2] ^= 0x10;
            File.WriteAllBytes(file, damaged);
            Assert.False(ArticleIndex.Check(folder["index"]).IsSound, file);
            File.WriteAllBytes(file, sound);
        }

        Assert.True(ArticleIndex.Check(folder["index"]).IsSound);
    }

    [Fact]
    public void A_budget_that_the_vocabulary_alone_fills_does_not_make_a_segment_of_every_article()
    {
        // Words that never come again: the memo of one worker soon holds more than its megabyte.
        var articles = Enumerable.Range(0, 400)
            .Select(n => Article($"id{n}") with { Body = string.Join(' ', Enumerable.Range(n * 500, 500).Select(w => $"w{w}x")) }).ToList();
        using var index = ArticleIndex.Open(folder["index"], new ArticleIndexOptions
        {
            Workers = 1,
            WorkerBytes = 1_000_000,
            Recognizer = null,
        });
        var report = index.Index([new ListSource(articles, perChunk: 50)]);
        Assert.Equal(400, report.Articles);
        Assert.InRange(Segments(folder["index"]), 0, 100);
    }

    // Names are given out in order, so the last one tells how many segments there ever were.
    private static int Segments(string path) =>
        Directory.GetFiles(path, "_*.si")
            .Max(f => Path.GetFileNameWithoutExtension(f)[1..]
                .Aggregate(0, (n, c) => (n * 36) + (char.IsAsciiDigit(c) ? c - '0' : c - 'a' + 10))) + 1;

    private static Article Article(string id, string title = "A title") =>
        new()
        {
            Id = id,
            Title = title,
            Body = "The body of an article.",
            Published = ArticleDate.FromDay(2020, 1, 2),
            Entities = [new("place", "Oslo")],
        };
}
