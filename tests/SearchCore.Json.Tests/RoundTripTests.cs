using System.Text.Json;

using SearchCore.Articles;
using SearchCore.Queries;

namespace SearchCore.Json.Tests;

/// <summary>Whatever is written is read as it was: by reflection, by the shipped context, by a host's own.</summary>
public sealed class RoundTripTests
{
    private const int Cases = 10_000;
    private const int Seed = 20_261_128;

    [Fact]
    public void Ten_thousand_requests() => Each(0, odd => odd.Request());

    [Fact]
    public void Ten_thousand_results() => Each(1, odd => odd.Results());

    [Fact]
    public void Ten_thousand_trees() => Each(2, odd => odd.Tree());

    [Fact]
    public void Explanations_and_parsed_queries()
    {
        Each(3, odd => odd.Explanation(), Cases / 5);
        Each(4, odd => odd.Parsed(), Cases / 5);
        Each(5, odd => odd.Directives(), Cases / 5);
    }

    [Fact]
    public void Ten_thousand_stored_articles() => Each(6, odd => odd.Stored());

    [Fact]
    public void Highlighted_articles_and_completions()
    {
        Each(26, odd => odd.Highlighted(), Cases / 5);
        Each(27, odd => odd.CompletionRequest(), Cases / 5);
        Each(28, odd => odd.Completions(), Cases / 5);
    }

    [Fact]
    public void Standing_queries_their_events_scopes_and_pages_of_entities()
    {
        Each(29, odd => odd.Standing(), Cases / 5);
        Each(30, odd => odd.StandingEvent(), Cases / 5);
        Each(31, odd => odd.Scope(), Cases / 5);
        Each(32, odd => odd.EntityRequest(), Cases / 5);
        Each(33, odd => odd.EntityPage(), Cases / 5);
    }

    [Fact]
    public void Ten_thousand_articles_in_one_form_alone_and_stored()
    {
        var odd = new OddContracts(new Random(Seed + 25));
        for (var i = 0; i < Cases; i++)
        {
            var stored = odd.Stored();
            var alone = JsonSerializer.SerializeToElement(stored.Article, SearchCoreJson.Options);
            var inside = JsonSerializer.SerializeToElement(stored, SearchCoreJson.Options).GetProperty("article");
            Assert.True(stored.Article.Equals(alone.Deserialize<Article>(SearchCoreJson.Options)), $"seed {Seed + 25}, case {i}\n{alone}");
            var members = alone.EnumerateObject().Where(m => m.Value.ValueKind != JsonValueKind.Null)
                .ToDictionary(m => m.Name, m => m.Value);
            Assert.Equal(
                members.Keys.Order(StringComparer.Ordinal), inside.EnumerateObject().Select(m => m.Name).Order(StringComparer.Ordinal));
            Assert.All(inside.EnumerateObject(), m => Assert.True(JsonElement.DeepEquals(m.Value, members[m.Name])));
        }

        Assert.Equal(
            new Article { Id = "a", Body = "B" }, JsonSerializer.Deserialize<Article>("""{"id":"a","body":"B"}""", SearchCoreJson.Options));
    }

    [Fact]
    public void Reports()
    {
        Each(7, odd => odd.Indexing(), Cases / 5);
        Each(8, odd => odd.Statistics(), Cases / 5);
        Each(9, odd => odd.Check(), Cases / 5);
        Each(10, odd => odd.Snapshot(), Cases / 5);
        Each(11, odd => odd.Restore(), Cases / 5);
    }

    [Fact]
    public void Parts_by_themselves()
    {
        Each(12, odd => odd.Facet("person"), Cases / 10);
        Each(13, odd => odd.Timeline(), Cases / 10);
        Each(14, odd => odd.Significance("words"), Cases / 10);
        Each(15, odd => odd.Interval(), Cases / 10);
        Each(16, odd => odd.Proximity(), Cases / 10);
        Each(17, odd => odd.Facet(1), Cases / 10);
        Each(18, odd => odd.DrillDown(1), Cases / 10);
        Each(31, odd => odd.Boost(1), Cases / 10);
        Each(32, odd => odd.Group(), Cases / 10);
        Each(19, odd => new PublishedRange(odd.MaybeDate(), odd.MaybeDate()), Cases / 10);
        Each(20, odd => new TotalHits(odd.Long(), odd.Any<TotalRelation>()), Cases / 10);
        Each(21, odd => (HitFields)odd.Number(16), 100);
        Each(22, odd => odd.Any<SearchSort>(), 100);
        Each(23, odd => new TextRange(odd.Int(), odd.Int()), 100);
        Each(29, odd => odd.HitStory(), Cases / 10);
        Each(30, odd => odd.Near(), Cases / 10);
        Each(31, odd => odd.Story(), Cases / 10);
        Each(24, odd => new WordNode(odd.Text(), odd.Any<TextField>()), 100);
    }

    private static void Each<T>(int stream, Func<OddContracts, T> make, int cases = Cases)
        where T : notnull
    {
        var odd = new OddContracts(new Random(Seed + stream));
        for (var i = 0; i < cases; i++)
        {
            Wire.RoundTrip(make(odd), $"seed {Seed + stream}, case {i}");
        }
    }
}
