using SearchCore.Articles;
using SearchCore.TestKit;

using Xunit.Abstractions;

namespace SearchCore.Tests.Searching.Suggesting;

public sealed class SimilarTests(ITestOutputHelper output)
{
    private static readonly Article[] Articles =
    [
        new()
        {
            Id = "ferry1",
            Title = "Ferry runs aground",
            Body = "The ferry ran aground off Oban; the harbour master blamed the tide.",
            Entities = [new("place", "Oban")],
        },
        new()
        {
            Id = "ferry2",
            Title = "Ferry inquiry",
            Body = "An inquiry into the ferry that ran aground heard the harbour master.",
            Entities = [new("place", "Oban")],
        },
        new() { Id = "ferry3", Body = "Passengers of a ferry waited in the harbour." },
        new()
        {
            Id = "bank1",
            Title = "Bank raises rates",
            Body = "The bank raised interest rates; the economy slows.",
            Entities = [new("place", "London")],
        },
        new() { Id = "bank2", Body = "Interest rates fell, the bank said of the economy." },
        new() { Id = "other", Body = "Nothing happened to the choir." },
    ];

    [Fact]
    public void Articles_that_share_telling_words_and_entities_come_first_and_others_not_at_all()
    {
        using var index = new TestIndex(Articles);
        Assert.Equal(["ferry2", "ferry3"], Like("ferry1"));
        Assert.Equal(["bank2"], Like("bank1"));
        Assert.Equal(["ferry2"], Like("ferry1", "inquiry"));
        Assert.Empty(Like("other"));
        Assert.Equal("SC325", Assert.Throws<QueryException>(() => Like("none")).Diagnostics[0].Code);
        Assert.Contains(
            "<em>ferry</em>", index.Search(new SearchRequest { SimilarTo = "ferry1" }).Hits[0].Snippet!.ToHtml(), StringComparison.Ordinal);

        IEnumerable<string> Like(string id, string? query = null) =>
            index.Search(new SearchRequest { SimilarTo = id, Query = query }).Hits.Select(h => h.Id);
    }

    /// <summary>
    /// Reuters-21578's topics say which articles are of a kind: of the ten most alike, most share a topic with the article asked for.
    /// </summary>
    [SharedFact]
    public void Most_of_what_is_alike_shares_a_topic()
    {
        var articles = Corpus.Articles(Corpus.Reuters, 4).ToList();
        using var index = new TestIndex(articles);
        using var searcher = index.OpenSearcher();
        var (shared, shown) = (0, 0);
        foreach (var asked in articles.Where((a, i) => i % 40 == 0 && a.Tags.Count > 0))
        {
            foreach (var hit in searcher.Search(
                new() { SimilarTo = asked.Id, SnippetLength = 0, TimeLimit = Timeout.InfiniteTimeSpan }).Hits)
            {
                var topics = searcher.Get(hit.Id)!.Tags;
                if (topics.Count > 0)
                {
                    shown++;
                    shared += topics.Intersect(asked.Tags).Any() ? 1 : 0;
                }
            }
        }

        output.WriteLine($"{shared} of {shown} share a topic");
        Assert.InRange((double)shared / shown, 0.75, 1);
    }
}
