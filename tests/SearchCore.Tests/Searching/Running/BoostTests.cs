using SearchCore.Articles;
using SearchCore.Queries;

using Xunit.Abstractions;

namespace SearchCore.Tests.Searching.Running;

/// <summary>Scores that are raised by recency and numbers, against what is computed from every article.</summary>
public sealed class BoostTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset Now = RaisedArchive.Now;

    [Fact]
    public void Order_and_scores_are_those_of_every_article_raised_by_itself()
    {
        var compared = 0;
        RandomRuns.Each(RaisedArchive.Runs, output, random =>
        {
            using var archive = new RaisedArchive(random);
            for (var round = 0; round < 4; round++)
            {
                var request = new SearchRequest
                {
                    Query = RaisedArchive.Query(random),
                    Now = Now,
                    Limit = 1_000,
                    Suggest = false,
                    SnippetLength = 0,
                    TimeLimit = Timeout.InfiniteTimeSpan,
                    Facets = random.Next(2) == 0 ? [] : [new("source")],
                };
                ScoreBoost[] boosts = [.. Boosts(random)];
                var plain = archive.Single.Search(request);
                var raised = request with { Boosts = boosts };
                var found = archive.Single.Search(raised);
                Assert.Equal(plain.Total, found.Total);
                Assert.Equal(plain.Facets, found.Facets);
                var scores = plain.Hits.ToDictionary(h => h.Id, h => h.Score * Factor(archive.Live[h.Id], boosts));
                Assert.Equal(scores.Keys.Order(), found.Hits.Select(h => h.Id).Order());
                Assert.All(found.Hits, h => Assert.Equal(scores[h.Id], h.Score, scores[h.Id] * 1e-12));
                Assert.Equal(
                    found.Hits.OrderByDescending(h => h.Score).ThenByDescending(h => h.Published?.UnixSeconds ?? long.MinValue)
                        .Select(h => (h.Score, h.Published)),
                    found.Hits.Select(h => (h.Score, h.Published)));
                archive.Compare(raised, found);
                Assert.Equal(found.Hits.Select(h => h.Id), archive.Single.Export(raised).Select(s => s.Article.Id));
                Assert.Equal(
                    found.Hits.Select(h => h.Id), archive.Sharded.ExportAsync(raised).ToBlockingEnumerable().Select(s => s.Article.Id));

                // Few hits leave most articles out by what they could have at most: the same ones.
                var few = raised with { Limit = random.Next(1, 6), Skip = random.Next(3) };
                Assert.Equal(found.Hits.Skip(few.Skip).Take(few.Limit), archive.Single.Search(few).Hits);
                archive.Compare(few, archive.Single.Search(few));
                ComparePages(archive, raised with { Limit = 3 }, found);
                compared += found.Hits.Count;
            }
        });

        output.WriteLine($"{compared} hits compared");
        Assert.True(compared > 0);
    }

    [Fact]
    public void The_text_of_a_query_raises_as_its_request_does()
    {
        using var archive = new RaisedArchive(new Random(11));
        var request = new SearchRequest { Query = "alpha OR bravo OR delta", Now = Now, Limit = 100 };
        var typed = archive.Single.Search(request with { Query = request.Query + " | boost recent 10d 2, pages 0.5" });
        var asked = archive.Single.Search(
            request with { Boosts = [ScoreBoost.By("pages", 0.5), ScoreBoost.Recent(TimeSpan.FromDays(10), 2)] });
        Assert.True(typed.Hits.Count > 10);
        Assert.Equal(asked.Hits, typed.Hits);
        Assert.NotEqual(archive.Single.Search(request).Hits.Select(h => h.Id), typed.Hits.Select(h => h.Id));

        // What is typed takes the place of what the request says of the same.
        var both = request with { Query = request.Query + " | boost recent 10d 2", Boosts = [ScoreBoost.Recent(TimeSpan.FromDays(1))] };
        Assert.Equal(
            archive.Single.Search(request with { Boosts = [ScoreBoost.Recent(TimeSpan.FromDays(10), 2)] }).Hits,
            archive.Single.Search(both).Hits);

        // In the order of dates nothing is raised.
        var newest = request with { Sort = SearchSort.Newest };
        Assert.Equal(
            archive.Single.Search(newest).Hits, archive.Single.Search(newest with { Boosts = [ScoreBoost.By("pages")] }).Hits);
    }

    [Fact]
    public void An_explanation_says_what_scores_are_multiplied_by()
    {
        using var archive = new RaisedArchive(new Random(12));
        var request = new SearchRequest { Query = "alpha | boost recent 30d, pages 2.5", Now = Now };
        var explained = archive.Single.Explain(request);
        Assert.Equal(
            "the score times (1 + 1·2^(−days/30)), days since publication at 2020-06-01T12:00:00Z times (1 + 2.5·ln(1 + pages))",
            explained.Boost);
        Assert.Equal("alpha | boost recent 30d, pages 2.5", QueryFormatter.Format(explained.Query.Tree!, explained.Query.Directives));
        Assert.Null(archive.Single.Explain(new() { Query = "alpha" }).Boost);
    }

    [Fact]
    public void What_cannot_be_raised_is_said()
    {
        using var archive = new RaisedArchive(new Random(13));
        Assert.Equal("SC336", Code(new() { Boosts = [ScoreBoost.By("weight")] }));
        Assert.Equal("SC337", Code(new() { Boosts = [ScoreBoost.By("pages"), ScoreBoost.By("pages", 2)] }));
        Assert.Equal("SC338", Code(new() { Boosts = [ScoreBoost.Recent(ScoreBoost.DefaultHalfLife)] }));
        Assert.Equal("SC338", Code(new() { Query = "alpha | boost recent" }));
        Assert.Throws<ArgumentException>(() => archive.Single.Search(new() { Boosts = [null!] }));
        Assert.Equal("SC333", Code(new()
        {
            Query = "alpha",
            Boosts = [ScoreBoost.By("pages")],
            After = archive.Single.Search(new() { Query = "alpha", Limit = 1 }).Next,
        }));

        string Code(SearchRequest request) =>
            Assert.Throws<QueryException>(() => archive.Single.Search(request)).Diagnostics[0].Code;
    }

    [Fact]
    public void A_boost_out_of_bounds_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ScoreBoost.Recent(TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => ScoreBoost.Recent(TimeSpan.FromMilliseconds(1_500)));
        Assert.Throws<ArgumentOutOfRangeException>(() => ScoreBoost.Recent(ScoreBoost.MaxHalfLife + TimeSpan.FromSeconds(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => ScoreBoost.Recent(TimeSpan.FromDays(1), 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ScoreBoost.By("pages", ScoreBoost.MaxWeight + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ScoreBoost.By("pages", double.NaN));
        Assert.Throws<ArgumentException>(() => ScoreBoost.By(""));
        var most = ScoreBoost.Recent(ScoreBoost.MaxHalfLife, ScoreBoost.MaxWeight);
        Assert.Equal((null, ScoreBoost.MaxHalfLife, 1_000.0), (most.Field, most.HalfLife, most.Weight));
        var pages = ScoreBoost.By("pages");
        Assert.Equal(("pages", TimeSpan.Zero, ScoreBoost.DefaultWeight), (pages.Field, pages.HalfLife, pages.Weight));
    }

    private static void ComparePages(RaisedArchive archive, SearchRequest request, SearchResults whole)
    {
        var pages = new List<SearchHit>();
        for (string? after = null; ;)
        {
            var page = archive.Set.Search(request with { After = after });
            pages.AddRange(page.Hits);
            if ((after = page.Next) is null)
            {
                break;
            }
        }

        Assert.Equal(whole.Hits, pages);
    }

    private static IEnumerable<ScoreBoost> Boosts(Random random)
    {
        double[] weights = [0.001, 0.5, 1, 2.5, 1_000];
        if (random.Next(4) > 0)
        {
            yield return ScoreBoost.Recent(TimeSpan.FromSeconds(random.Next(1, 86_400 * random.Next(1, 200))), weights[random.Next(5)]);
        }

        if (random.Next(2) == 0)
        {
            yield return ScoreBoost.By("votes", weights[random.Next(5)]);
        }

        if (random.Next(2) == 0)
        {
            yield return ScoreBoost.By("pages", weights[random.Next(5)]);
        }
    }

    // As the documentation says it.
    private static double Factor(Article article, IReadOnlyList<ScoreBoost> boosts) => boosts.Aggregate(1.0, (product, boost) =>
    {
        if (boost.Field is { } field)
        {
            return RaisedArchive.NumberOf(article, field) is { } number and >= 0
                ? product * (1 + (boost.Weight * Math.Log(1 + number)))
                : product;
        }

        return article.Published is not { } published
            ? product
            : product * (1 + (boost.Weight * Math.Exp(
                -Math.Log(2) * Math.Max(0, Now.ToUnixTimeSeconds() - published.UnixSeconds) / boost.HalfLife.TotalSeconds)));
    });
}
