using SearchCore.Articles;
using SearchCore.Queries;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Tests.Searching.Budget;

/// <summary>
/// Wherever the time of a search ends, or it is cancelled, it comes back: at every look at the clock in turn, with a clock that goes on
/// with each look. And nothing takes
/// long between two looks.
/// </summary>
public sealed class StopTests(StopTests.LongTexts texts) : IClassFixture<StopTests.LongTexts>
{
    // So many places in a search are tried; every one where there are fewer.
    private const int Places = 12;

    // Looks behind the deadline: for the time it took.
    private const int LooksAfter = 1;

    private readonly PointInTime state = texts.State;

    /// <summary>What is costly, and how often the clock is looked at at least.</summary>
    public static TheoryData<string, int> Costly => new()
    {
        { "phrase", 20 }, { "loose", 5 }, { "near", 20 }, { "nested", 20 }, { "paragraph", 20 }, { "apart", 10 }, { "often", 10 },
            { "wildcards", 10 }, { "fuzzy", 10 }, { "words", 50 },
        { "facets", 3 }, { "prefix", 20 }, { "timeline", 20 }, { "values", 20 }, { "significant words", 20 }, { "similar", 1 },
        { "suggest", 10 }, { "snippets", 50 },
        { "snippets apart", 50 }, { "snippets of nothing", 50 }, { "hits", 200 }, { "everything", 10 },
    };

    [Theory]
    [MemberData(nameof(Costly))]
    public void A_search_ends_wherever_its_time_does(string kind, int least)
    {
        var request = Request(kind);
        Search(request, new LookClock(long.MaxValue));
        var whole = new LookClock(long.MaxValue);
        Assert.False(Search(request, whole).IsPartial);
        Assert.InRange(whole.Looks, least, int.MaxValue);

        foreach (var place in PlacesIn(whole.Looks))
        {
            var clock = new LookClock(place);
            Assert.True(Search(request, clock).IsPartial, $"look {place} of {whole.Looks}");
            Assert.InRange(clock.Looks - place, 0, LooksAfter);
        }
    }

    [Theory]
    [MemberData(nameof(Costly))]
    public void A_search_ends_wherever_it_is_cancelled(string kind, int least)
    {
        var request = Request(kind);
        Search(request, new LookClock(long.MaxValue));
        var whole = new LookClock(long.MaxValue);
        Search(request, whole);
        Assert.InRange(whole.Looks, least, int.MaxValue);

        // The last look is for the time it took.
        foreach (var place in PlacesIn(whole.Looks - 2))
        {
            using var cancellation = new CancellationTokenSource();
            var clock = new LookClock(long.MaxValue, place, cancellation);
            Assert.ThrowsAny<OperationCanceledException>(() => Search(request, clock, cancellation.Token));
            Assert.InRange(clock.Looks - place, 0, 1);
        }
    }

    [Fact]
    public void What_a_stopped_search_leaves_behind_is_not_found_by_the_next()
    {
        const int words = 120;
        var random = new Random(5);
        using var index = new TestIndex();
        var both = 0;
        for (var i = 0; i < 9_000; i++)
        {
            var own = Enumerable.Range(0, words).Where(_ => random.Next(2) == 0).ToHashSet();
            both += own.Contains(0) && own.Contains(1) ? 1 : 0;
            index.Add(new Article { Id = $"a{i}", Body = string.Join(' ', own.Select(w => $"w{w}")) });
        }

        var any = new SearchRequest
        {
            Tree = QueryNode.Or([.. Enumerable.Range(0, words).Select(w => new WordNode($"w{w}", TextField.Body))]),
            Sort = SearchSort.Newest,
        };
        var all = any with { Tree = QueryNode.And(new WordNode("w0", TextField.Body), new WordNode("w1", TextField.Body)) };
        var stopped = 0;
        for (var isPartial = true; isPartial;)
        {
            using var searcher = index.OpenSearcher(new LookClock(stopped + 1));
            isPartial = searcher.Search(any with { TimeLimit = TimeSpan.FromTicks(1) }).IsPartial;
            stopped += isPartial ? 1 : 0;
            Assert.Equal(both, index.Search(all).Total.Value);
        }

        Assert.InRange(stopped, 5, int.MaxValue);
    }

    [Fact]
    public void The_clock_is_looked_at_before_a_segment_is_read_for_the_first_time()
    {
        const int segments = 20;
        using var index = Cut(segments);
        var clock = new LookClock(long.MaxValue);
        using var searcher = index.OpenSearcher(clock);
        var similar = searcher.Search(new() { SimilarTo = $"a{segments - 1}", Limit = 1, TimeLimit = TimeSpan.FromTicks(1) });
        Assert.Equal((segments - 1, false), (similar.Total.Value, similar.IsPartial));

        // For its id, its title and its body.
        Assert.InRange(clock.Looks, 3 * segments, int.MaxValue);
    }

    [Fact]
    public void An_article_that_is_highlighted_is_there_where_there_is_no_time_for_its_places()
    {
        const int segments = 5;
        using var index = Cut(segments);
        using var searcher = index.OpenSearcher(new LookClock(1));
        var found = searcher.Highlight($"a{segments - 1}", new() { Query = "strike", TimeLimit = TimeSpan.FromTicks(1) });
        Assert.Equal($"a{segments - 1}", found?.Stored.Article.Id);
    }

    private static TestIndex Cut(int segments)
    {
        var index = new TestIndex();
        for (var i = 0; i < segments; i++)
        {
            index.Add(new Article { Id = $"a{i}", Title = "strike", Body = "A strike of the harbours." });
            index.Cut();
        }

        return index;
    }

    [Fact]
    public void What_searches_share_is_made_once_even_where_none_has_time_to_wait()
    {
        var (gate, made) = (new ManualResetEventSlim(), 0);
        var work = new SingleFlight<string>();
        string Make()
        {
            gate.Wait();
            Interlocked.Increment(ref made);
            return "done";
        }

        for (var i = 0; i < 3; i++)
        {
            Assert.Throws<BudgetExceededException>(
                () => work.Value(state.Reader, Make, new SearchBudget(new LookClock(1), TimeSpan.FromTicks(1), CancellationToken.None)));
        }

        gate.Set();
        Assert.Equal("done", work.Value(state.Reader, Make, SearchBudget.Unlimited));
        Assert.Equal(("done", 1), (work.Known, made));
        gate.Dispose();
    }

    [Fact]
    public void What_failed_is_tried_again()
    {
        var work = new SingleFlight<string>();
        Assert.Throws<IOException>(() => work.Value(state.Reader, () => throw new IOException("no"), SearchBudget.Unlimited));
        Assert.Equal("done", work.Value(state.Reader, () => "done", SearchBudget.Unlimited));
    }

    private static IEnumerable<long> PlacesIn(long looks) =>
        Enumerable.Range(0, Places).Select(i => 1 + (i * Math.Max(0, looks - 2) / (Places - 1))).Where(p => p < looks).Distinct();

    private static SearchRequest Request(string kind)
    {
        var request = new SearchRequest { Limit = 5, Suggest = false };
        return kind switch
        {
            "phrase" => request with { Query = "\"the of the port of\"" },
            "loose" => request with { Query = "\"the of port\"~10", SnippetLength = 0 },
            "near" => request with { Query = "the W/1000 nosuch OR (the PRE/3 (of W/3 port))", SnippetLength = 0 },
            "nested" => request with { Query = "ATLEAST1000 (the W/5 of W/5 port)", SnippetLength = 0 },
            "paragraph" => request with { Query = "(the /P of) /P (and /S to)", SnippetLength = 0 },
            "apart" => request with { Query = "the NOT W/2 (of OR to)", SnippetLength = 0 },
            "often" => request with { Query = "ATLEAST1000 (the OR of)", SnippetLength = 0 },
            "wildcards" => request with { Query = "ha* OR mi*s* W/5 po*", SnippetLength = 0 },
            "fuzzy" => request with { Query = string.Join(" OR ", Enumerable.Repeat("harbuor~2", 20)), SnippetLength = 0 },
            "words" => request with { Tree = QueryNode.Or([.. Enumerable.Range(0, 1_000).Select(i => QueryNode.Word($"word{i}"))]) },
            "facets" => request with { Facets = [new("person") { Top = 100 }, new("place") { Top = 100 }] },
            "prefix" => request with { Facets = [new("person") { Top = 100, Prefix = "smi" }] },
            "timeline" => request with { Timeline = new(TimelineUnit.Day) { By = new("place") { Top = 100 } } },
            "values" => request with
            {
                Query = "small",
                Significant = [new("person"), new("place")],
                Facets = [new("person") { Top = 10, Prefix = "zz" }],
            },
            "significant words" => request with { Query = "the of", Significant = [new(SignificantRequest.Words)] },
            "similar" => request with { SimilarTo = "a9" },
            "suggest" => request with { Query = "harbuors person:\"p77 Smiht\"", Suggest = true },
            "snippets" => request with { Query = "vast (the W/1000 of)", SnippetLength = 10_000 },
            "snippets apart" => request with { Query = "vast (the NOT /S of)", SnippetLength = 10_000 },
            "snippets of nothing" => request with { Query = "vast OR \"the nosuch\"" },
            "hits" => request with { Query = "small", Limit = 200 },
            "everything" =>
                request with
                {
                    Query = "*:*",
                    Sort = SearchSort.Newest,
                    Facets = [new("person")],
                    Select = [new("place", "q1"), new("person", "p30 Smith")],
                    Timeline = new(TimelineUnit.Month),
                },
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
    }

    // What searches share is made by the first, so that looks are counted of the search alone.
    private SearchResults Search(SearchRequest request, LookClock clock, CancellationToken cancellation = default)
    {
        Assert.True(state.TryLease());
        using (var first = new ArticleSearcher(state))
        {
            var shared = new SearchRequest
            {
                Facets = [new("person") { Top = 1, Prefix = "s" }, new("place")],
                Significant = [new("person"), new("place")],
                Sort = SearchSort.Newest,
                Timeline = request.Timeline,
                Limit = 0,
                TimeLimit = Timeout.InfiniteTimeSpan,
            };

            // What a timeline counts of the whole archive is kept when it is asked for again.
            first.Search(shared, CancellationToken.None);
            first.Search(shared, CancellationToken.None);
        }

        Assert.True(state.TryLease());
        using var searcher = new ArticleSearcher(state, clock);
        return searcher.Search(request with { TimeLimit = TimeSpan.FromTicks(1) }, cancellation);
    }

    /// <summary>Some very long articles among many short ones.</summary>
    public sealed class LongTexts : IDisposable
    {
        private readonly TestIndex index = new(exactForms: false);

        public LongTexts()
        {
            var random = new Random(7);
            string[] words = ["the", "of", "to", "and", "port", "strike", "harbour", "ministry", "grain"];
            for (var i = 0; i < 300; i++)
            {
                var length = i < 4 ? 60_000 : 60;
                index.Add(new Article
                {
                    Id = $"a{i}",
                    Title = i < 4 ? "vast" : "small",
                    Body = string.Concat(
                        Enumerable.Range(0, length).Select(
                        _ => words[random.Next(words.Length)] + (random.Next(8) == 0 ? ". " : random.Next(200) == 0 ? ".\n\n" : " "))),
                    Published = new ArticleDate(random.NextInt64(20L * 365 * 86_400)),
                    Entities = [.. Enumerable.Range(0, 30).Select(n => new EntityName("person", $"p{(i * 30) + n} Smith")),
                    new("place", $"q{i % 50}")],
                });
                if (i % 100 == 99)
                {
                    index.Cut();
                }
            }

            State = index.Open();
        }

        internal PointInTime State { get; }

        public void Dispose()
        {
            State.Release();
            index.Dispose();
        }
    }
}
