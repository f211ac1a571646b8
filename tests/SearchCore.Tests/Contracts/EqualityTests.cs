using SearchCore.Articles;
using SearchCore.Queries;
using SearchCore.Tests.Searching;

namespace SearchCore.Tests.Contracts;

public sealed class EqualityTests
{
    [Fact]
    public void The_same_question_asked_twice_is_equal_and_so_is_its_answer()
    {
        using var index = new TestIndex();
        for (var day = 1; day < 9; day++)
        {
            index.Add(new Article
            {
                Id = $"a{day}",
                Body = "port strike",
                Published = ArticleDate.FromDay(2018, 1, day),
                Entities = [new("place", $"Place {day % 3}"), new("person", "Ann Lee")],
            });
        }

        var (first, second) = (index.Search(Request()) with { Took = default }, index.Search(Request()) with { Took = default });
        Assert.NotEmpty(first.Suggestions.Concat<object>(first.Significant));
        Assert.NotEmpty(first.Timeline!.Series);
        Assert.Equal(first, second);
        Assert.Equal(first.GetHashCode(), second.GetHashCode());
        Assert.Equal(Request(), Request());
        Assert.Equal(Request().GetHashCode(), Request().GetHashCode());

        Assert.NotEqual(first, first with { Hits = [.. first.Hits.Skip(1)] });
        Assert.NotEqual(first, first with { Facets = [first.Facets[0] with { Values = [] }] });
        Assert.NotEqual(first, first with { Timeline = first.Timeline with { Series = [] } });
        Assert.NotEqual(Request(), Request() with { Select = [new("place", "Place 1")] });
        Assert.NotEqual(Request(), Request() with { Boosts = [ScoreBoost.By("pages")] });
        Assert.Equal(Request() with { Boosts = [ScoreBoost.By("pages")] }, Request() with { Boosts = [ScoreBoost.By("pages")] });
        Assert.NotEqual(Request(), Request() with { GroupBy = "place" });
        Assert.Equal(new QueryDirectives { Boosts = [ScoreBoost.By("a")] }, new QueryDirectives { Boosts = [ScoreBoost.By("a")] });
        Assert.NotEqual(new QueryDirectives { Boosts = [ScoreBoost.By("a")] }, new QueryDirectives { Boosts = [ScoreBoost.By("b")] });
        Assert.NotEqual(new QueryDirectives { GroupBy = "source" }, new QueryDirectives());
        Assert.Equal(new SearchRequest { Facets = [] }, new SearchRequest());
        Assert.Equal(first, first with { Hits = [.. first.Hits] });

        static SearchRequest Request() => new()
        {
            Query = "the port",
            Facets = [new("place"), new("person")],
            Select = [new("person", "Ann Lee")],
            Significant = [new("place"), new(SignificantRequest.Words)],
            Timeline = new(TimelineUnit.Day) { By = new("place") },
            Limit = 20,
        };
    }
}
