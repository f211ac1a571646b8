using SearchCore.Articles;

namespace SearchCore.Tests.Searching.Budget;

/// <summary>A search whose time is over, or that is cancelled, ends wherever it is.</summary>
public sealed class BudgetTests(BudgetTests.Archive archive) : IClassFixture<BudgetTests.Archive>
{
    private static readonly string[] Heavy =
    [
        "\"the of the of\"", "the W/1000 of W/1000 the W/1000 of", "ATLEAST1000 (the W/1000 of)", "the /P of /P the", "the NOT W/1 of",
        "(the OR of OR to) PRE/1 nosuch", "aa* W/5 ab*", "aaa~2 aab~2 aba~2", "NOT nosuch", "entity:a*",
    ];

    private readonly TestIndex index = archive.Index;

    public static TheoryData<string> Queries => [.. Heavy];

    [Theory]
    [MemberData(nameof(Queries))]
    public void Time_that_is_over_makes_a_result_partial(string query)
    {
        using var searcher = index.OpenSearcher(new LookClock(deadline: 1));
        var results = searcher.Search(new SearchRequest { Query = query, Facets = [new("person")], TimeLimit = TimeSpan.FromTicks(1) });
        Assert.True(results.IsPartial);
    }

    [Theory]
    [MemberData(nameof(Queries))]
    public void A_cancelled_search_ends(string query)
    {
        using var searcher = index.OpenSearcher();
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(
            () => searcher.Search(new SearchRequest { Query = query, TimeLimit = Timeout.InfiniteTimeSpan }, cancelled.Token));
    }

    [Fact]
    public void A_query_of_a_million_spans_ends_partial_and_does_not_grow_without_end()
    {
        // Time stands still: the search must see by itself that it would take too much.
        var clock = new LookClock(deadline: long.MaxValue);
        using var searcher = index.OpenSearcher(clock);
        var results = searcher.Search(new SearchRequest
        {
            Query = "ATLEAST1000 (the W/1000 of W/1000 the W/1000 of W/1000 the)",
            TimeLimit = TimeSpan.FromTicks(1),
            Limit = 0,
        });
        Assert.True(results.IsPartial);
        Assert.InRange(clock.Looks, 1, 1_000);
    }

    [Fact]
    public void A_snippet_marks_what_stands_near_and_nothing_else()
    {
        using var small = new TestIndex(new Article
        {
            Id = "a",
            Title = "x",
            Body = "A port is far from any kind of strike. The port strike ended. Strike two.",
        });
        string Html(string query) => Assert.Single(small.Search(query).Hits).Snippet!.ToHtml();
        Assert.Equal(
            "A port is far from any kind of strike. The <em>port</em> <em>strike</em> ended. Strike two.", Html("port PRE/1 strike"));
        Assert.Equal(
            "A port is far from any kind of <em>strike</em>. The <em>port</em> <em>strike</em> ended. <em>Strike</em> two.",
            Html("port W/3 strike"));
        Assert.Equal(
            "A <em>port</em> is far from any kind of <em>strike</em>. The <em>port</em> <em>strike</em> ended. Strike two.",
            Html("port /S strike"));
        Assert.Equal("A <em>port</em> is far from any kind of strike. The port strike ended. Strike two.", Html("port NOT W/1 strike"));
        Assert.Equal("A <em>port</em> is far from any kind of strike. The port strike ended. Strike two.", Html("FIRST/2 port"));
    }

    [Fact]
    public void Without_exact_forms_an_exact_word_is_refused_with_the_remedy()
    {
        var fault = Assert.Single(Assert.Throws<QueryException>(() => index.Search("=the")).Diagnostics);
        Assert.Equal(("SC330", 0, 4), (fault.Code, fault.Start, fault.End));
        Assert.Contains("--exact-forms", fault.Message, StringComparison.Ordinal);
        Assert.Equal(400, index.Search(new SearchRequest { Query = "aab =aab", Lenient = true }).Total.Value);
    }

    [Fact]
    public void What_stands_behind_the_bar_is_part_of_the_request()
    {
        var results = index.Search(new SearchRequest
        {
            Query = "the | limit 3 | facet person 2 | select person:(a1, a2) | sort oldest",
            Limit = 50,
        });
        Assert.Equal((2, 2), ((int)results.Total.Value, results.Hits.Count));
        Assert.Equal(2, results.Facet("person").Count);
        Assert.Equal("SC331", Assert.Throws<QueryException>(() => Matching("the | limit 3")).Diagnostics[0].Code);
        Assert.Equal(["a1"], Matching("the | select person:a1"));

        IReadOnlyList<string> Matching(string query)
        {
            using var searcher = index.OpenSearcher();
            return searcher.MatchingIds(new SearchRequest { Query = query });
        }
    }

    [Fact]
    public void An_explanation_names_every_part_and_its_cost()
    {
        using var searcher = index.OpenSearcher();
        var explained = searcher.Explain(new SearchRequest { Query = "the W/2 of NOT nosuch" });
        Assert.Equal(["the W/2 of AND NOT nosuch", "the W/2 of", "the", "of", "nosuch"], explained.Clauses.Select(c => c.Clause));
        Assert.Equal([0, 1, 2, 2, 1], explained.Clauses.Select(c => c.Depth));
        Assert.Equal((400, 0), (explained.Clauses[2].Articles, explained.Clauses[4].Articles));
        Assert.Contains("body:the", explained.Rewritten, StringComparison.Ordinal);
    }

    [Fact]
    public void Attacks_are_refused_before_they_cost_anything()
    {
        string[] attacks =
        [
            new('(', 8_000), string.Concat(Enumerable.Repeat("(a OR ", 1_300)), new('a', 100_000),
            string.Concat(Enumerable.Repeat("a ", 4_000)), string.Concat(Enumerable.Repeat("NOT ", 2_000)) + "(", "ab*c*d*e*f", "a*",
            string.Join(" W/1 ", Enumerable.Repeat("a", 1_000)), string.Concat(Enumerable.Repeat("ATLEAST2 ", 800)) + "a",
            string.Concat(Enumerable.Repeat("titel:", 1_300)), "word~9", "a W/999999 b",
        ];
        foreach (var attack in attacks)
        {
            Assert.Throws<QueryException>(() => index.Search(attack));
        }
    }

    /// <summary>Four hundred articles of few words, often repeated. Read only: all tests of the class share it.</summary>
    public sealed class Archive : IDisposable
    {
        public Archive()
        {
            var body = string.Concat(Enumerable.Repeat("the of to aab. the to abc of ", 60));
            for (var i = 0; i < 400; i++)
            {
                Index.Add(new Article { Id = $"a{i}", Body = body, Entities = [new("person", $"a{i}")] });
            }
        }

        internal TestIndex Index { get; } = new(exactForms: false);

        public void Dispose() => Index.Dispose();
    }
}
