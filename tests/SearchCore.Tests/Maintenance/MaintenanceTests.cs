using SearchCore.Articles;
using SearchCore.Proofs.Doubles;
using SearchCore.Storage;
using SearchCore.TestKit;
using SearchCore.Tests.Storage;

namespace SearchCore.Tests.Maintenance;

/// <summary>Snapshots, restoring them, and rebuilding.</summary>
public sealed class MaintenanceTests : IDisposable
{
    private static readonly ArticleIndexOptions Reading = new() { Access = IndexAccess.ReadOnly };

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_snapshot_is_the_last_commit_whatever_the_writer_does_meanwhile(bool links)
    {
        var files = new LinklessFiles { Links = links };
        using var index = Open();
        Add(index, 0, 200);
        var taken = ArticleIndex.TakeSnapshot(folder["index"], folder["new/snapshot"], files);
        Assert.Equal((200, index.Commit(), links ? taken.Files : 0), (taken.Articles, taken.Sequence, taken.Linked));
        Add(index, 100, 200);
        index.Delete("0");
        index.Compact();
        var check = ArticleIndex.Check(folder["new/snapshot"]);
        Assert.True(check.IsSound, string.Join('\n', check.Problems));
        using var snapshot = ArticleIndex.Open(folder["new/snapshot"], Reading);
        Assert.Equal((200, "0"), (snapshot.Statistics().Articles, snapshot.Get("0")?.Id));
    }

    [Fact]
    public async Task Snapshots_taken_while_articles_are_added_are_each_sound_and_hold_whole_commits()
    {
        using var index = Open();
        Add(index, 0, 50);
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(() =>
        {
            for (var n = 50; !stop.IsCancellationRequested; n += 50)
            {
                Add(index, n, 50);
            }
        });
        for (var i = 0; i < 20; i++)
        {
            var taken = ArticleIndex.TakeSnapshot(folder["index"], folder[$"{i}"]);
            var check = ArticleIndex.Check(folder[$"{i}"]);
            Assert.True(check.IsSound, string.Join('\n', check.Problems));
            Assert.Equal((0, taken.Articles), (check.Articles % 50, check.Articles));
        }

        await stop.CancelAsync();
        await writing;
    }

    [Fact]
    public void A_snapshot_goes_nowhere_but_into_an_empty_folder_outside()
    {
        Open().Dispose();
        Directory.CreateDirectory(folder["full"]);
        File.WriteAllText(folder["full/file"], "mine");
        foreach (var target in new[] { "index", "index/inside", "full", "full/file" })
        {
            Assert.Equal(
                IndexFault.Unwritable,
                Assert.Throws<IndexException>(() => ArticleIndex.TakeSnapshot(folder["index"], folder[target])).Fault);
        }

        Assert.Equal("mine", File.ReadAllText(folder["full/file"]));
        Assert.Equal(
            IndexFault.Missing, Assert.Throws<IndexException>(() => ArticleIndex.TakeSnapshot(folder["none"], folder["target"])).Fault);
        Assert.False(Directory.Exists(folder["target"]));
    }

    [Fact]
    public void A_restored_index_is_as_it_was_and_goes_on_from_there_while_its_readers_go_on()
    {
        using (var index = Open())
        {
            Add(index, 0, 100);
            ArticleIndex.TakeSnapshot(folder["index"], folder["snapshot"]);
            Add(index, 50, 100);
        }

        using var reader = ArticleIndex.Open(folder["index"], Reading);
        var before = reader.Statistics().Sequence;
        var restored = ArticleIndex.Restore(folder["snapshot"], folder["index"]);
        Assert.Equal((100, true, null), (restored.Articles, restored.Sequence > before, restored.Aside));
        Assert.Equal((150, "120"), (reader.Statistics().Articles, reader.Get("120")?.Id));
        reader.Refresh();
        Assert.Equal((100, null), (reader.Statistics().Articles, reader.Get("120")?.Id));
        using (var index = Open())
        {
            Add(index, 90, 20);
            Assert.Equal(110, index.Statistics().Articles);
        }

        Assert.True(ArticleIndex.Check(folder["index"]).IsSound);
        Assert.True(ArticleIndex.Check(folder["snapshot"]).IsSound);
    }

    [Fact]
    public void A_damaged_snapshot_is_not_restored_and_the_index_stays()
    {
        using (var index = Open())
        {
            Add(index, 0, 100);
            ArticleIndex.TakeSnapshot(folder["index"], folder["snapshot"], new LinklessFiles());
            Add(index, 100, 100);
        }

        Damage(folder["snapshot"]);
        var refused = Assert.Throws<IndexException>(() => ArticleIndex.Restore(folder["snapshot"], folder["index"]));
        Assert.Equal(
            (IndexFault.Corrupt, true), (refused.Fault, refused.Message.Contains("Nothing was restored", StringComparison.Ordinal)));
        Assert.Equal(200, ArticleIndex.Check(folder["index"]).Articles);
    }

    [Fact]
    public void A_damaged_index_is_moved_aside()
    {
        using (var index = Open())
        {
            Add(index, 0, 100);
            ArticleIndex.TakeSnapshot(folder["index"], folder["snapshot"], new LinklessFiles());
        }

        Damage(folder["index"]);
        var restored = ArticleIndex.Restore(folder["snapshot"], folder["index"]);
        Assert.Equal(folder["index.damaged-1"], restored.Aside);
        Assert.False(ArticleIndex.Check(folder["index.damaged-1"]).IsSound);
        Assert.Equal(100, ArticleIndex.Check(folder["index"]).Articles);
    }

    [Fact]
    public void A_snapshot_of_another_schema_a_locked_index_and_an_index_for_its_own_snapshot_are_refused()
    {
        using (var index = Open())
        {
            Add(index, 0, 10);
            ArticleIndex.TakeSnapshot(folder["index"], folder["snapshot"], new LinklessFiles());
            Assert.Equal(
                IndexFault.Locked, Assert.Throws<IndexException>(() => ArticleIndex.Restore(folder["snapshot"], folder["index"])).Fault);
            Assert.Equal(IndexFault.Locked, Assert.Throws<IndexException>(() => ArticleIndex.Rebuild(folder["index"])).Fault);
        }

        Assert.Throws<IndexException>(() => ArticleIndex.Restore(folder["index"], folder["index"]));
        TestSchemas.MakeForeign(folder["snapshot"]);
        var refused = Assert.Throws<IndexException>(() => ArticleIndex.Restore(folder["snapshot"], folder["index"]));
        Assert.Equal((IndexFault.Version, true), (refused.Fault, refused.Message.Contains("rebuild", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_rebuilt_index_has_the_same_articles_with_the_entities_recognized_before()
    {
        using (var index = ArticleIndex.Open(folder["index"]))
        {
            index.Add(new Article { Id = "a", Body = "President Vladimir Putin travelled to Syria." });
            index.Add(new Article
            {
                Id = "b",
                Title = "Given",
                Entities = [new("person", "Ada Example")],
                Members = [new("photo", "someone")],
                Published = ArticleDate.FromDay(2019, 1, 2),
            });
            index.Add(new Article { Id = "c", Title = "Gone" });
            index.Commit();
            index.Delete("c");
            index.Commit();
        }

        var before = Stored();
        var report = ArticleIndex.Rebuild(folder["index"], new ArticleIndexOptions { Recognizer = null });
        Assert.Equal(2, report.Articles);
        var after = Stored();
        Assert.Equal(before.Select(s => s.Article), after.Select(s => s.Article));
        Assert.Equal(before.Select(s => s.Recognized), after.Select(s => s.Recognized));
        Assert.NotEmpty(after[0].Recognized);
        using var again = ArticleIndex.Open(folder["index"], Reading);
        Assert.Equal((2, 0), (again.Statistics().Articles, again.Statistics().Deleted));
        Assert.True(ArticleIndex.Check(folder["index"]).IsSound);

        List<StoredArticle> Stored()
        {
            using var index = ArticleIndex.Open(folder["index"], Reading);
            using var searcher = index.OpenSearcher();
            return [searcher.GetStored("a")!, searcher.GetStored("b")!];
        }
    }

    [Fact]
    public void A_cancelled_rebuild_leaves_the_index_as_it_was()
    {
        using (var index = Open())
        {
            Add(index, 0, 1_000);
        }

        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => ArticleIndex.Rebuild(folder["index"], cancellation: cancelled.Token));
        var check = ArticleIndex.Check(folder["index"]);
        Assert.Equal((true, 1_000, 0), (check.IsSound, check.Articles, check.Notes.Count));
    }

    [Fact]
    public void Merges_that_fail_are_counted_and_the_third_in_a_row_fails_the_commit_until_one_succeeds()
    {
        using var index = ArticleIndex.Open(
            folder["index"], new ArticleIndexOptions { Recognizer = null, Workers = 1, SegmentsPerTier = 2 });

        // More than a block: what is small is in memory, where nothing damages it.
        // And the smallest of its kind, which every merge takes.
        var words = string.Join(' ', Enumerable.Range(0, 60_000).Select(n => $"w{n * 7_919L % 997}"));
        index.Index([new ListSource([new Article { Id = "long", Title = "Long", Body = words }])]);
        var file = Directory.GetFiles(folder["index"], "*.cfs").Single();
        var bytes = File.ReadAllBytes(file);
        Change(file, bytes, flip: true);
        var failed = Assert.Throws<IndexException>(() =>
        {
            for (var n = 1; n < 200; n++)
            {
                index.Add(new Article { Id = $"more {n}", Title = "More", Body = $"{words} {words}" });
                index.Commit();
            }
        });
        Assert.Contains("can no longer be merged", failed.Message, StringComparison.Ordinal);
        Assert.True(index.Statistics().FailedMerges >= 3);
        Assert.NotNull(index.Statistics().LastMergeFailure);
        Change(file, bytes, flip: false);
        index.Commit();
        Assert.True(ArticleIndex.Check(folder["index"]).IsSound);
    }

    [Fact]
    public void Links_in_any_part_of_a_path_lead_to_one_index()
    {
        Directory.CreateDirectory(folder["real/deep"]);
        Directory.CreateSymbolicLink(folder["parent"], folder["real"]);
        Directory.CreateSymbolicLink(folder["again"], "parent");
        Directory.CreateSymbolicLink(folder["dangling"], folder["real/not-yet"]);
        Assert.Equal(folder["real/deep/index"], IndexFolder.RealPath(folder["again/deep/index"]));
        Assert.Equal(folder["real/not-yet/index"], IndexFolder.RealPath(folder["dangling/index"]));
        Directory.CreateSymbolicLink(folder["x"], folder["y"]);
        Directory.CreateSymbolicLink(folder["y"], folder["x"]);
        Assert.Contains("circles", Assert.Throws<IndexException>(() => ArticleIndex.Open(folder["x"])).Message, StringComparison.Ordinal);
        using var first = ArticleIndex.Open(folder["real/deep/index"]);
        Assert.Equal(IndexFault.Locked, Assert.Throws<IndexException>(() => ArticleIndex.Open(folder["again/deep/index"])).Fault);
    }

    private static void Add(ArticleIndex index, int first, int count) =>
        index.Index([new ListSource(
            [.. Enumerable.Range(first, count)
                .Select(n => new Article { Id = $"{n}", Title = $"Number {n}", Body = "Some words of text." })])]);

    private static void Damage(string path)
    {
        var file = Directory.GetFiles(path, "*.cfs").First();
        Change(file, File.ReadAllBytes(file), flip: true);
    }

    // In place: an index that is open sees it.
    private static void Change(string file, byte[] bytes, bool flip)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        stream.Position = bytes.Length / 2;
        stream.WriteByte((byte)(bytes[bytes.Length / 2] ^ (flip ? 0x10 : 0)));
    }

    private ArticleIndex Open() => ArticleIndex.Open(folder["index"], new ArticleIndexOptions { Recognizer = null, Workers = 1 });
}
