using SearchCore.Articles;
using SearchCore.Entities;
using SearchCore.Queries;

namespace SearchCore.Tests.Searching.Planning;

public sealed class AliasTests : IDisposable
{
    private static readonly IEntityRecognizer Recognizer = EntityRecognizer.Create(new RecognizerOptions
    {
        Gazetteer = [new() { Kind = "ship", Name = "Aurora Borealis", Aliases = ["the Aurora"] },
            new() { Kind = "place", Name = "Nowhere", Aliases = ["Utopia"] }],
    });

    private readonly TestIndex index = new(exactForms: false) { Aliases = Recognizer as IEntityAliases };

    public AliasTests()
    {
        index.Add(new Article
        {
            Id = "canonical",
            Body = "x",
            Entities = [new("place", "United States"), new("person", "Vladimir Putin")],
        });
        index.Add(new Article { Id = "literal", Body = "x", Entities = [new("place", "USA")] });
        index.Add(new Article
        {
            Id = "both",
            Body = "x",
            Entities = [new("place", "USA"), new("place", "United States"), new("ship", "Aurora Borealis")],
        });
        index.Add(new Article { Id = "other", Body = "x", Source = "USA", Entities = [new("place", "Syria")] });
    }

    public void Dispose() => index.Dispose();

    [Theory]
    [InlineData("place:USA", "both canonical literal")]
    [InlineData("place:usa", "both canonical literal")]
    [InlineData("place:\"United States\"", "both canonical")]
    [InlineData("place:\"united states of AMERICA\"", "both canonical")]
    [InlineData("NOT place:USA", "other")]
    [InlineData("entity:USA", "both canonical literal")]
    [InlineData("source:USA", "other")]
    [InlineData("person:putin", "canonical")]
    [InlineData("ship:\"THE AURORA\"", "both")]
    [InlineData("place:utopia", "")]
    [InlineData("place:us*", "both literal")]
    public void A_value_finds_what_is_kept_under_its_canonical_name(string query, string ids) => Assert.Equal(ids, index.Ids(query));

    [Fact]
    public void The_result_says_so()
    {
        var told = Assert.Single(index.Search("x place:USA").Warnings);
        Assert.Equal(
            ("SC411", 8, 11, "place:\"USA\" is read as place:\"United States\" too"), (told.Code, told.Start, told.End, told.Message));
        Assert.Equal("entity:\"USA\" is read as place:\"United States\" too", Assert.Single(index.Search("entity:USA").Warnings).Message);
        Assert.Empty(index.Search("place:\"United States\"").Warnings);
        Assert.Empty(index.Search("place:utopia").Warnings);
        Assert.Empty(index.Search("place:us*").Warnings);
    }

    [Fact]
    public void A_choice_widens_likewise_and_its_kind_counts_sideways()
    {
        var results = index.Search(new SearchRequest { Query = "x | select place:USA | facet place", Timeline = null });
        Assert.Equal(3, results.Total.Value);
        Assert.Equal(
            "place:\"USA\" is read as place:\"United States\" too", Assert.Single(results.Warnings, w => w.Code == "SC411").Message);
        Assert.Equal(["USA 2", "United States 2", "Syria 1"], results.Facet("place").Select(v => $"{v.Value} {v.Count}"));
        Assert.Equal(3, index.Search(new SearchRequest { Select = [new("place", "USA")] }).Total.Value);
        Assert.Equal(2, index.Search(new SearchRequest { Select = [new("place", "united states")] }).Total.Value);
        Assert.Empty(index.Search(new SearchRequest { Select = [new("place", "USA"), new("place", "United States")] }).Warnings);
    }

    [Fact]
    public void A_cursor_goes_on_with_the_same_choice()
    {
        var request = new SearchRequest { Select = [new("place", "USA")], Limit = 2, Sort = SearchSort.Newest };
        var first = index.Search(request);
        var second = index.Search(request with { After = first.Next });
        Assert.Equal(3, first.Hits.Concat(second.Hits).Select(h => h.Id).Distinct().Count());
    }

    [Fact]
    public void An_index_without_a_recognizer_takes_values_as_they_are()
    {
        using var plain = new TestIndex(new Article { Id = "a", Body = "x", Entities = [new("place", "United States")] });
        Assert.Equal("", plain.Ids("place:USA"));
        Assert.Empty(plain.Search("place:USA").Warnings);
    }

    [Fact]
    public void What_an_alias_finds_is_not_said_to_be_misspelt() => Assert.Empty(index.Search("person:putin").Suggestions);
}
