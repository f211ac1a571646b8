using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Searching.Budget;
using SearchCore.Storage;

namespace SearchCore.Tests.Searching.Facets;

/// <summary>When a kind's blocks are turned round (which articles have each value): not for who goes over an archive once.</summary>
public sealed class FacetBlocksTests
{
    private const int Articles = 10_000;

    [Fact]
    public void A_kind_is_turned_round_when_a_search_finds_its_block_held_by_an_earlier_one()
    {
        using var index = ArticleIndex.InMemory(new() { Recognizer = null, Workers = 1 });
        index.Index([ArticleSource.From(Enumerable.Range(0, Articles).Select(
            i => new Article { Id = $"a{i}", Title = "port", Source = $"paper {i % 3}" }))]);
        using var searcher = index.OpenSearcher();
        var point = searcher.Points.Members[0];
        Assert.Single(point.Segments);
        var turned = new List<bool>();
        for (var search = 0; search < 4; search++)
        {
            var facet = Assert.Single(searcher.Search(new SearchRequest { Query = "port", Facets = [new("source")] }).Facets);
            Assert.Equal(Articles, facet.Values.Sum(v => v.Count));
            turned.Add(point.Facets.Kind("source", SearchBudget.Unlimited).Column(0)!.Articles.Known(0) is not null);
        }

        // The first reads it in passing, the second holds it, though it has three windows, and the third finds it there.
        Assert.Equal([false, false, true, true], turned);

        // What is let go is made again after two searches that want it, then after four.
        var articles = point.Facets.Kind("source", SearchBudget.Unlimited).Column(0)!.Articles;
        foreach (var searches in new[] { 2, 4 })
        {
            ((ICached)articles).Drop(0);
            var isThere = Enumerable.Range(1, searches).Select(_ => articles.Find(0) is not null).ToList();
            Assert.Equal(Enumerable.Range(1, searches).Select(n => n == searches), isThere);
        }
    }
}
