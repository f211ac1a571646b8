using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.TestKit;

namespace SearchCore.Tests.Searching.Snapshots;

/// <summary>Several threads for one search, as a program asks for them; that answers are the same is IndexSetTwinTests' matter.</summary>
public sealed class SearchThreadsTests
{
    private static readonly ArticleIndexOptions Options = new()
    {
        Recognizer = null,
        Workers = 1,
        SearchThreads = 4,
        ArticlesASearchThread = 100,
        WorkerBytes = 20_000,
    };

    [Fact]
    public void A_search_with_several_threads_is_cancelled_and_limited_like_any_other()
    {
        using var folder = new TempFolder();
        Load(folder["index"], first: 0, articles: 1_000).Dispose();
        using var index = Load(folder["index"], first: 1_000, articles: 1_000);
        Assert.InRange(index.Statistics().Segments, 2, int.MaxValue);
        Assert.Equal(2_000, index.Search(new SearchRequest { Query = "oil", Limit = 3 }).Total.Value);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => index.Search(new SearchRequest { Query = "oil" }, cancelled.Token));
        Assert.True(index.Search(new SearchRequest { Query = "oil", TimeLimit = TimeSpan.FromTicks(1) }).IsPartial);
        Assert.Equal(2_000, index.Search(new SearchRequest { Query = "oil" }).Total.Value);
    }

    [Fact]
    public void Damage_that_another_thread_meets_is_said_by_name()
    {
        using var folder = new TempFolder();
        Load(folder["index"], first: 0, articles: 10_000, Options with { WorkerBytes = 0 }).Dispose();
        Load(folder["index"], first: 10_000, articles: 10_000, Options with { WorkerBytes = 0 }).Dispose();
        var positions = Directory.GetFiles(folder["index"], "*.pos").Where(f => new FileInfo(f).Length > 70_000).ToList();
        Assert.InRange(positions.Count, 2, 100);
        foreach (var file in positions)
        {
            // Behind what opening looks at, and before what it looks at the end.
            var bytes = File.ReadAllBytes(file);
            bytes[68_000] ^= 1;
            File.WriteAllBytes(file, bytes);
        }

        var named = 0;
        using var index = ArticleIndex.Open(folder["index"], Options with { Access = IndexAccess.ReadOnly });
        for (var i = 0; i < 20; i++)
        {
            try
            {
                index.Search(new SearchRequest { Query = "\"and 1 more\" OR \"oil more\"~9 OR \"words of\"" });
            }
            catch (IndexException damage)
            {
                Assert.Contains(".pos", damage.Message, StringComparison.Ordinal);
                named++;
            }
        }

        Assert.Equal(20, named);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(257)]
    public void Bounds_are_named(int threads) => Assert.Contains(
        $"SearchThreads is {threads}",
        Assert.Throws<ArgumentException>(() => ArticleIndex.Open("nowhere", new() { SearchThreads = threads })).Message,
        StringComparison.Ordinal);

    private static ArticleIndex Load(string path, int first, int articles, ArticleIndexOptions? options = null)
    {
        var index = ArticleIndex.Open(path, options ?? Options);
        index.Index([ArticleSource.From(Enumerable.Range(first, articles).Select(n => new Article
        {
            Id = $"{n}",
            Body = string.Concat(Enumerable.Repeat($"Oil and {n} more words of {n % 100}. ", 3)),
        }))]);
        return index;
    }
}
