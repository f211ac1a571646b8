using SearchCore.Articles;

namespace SearchCore.Tests.Searching.Running;

public class StoredArticleTests
{
    [Fact]
    public void An_article_comes_back_as_it_went_in()
    {
        var article = new Article
        {
            Id = "é/1",
            Title = "Title",
            Body = "Body\n\nwith lines",
            Published = ArticleDate.FromDay(1815, 6, 18),
            Source = "Courier",
            Url = "https://example.org/1",
            Section = "world",
            Language = "en",
            Authors = ["B", "A"],
            Tags = ["x", "y"],
            Entities = [new("place", "Waterloo/Belgium"), new("person", "Wellington")],
            Members = [new("dateline", "Brussels: June"), new("n", "1")],
        };
        using var index = new TestIndex(new Article { Id = "bare", Body = "text" });
        index.Add(article, new EntityName("organization", "Army"));
        using var searcher = index.OpenSearcher();
        Assert.Equal(article, searcher.Get("é/1"));
        Assert.Equal(new StoredArticle { Article = article, Recognized = [new("organization", "Army")] }, searcher.GetStored("é/1"));
        Assert.Equal(new Article { Id = "bare", Body = "text" }, searcher.Get("bare"));
        Assert.Null(searcher.Get("É/1"));
        Assert.Equal(["author", "lang", "organization", "person", "place", "section", "source", "tag"], searcher.Kinds());
    }

    [Fact]
    public void All_matching_ids_are_told_however_many()
    {
        using var index =
            new TestIndex([.. Enumerable.Range(0, 50).Select(n => new Article { Id = $"a{n}", Body = n % 2 == 0 ? "even" : "odd" })]);
        index.Cut();
        index.Delete("a0");
        using var searcher = index.OpenSearcher();
        Assert.Equal(24, searcher.MatchingIds(new SearchRequest { Query = "even", Limit = 1, Select = [] }).Distinct().Count());
    }
}
