using SearchCore.Articles;
using SearchCore.Files;
using SearchCore.Proofs.Doubles;
using SearchCore.TestKit;

namespace SearchCore.Tests.Searching.Snapshots;

/// <summary>Letting go of a moment, that of a cursor too, removes files; no search waits for that.</summary>
public sealed class CursorSnapshotsTests : IDisposable
{
    // Together more than is held in memory, so that there are files to remove.
    private const int Segments = 8, Characters = 30_000;

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_search_that_drops_a_moment_does_not_remove_its_files()
    {
        using var files = new WaitingDeletions();
        var index = Open(files);
        var request = new SearchRequest { Query = "fish", Limit = 1 };
        Assert.NotNull(index.Search(request).Next);
        index.Compact();
        Assert.NotEmpty(Directory.GetFiles(folder["index"], "_0.*"));

        // The moment of before is the only one that still has its segments; it makes room for the one of now.
        files.MayGoOn.Reset();
        var searches = Task.Run(() => (index.Search(request), index.Search(request)));
        try
        {
            Assert.True(files.HasBegun.Wait(TimeSpan.FromSeconds(60)), "nothing was removed");
            Assert.Same(searches, await Task.WhenAny(searches, Task.Delay(TimeSpan.FromSeconds(60))));
        }
        finally
        {
            files.MayGoOn.Set();
        }

        Assert.Equal(Segments, (await searches).Item2.Total.Value);
        index.Dispose();
        Assert.Empty(Directory.GetFiles(folder["index"], "_0.*"));
        Assert.True(ArticleIndex.Check(folder["index"]).IsSound);
    }

    [Fact]
    public async Task The_last_searcher_of_a_moment_does_not_remove_its_files()
    {
        using var files = new WaitingDeletions();
        var index = Open(files);
        var searcher = index.OpenSearcher();
        index.Compact();
        Assert.NotEmpty(Directory.GetFiles(folder["index"], "_0.*"));

        files.MayGoOn.Reset();
        var ended = Task.Run(searcher.Dispose);
        try
        {
            Assert.True(files.HasBegun.Wait(TimeSpan.FromSeconds(60)), "nothing was removed");
            Assert.Same(ended, await Task.WhenAny(ended, Task.Delay(TimeSpan.FromSeconds(60))));
        }
        finally
        {
            files.MayGoOn.Set();
        }

        await ended;
        index.Refresh();
        Assert.Empty(Directory.GetFiles(folder["index"], "_0.*"));
        index.Dispose();
        Assert.True(ArticleIndex.Check(folder["index"]).IsSound);
    }

    [Fact]
    public void What_is_asked_beside_a_page_behind_a_cursor_is_of_the_moment_of_the_page()
    {
        using var index = ArticleIndex.InMemory(new() { Recognizer = null });
        index.Add(new Article { Id = "a", Body = "fish", Source = "x" });
        index.Add(new Article { Id = "b", Body = "fish", Source = "x" });
        index.Commit();
        foreach (var scope in new[] { null, SearchScope.Having("source", "x") })
        {
            var request = new SearchRequest { Query = "fish", Limit = 1 };
            var first = index.Search(request, scope, (_, results) => results);
            index.Add(new Article { Id = "c", Body = "fish", Source = "x" });
            index.Commit();
            var (second, later) = index.Search(
                request with { After = first.Next }, scope, (searcher, results) => (results, searcher.Get("c")));
            Assert.Equal((2, null), (second.Total.Value, later));
            Assert.NotNull(index.Get("c"));
            index.Delete("c");
            index.Commit();
        }
    }

    private ArticleIndex Open(WaitingDeletions files)
    {
        var random = new Random(4);
        var index = ArticleIndex.Open(folder["index"], new() { Recognizer = null, Files = files, CursorPoints = 1 });
        for (var i = 0; i < Segments; i++)
        {
            var bytes = new byte[Characters];
            random.NextBytes(bytes);
            index.Add(new Article { Id = $"{i}", Body = "fish " + Convert.ToBase64String(bytes) });
            index.Commit();
        }

        return index;
    }

    /// <summary>Files that are removed only when they may be.</summary>
    private sealed class WaitingDeletions() : ObservedFiles(PhysicalFiles.Instance), IDisposable
    {
        public ManualResetEventSlim HasBegun { get; } = new();

        public ManualResetEventSlim MayGoOn { get; } = new(initialState: true);

        public void Dispose()
        {
            HasBegun.Dispose();
            MayGoOn.Dispose();
        }

        protected override T Do<T>(FileOperation operation, Func<T> act)
        {
            if (operation.Action == FileAction.Delete && !MayGoOn.IsSet)
            {
                HasBegun.Set();
                MayGoOn.Wait();
            }

            return act();
        }
    }
}
