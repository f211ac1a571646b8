using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.TestKit;

using ListSource = SearchCore.TestKit.ListSource;

namespace SearchCore.Tests.Maintenance;

/// <summary>An index that is open is exchanged for other articles, for its own indexed anew, and for a snapshot.</summary>
public sealed class ExchangeTests : IDisposable
{
    private static readonly ArticleIndexOptions Options = new() { Recognizer = null, Workers = 2 };

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Searches_see_the_old_articles_until_all_the_new_ones_are_there_and_one_commit_lies_between()
    {
        using var index = ArticleIndex.Open(folder["index"], Options);
        Fill(index, "old", 50);
        using var follower = ArticleIndex.Open(folder["index"], new ArticleIndexOptions { Access = IndexAccess.ReadOnly });
        var before = index.Statistics().Sequence;
        var report = index.ReplaceAll([new ListSource(Articles("new", 100), onChunk: _ =>
        {
            Assert.Equal((50, 0), (Total(index, "old"), Total(index, "new")));
            follower.Refresh();
            Assert.Equal(50, Total(follower, "old"));
        })]);
        Assert.Equal((100, before + 1), (report.Articles, report.Sequence));
        Assert.Equal((0, 100), (Total(index, "old"), Total(index, "new")));
        follower.Refresh();
        Assert.Equal((0, 100), (Total(follower, "old"), Total(follower, "new")));
        RequireSound(100);
    }

    [Fact]
    public void What_is_added_and_deleted_meanwhile_stands_in_order_with_what_is_read()
    {
        using var index = ArticleIndex.Open(folder["index"], Options with { Workers = 1 });
        Fill(index, "old", 10);
        index.Add(Named("unseen", "old"));
        var changed = false;
        index.ReplaceAll([new ListSource(Articles("new", 30), onChunk: at =>
        {
            if (at != 15 || changed)
            {
                return;
            }

            changed = true;
            index.Add(Named("3", "added"));     // after it was read
            index.Add(Named("20", "added"));    // before
            index.Add(Named("aside", "added"));
            index.Add(Named("gone", "added"));
            Assert.True(index.Delete("gone"));
            Assert.True(index.Delete("4"));     // read, and an old one is there
            index.Delete("25");                 // not read yet
            index.Commit();
            Assert.Equal("added", index.Get("3")?.Title);
            Assert.Null(index.Get("4"));
            Assert.NotNull(index.Get("unseen"));
        })]);
        Assert.Equal(
            ("added", "new", "added", null, null, "new", null),
            (index.Get("3")?.Title, index.Get("20")?.Title, index.Get("aside")?.Title, index.Get("gone"), index.Get("4"),
                index.Get("25")?.Title, index.Get("unseen")));
        RequireSound(30);
        index.Add(Named("after", "added"));
        index.Delete("3");
        index.Commit();
        RequireSound(30);
    }

    [Fact]
    public void A_source_that_fails_and_a_cancellation_leave_the_index_with_what_changed_meanwhile()
    {
        using var index = ArticleIndex.Open(folder["index"], Options);
        Fill(index, "old", 20);
        var failed = Assert.ThrowsAny<ArticleSourceException>(() => index.ReplaceAll([new ListSource(Articles("new", 30), onChunk: at =>
        {
            if (at == 12)
            {
                index.Add(Named("added", "added"));
                index.Delete("1");
                throw new IOException("The line is down.");
            }
        })]));
        Assert.Contains("The line is down.", failed.Message, StringComparison.Ordinal);
        using var cancelled = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => index.ReplaceAll(
            [new ListSource(Articles("new", 30), onChunk: at => Cancel(at, cancelled))], cancellation: cancelled.Token));
        index.Commit();
        Assert.Equal((19, 0, "added"), (Total(index, "old"), Total(index, "new"), index.Get("added")?.Title));
        Assert.Empty(Directory.Exists(folder["index/staging"]) ? Directory.GetDirectories(folder["index/staging"]) : []);
        RequireSound(20);
        Assert.Equal(5, index.ReplaceAll([new ListSource(Articles("new", 5))]).Articles);
        RequireSound(5);

        static void Cancel(int at, CancellationTokenSource cancelled)
        {
            if (at == 12)
            {
                cancelled.Cancel();
            }
        }
    }

    [Fact]
    public void An_open_index_is_rebuilt_for_other_fields_forms_and_language_while_it_changes()
    {
        using var index = ArticleIndex.Open(folder["index"], Options);
        index.Index([new ListSource([.. Enumerable.Range(0, 2_000).Select(n => new Article
        {
            Id = $"{n}",
            Title = "old Häuser",
            Members = [new("desk", "sport")],
        })])]);
        var reports = 0;
        var told = new Told(() =>
        {
            if (reports++ == 0)
            {
                index.Add(new Article { Id = "0", Title = "added", Members = [new("desk", "politics")] });
                index.Add(new Article { Id = "more", Title = "added", Members = [new("desk", "sport")] });
                index.Delete("1999");
            }
        });
        var report = index.Rebuild(
            new ArticleIndexOptions { Fields = [FieldDeclaration.Parse("desk:keyword")], Language = "de", ExactForms = true },
            new IndexingOptions { Progress = told });
        told.Tell();
        index.Commit();
        Assert.Equal(2_000, report.Articles);
        Assert.Equal((1_999, 1), (Total(index, "desk:sport"), Total(index, "desk:politics")));
        Assert.Equal((1_998, 2), (Total(index, "haus"), Total(index, "added")));
        RequireSound(2_000);
        index.Dispose();
        using var again = ArticleIndex.Open(
            folder["index"], Options with { Language = "de", ExactForms = true, Fields = [FieldDeclaration.Parse("desk:keyword")] });
        Assert.Equal((1_999, 1_998), (Total(again, "desk:sport"), Total(again, "haus")));
    }

    [Fact]
    public void An_open_index_is_restored_and_goes_on_from_there()
    {
        using var index = ArticleIndex.Open(folder["index"], Options);
        Fill(index, "old", 40);
        ArticleIndex.TakeSnapshot(folder["index"], folder["snapshot"]);
        Fill(index, "new", 60);
        index.Add(Named("unpublished", "new"));
        using var before = index.OpenSearcher();
        var sequence = index.Commit();
        var restored = index.Restore(folder["snapshot"]);
        Assert.Equal((40, sequence + 1), (restored.Articles, restored.Sequence));
        Assert.Equal((40, 0), (Total(index, "old"), Total(index, "new")));
        Assert.Equal(60, before.Search(new SearchRequest { Query = "new", Limit = 0 }).Total.Value);
        Fill(index, "later", 10);
        Assert.Equal((30, 10), (Total(index, "old"), Total(index, "later")));
        RequireSound(40);
        Assert.Equal(40, ArticleIndex.Check(folder["snapshot"]).Articles);
        Assert.Equal(IndexFault.Missing, Assert.Throws<IndexException>(() => index.Restore(folder["none"])).Fault);
        Assert.Equal(IndexFault.Unwritable, Assert.Throws<IndexException>(() => index.Restore(folder["index"])).Fault);
        var file = Directory.GetFiles(folder["snapshot"], "*.cfs").First();
        var bytes = File.ReadAllBytes(file);
        bytes[bytes.Length / 2] ^= 1;
        File.Delete(file);
        File.WriteAllBytes(file, bytes);
        Assert.Equal(IndexFault.Corrupt, Assert.Throws<IndexException>(() => index.Restore(folder["snapshot"])).Fault);
        RequireSound(40);
    }

    [Fact]
    public void An_index_in_memory_is_exchanged_too()
    {
        using (var index = ArticleIndex.Open(folder["index"], Options))
        {
            Fill(index, "kept", 7);
            ArticleIndex.TakeSnapshot(folder["index"], folder["snapshot"]);
        }

        using var memory = ArticleIndex.InMemory(Options);
        Fill(memory, "old", 10);
        memory.ReplaceAll([new ListSource(Articles("new", 20))]);
        Assert.Equal((0, 20), (Total(memory, "old"), Total(memory, "new")));
        memory.Rebuild();
        Assert.Equal(20, Total(memory, "new"));
        memory.Restore(folder["snapshot"]);
        Assert.Equal((0, 7), (Total(memory, "new"), Total(memory, "kept")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whoever_writes_meanwhile_loses_nothing_and_whoever_reads_sees_one_or_the_other(bool replaces)
    {
        var seed = Environment.TickCount;
        using var index = ArticleIndex.Open(folder["index"], Options);
        Fill(index, "common", 300);
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 3)
            .Select(n => Task.Run(() => Write(index, n, new Random(seed + n), replaces, stop.Token))).ToList();
        var reader = Task.Run(() => Look(stop.Token));
        for (var round = 0; round < 12; round++)
        {
            if (replaces)
            {
                index.ReplaceAll([new ListSource(Articles("common", 300))]);
            }
            else
            {
                index.Rebuild(new ArticleIndexOptions { ExactForms = round % 2 == 0 });
            }
        }

        await stop.CancelAsync();
        await reader;
        await Task.WhenAll(writers);
        index.Commit();
        var expected = new Dictionary<string, string?>();
        foreach (var writer in writers)
        {
            foreach (var (id, title) in await writer)
            {
                expected[id] = title;
            }
        }

        foreach (var (id, title) in expected)
        {
            Assert.True(index.Get(id)?.Title == title, $"seed {seed}: {id} is '{index.Get(id)?.Title}', not '{title}'");
        }

        Assert.True(index.Statistics().Articles == 300 + expected.Count(e => e.Value is not null), $"seed {seed}");
        RequireSound(300 + expected.Count(e => e.Value is not null));

        void Look(CancellationToken token)
        {
            using var follower = ArticleIndex.Open(folder["index"], new ArticleIndexOptions { Access = IndexAccess.ReadOnly });
            while (!token.IsCancellationRequested)
            {
                follower.Refresh();
                index.Refresh();
                Assert.Equal((300, 300), (Total(follower, "common"), Total(index, "common")));
            }
        }
    }

    // Each writer has ids of its own, so that it knows what is to be there in the end. What was written before a ReplaceAll goes with it:
    // then all is written once more.
    private static Dictionary<string, string?> Write(ArticleIndex index, int writer, Random random, bool again, CancellationToken stop)
    {
        var known = new Dictionary<string, string?>();
        for (var n = 0; !stop.IsCancellationRequested; n++)
        {
            Change($"w{writer}-{random.Next(20)}", random.Next(4) > 0 ? $"title {n}" : null);
            if (random.Next(10) == 0)
            {
                index.Commit();
            }
        }

        for (var n = 0; n < 20 && again; n++)
        {
            Change($"w{writer}-{n}", n % 3 > 0 ? $"last {n}" : null);
        }

        return known;

        void Change(string id, string? title)
        {
            if (title is null)
            {
                index.Delete(id, CancellationToken.None);
            }
            else
            {
                index.Add(new Article { Id = id, Title = title });
            }

            known[id] = title;
        }
    }

    private static long Total(ArticleIndex index, string query) =>
        index.Search(new SearchRequest { Query = query, Limit = 0 }).Total.Value;

    private static Article Named(string id, string title) => new() { Id = id, Title = title };

    private static List<Article> Articles(string title, int count) =>
        [.. Enumerable.Range(0, count).Select(n => new Article { Id = $"{n}", Title = title, Body = "Some words of text." })];

    private static void Fill(ArticleIndex index, string title, int count) => index.Index([new ListSource(Articles(title, count))]);

    private void RequireSound(int articles)
    {
        var check = ArticleIndex.Check(folder["index"]);
        Assert.True(check.IsSound, string.Join('\n', check.Problems));
        Assert.Equal(articles, check.Articles);
    }

    private sealed class Told(Action tell) : IProgress<IndexingProgress>
    {
        public void Report(IndexingProgress value) => tell();

        public void Tell() => tell();
    }
}
