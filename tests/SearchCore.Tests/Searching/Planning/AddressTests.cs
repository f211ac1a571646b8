using SearchCore.Articles;
using SearchCore.Queries;

namespace SearchCore.Tests.Searching.Planning;

public sealed class AddressTests : IDisposable
{
    private readonly TestIndex index = new(
        new Article { Id = "bbc", Body = "syria", Url = "https://www.bbc.co.uk/news/world-1?page=2#top" },
        new Article { Id = "live", Body = "syria", Url = "http://live.BBC.co.uk/~joe/(x)/" },
        new Article { Id = "cbbc", Body = "syria", Url = "https://cbbc.co.uk/news/world-1" },
        new Article { Id = "german", Body = "syria", Url = "https://xn--mnchen-3ya.de/" },
        new Article { Id = "paper", Body = "syria", Url = "page 3, n/a" },
        new Article { Id = "none", Body = "syria" });

    public void Dispose() => index.Dispose();

    [Theory]
    [InlineData("url:https://www.bbc.co.uk/news/world-1?page=2", "bbc")]
    [InlineData("url:\"HTTP://BBC.CO.UK/news/world-1?page=2#elsewhere\"", "bbc")]
    [InlineData("url:\"bbc.co.uk/NEWS/world-1?page=2\"", "")]
    [InlineData("url:bbc.co.uk/news/world-1", "")]
    [InlineData("url:\"bbc.co.uk/news/*\"", "bbc")]
    [InlineData("url:bbc.co.uk/news/* syria", "bbc")]
    [InlineData("url:\"bbc.co.uk/news/\\*\"", "")]
    [InlineData("url:bbc*", "bbc")]
    [InlineData("url:\"live.bbc.co.uk/~joe/(x)\"", "live")]
    [InlineData("url:live.bbc.co.uk/~joe*", "live")]
    [InlineData("url:\"page 3, n/a\"", "paper")]
    [InlineData("url:(cbbc.co.uk/news/world-1, https://xn--mnchen-3ya.de)", "cbbc german")]
    [InlineData("url:*", "bbc cbbc german live paper")]
    [InlineData("-url:*", "none")]
    [InlineData("site:*", "bbc cbbc german live")]
    [InlineData("site:bbc.co.uk", "bbc live")]
    [InlineData("site:BBC.co.uk.", "bbc live")]
    [InlineData("site:www.bbc.co.uk", "bbc live")]
    [InlineData("site:https://bbc.co.uk/", "bbc live")]
    [InlineData("site:*.bbc.co.uk", "bbc live")]
    [InlineData("site:live.bbc.co.uk", "live")]
    [InlineData("site:uk", "bbc cbbc live")]
    [InlineData("site:k", "")]
    [InlineData("site:m\u00FCnchen.de", "german")]
    [InlineData("site:(live.bbc.co.uk, m\u00FCnchen.de)", "german live")]
    [InlineData("site:(live.bbc.co.uk OR cbbc.co.uk) syria", "cbbc live")]
    [InlineData("syria -site:co.uk", "german none paper")]
    public void An_address_and_a_site_find_what_they_mean(string query, string ids) => Assert.Equal(ids, index.Ids(query));

    [Theory]
    [InlineData("url:https\\:\\/\\/www.bbc.co.uk\\/news\\/world\\-1\\?page=2", "bbc")]
    [InlineData("url:\"bbc.co.uk/news/world-1?page=2\"", "bbc")]
    [InlineData("url:bbc*", "bbc")]
    [InlineData("site:bbc.co.uk", "bbc live")]
    [InlineData("site:*", "bbc cbbc german live")]
    public void The_classic_syntax_asks_for_them_too(string query, string ids) => Assert.Equal(
        ids, string.Join(
            ' ', index.Search(new SearchRequest { Query = query, Dialect = QueryDialect.Lucene }).Hits.Select(h => h.Id)
            .Order(StringComparer.Ordinal)));

    [Fact]
    public void The_classic_syntax_takes_no_more_than_a_host_for_a_site() => Assert.Equal(
        ("SC103", "bbc.co.uk"), QueryText.Parse("site:\"bbc.co.uk/news\"", QueryDialect.Lucene).Diagnostics.Select(d => (d.Code, d.Fix))
            .Single());

    [Fact]
    public void Neither_scores_nor_is_a_facet()
    {
        var hit = index.Search("syria site:live.bbc.co.uk").Hits.Single();
        Assert.Equal(index.Search("syria").Hits[0].Score, hit.Score, 6);
        using var searcher = index.OpenSearcher();
        Assert.Empty(searcher.Kinds());
        Assert.Equal(
            "SC322", Assert.Throws<QueryException>(() => index.Search(new SearchRequest { Facets = [new("site")] })).Diagnostics[0].Code);
    }

    [Fact]
    public void A_tree_is_searched_as_its_text_is()
    {
        Assert.Equal(2, index.Search(new SearchRequest { Tree = new SiteNode("bbc.co.uk") }).Total.Value);
        Assert.Equal(0, index.Search(new SearchRequest { Tree = new SiteNode("no host") }).Total.Value);
        Assert.Equal(1, index.Search(new SearchRequest { Tree = new AddressNode("bbc.co.uk/n", IsPrefix: true) }).Total.Value);
    }
}
