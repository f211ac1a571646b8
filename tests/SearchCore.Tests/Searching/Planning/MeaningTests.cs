using SearchCore.Articles;
using SearchCore.Queries;

namespace SearchCore.Tests.Searching.Planning;

public sealed class MeaningTests : IDisposable
{
    private readonly TestIndex index = new(
        new Article
        {
            Id = "visit",
            Title = "President makes surprise visit to base",
            Body = "The president of Syria withdrew the troops. The withdrawal was ordered on the runway.\n\nThe Bank of England said "
                + "nothing.",
            Published = ArticleDate.FromDay(2017, 12, 11),
            Source = "Tass",
            Language = "en",
            Section = "world",
            Authors = ["Anna Lind"],
            Tags = ["war", "state visit"],
            Entities = [new("person", "Vladimir Putin"), new("place", "Syria"), new("organization", "Defence Ministry")],
        },
        new Article
        {
            Id = "bank",
            Title = "Bank raises rates",
            Body = "A bank in England organized a meeting of state-run lenders. Nothing surprised anyone; the visit was short. "
                + "Organization matters.",
            Published = new ArticleDate(ArticleDate.FromDay(2017, 12, 31).UnixSeconds + 86_399),
            Source = "Reuters",
            Entities = [new("place", "England"), new("exchange", "nyse")],
        },
        new Article
        {
            Id = "untitled",
            Body = "Crème brûlée and the state of the runway: who runs it?",
            Entities = [new("place", "Málaga")],
        },
        new Article { Id = "headline", Title = "Nothing to report", Published = ArticleDate.FromDay(2018, 1, 1) });

    public void Dispose() => index.Dispose();

    [Theory]
    [InlineData("syria", "visit")]
    [InlineData("SYRIA withdrawals", "visit")]
    [InlineData("nothing visit", "bank visit")]
    [InlineData("syria OR england", "bank visit")]
    [InlineData("nothing -england", "headline")]
    [InlineData("NOT nothing", "untitled")]
    [InlineData("-nothing -runway", "")]
    [InlineData("\"bank of england\"", "visit")]
    [InlineData("\"bank in england\"", "bank")]
    [InlineData("\"england bank\"~3", "bank visit")]
    [InlineData("\u201Cbank of england\u201D", "visit")]
    [InlineData("title:visit", "visit")]
    [InlineData("intitle:bank", "bank")]
    [InlineData("body:(runway OR meeting)", "bank untitled visit")]
    [InlineData("state-run", "bank")]
    [InlineData("creme BRULEE", "untitled")]
    [InlineData("withdr*", "visit")]
    [InlineData("organiz*", "bank")]
    [InlineData("ra?es", "bank")]
    [InlineData("ra*s", "bank")]
    [InlineData("rai?es", "bank")]
    [InlineData("rai?ed", "")]
    [InlineData("pressident~1", "visit")]
    [InlineData("*:*", "bank headline untitled visit")]
    [InlineData("*", "bank headline untitled visit")]
    [InlineData("", "bank headline untitled visit")]
    [InlineData("id:bank", "bank")]
    [InlineData("source:tass", "visit")]
    [InlineData("source:R*", "bank")]
    [InlineData("tag:\"STATE Visit\"", "visit")]
    [InlineData("author:\"anna lind\"", "visit")]
    [InlineData("section:world lang:en", "visit")]
    [InlineData("person:\"vladimir putin\"", "visit")]
    [InlineData("person:vlad*", "visit")]
    [InlineData("place:(syria OR england)", "bank visit")]
    [InlineData("place:malaga", "untitled")]
    [InlineData("org:\"defence ministry\"", "visit")]
    [InlineData("exchange:NYSE", "bank")]
    [InlineData("entity:syria", "visit")]
    [InlineData("entity:s*", "visit")]
    [InlineData("person:*", "visit")]
    [InlineData("entity:*", "bank untitled visit")]
    [InlineData("title:*", "bank headline visit")]
    [InlineData("body:*", "bank untitled visit")]
    [InlineData("date:*", "bank headline visit")]
    [InlineData("date:2017-12", "bank visit")]
    [InlineData("date:2017-12-31", "bank")]
    [InlineData("date:2017", "bank visit")]
    [InlineData("date:[2017-12-31 TO *]", "bank headline")]
    [InlineData("published:{2017-12-11 TO 2018-01}", "bank")]
    [InlineData("date:[2017-12-11 TO 2017-12-31}", "visit")]
    [InlineData("date:[* TO *]", "bank headline visit")]
    [InlineData("nothing AND date:2018", "headline")]
    [InlineData("to the", "visit")]
    [InlineData("the syria", "visit")]
    [InlineData("syria & visit", "visit")]
    public void A_query_finds_what_it_means(string query, string ids) => Assert.Equal(ids, index.Ids(query));

    [Fact]
    public void A_word_of_title_and_body_scores_more_than_in_either_and_less_than_the_sum()
    {
        double Score(string query, QueryDialect dialect = QueryDialect.SearchCore) => index
            .Search(new SearchRequest { Query = query, Dialect = dialect }).Hits.Single(h => h.Id == "visit").Score;

        var (title, body, both) = (Score("title:president"), Score("body:president"), Score("president"));
        Assert.InRange(both, Math.Max(title, body) * 1.01, (title + body) * 0.99);
        Assert.Equal(2 * both, Score("president^2"), 12);

        // Lucene's scores add up.
        const QueryDialect lucene = QueryDialect.Lucene;
        Assert.Equal(Score("title:president", lucene) + Score("body:president", lucene), Score("president", lucene), 12);
    }

    [Fact]
    public void What_filters_does_not_score()
    {
        var plain = index.Search("syria").Hits.Single().Score;
        Assert.Equal(plain, index.Search("syria date:2017 place:syria NOT rates person:* source:tass").Hits.Single().Score, 5);
        Assert.All(index.Search("date:2017").Hits, h => Assert.Equal(0, h.Score));
    }

    [Fact]
    public void A_stop_word_outside_of_a_phrase_is_ignored_and_named()
    {
        var results = index.Search("the syria");
        Assert.Equal(index.Search("syria").Hits[0].Score, results.Hits[0].Score, 6);
        var warning = Assert.Single(results.Warnings);
        Assert.Equal(("SC401", 0, 3), (warning.Code, warning.Start, warning.End));
        Assert.Empty(index.Search("with the").Warnings);
        Assert.Empty(index.Search("\"the who\"").Warnings);
    }

    [Fact]
    public void Words_of_one_query_may_match_in_different_fields() => Assert.Equal("visit", index.Ids("surprise syria"));

    [Fact]
    public void Plain_text_has_no_syntax()
    {
        var request = new SearchRequest { Query = "(syria) AND -troops: withdr* \"", Dialect = QueryDialect.Plain };
        Assert.Equal(0, index.Search(request).Total.Value);
        Assert.Equal(
            "visit", Assert.Single(index.Search(request with { DefaultOperator = QueryOperator.Or, Query = "(syria) zzz:" }).Hits).Id);
    }

    [Fact]
    public void A_tree_searches_as_its_text_does()
    {
        var tree = QueryNode.And(
            QueryNode.Phrase("surprise visit"), QueryNode.Entity("person", "Vladimir Putin"),
            QueryNode.Published(new(1_512_000_000, 1_514_000_000)));
        Assert.Equal("visit", Assert.Single(index.Search(new SearchRequest { Tree = tree }).Hits).Id);
    }

    [Fact]
    public void The_interval_of_a_request_filters()
    {
        var december = new SearchRequest { Published = PublishedRange.Days(new(2017, 12, 1), new(2017, 12, 31)) };
        Assert.Equal(2, index.Search(december).Total.Value);
        Assert.Equal(
            0, index.Search(december with { Query = "syria", Published = new(null, ArticleDate.FromDay(2017, 12, 11)) }).Total.Value);
        Assert.Equal(4, index.Search(december with { Published = new(null, null) }).Total.Value);
    }
}
