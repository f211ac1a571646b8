using SearchCore.Articles;
using SearchCore.Queries;

namespace SearchCore.Tests.Searching.Sharding;

/// <summary>A long list that all shards made together, by which hits are sorted: it travels to a shard once.</summary>
public sealed class LongAnswerTests : IDisposable
{
    private const int Desks = 900;

    private readonly ArticleIndex whole = ArticleIndex.InMemory(Options);
    private readonly ArticleIndex[] parts = [.. Enumerable.Range(0, 3).Select(_ => ArticleIndex.InMemory(Options))];

    public LongAnswerTests()
    {
        for (var i = 0; i < Desks; i++)
        {
            var article = new Article
            {
                Id = $"a{i}",
                Body = "memo",
                Members = [new("desk", $"desk number {(i * 7) % Desks}")],
            };
            whole.Add(article);
            parts[i % parts.Length].Add(article);
        }

        foreach (var index in parts.Append(whole))
        {
            index.Commit();
            index.Refresh();
        }
    }

    private static ArticleIndexOptions Options => new() { Recognizer = null, Fields = [new("desk", FieldType.Keyword)] };

    private static SearchRequest Request => new()
    {
        Query = "memo",
        SortBy = new("desk"),
        Limit = 5,
        Timeline = new(TimelineUnit.Year),
        TimeLimit = Timeout.InfiniteTimeSpan,
    };

    public void Dispose()
    {
        Array.ForEach(parts, p => p.Dispose());
        whole.Dispose();
    }

    [Fact]
    public async Task It_travels_with_one_round_and_is_a_number_from_then_on()
    {
        var wires = parts.Select((p, i) => new Wire($"shard-{i}", p)).ToList();
        var searcher = new ShardedSearcher([.. wires]);
        var expected = whole.Search(Request) with { Took = default, Next = null };
        for (var search = 0; search < 3; search++)
        {
            Assert.Equal(expected, await searcher.SearchAsync(Request) with { Took = default, Next = null });
            Assert.All(wires, w => Assert.Equal(1, w.Long));
        }

        // Another coordinator of the same shards: nobody has to be told either.
        Assert.Equal(
            expected, await new ShardedSearcher([.. wires]).SearchAsync(Request with { Limit = 5 }) with { Took = default, Next = null });

        // Replicas that were never told ask for it, in whatever round; and again when they have forgotten it.
        foreach (var wire in wires)
        {
            wire.Replace();
        }

        Assert.Equal(expected, await searcher.SearchAsync(Request) with { Took = default, Next = null });
        wires.ForEach(w => w.IsForgetful = true);
        Assert.Equal(expected, await searcher.SearchAsync(Request) with { Took = default, Next = null });
        wires.ForEach(w => w.Dispose());
    }

    /// <summary>A shard whose long questions are counted, and whose replica can be another one.</summary>
    private sealed class Wire(string name, ArticleIndex index) : IShard, IDisposable
    {
        private ArticleShard replica = new(name, index);

        public string Name => name;

        public bool IsForgetful { get; set; }

        public int Long { get; private set; }

        public async ValueTask<ReadOnlyMemory<byte>> AskAsync(ReadOnlyMemory<byte> question, CancellationToken cancellation)
        {
            Long += question.Length > 10 * Desks ? 1 : 0;
            var answer = await replica.AskAsync(question, cancellation);
            if (IsForgetful)
            {
                Replace();
            }

            return answer;
        }

        public void Replace()
        {
            replica.Dispose();
            replica = new(name, index);
        }

        public void Dispose() => replica.Dispose();
    }
}
