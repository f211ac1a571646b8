using SearchCore.Articles;
using SearchCore.Queries;
using SearchCore.TestKit;

namespace SearchCore.Tests.Searching.Sharding;

/// <summary>What the searcher of shards says beside searches, and what it says where a shard fails.</summary>
public sealed class ShardedSearcherTests : IDisposable
{
    private readonly ArticleIndex whole = ArticleIndex.InMemory();
    private readonly ArticleIndex[] parts = [.. Enumerable.Range(0, 3).Select(_ => ArticleIndex.InMemory())];
    private readonly ArticleShard[] shards;
    private readonly ArticleSearcher one;
    private readonly ShardedSearcher searcher;

    public ShardedSearcherTests()
    {
        for (var i = 0; i < 60; i++)
        {
            var article = new Article
            {
                Id = $"a{i}",
                Title = i % 3 == 0 ? $"Ferry number {i} aground" : $"Storm over Oban, day {i}",
                Body = $"The ferry ran aground off Oban in heavy weather. Passenger {i} was rescued by the lifeboat Café du Nord.",
                Published = ArticleDate.Parse($"19{70 + (i % 20)}-03-{1 + (i % 28):00}"),
                Source = i % 2 == 0 ? "Oban Times" : "Herald",
                Entities = [new("person", i % 4 == 0 ? "Moira Lennox" : $"Passenger {i % 5}"), new("acl", i % 3 == 0 ? "staff" : "public")],
            };
            whole.Add(article);
            parts[i % parts.Length].Add(article);
        }

        whole.Commit();
        whole.Refresh();
        foreach (var part in parts)
        {
            part.Commit();
            part.Refresh();
        }

        one = whole.OpenSearcher();
        shards = [.. parts.Select((p, i) => new ArticleShard($"shard-{i}", p))];
        searcher = new ShardedSearcher(shards);
    }

    private static SearchRequest Request => new()
    {
        Query = "ferry aground",
        Facets = [new("person"), new("source")],
        Timeline = new(TimelineUnit.Year),
        TimeLimit = Timeout.InfiniteTimeSpan,
    };

    [Fact]
    public async Task Everything_else_is_what_one_index_says_too()
    {
        Assert.Equal(one.Kinds(), await searcher.KindsAsync());
        Assert.Equal(60, await searcher.CountAsync());
        Assert.Equal(one.GetStored("a7"), await searcher.GetStoredAsync("a7"));
        Assert.Null(await searcher.GetStoredAsync("nothing"));
        Assert.Equal(one.Get("a7"), await searcher.GetAsync("a7"));
        Assert.Null(await searcher.GetAsync("nothing"));
        Assert.Equal(one.Highlight("a9", Request), await searcher.HighlightAsync("a9", Request));
        Assert.Equal(one.Terms("person", "p"), await searcher.TermsAsync("person", "p"));
        Assert.Equal(one.Terms("body", "pass", 5), await searcher.TermsAsync("body", "pass", 5));
        Assert.Equal(one.Terms("title"), await searcher.TermsAsync("title"));
        foreach (var typed in new[] { "mo", "Moira L", "ferr", "cafe", "storm over o", "x", "" })
        {
            var asked = new CompletionRequest(typed) { TimeLimit = Timeout.InfiniteTimeSpan };
            Assert.Equal(one.Complete(asked), await searcher.CompleteAsync(asked));
        }

        await Assert.ThrowsAsync<QueryException>(() => searcher.SearchAsync(new() { Query = "(ferry" }));
        await Assert.ThrowsAsync<QueryException>(() => searcher.SearchAsync(new() { SimilarTo = "nothing" }));
        await Assert.ThrowsAsync<QueryException>(() => searcher.TermsAsync("body", "", 0));
        Assert.All(shards, s => Assert.Equal(2, s.Sequence));
    }

    [Fact]
    public async Task Within_a_scope_there_are_its_articles_alone()
    {
        var scope = SearchScope.Having("acl", "public") with { Forbidden = QueryParts.Fuzzy };
        using var scoped = one.Within(scope);
        var within = searcher.Within(scope);
        Assert.Equal(scoped.Search(Request) with { Took = default, Next = null },
            await within.SearchAsync(Request) with { Took = default, Next = null });
        Assert.Equal(40, await within.CountAsync());
        Assert.Null(await within.GetStoredAsync("a0"));
        Assert.Equal(scoped.Kinds(), await within.KindsAsync());
        var typed = new CompletionRequest("pass") { TimeLimit = Timeout.InfiniteTimeSpan };
        Assert.Equal(scoped.Complete(typed), await within.CompleteAsync(typed));
        await Assert.ThrowsAsync<QueryException>(() => within.SearchAsync(new() { Query = "fery~1" }));
        Assert.Throws<InvalidOperationException>(() => within.Within(scope));
    }

    [Fact]
    public async Task An_explanation_is_the_one_of_one_index()
    {
        foreach (var query in new[] { "ferry aground", "\"heavy weather\" OR storm*", "oban~1 person:\"Moira Lennox\"^3", "* | limit 3" })
        {
            var request = Request with { Query = query };
            var expected = one.Explain(request);
            Assert.Equal(expected, await searcher.ExplainAsync(request));
            Assert.Contains(expected.Clauses, c => c.Articles > 0);
        }

        var scope = SearchScope.Having("acl", "public");
        using var scoped = one.Within(scope);
        var within = await searcher.Within(scope).ExplainAsync(Request);
        Assert.Equal(scoped.Explain(Request), within);
        Assert.NotEqual(one.Explain(Request), within);
        var wrong = await Assert.ThrowsAsync<QueryException>(() => searcher.ExplainAsync(new() { Query = "(ferry" }));
        Assert.Equal(Assert.Throws<QueryException>(() => one.Explain(new() { Query = "(ferry" })).Diagnostics, wrong.Diagnostics);

        // What is not known of all is not said: neither where a shard fails nor where its answer is none.
        foreach (var then in new Func<ValueTask<ReadOnlyMemory<byte>>>[]
        {
            () => throw new IOException("the wire is cut"),
            () => new(new byte[] { 0, 0, 1, 0 }),
        })
        {
            for (var calls = 0; calls < 3; calls++)
            {
                var partly = new ShardedSearcher([shards[0], new Failing(shards[1], calls, then), shards[2]]);
                var thrown = await Assert.ThrowsAsync<ShardsUnavailableException>(() => partly.ExplainAsync(Request));
                Assert.Equal("shard-1", Assert.Single(thrown.Missing).Shard);
            }
        }
    }

    [Fact]
    public async Task A_shard_that_counts_values_that_it_has_not_is_missing()
    {
        // The first round is asked of another index, which has more values than the one that says what they are.
        using var larger = ArticleIndex.InMemory();
        for (var i = 0; i < 200; i++)
        {
            larger.Add(new Article { Id = $"b{i}", Title = "Ferry aground", Entities = [new("person", $"Somebody {i}")] });
        }

        larger.Commit();
        larger.Refresh();
        using var other = new ArticleShard("other", larger);
        var values = ReadOnlyMemory<byte>.Empty;
        await new ShardedSearcher([new Passing(shards[1], (question, answer) =>
        {
            values = question.Span[1] == 4 ? answer : values;
            return answer;
        })]).SearchAsync(Request with { Facets = [new("person")], Timeline = null });
        Assert.False(values.IsEmpty);
        var mixed = new Passing(other, (question, answer) => question.Span[1] == 4 ? values : answer);
        var found = await new ShardedSearcher([shards[0], mixed]).SearchAsync(
            Request with { Facets = [new("person")], Timeline = null, Significant = [new("person")] });
        Assert.Equal(new("other", "it counts a value that there is not"), Assert.Single(found.Missing));
        Assert.All(found.Hits, h => Assert.StartsWith("a", h.Id, StringComparison.Ordinal));
        var grouped = await new ShardedSearcher([shards[0], mixed]).SearchAsync(
            Request with { Facets = [], Timeline = null, GroupBy = "person" });
        Assert.Equal(new("other", "it groups by a value that there is not"), Assert.Single(grouped.Missing));
        await Assert.ThrowsAsync<ShardsUnavailableException>(
            () => new ShardedSearcher([mixed]).SearchAsync(Request with { Facets = [new("person")] }));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_shard_that_fails_is_named_from_whatever_round_on(int calls)
    {
        var failing = new Failing(shards[1], calls, () => throw new IOException("the wire is cut"));
        var partly = new ShardedSearcher([shards[0], failing, shards[2]]);
        var found = await partly.SearchAsync(Request);
        Assert.Equal(new("shard-1", "the wire is cut"), Assert.Single(found.Missing));
        Assert.True(found.IsPartial);
        Assert.False(found.Total.IsExact);
        Assert.InRange(found.Total.Value, 40, 60);
        Assert.All(found.Hits, h => Assert.Equal(h.Id, one.Get(h.Id)!.Id));
        await Assert.ThrowsAsync<ShardsUnavailableException>(() => partly.TermsAsync("person"));
        // It is back, and nothing that was found without it is kept.
        failing.Left = int.MaxValue;
        Assert.Equal(
            await searcher.SearchAsync(Request) with { Took = default }, await partly.SearchAsync(Request) with { Took = default });
    }

    [Fact]
    public async Task A_shard_whose_answers_are_none_is_missing()
    {
        // Of a later call each, so that every kind of answer is met.
        for (var calls = 0; calls < 5; calls++)
        {
            var partly = new ShardedSearcher(
                [shards[0], new Failing(shards[1], calls, () => new(new byte[] { 0, 0, 3, 255, 255, 255 })), shards[2]]);
            Assert.Equal("shard-1", Assert.Single((await partly.SearchAsync(Request)).Missing).Shard);
        }
    }

    [Fact]
    public async Task A_shard_that_hangs_is_not_waited_for()
    {
        var never = new TaskCompletionSource<ReadOnlyMemory<byte>>();
        var partly = new ShardedSearcher([shards[0], new Failing(shards[1], 3, () => new(never.Task))]);
        var found = await partly.SearchAsync(Request with { TimeLimit = TimeSpan.FromSeconds(2) });
        Assert.Equal(new("shard-1", "it did not answer in time"), Assert.Single(found.Missing));
    }

    [Fact]
    public async Task Where_no_shard_answers_there_is_no_answer()
    {
        var none = new ShardedSearcher([new Failing(shards[1], 0, () => throw new IOException("the wire is cut"))]);
        var thrown = await Assert.ThrowsAsync<ShardsUnavailableException>(() => none.SearchAsync(Request));
        Assert.Equal("shard-1", Assert.Single(thrown.Missing).Shard);
        Assert.Contains("the wire is cut", thrown.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new ShardedSearcher([]));
        Assert.Throws<ArgumentException>(() => new ShardedSearcher([shards[0], shards[0]]));
    }

    [Fact]
    public async Task Cancelling_ends_a_search_and_hurts_no_other()
    {
        using var cancelled = new CancellationTokenSource();
        var slow = new Failing(shards[1], 2, async () =>
        {
            await cancelled.CancelAsync();
            throw new IOException("never said");
        });
        var partly = new ShardedSearcher([shards[0], slow, shards[2]]);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => partly.SearchAsync(Request, cancelled.Token));
        Assert.Empty((await searcher.SearchAsync(Request)).Missing);
    }

    [Fact]
    public async Task A_shard_refuses_what_is_no_question()
    {
        var random = new Random(5);
        var question = Array.Empty<byte>();
        var recorded = new ShardedSearcher([new Recording(shards[0], q => question = q)]);
        await recorded.SearchAsync(Request);
        Assert.NotEmpty(question);
        for (var i = 0; i < 3_000; i++)
        {
            var broken = question.ToArray();
            if (i % 3 == 0)
            {
                broken = broken[..random.Next(broken.Length)];
            }
            else
            {
                broken[random.Next(broken.Length)] = (byte)random.Next(256);
            }

            // Whatever it is, it is answered, and the next one is too.
            Assert.NotEqual(0, shards[0].Answer(broken).Length);
        }

        Assert.Empty((await searcher.SearchAsync(Request)).Missing);
    }

    [Fact]
    public async Task Shards_of_other_options_are_not_searched_as_one()
    {
        using var exact = ArticleIndex.InMemory(new() { ExactForms = true });
        using var shard = new ArticleShard("exact", exact);
        var odd = new ShardedSearcher([shards[0], shard]);
        Assert.Contains("exact forms", (await Assert.ThrowsAsync<ArgumentException>(() => odd.SearchAsync(Request))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shard_says_to_its_host_what_it_found_damaged()
    {
        using var folder = new TempFolder();
        var random = new Random(1);
        using (var index = ArticleIndex.Open(folder["index"], new() { Recognizer = null }))
        {
            for (var i = 0; i < 600; i++)
            {
                var noise = string.Join(' ', Enumerable.Range(0, 50).Select(_ => $"{random.NextInt64():x}"));
                index.Add(new() { Id = $"a{i}", Title = "ferry", Body = noise });
            }

            index.Commit();
        }

        var file = Directory.GetFiles(folder["index"], "*.fdt").Single();
        using (var stream = new FileStream(file, FileMode.Open))
        {
            stream.Position = stream.Length / 2;
            stream.Write(new byte[64]);
        }

        using var damaged = ArticleIndex.Open(folder["index"], new() { Access = IndexAccess.ReadOnly });
        using var shard = new ArticleShard("damaged", damaged);
        var alone = new ShardedSearcher([shard]);
        Assert.Equal(600, (await alone.SearchAsync(new() { Query = "ferry", Limit = 0 })).Total.Value);
        Assert.Null(shard.Damage);
        await Assert.ThrowsAsync<ShardsUnavailableException>(
            () => alone.SearchAsync(new() { Query = "ferry", Limit = 600 }));
        Assert.Contains(Path.GetFileName(file), shard.Damage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_has_no_gaps()
    {
        var all = Request with { Query = "*", Sort = SearchSort.Newest };
        Assert.Equal(one.Export(all).Select(s => s.Article.Id), await Ids(searcher, all));

        // A replica that never heard of the export goes on with it.
        var forgetful = new ShardedSearcher([.. parts.Select(p => new Forgetful(p))]);
        Assert.Equal(one.Export(all).Select(s => s.Article.Id), await Ids(forgetful, all));
        var failing = new ShardedSearcher([shards[0], new Failing(shards[1], 2, () => throw new IOException("the wire is cut"))]);
        await Assert.ThrowsAsync<ShardsUnavailableException>(() => Ids(failing, all));
    }

    public void Dispose()
    {
        Array.ForEach(shards, s => s.Dispose());
        one.Dispose();
        whole.Dispose();
        Array.ForEach(parts, p => p.Dispose());
    }

    private static async Task<List<string>> Ids(ShardedSearcher searcher, SearchRequest request)
    {
        var ids = new List<string>();
        await foreach (var article in searcher.ExportAsync(request))
        {
            ids.Add(article.Article.Id);
        }

        return ids;
    }

    // Answers so many questions, and does something else with the next ones.
    private sealed class Failing(IShard inner, int calls, Func<ValueTask<ReadOnlyMemory<byte>>> then) : IShard
    {
        public int Left { get; set; } = calls;

        public string Name => inner.Name;

        public ValueTask<ReadOnlyMemory<byte>> AskAsync(ReadOnlyMemory<byte> question, CancellationToken cancellation) =>
            Left-- > 0 ? inner.AskAsync(question, cancellation) : then();
    }

    // Makes something else of answers.
    private sealed class Passing(IShard inner, Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> change) : IShard
    {
        public string Name => inner.Name;

        public async ValueTask<ReadOnlyMemory<byte>> AskAsync(ReadOnlyMemory<byte> question, CancellationToken cancellation) =>
            change(question, await inner.AskAsync(question, cancellation));
    }

    private sealed class Recording(IShard inner, Action<byte[]> asked) : IShard
    {
        public string Name => inner.Name;

        public ValueTask<ReadOnlyMemory<byte>> AskAsync(ReadOnlyMemory<byte> question, CancellationToken cancellation)
        {
            asked(question.ToArray());
            return inner.AskAsync(question, cancellation);
        }
    }

    // Each question is answered by a replica of its own.
    private sealed class Forgetful(ArticleIndex index) : IShard
    {
        public string Name { get; } = Guid.NewGuid().ToString();

        public async ValueTask<ReadOnlyMemory<byte>> AskAsync(ReadOnlyMemory<byte> question, CancellationToken cancellation)
        {
            using var replica = new ArticleShard(Name, index);
            return await replica.AskAsync(question, cancellation);
        }
    }
}
