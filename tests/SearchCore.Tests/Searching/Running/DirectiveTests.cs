using SearchCore.Articles;
using SearchCore.TestKit;

namespace SearchCore.Tests.Searching.Running;

/// <summary>What is asked for behind a text's bar is what a request asks for.</summary>
public sealed class DirectiveTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly ArticleIndex index;

    public DirectiveTests()
    {
        index = ArticleIndex.Open(folder["index"], new ArticleIndexOptions { Recognizer = null });
        foreach (var (id, person, month) in new[] { ("a", "Vladimir Putin", 1), ("b", "Vladimir Putin", 1), ("c", "Ada Pulaski", 3),
            ("d", "Moira Lennox", 3) })
        {
            index.Add(new Article
            {
                Id = id,
                Title = $"Strike {id}",
                Body = "The strike goes on.",
                Source = "Oban Times",
                Published = ArticleDate.FromDay(2021, month, 5),
                Entities = [new EntityName("person", person)],
            });
        }

        index.Commit();
    }

    public void Dispose()
    {
        index.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void A_facet_is_counted_by_prefix()
    {
        var typed = index.Search(new SearchRequest { Query = "strike | facet person 5 pu*" });
        Assert.Equal([new("Vladimir Putin", 2), new("Ada Pulaski", 1)], typed.Facet("person"));
        Assert.Equal(
            index.Search(new SearchRequest { Query = "strike", Facets = [new("person") { Top = 5, Prefix = "pu" }] }).Facet("person"),
            typed.Facet("person"));
    }

    [Fact]
    public void A_timeline_fills_the_months_between()
    {
        var typed = index.Search(new SearchRequest { Query = "strike | timeline month" });
        Assert.Equal([2L, 0L, 2L], typed.Timeline!.Buckets.Select(b => b.Count));
    }

    [Fact]
    public void Hits_carry_the_fields_that_are_asked_for()
    {
        var hit = Assert.Single(index.Search(new SearchRequest { Query = "strike | sort newest | limit 1 | fields title" }).Hits);
        Assert.Equal(
            ($"Strike {NaiveTies.InOrder(["c", "d"]).First()}", null, null), (hit.Title, hit.Source, hit.Snippet));
        Assert.NotNull(hit.Published);
    }
}
