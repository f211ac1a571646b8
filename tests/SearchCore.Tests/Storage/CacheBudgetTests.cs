using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Storage;
using SearchCore.TestKit;

namespace SearchCore.Tests.Storage;

/// <summary>The budget is the process's, so that other tests run within it meanwhile: slower, and with the same answers.</summary>
public sealed class CacheBudgetTests
{
    [Fact]
    public void What_searches_hold_stays_within_the_budget_that_an_index_names_and_statistics_tell_both()
    {
        using var folder = new TempFolder();
        var options = new ArticleIndexOptions { Recognizer = null };
        using (var index = ArticleIndex.Open(folder["index"], options))
        {
            index.Index([ArticleSource.From(Enumerable.Range(0, 40_000).Select(n => new Article
            {
                Id = $"{n}",
                Title = $"Number {n}",
                Body = $"Oil and {n} more words of {n % 1_000}.",
                Source = $"s{n % 700}",
                Published = ArticleDate.Parse("2001-01-01"),
            }))]);
        }

        var before = PageCache.Shared.Budget;
        try
        {
            using var index = ArticleIndex.Open(folder["index"], options with { Access = IndexAccess.ReadOnly, CacheMegabytes = 1 });
            for (var round = 0; round < 3; round++)
            {
                var found = index.Search(new SearchRequest { Query = "oil", Facets = [new("source")], Sort = Queries.SearchSort.Newest });
                Assert.Equal((40_000, 700), (found.Total.Value, found.Facets[0].Distinct));
                var statistics = index.Statistics();
                Assert.Equal(1_000_000, statistics.CacheLimit);
                Assert.InRange(statistics.CacheBytes, 1, statistics.CacheLimit);
            }
        }
        finally
        {
            PageCache.Shared.Budget = before;
        }
    }
}
