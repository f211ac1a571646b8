using SearchCore.Articles;
using SearchCore.Queries;

namespace SearchCore.Tests.Searching.Running;

public class EntityPageTests
{
    private static readonly Article[] Articles =
    [
        Make(1, "Merkel in Paris", "Angela Merkel met Emmanuel Macron in Paris. Merkel spoke first.", "Gazette"),
        Make(2, "Talks", "Chancellor Angela Merkel and Emmanuel Macron spoke about trade.", "Gazette"),
        Make(3, "Talks again", "Angela Merkel and Emmanuel Macron met again in Berlin.", "Herald"),
        Make(40, "Harvest", "The harvest in France was good, farmers said.", "Herald"),
        Make(41, "Football", "A match in London ended without goals.", "Herald"),
        Make(42, "Weather", "Rain fell on London and on Paris.", "Gazette"),
        Make(43, "Trade", "Trade with the U.S. grew, ministers of the United States said.", "Gazette"),
    ];

    [Fact]
    public void A_page_has_names_course_companions_sources_and_newest_articles()
    {
        using var index = Filled(Articles);
        using var searcher = index.OpenSearcher();
        var page = searcher.Entity(new("person", "angela merkel"));
        Assert.Equal(("person", "Angela Merkel", 3L, true), (page.Kind, page.Name, page.Articles.Value, page.Articles.IsExact));
        Assert.Empty(page.AlsoNamed);
        Assert.Equal([new("Angela Merkel", 3), new FacetValue("Merkel", 1)], page.Forms);
        Assert.Equal(["a2", "a1", "a3"], page.Newest.Select(h => h.Id));
        Assert.Equal([new("Gazette", 2), new FacetValue("Herald", 1)], page.Sources.Values);
        Assert.Equal(3, page.Timeline!.Buckets.Sum(b => b.Count));
        Assert.Equal(TimelineUnit.Month, page.Timeline.Unit);
        Assert.False(page.IsPartial);

        Assert.Equal(["person", "organization", "place"], page.Companions.Select(c => c.Kind));
        var macron = Assert.Single(page.Companions[0].Values);
        Assert.Equal(("Emmanuel Macron", 3L, 3L), (macron.Value, macron.Matches, macron.Articles));
        Assert.Equal(7.0 / 3, page.Companions[0].RatioOf(macron)!.Value, 1e-12);
    }

    [Fact]
    public void Any_form_leads_to_the_page_and_what_is_wanted_can_be_said()
    {
        using var index = Filled(Articles);
        using var searcher = index.OpenSearcher();
        var page = searcher.Entity(new("place", "USA") { Unit = TimelineUnit.Year, Companions = ["organization"], Top = 1, Articles = 1 });
        Assert.Equal(("United States", 1L), (page.Name, page.Articles.Value));
        Assert.Equal(["U.S.", "United States"], page.Forms.Select(f => f.Value).Order(StringComparer.Ordinal));
        Assert.Equal("organization", Assert.Single(page.Companions).Kind);
        Assert.Equal(TimelineUnit.Year, page.Timeline!.Unit);

        var early = searcher.Entity(new("person", "Merkel") { Published = PublishedRange.Days(new(2020, 1, 1), new(2020, 1, 2)) });
        Assert.Equal(0, early.Articles.Value);
        Assert.Equal("Merkel", early.Name);
        var nobody = searcher.Entity(new("person", "Nobody Known") { Zone = "UTC", TimeLimit = TimeSpan.FromMinutes(1) });
        Assert.Equal(0, nobody.Articles.Value);
    }

    [Theory]
    [InlineData("source", "Gazette", 10, "Kind")]
    [InlineData("no kind", "x", 10, "Kind")]
    [InlineData("person", "", 10, "Name")]
    [InlineData("person", "x", 0, "Top")]
    public void What_is_out_of_bounds_is_named(string kind, string name, int top, string member)
    {
        using var index = Filled(Articles);
        using var searcher = index.OpenSearcher();
        var fault = Assert.Throws<ArgumentException>(() => searcher.Entity(new(kind, name) { Top = top }));
        Assert.Contains($"EntityRequest.{member}", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shards_have_the_page_of_one_index()
    {
        using var index = Filled(Articles);
        using var searcher = index.OpenSearcher();
        using var first = Filled(Articles.Where((_, i) => i % 2 == 0));
        using var second = Filled(Articles.Where((_, i) => i % 2 == 1));
        using ArticleShard one = new("1", first), other = new("2", second);
        var sharded = new ShardedSearcher([one, other]);
        EntityRequest[] requests =
            [new("person", "Angela Merkel"), new("place", "USA"), new("place", "Paris"), new("person", "x")];
        foreach (var request in requests)
        {
            var page = await sharded.EntityAsync(request);
            Assert.Equal(searcher.Entity(request), page);
            Assert.Equal(request.Kind, page.Kind);
            Assert.True(page.Articles.Value > 0 || page.Name == request.Name);
        }
    }

    private static ArticleIndex Filled(IEnumerable<Article> articles)
    {
        var index = ArticleIndex.InMemory();
        foreach (var article in articles)
        {
            index.Add(article);
        }

        index.Commit();
        return index;
    }

    private static Article Make(int number, string title, string body, string source) => new()
    {
        Id = $"a{number}",
        Title = title,
        Body = body,
        Source = source,
        Published = ArticleDate.FromDay(2021, 1 + (number % 3), number % 28),
    };
}
