using SearchCore.Articles;

namespace SearchCore.Tests.Searching.Planning;

/// <summary>One word written in two ways: acronyms with periods and without, compounds joined and parted.</summary>
public sealed class VariantTests : IDisposable
{
    private readonly TestIndex index = new(
        new Article { Id = "plain", Body = "US forces, the USA, the UN, the EU and the FBI met." },
        new Article { Id = "dots", Body = "U.S. forces, the U.S.A., the U.N., the E.U. and the F.B.I. met." },
        new Article { Id = "pronoun", Body = "Let us go." },
        new Article { Id = "joined", Body = "covid19 came by email." },
        new Article { Id = "parted", Body = "COVID-19 came by e-mail." },
        new Article { Id = "apart", Body = "It was covid, and there were 19." });

    public void Dispose() => index.Dispose();

    [Theory]
    [InlineData("US forces", "dots plain")]
    [InlineData("U.S. forces", "dots plain")]
    [InlineData("\"US forces\"", "dots plain")]
    [InlineData("US W/1 forces", "dots plain")]
    [InlineData("USA", "dots plain")]
    [InlineData("U.S.A.", "dots plain")]
    [InlineData("FBI", "dots plain")]
    [InlineData("f.b.i.", "dots plain")]
    [InlineData("UN EU", "dots plain")]
    [InlineData("us", "plain pronoun")]
    [InlineData("\"let us\"", "pronoun")]
    [InlineData("covid19", "joined parted")]
    [InlineData("covid-19", "joined parted")]
    [InlineData("\"covid 19\"", "parted")]
    [InlineData("email", "joined parted")]
    [InlineData("e-mail", "joined parted")]
    [InlineData("-email", "apart dots plain pronoun")]
    public void Each_writing_finds_the_other(string query, string ids) => Assert.Equal(ids, index.Ids(query));

    [Theory]
    [InlineData("covid19", "'covid19' is read as \"covid 19\" too")]
    [InlineData("e-mail", "'e-mail' is read as email too")]
    public void What_is_read_in_two_ways_is_said(string query, string message) =>
        Assert.Equal(("SC415", message), Assert.Single(index.Search(query).Warnings.Select(w => (w.Code, w.Message))));

    [Fact]
    public void What_the_index_does_not_have_is_not_said() => Assert.Empty(index.Search("sars2 e-book").Warnings);
}
