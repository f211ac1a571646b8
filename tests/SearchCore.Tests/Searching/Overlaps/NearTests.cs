using SearchCore.Articles;
using SearchCore.Queries;

namespace SearchCore.Tests.Searching.Overlaps;

/// <summary>Near-duplicates and stories by example.</summary>
public sealed class NearTests : IDisposable
{
    private const string Text =
        "The ferry ran aground off the northern breakwater in heavy weather on Monday night and all of its crew and passengers were "
        + "taken ashore by the lifeboat before the tide came in, the harbour master told reporters at the quay.";

    private readonly TestIndex index = new(
        new Article { Id = "a1", Title = "Ferry aground", Body = Text, Source = "Wire" },
        new Article { Id = "a2", Title = "Other headline", Body = Text, Source = "Gazette" },
        new Article { Id = "b 3", Title = "Ferry", Body = Text.Replace("Monday", "Sunday", StringComparison.Ordinal), Source = "Gazette" },
        new Article { Id = "c", Title = "Ferry aground", Body = "The ferry of another day." },
        new Article { Id = "d", Title = "Ferry aground" });

    [Fact]
    public void Stories_and_groups_do_not_go_together() => Assert.Equal("SC344", Assert.Throws<QueryException>(
        () => index.Search(new SearchRequest { Query = "ferry | unique | group source" })).Diagnostics[0].Code);

    [Fact]
    public void Near_names_the_others_with_what_overlaps_and_a_query_finds_the_article_too()
    {
        using var searcher = index.OpenSearcher();
        var near = searcher.Near("a1");
        Assert.Equal(["a2", "b 3"], near.Select(n => n.Id));
        Assert.Equal(1, near[0].Overlap);
        Assert.InRange(near[1].Overlap, 0.85, 0.95);
        Assert.Equal(("Other headline", "Gazette", (ArticleDate?)null), (near[0].Title, near[0].Source, near[0].Published));
        Assert.Equal(["a2"], searcher.Near("a1", 0.99).Select(n => n.Id));
        Assert.Empty(searcher.Near("c"));
        Assert.Empty(searcher.Near("d"));
        Assert.Equal("a1 a2 b 3", index.Ids("near:a1"));
        Assert.Equal("a1 a2 b 3", index.Ids("near:\"b 3\""));
        Assert.Equal("a2", index.Ids("near:a1 source:gazette NOT id:\"b 3\""));
        Assert.Equal("d", index.Ids("near:d"));
        Assert.Equal("c d", index.Ids("NOT near:a1"));
        Assert.Equal(3, index.Search(new SearchRequest { Tree = new NearNode("a2") }).Total.Value);
    }

    [Fact]
    public void An_unknown_id_finds_nothing_and_says_so_and_overlaps_have_bounds()
    {
        var results = index.Search("near:nobody");
        Assert.Equal((0, "SC421", 5, 11), (
            results.Total.Value, results.Warnings[0].Code, results.Warnings[0].Start, results.Warnings[0].End));
        using var searcher = index.OpenSearcher();
        Assert.Equal("SC325", Assert.Throws<QueryException>(() => searcher.Near("nobody")).Diagnostics[0].Code);
        foreach (var overlap in (double[])[0.49, 1.01, double.NaN])
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => searcher.Near("a1", overlap));
        }

        Assert.Equal("near", QueryFields.Resolve("near", null).Name);
    }

    [Fact]
    public void Stories_have_names_and_a_hit_tells_of_its_own()
    {
        using var searcher = index.OpenSearcher();
        var story = Assert.Single(searcher.Stories());
        Assert.Equal(("a1", "a1 a2 b 3"), (story.Id, string.Join(' ', story.Articles)));
        var results = index.Search("source:gazette | unique");
        Assert.Equal((2, 1L), (results.Total.Value, results.Stories!.Value.Value));
        Assert.Equal(new HitStory { Id = "a1", Articles = 3, Matches = 2 }, Assert.Single(results.Hits).Story);
        Assert.Null(index.Search("another | unique").Hits[0].Story);
        Assert.Equal(3, index.Search(new SearchRequest { Unique = true, Limit = 0 }).Stories!.Value.Value);
    }

    [Fact]
    public void Where_every_match_is_taken_hits_by_story_are_refused()
    {
        using var searcher = index.OpenSearcher();
        var request = new SearchRequest { Query = "ferry | unique" };
        Assert.Equal("SC342", Assert.Throws<QueryException>(() => searcher.Export(request).ToList()).Diagnostics[0].Code);
        Assert.Equal("SC342", Assert.Throws<QueryException>(() => searcher.MatchingIds(request)).Diagnostics[0].Code);
    }

    [Fact]
    public void A_scope_has_the_stories_of_its_own_articles()
    {
        using var searcher = index.OpenSearcher();
        using var scoped = searcher.Within(SearchScope.Having("source", "Gazette"));
        Assert.Equal(["a2", "b 3"], Assert.Single(scoped.Stories()).Articles);
        Assert.Equal(["b 3"], scoped.Near("a2").Select(n => n.Id));
        Assert.Throws<QueryException>(() => scoped.Near("a1"));
        var request = new SearchRequest { Query = "ferry", Unique = true, TimeLimit = Timeout.InfiniteTimeSpan };
        var hit = Assert.Single(scoped.Search(request).Hits);
        Assert.Equal(new HitStory { Id = "a2", Articles = 2, Matches = 2 }, hit.Story);
        Assert.Equal(3, Assert.Single(searcher.Stories()).Articles.Count);
    }

    public void Dispose() => index.Dispose();
}
