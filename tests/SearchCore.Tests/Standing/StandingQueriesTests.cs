using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Queries;
using SearchCore.TestKit;

namespace SearchCore.Tests.Standing;

public sealed class StandingQueriesTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly StandingClock clock = new(new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero));

    public void Dispose() => folder.Dispose();

    [Fact]
    public void An_article_that_comes_in_is_told_of_with_its_commit()
    {
        using var index = Open();
        var stored = index.Standing.Put(Query("quakes", "earthquake W/5 japan"));
        Assert.Equal((1L, (DateTimeOffset?)clock.GetUtcNow()), (stored.Version, stored.Stored));
        index.Add(Make("a", "An earthquake struck Japan & its islands"));
        index.Add(Make("b", "Nothing struck"));
        index.Refresh();
        Assert.Empty(index.Standing.Read());

        var commit = index.Commit();
        var found = Assert.Single(index.Standing.Read());
        Assert.Equal(
            (1L, "quakes", 1L, commit, clock.GetUtcNow(), null),
            (found.Number, found.Query, found.Version, found.Commit, found.At, found.Fault));
        Assert.Equal(
            index.Search(new SearchRequest { Query = "earthquake W/5 japan" }).Hits[0] with { Score = 0 }, found.Article);
        Assert.Equal("An <em>earthquake</em> struck <em>Japan</em> &amp; its islands", found.Article!.Snippet!.ToHtml());
        Assert.Equal((1L, 1L), (index.Standing.First, index.Standing.Last));
    }

    // docs/standing-queries.md shows these lines, which the last assertion looks at.
    [Fact]
    public void The_example_of_the_page()
    {
        using var index = ArticleIndex.Open(folder.Path);
        var request = new SearchRequest { Query = "\"port strike\" AND place:Netherlands" };
        index.Standing.Put(new StandingQuery { Name = "strikes", Request = request });
        index.Add(new Article { Id = "a1", Title = "Port strike ends", Body = "The port strike in the Netherlands ended." });
        index.Commit();
        var told = new List<string>();
        foreach (var found in index.Standing.Read())
        {
            told.Add($"{found.Number} {found.Query}: {found.Article?.Title}");
        }

        Assert.Equal(["1 strikes: Port strike ends"], told);
        var page = File.ReadAllLines(Path.Combine(SharedData.Root, "docs", "standing-queries.md"));
        var example = page.SkipWhile(l => l != "```csharp").Skip(1).TakeWhile(l => l != "```").Select(l => l.Trim()).ToList();
        var own = File.ReadAllLines(Path.Combine(
            SharedData.Root, "tests", "SearchCore.Tests", "Standing", "StandingQueriesTests.cs")).Select(l => l.Trim()).ToHashSet();
        Assert.StartsWith("Console.WriteLine", Assert.Single(example, l => !own.Contains(l)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_replaced_or_deleted_before_its_commit_is_not_told_of()
    {
        using var index = Open();
        index.Standing.Put(Query("q", "storm"));
        index.Add(Make("a", "storm one"));
        index.Add(Make("b", "storm two"));
        index.Add(Make("c", "storm three"));
        index.Refresh();
        index.Add(Make("a", "calm"));
        index.Add(Make("b", "storm again"));
        index.Delete("c");
        index.Commit();
        var found = Assert.Single(index.Standing.Read());
        Assert.Equal(("b", "storm again"), (found.Article!.Id, found.Article.Snippet!.Text));
        Assert.Equal(4, index.Standing.Last);

        index.Add(Make("b", "storm the third"));
        index.Commit();
        Assert.Equal(["b", "b"], index.Standing.Read().Select(e => e.Article!.Id));
    }

    [Fact]
    public void Loads_are_matched_by_all_workers_and_told_in_the_order_of_the_input()
    {
        using var index = ArticleIndex.Open(folder.Path, new() { Recognizer = null, Workers = 3, MemoryMegabytes = 16 });
        index.Standing.Put([Query("b", "seven"), Query("a", "every")]);
        var articles = Enumerable.Range(0, 3_000).Select(i => Make($"a{i}", i % 7 == 0 ? "every seven" : "every"));
        index.Index([ArticleSource.From(articles)]);
        var events = index.Standing.Read().ToList();
        Assert.Equal(3_000 + 429, events.Count);
        Assert.Equal(events.OrderBy(e => e.Number), events);
        foreach (var commit in events.GroupBy(e => e.Commit))
        {
            var order = commit.Select(e => (int.Parse(e.Article!.Id[1..], null), e.Query));
            Assert.Equal(order.Order(), order);
        }
    }

    [Fact]
    public void Relative_dates_count_from_the_moment_of_matching()
    {
        using var index = Open();
        index.Standing.Put(Query("fresh", "storm date:last-7-days"));
        index.Add(Make("a", "storm") with { Published = new ArticleDate(clock.GetUtcNow().ToUnixTimeSeconds() - 86_400) });
        index.Commit();
        clock.Now += TimeSpan.FromDays(30);
        index.Add(Make("b", "storm") with { Published = new ArticleDate(clock.GetUtcNow().ToUnixTimeSeconds() - (86_400 * 29)) });
        index.Add(Make("c", "storm") with { Published = new ArticleDate(clock.GetUtcNow().ToUnixTimeSeconds() - 86_400) });
        index.Commit();
        Assert.Equal(["a", "c"], index.Standing.Read().Select(e => e.Article!.Id));
        Assert.Equal(clock.GetUtcNow(), index.Standing.Read().Last().At);
    }

    [Fact]
    public void Aliases_and_synonyms_are_those_of_the_index()
    {
        using var index = ArticleIndex.Open(folder.Path, new() { Synonyms = Synonyms.Read(new StringReader("quake, earthquake")) });
        index.Standing.Put([Query("place", "place:USA"), Query("synonym", "quake")]);
        index.Add(Make("a", "The earthquake was felt all over the United States, the White House said."));
        index.Commit();
        Assert.Equal(["place", "synonym"], index.Standing.Read().Select(e => e.Query));
    }

    [Fact]
    public void A_scope_hides_articles_and_forbids_parts()
    {
        using var index = Open();
        var scope = SearchScope.Having("source", "wire") with { Forbidden = QueryParts.Wildcards };
        Assert.Throws<QueryException>(() => index.Standing.Put(Query("w", "stor*") with { Scope = scope }));
        index.Standing.Put(Query("q", "storm") with { Scope = scope });
        index.Add(Make("a", "storm") with { Source = "Wire" });
        index.Add(Make("b", "storm") with { Source = "Blog" });
        index.Commit();
        Assert.Equal("a", Assert.Single(index.Standing.Read()).Article!.Id);
        Assert.Equal(scope, index.Standing.Find("q")!.Scope);
    }

    [Theory]
    [InlineData("storm | sort newest", "SC335")]
    [InlineData("storm AND (", "SC106")]
    [InlineData("nosuch:storm", "SC102")]
    public void What_cannot_stand_is_refused(string text, string code)
    {
        using var index = Open();
        var fault = Assert.Throws<QueryException>(() => index.Standing.Put(Query("q", text)));
        Assert.Contains(fault.Diagnostics, d => d.Code == code);
        Assert.Empty(index.Standing.List());
    }

    [Fact]
    public void Members_that_say_nothing_are_refused_by_name()
    {
        using var index = Open();
        var standing = index.Standing;
        Assert.Contains(
            "SearchRequest.Limit",
            Assert.Throws<ArgumentException>(() => standing.Check(Of("q", new() { Query = "x", Limit = 3 }))).Message);
        Assert.Contains(
            "SearchRequest.Now",
            Assert.Throws<ArgumentException>(() => standing.Check(Of("q", new() { Query = "x", Now = clock.GetUtcNow() }))).Message);
        Assert.Contains("Name", Assert.Throws<ArgumentException>(() => standing.Check(Query("a\nb", "x"))).Message);
        Assert.Throws<ArgumentException>(() => standing.Check(Query(new('x', StandingQuery.MaxName + 1), "x")));
        Assert.Throws<ArgumentException>(() => standing.Put([Query("q", "x"), Query("q", "y")]));
        Assert.True(StandingQueries.MaxQueries >= 10_000);
        Assert.Throws<ArgumentException>(() => StandingQueries.RequireConsumer(new string('x', StandingQueries.MaxConsumerName + 1)));
    }

    [Fact]
    public void Queries_are_kept_replaced_and_removed()
    {
        using (var index = Open())
        {
            index.Standing.Put([Query("a", "storm"), Query("b", "quake")]);
            index.Standing.Put(Query("b", "flood"));
            Assert.True(index.Standing.Remove("a"));
            Assert.False(index.Standing.Remove("a"));
        }

        using var again = Open();
        var only = Assert.Single(again.Standing.List());
        Assert.Equal(("b", "flood", 2L), (only.Name, only.Request.Query, only.Version));
        Assert.Null(again.Standing.Find("a"));
        Assert.Single(Files("queries-"));

        using var reading = ArticleIndex.Open(folder.Path, new() { Access = IndexAccess.ReadOnly });
        Assert.Equal("b", Assert.Single(reading.Standing.List()).Name);
        Assert.Throws<InvalidOperationException>(() => reading.Standing.Put(Query("c", "x")));
    }

    [Fact]
    public void A_consumer_goes_on_where_it_was_and_may_go_back()
    {
        using (var index = Open())
        {
            index.Standing.Put(Query("q", "storm"));
            Fill(index, 3);
            Assert.Equal(0, index.Standing.Position("mail"));
            index.Standing.Acknowledge("mail", 2);
            Assert.Throws<ArgumentOutOfRangeException>(() => index.Standing.Acknowledge("mail", 4));
        }

        using var again = Open();
        Assert.Equal(2, again.Standing.Position("mail"));
        Assert.Equal([3L], again.Standing.Read(again.Standing.Position("mail")).Select(e => e.Number));
        again.Standing.Acknowledge("mail", 1);
        Assert.Equal(1, again.Standing.Position("mail"));
        Assert.Equal(0, again.Standing.Position("mai"));
        Assert.True(again.Standing.Forget("mail"));
        Assert.False(again.Standing.Forget("mail"));
    }

    [Fact]
    public async Task A_delivery_that_fails_comes_again()
    {
        using var index = Open();
        index.Standing.Put(Query("q", "storm"));
        Fill(index, 2);
        var seen = new List<long>();
        var boom = await Assert.ThrowsAsync<InvalidOperationException>(() => index.Standing.DeliverAsync(
            "mail",
            (e, _) =>
            {
                seen.Add(e.Number);
                return e.Number == 2 ? throw new InvalidOperationException("boom") : ValueTask.CompletedTask;
            },
            CancellationToken.None));
        Assert.Equal("boom", boom.Message);

        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => index.Standing.DeliverAsync(
            "mail",
            (e, _) =>
            {
                seen.Add(e.Number);
                if (e.Number == 2)
                {
                    Fill(index, 1);
                }
                else
                {
                    stop.Cancel();
                }

                return ValueTask.CompletedTask;
            },
            stop.Token));
        Assert.Equal([1L, 2L, 2L, 3L], seen);
        Assert.Equal(3, index.Standing.Position("mail"));
    }

    [Fact]
    public async Task Another_process_follows_what_is_committed()
    {
        using var index = Open();
        index.Standing.Put(Query("q", "storm"));
        using var reading = ArticleIndex.Open(folder.Path, new() { Access = IndexAccess.ReadOnly });
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var seen = new List<long>();
        Fill(index, 2);
        await foreach (var found in reading.Standing.FollowAsync(0, stop.Token))
        {
            seen.Add(found.Number);
            if (found.Number == 2)
            {
                Fill(index, 1);
            }
            else if (found.Number == 3)
            {
                break;
            }
        }

        Assert.Equal([1L, 2L, 3L], seen);
    }

    [Fact]
    public void A_query_that_can_no_longer_be_understood_is_told_once()
    {
        using var index = ArticleIndex.Open(folder.Path, new() { Recognizer = null, Fields = [new("price", FieldType.Number)] });
        index.Standing.Put(Query("q", "price:>3 storm"));
        index.Dispose();
        ArticleIndex.Rebuild(folder.Path, new() { Recognizer = null, Fields = [] });
        using var rebuilt = Open();
        Fill(rebuilt, 1);
        Fill(rebuilt, 1);
        var fault = Assert.Single(rebuilt.Standing.Read());
        Assert.Contains("could not be matched", fault.Fault, StringComparison.Ordinal);
        Assert.Null(fault.Article);
    }

    [Fact]
    public void A_choice_of_a_relative_date_counts_from_the_moment_of_matching()
    {
        using var index = ArticleIndex.Open(
            folder.Path, new() { Recognizer = null, Clock = clock, Fields = [new("embargo", FieldType.Date)] });
        index.Standing.Put(Query("text", "port AND embargo:today"));
        index.Standing.Put(new StandingQuery { Name = "choice", Request = new() { Query = "port", Select = [new("embargo", "today")] } });
        foreach (var day in new[] { 10, 11, 12 })
        {
            clock.Now = new(2026, 3, day, 12, 0, 0, TimeSpan.Zero);
            for (var of = 9; of < 13; of++)
            {
                index.Add(Make($"{day} of {of}", "port") with { Members = [new("embargo", $"2026-03-{of:D2}")] });
            }

            index.Commit();
        }

        string[] expected = ["10 of 10", "11 of 11", "12 of 12"];
        foreach (var name in new[] { "text", "choice" })
        {
            Assert.Equal(expected, index.Standing.Read().Where(e => e.Query == name).Select(e => e.Article!.Id));
        }
    }

    [Fact]
    public void Each_batch_for_which_there_was_no_time_is_told_of()
    {
        using var index = Open();
        index.Standing.Put(Query("q", "storm"));

        // Each look at the clock finds a minute gone.
        clock.Step = TimeSpan.FromMinutes(1);
        Fill(index, 3);
        clock.Step = TimeSpan.Zero;
        Fill(index, 1);
        var told = index.Standing.Read().ToList();
        Assert.Equal(4, told.Count);
        Assert.All(told[..^1], e => Assert.StartsWith("1 article could not be matched", e.Fault, StringComparison.Ordinal));
        Assert.NotNull(told[^1].Article);
    }

    [Fact]
    public void What_was_merged_away_is_removed_where_queries_are_watched_too()
    {
        var options = new ArticleIndexOptions { Recognizer = null, Clock = clock, SegmentsPerTier = 2, CursorPoints = 0 };
        using (var index = ArticleIndex.Open(folder.Path, options))
        {
            index.Standing.Put(Query("q", "nothing"));
            Fill(index, 40);
        }

        Assert.InRange(Directory.GetFiles(folder.Path).Length, 10, 120);
    }

    private static void Fill(ArticleIndex index, int articles)
    {
        for (var i = 0; i < articles; i++)
        {
            index.Add(Make($"{Guid.NewGuid():N}", "storm"));
            index.Commit();
        }
    }

    private static Article Make(string id, string body) => new() { Id = id, Body = body };

    private static StandingQuery Query(string name, string text) => Of(name, new() { Query = text });

    private static StandingQuery Of(string name, SearchRequest request) => new() { Name = name, Request = request };

    private string[] Files(string prefix) => Directory.GetFiles(Path.Combine(folder.Path, "standing"), prefix + "*");

    private ArticleIndex Open() => ArticleIndex.Open(folder.Path, new() { Recognizer = null, Clock = clock });

    private sealed class StandingClock(DateTimeOffset start) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = start;

        public TimeSpan Step { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => Now;

        public override long GetTimestamp() => (Now += Step).Ticks;
    }
}
