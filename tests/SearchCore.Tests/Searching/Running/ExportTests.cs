using SearchCore.Articles;
using SearchCore.Queries;
using SearchCore.TestKit;

namespace SearchCore.Tests.Searching.Running;

public sealed class ExportTests : IDisposable
{
    // More than two pages of an export.
    private const int Articles = 23_000;

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(SearchSort.Newest)]
    [InlineData(SearchSort.Relevance)]
    public async Task An_export_is_its_moment_while_articles_are_replaced_deleted_committed_and_merged(SearchSort sort)
    {
        using var index = ArticleIndex.Open(folder[$"{sort}"], new ArticleIndexOptions { Recognizer = null, Workers = 1 });
        Load(index, "old", 0, Articles);
        using var moment = index.OpenSearcher();
        using var stop = new CancellationTokenSource();
        using var changed = new SemaphoreSlim(0);
        var commits = 0;
        var changer = Task.Run(() =>
        {
            for (var round = 0; !stop.IsCancellationRequested; round++)
            {
                Load(index, $"new{round}", 1_000 * (round % 20), 2_000);
                index.Delete($"a{(round * 37 % Articles):00000}");
                index.Commit();
                if (round % 5 == 4)
                {
                    index.Compact();
                }

                commits++;
                changed.Release();
            }
        });

        var exported = new List<string>();
        foreach (var stored in moment.Export(new SearchRequest { Query = "word", Sort = sort }))
        {
            // A change behind every page and in the middle of each.
            if (exported.Count % 5_000 == 0)
            {
                await changed.WaitAsync();
            }

            Assert.Equal($"word old {stored.Article.Id}", stored.Article.Body);
            exported.Add(stored.Article.Id);
        }

        await stop.CancelAsync();
        await changer;
        Assert.True(commits >= 5);

        // All score the same, and then too the newer one comes first.
        Assert.Equal(Enumerable.Range(0, Articles).Select(i => $"a{i:00000}").Reverse(), exported);
        Assert.True(index.Search(new SearchRequest { Query = "old" }).Total.Value < Articles);
    }

    [Fact]
    public void An_export_that_cannot_be_whole_says_so()
    {
        using var small = new TestIndex(new Article { Id = "a", Body = string.Concat(Enumerable.Repeat("port strike ", 3_000)) });
        using var searcher = small.OpenSearcher();
        var request = new SearchRequest { Query = "ATLEAST1000 (port W/1000 strike)" };
        Assert.True(searcher.Search(request with { TimeLimit = Timeout.InfiniteTimeSpan }).IsPartial);
        var fault = Assert.Single(Assert.Throws<QueryException>(() => searcher.Export(request).ToList()).Diagnostics);
        Assert.Equal("SC334", fault.Code);
    }

    private static void Load(ArticleIndex index, string word, int from, int count) => index.Index([new ListSource(
        [.. Enumerable.Range(from, count).Select(
            i => new Article { Id = $"a{i:00000}", Body = $"word {word} a{i:00000}", Published = new ArticleDate(i) })], perChunk: 500)]);
}
