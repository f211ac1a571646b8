using SearchCore.Articles;
using SearchCore.Queries;
using SearchCore.TestKit;

namespace SearchCore.Tests;

/// <summary>Several indexes as a program opens them; that they answer as one does is held in <c>IndexSetTwinTests</c>.</summary>
public sealed class ArticleIndexSetTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly string[] paths;

    public ArticleIndexSetTests()
    {
        paths = [folder["one"], folder["two"]];
        Write(paths[0], new Article { Id = "a", Title = "Port strike" });
        Write(paths[1], new Article { Id = "b", Title = "Port opened" });
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_search_finds_articles_of_all_of_them()
    {
        using var set = ArticleIndexSet.Open(paths);
        Assert.Equal(paths, set.Paths);
        Assert.Equal(["a", "b"], set.Search(new SearchRequest { Query = "port" }).Hits.Select(h => h.Id).Order(StringComparer.Ordinal));
        Assert.Equal("Port opened", set.Get("b")?.Title);
        Assert.Null(set.Get("c"));
        Assert.Equal([1, 1], set.Statistics().Select(s => s.Articles));
    }

    [Fact]
    public void A_searcher_stays_what_it_was_and_a_refresh_sees_the_last_commits()
    {
        using var set = ArticleIndexSet.Open(paths);
        using var before = set.OpenSearcher();
        Write(paths[1], new Article { Id = "c", Title = "Port closed" });
        Assert.Equal(2, set.Search(new SearchRequest { Query = "port" }).Total.Value);
        set.Refresh();
        Assert.Equal(3, set.Search(new SearchRequest { Query = "port" }).Total.Value);
        Assert.Equal(2, before.Search(new SearchRequest { Query = "port" }).Total.Value);
        Assert.Equal([1, 2], set.Statistics().Select(s => s.Articles));
    }

    [Fact]
    public void Whatever_an_index_answers_a_set_answers()
    {
        using var set = ArticleIndexSet.Open(paths);
        var request = new SearchRequest { Query = "port" };
        var some = new SearchScope(new IdNode("b"));
        Assert.Equal(["b"], set.Search(request, some).Hits.Select(h => h.Id));
        var shown = set.Highlight("b", request)!;
        Assert.Equal(("Port opened", new TextRange(0, 4)), (shown.Stored.Article.Title, Assert.Single(shown.TitleMatches)));
        Assert.Null(set.Highlight("c", request));
        using var searcher = set.OpenSearcher();
        var typed = new CompletionRequest("po");
        Assert.Equal(["port", "Port opened", "Port strike"], set.Complete(typed).Values.Select(v => v.Text));
        Assert.Equal(searcher.Complete(typed), set.Complete(typed));
    }

    [Fact]
    public void An_index_that_is_not_there_is_named()
    {
        var missing = folder["three"];
        var fault = Assert.Throws<IndexException>(() => ArticleIndexSet.Open([.. paths, missing]));
        Assert.Equal((IndexFault.Missing, missing), (fault.Fault, fault.IndexPath));
    }

    [Fact]
    public void Terms_are_those_of_all_of_them()
    {
        using var set = ArticleIndexSet.Open(paths);
        using var searcher = set.OpenSearcher();
        Assert.Equal([new FacetValue("port", 2)], searcher.Terms("title", "po"));
    }

    private static void Write(string path, Article article)
    {
        using var index = ArticleIndex.Open(path, new ArticleIndexOptions { Recognizer = null });
        Assert.Equal(path, index.Path);
        index.Add(article);
        index.Commit();
    }
}
