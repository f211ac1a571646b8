using SearchCore.Articles;

namespace SearchCore.Tests.Searching.Suggesting;

public sealed class SuggestionTests : IDisposable
{
    private readonly TestIndex index = new(
        [.. Enumerable.Range(0, 60).Select(n => new Article
        {
            Id = $"a{n}",
            Title = n % 2 == 0 ? "Ministers agree" : null,
            Body = n % 3 == 0 ? "The withdrawal of troops from Syria was delayed." : "Withdrawals from the bank: the economy slows.",
            Entities = [new("person", n % 2 == 0 ? "Vladimir Putin" : "Angela Merkel"), new("place", "Åland")],
        }),
        new Article { Id = "odd", Body = "A rare sirian flower" }]);

    public void Dispose() => index.Dispose();

    [Theory]
    [InlineData("withdrawl", "withdrawal", "withdrawal", 60)]
    [InlineData("trops delayed", "troops", "troops delayed", 20)]
    [InlineData("body:ecconomy", "economy", "body:economy", 40)]
    [InlineData("sirian troops", "syria", "syria troops", 20)]
    [InlineData("title:ministres", "ministers", "title:ministers", 30)]
    [InlineData("person:\"Vladimir Puttin\"", "Vladimir Putin", "person:\"Vladimir Putin\"", 30)]
    [InlineData("troops AND person:\"Angela Merkl\"", "Angela Merkel", "troops AND person:\"Angela Merkel\"", 30)]
    [InlineData("place:aland2", "Åland", "place:Åland", 60)]
    [InlineData("trops W/5 delayed", "troops", "troops W/5 delayed", 20)]
    public void A_slip_is_noticed_and_mended(string query, string replacement, string mended, int articles)
    {
        var suggestion = Assert.Single(index.Search(query).Suggestions);
        Assert.Equal((replacement, mended, articles), (suggestion.Replacement, suggestion.Query, suggestion.Articles));
        Assert.Equal(suggestion.Text, query[suggestion.Start..suggestion.End]);
        Assert.True(index.Search(mended).Total.Value > 0);
    }

    [Theory]
    [InlineData("troops")]
    [InlineData("syria NOT trops")]
    [InlineData("xyzzy")]
    [InlineData("the")]
    [InlineData("tro*")]
    [InlineData("person:putin")]
    public void What_is_spelled_right_or_like_nothing_is_let_be(string query) => Assert.Empty(index.Search(query).Suggestions);

    [Fact]
    public void Nothing_is_looked_for_where_enough_was_found_or_nobody_asked()
    {
        Assert.Empty(index.Search(new SearchRequest { Query = "trops OR bank", Limit = 5 }).Suggestions);
        Assert.Empty(index.Search(new SearchRequest { Query = "trops", Suggest = false }).Suggestions);
    }
}
