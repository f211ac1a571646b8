using SearchCore.Analysis;
using SearchCore.Articles;
using SearchCore.Queries;

using Xunit.Abstractions;

namespace SearchCore.Tests.Searching.Running;

/// <summary>Hits grouped by a value, against the first hit of each value among all of them.</summary>
public sealed class GroupTests(ITestOutputHelper output)
{
    [Fact]
    public void Each_group_is_shown_by_the_first_of_its_hits_and_all_of_them_are_counted()
    {
        var groups = 0;
        RandomRuns.Each(RaisedArchive.Runs, output, random =>
        {
            using var archive = new RaisedArchive(random);
            for (var round = 0; round < 4; round++)
            {
                var kind = random.Next(2) == 0 ? "source" : "author";
                var request = new SearchRequest
                {
                    Query = RaisedArchive.Query(random),
                    Now = RaisedArchive.Now,
                    Sort = (SearchSort)random.Next(3),
                    SortBy = random.Next(4) == 0 ? new("pages", Descending: random.Next(2) == 0) : null,
                    Boosts = random.Next(3) == 0 ? [ScoreBoost.By("votes")] : [],
                    Facets = random.Next(2) == 0 ? [] : [new("source") { Top = 3 }],
                    Select = random.Next(3) == 0 ? [new("source", RaisedArchive.Sources[random.Next(6)])] : [],
                    Limit = 1_000,
                    Suggest = false,
                    SnippetLength = 0,
                    TimeLimit = Timeout.InfiniteTimeSpan,
                };
                var plain = archive.Single.Search(request);
                var grouped = request with { GroupBy = kind };
                var found = archive.Single.Search(grouped);
                var byKey = plain.Hits.GroupBy(h => KeyOf(archive.Live[h.Id], kind) ?? $"\0{h.Id}").ToList();
                Assert.Equal(byKey.Select(g => g.First().Id), found.Hits.Select(h => h.Id));
                Assert.Equal(
                    byKey.Select(g => g.Key[0] == '\0' ? (null, 0) : (g.Key, (long)g.Count())),
                    found.Hits.Select(h => h.Group is { } group ? (TextFolding.FoldValue(group.Value), group.Articles) : (null, 0)));
                Assert.Equal((plain.Total, byKey.Count), (found.Total, found.Groups));
                Assert.Equal(plain.Facets, found.Facets);
                Assert.Null(plain.Groups);
                Assert.All(found.Hits, h => Assert.Equal(plain.Hits.First(p => p.Id == h.Id).Score, h.Score, 1e-12));
                archive.Compare(grouped, found);

                var few = grouped with { Limit = random.Next(0, 6), Skip = random.Next(3) };
                var some = archive.Single.Search(few);
                Assert.Equal(found.Hits.Skip(few.Skip).Take(few.Limit), some.Hits);
                Assert.Equal(found.Groups, some.Groups);
                archive.Compare(few, some);
                ComparePages(archive, grouped with { Limit = random.Next(1, 4) }, found);
                groups += byKey.Count;
            }
        });

        output.WriteLine($"{groups} groups compared");
        Assert.True(groups > 0);
    }

    [Fact]
    public void The_text_of_a_query_groups_as_its_request_does()
    {
        using var archive = new RaisedArchive(new Random(21));
        var request = new SearchRequest { Query = "alpha OR bravo OR delta", Limit = 100 };
        var typed = archive.Single.Search(request with { Query = request.Query + " | group source" });
        Assert.Equal(archive.Single.Search(request with { GroupBy = "source" }).Hits, typed.Hits);
        Assert.True(typed.Hits.Count < typed.Total.Value);
        Assert.Contains(typed.Hits, h => h.Group is { Articles: > 1 });
        Assert.Contains(typed.Hits, h => h.Group is null);
    }

    [Fact]
    public void What_takes_every_match_takes_no_groups()
    {
        using var archive = new RaisedArchive(new Random(22));
        var request = new SearchRequest { Query = "alpha | group source" };
        Assert.Equal("SC339", Assert.Throws<QueryException>(() => archive.Single.Export(request).Count()).Diagnostics[0].Code);
        Assert.Equal("SC339", Assert.Throws<QueryException>(() => archive.Single.MatchingIds(request)).Diagnostics[0].Code);
        Assert.Equal(
            "SC322", Assert.Throws<QueryException>(() => archive.Single.Search(new() { GroupBy = "pages" })).Diagnostics[0].Code);
        Assert.Equal(
            "SC322", Assert.Throws<QueryException>(() => archive.Single.Search(new() { GroupBy = "published" })).Diagnostics[0].Code);
        var other = archive.Single.Search(new() { Query = "alpha", Limit = 1 }).Next;
        Assert.Equal(
            "SC333",
            Assert.Throws<QueryException>(() => archive.Single.Search(new() { Query = "alpha", GroupBy = "source", After = other }))
                .Diagnostics[0].Code);
    }

    private static string? KeyOf(Article article, string kind) => kind == "source"
        ? article.Source is { } source ? TextFolding.FoldValue(source) : null
        : article.Authors.Select(TextFolding.FoldValue).Order(StringComparer.Ordinal).FirstOrDefault();

    private static void ComparePages(RaisedArchive archive, SearchRequest request, SearchResults whole)
    {
        var pages = new List<SearchHit>();
        for (string? after = null; ;)
        {
            var page = archive.Sharded.SearchAsync(request with { After = after }).GetAwaiter().GetResult();
            Assert.Equal(page with { Took = default }, archive.Set.Search(request with { After = after }) with { Took = default });
            Assert.Equal(whole.Groups, page.Groups);
            pages.AddRange(page.Hits);
            if ((after = page.Next) is null)
            {
                break;
            }
        }

        Assert.Equal(whole.Hits, pages);
    }
}
