using SearchCore.Articles;

namespace SearchCore.Tests.Indexing;

/// <summary>Options for indexes that get small commits while others search.</summary>
public class LiveIndexTests
{
    [Fact]
    public void Few_segments_a_tier_keep_an_index_of_small_commits_small()
    {
        using var loaded = ArticleIndex.InMemory(new() { Recognizer = null });
        using var live = ArticleIndex.InMemory(new() { Recognizer = null, SegmentsPerTier = 3 });
        for (var i = 0; i < 55; i++)
        {
            var article = new Article { Id = $"{i}", Body = $"fish {i}" };
            live.Add(article);
            live.Commit();
            if (i < 9)
            {
                loaded.Add(article);
                loaded.Commit();
            }
        }

        // Ten small ones may stand side by side by default, whenever merges run.
        Assert.Equal(9, loaded.Statistics().Segments);

        // Merges run beside: they are done when what they made becomes visible.
        for (var tries = 0; live.Statistics().Segments > 4; tries++)
        {
            Assert.True(tries < 300, $"{live.Statistics().Segments} segments");
            Thread.Sleep(20);
            live.Refresh();
        }

        Assert.Equal(55, live.Search(new() { Query = "fish" }).Total.Value);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, 3)]
    [InlineData(50, 20)]
    public void So_many_points_in_time_are_kept_for_cursors(int points, int kept)
    {
        using var index = ArticleIndex.InMemory(new() { Recognizer = null, CursorPoints = points });
        index.Add(new Article { Id = "first", Body = "fish" });
        var cursors = new List<string>();
        for (var i = 0; i < 20; i++)
        {
            index.Add(new Article { Id = $"{i}", Body = "fish" });
            index.Commit();
            cursors.Add(index.Search(new() { Query = "fish", Limit = 1 }).Next!);
        }

        index.DeleteAll();
        index.Commit();
        Assert.Equal(kept, cursors.Count(c => index.Search(new() { Query = "fish", Limit = 1, After = c }).Hits.Count == 1));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 5)]
    public void So_many_bytes_of_what_is_merged_away_are_kept_for_cursors(int megabytes, int kept)
    {
        using var index = ArticleIndex.InMemory(new() { Recognizer = null, CursorMegabytes = megabytes });
        index.Add(new Article { Id = "first", Body = "fish" });
        var cursors = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            index.Add(new Article { Id = $"{i}", Body = "fish" });
            index.Commit();
            cursors.Add(index.Search(new() { Query = "fish", Limit = 1 }).Next!);
        }

        // What the index itself still has costs nothing.
        Assert.All(cursors, c => Assert.Empty(index.Search(new() { Query = "fish", Limit = 1, After = c }).Warnings));
        index.DeleteAll();
        index.Commit();
        var pages = cursors.ConvertAll(c => index.Search(new() { Query = "fish", Limit = 1, After = c }));
        Assert.Equal(kept, pages.Count(p => p.Hits.Count == 1));
        Assert.Equal(5 - kept, pages.Count(p => p.Warnings.Any(w => w.Code == "SC410")));
    }
}
