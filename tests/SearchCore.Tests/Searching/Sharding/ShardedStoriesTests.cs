using SearchCore.Articles;
using SearchCore.Queries;

namespace SearchCore.Tests.Searching.Sharding;

/// <summary>Stories over shards that fail, hang or were never told of them.</summary>
public sealed class ShardedStoriesTests : IDisposable
{
    private const int Takes = 4;

    private readonly ArticleIndex whole = ArticleIndex.InMemory(Options);
    private readonly ArticleIndex[] parts = [.. Enumerable.Range(0, 3).Select(_ => ArticleIndex.InMemory(Options))];
    private readonly ArticleShard[] shards;

    public ShardedStoriesTests()
    {
        // Twelve reports, of each of which four takes stand in different shards.
        for (var i = 0; i < 12 * Takes; i++)
        {
            var random = new Random(i / Takes);
            var words = Enumerable.Range(0, 60).Select(_ => $"w{random.Next(500)}").ToArray();
            words[i % Takes] = $"take{i}";
            var article = new Article
            {
                Id = $"a{i}",
                Body = $"ferry {string.Join(' ', words)}",
                Source = i % 2 == 0 ? "Times" : "Herald",
                Published = new ArticleDate(86_400L * (i % 5)),
                Members = [new("price", $"{i % 9}"), new("hearings", $"[\"2020-01-0{1 + (i % 7)}\",\"2020-02-03\"]")],
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

        shards = [.. parts.Select((p, i) => new ArticleShard($"shard-{i}", p))];
    }

    private static ArticleIndexOptions Options => new()
    {
        Recognizer = null,
        Fields = [new("price", FieldType.Number), new("hearings", FieldType.Date) { HasMany = true }],
    };

    private static SearchRequest Request => new()
    {
        Query = "ferry",
        Unique = true,
        Facets = [new("source"), new("price") { Step = 2 }, new("hearings") { Ranges = ["2020-01-03", "2020-02", "2021"] }],
        Timeline = new(TimelineUnit.Day),
        Limit = 20,
        TimeLimit = Timeout.InfiniteTimeSpan,
    };

    public void Dispose()
    {
        Array.ForEach(shards, s => s.Dispose());
        Array.ForEach(parts, p => p.Dispose());
        whole.Dispose();
    }

    [Fact]
    public async Task They_are_those_of_one_index()
    {
        var searcher = new ShardedSearcher(shards);
        using var one = whole.OpenSearcher();
        Assert.Equal(12, one.Stories().Count);
        Assert.Equal(one.Stories(), await searcher.StoriesAsync());
        Assert.Equal(one.Near("a5", 0.6), await searcher.NearAsync("a5", 0.6));
        var expected = one.Search(Request);
        Assert.Equal(
            (12L, 24L, 12), (expected.Stories!.Value.Value, expected.Facets[0].Values.Sum(v => v.Count), expected.Hits.Count));
        var found = await searcher.SearchAsync(Request);
        Assert.Equal(expected with { Took = default, Next = null }, found with { Took = default, Next = null });
        await Assert.ThrowsAsync<QueryException>(() => searcher.NearAsync("nothing"));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => searcher.NearAsync("a5", 0.2));
    }

    [Fact]
    public async Task A_shard_that_fails_is_named_from_whatever_question_on()
    {
        var all = await new ShardedSearcher(shards).SearchAsync(Request);
        for (var calls = 0; calls < 20; calls++)
        {
            var failing = new Failing(shards[1], calls);
            var partly = new ShardedSearcher([shards[0], failing, shards[2]]);
            var found = await partly.SearchAsync(Request);
            if (failing.Left >= 0)
            {
                // It was asked less often.
                Assert.Equal(all with { Took = default }, found with { Took = default });
                Assert.True(calls > 4);
                return;
            }

            Assert.Equal(new("shard-1", "the wire is cut"), Assert.Single(found.Missing));
            Assert.True(found.IsPartial);
            Assert.InRange(found.Stories!.Value.Value, 12, 12);
            Assert.All(found.Hits, h => Assert.NotNull(h.Story));

            Assert.True(found.Total.IsExact || !found.Stories!.Value.IsExact);

            // Nothing that was found without it is kept for long: while that is made again, a search may have it once more.
            failing.Left = int.MaxValue;
            var whole = await partly.SearchAsync(Request);
            for (var tries = 0; whole.IsPartial && tries < 100; tries++)
            {
                await Task.Delay(100);
                whole = await partly.SearchAsync(Request);
            }

            Assert.Equal(all with { Took = default }, whole with { Took = default });
        }

        Assert.Fail("a search asks a shard more than twenty times");
    }

    [Fact]
    public async Task Stories_that_take_long_are_not_made_for_each_search_while_a_shard_is_down()
    {
        // Signatures come after the gate is open, and that is later than the first search waits.
        var (gate, asked) = (new TaskCompletionSource(), 0);
        var slow = new Slow(shards[0], async question =>
        {
            if (question.Span[1] == 10)
            {
                Interlocked.Increment(ref asked);
                await gate.Task;
            }
        });
        var clock = new SteppedClock();
        var partly = new ShardedSearcher([slow, new Failing(shards[1], 0), shards[2]], clock);
        Assert.Equal(0, (await partly.SearchAsync(Request with { TimeLimit = TimeSpan.FromMilliseconds(300) })).Total.Value);
        clock.Now += TimeSpan.FromMinutes(1);
        gate.SetResult();
        var second = await partly.SearchAsync(Request);
        Assert.Equal("shard-1", Assert.Single(second.Missing).Shard);
        Assert.NotEmpty(second.Hits);
        for (var i = 0; i < 5; i++)
        {
            Assert.NotEmpty((await partly.SearchAsync(Request)).Hits);
        }

        Assert.Equal(1, asked);

        // After ten times as long as that took they are made again.
        clock.Now += TimeSpan.FromHours(1);
        Assert.NotEmpty((await partly.SearchAsync(Request)).Hits);
        Assert.Equal(2, asked);
    }

    [Fact]
    public async Task What_needs_all_shards_is_not_said_without_one()
    {
        var partly = new ShardedSearcher([shards[0], new Failing(shards[1], 0), shards[2]]);
        await Assert.ThrowsAsync<ShardsUnavailableException>(() => partly.StoriesAsync());
        await Assert.ThrowsAsync<ShardsUnavailableException>(() => partly.NearAsync("a1"));
    }

    [Fact]
    public async Task A_shard_that_hangs_does_not_keep_a_search_beyond_its_time()
    {
        var never = new TaskCompletionSource<ReadOnlyMemory<byte>>();
        var partly = new ShardedSearcher([shards[0], new Failing(shards[1], 2) { Then = never.Task }, shards[2]]);
        var found = await partly.SearchAsync(Request with { TimeLimit = TimeSpan.FromSeconds(1) });
        Assert.True(found.IsPartial);
        Assert.False(found.Stories!.Value.IsExact);
    }

    [Fact]
    public async Task An_archive_without_signatures_is_refused()
    {
        // A shard says so in place of its signatures: the number of that answer is 1.
        var without = new Answering(shards[0], (question, answer) => question.Span[1] == 10 ? new byte[] { 0, 0, 1, 2 } : answer);
        var refused = await Assert.ThrowsAsync<QueryException>(() => new ShardedSearcher([without, shards[1]]).SearchAsync(Request));
        Assert.Equal(("SC340", "ferry"), (refused.Diagnostics[0].Code, refused.Query));
    }

    [Fact]
    public async Task A_shard_answers_whatever_it_is_asked()
    {
        var questions = new List<byte[]>();
        await new ShardedSearcher([new Answering(shards[0], (q, a) =>
        {
            questions.Add(q.ToArray());
            return a;
        }), shards[1]]).SearchAsync(Request);
        Assert.True(questions.Count > 5);
        var random = new Random(8);
        for (var i = 0; i < 3_000; i++)
        {
            var broken = questions[random.Next(questions.Count)].ToArray();
            if (i % 3 == 0)
            {
                broken = broken[..random.Next(broken.Length)];
            }
            else
            {
                broken[random.Next(broken.Length)] = (byte)random.Next(256);
            }

            Assert.NotEqual(0, shards[0].Answer(broken).Length);
        }

        Assert.Equal(12, (await new ShardedSearcher(shards).SearchAsync(Request)).Stories!.Value.Value);
    }

    /// <summary>A shard that answers when something is done.</summary>
    private sealed class Slow(IShard shard, Func<ReadOnlyMemory<byte>, Task> before) : IShard
    {
        public string Name => shard.Name;

        public async ValueTask<ReadOnlyMemory<byte>> AskAsync(ReadOnlyMemory<byte> question, CancellationToken cancellation)
        {
            await before(question);
            return await shard.AskAsync(question, cancellation);
        }
    }

    /// <summary>Time that stands still but for steps; what waits does so by the machine's.</summary>
    private sealed class SteppedClock : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }

    /// <summary>A shard that fails after so many questions.</summary>
    private sealed class Failing(IShard shard, int calls) : IShard
    {
        public int Left { get; set; } = calls;

        public Task<ReadOnlyMemory<byte>>? Then { get; init; }

        public string Name => shard.Name;

        public async ValueTask<ReadOnlyMemory<byte>> AskAsync(ReadOnlyMemory<byte> question, CancellationToken cancellation) =>
            Left-- > 0 ? await shard.AskAsync(question, cancellation)
            : Then is { } then ? await then
            : throw new IOException("the wire is cut");
    }

    /// <summary>A shard whose answers are looked at or exchanged.</summary>
    private sealed class Answering(IShard shard, Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> exchange) : IShard
    {
        public string Name => shard.Name;

        public async ValueTask<ReadOnlyMemory<byte>> AskAsync(ReadOnlyMemory<byte> question, CancellationToken cancellation) =>
            exchange(question, await shard.AskAsync(question, cancellation));
    }
}
