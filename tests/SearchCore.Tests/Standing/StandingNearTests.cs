using SearchCore.Articles;
using SearchCore.Standing;

using Xunit.Abstractions;

namespace SearchCore.Tests.Standing;

/// <summary>Standing queries for the near-duplicates of an article.</summary>
public class StandingNearTests(ITestOutputHelper output)
{
    private const int Histories = 40;

    private static readonly string[] Words =
        [.. "ferry port strike union harbour storm tide wharf cargo pilot dock crane vessel crew anchor gale reef buoy".Split(' ')];

    [Fact]
    public void Takes_of_an_article_are_told_when_they_come()
    {
        using var index = ArticleIndex.InMemory(new() { Recognizer = null });
        var text = Text(new Random(3), 80);
        index.Standing.Put(new StandingQuery { Name = "takes", Request = new() { Query = "near:first NOT id:first" } });
        index.Add(new Article { Id = "first", Body = text });
        index.Commit();
        index.Add(new Article { Id = "second", Body = text + " more to follow" });
        index.Add(new Article { Id = "other", Body = Text(new Random(4), 80) });
        index.Commit();
        Assert.Equal(["second"], index.Standing.Read().Select(e => e.Article?.Id));

        // What was near and is written anew is not any more, though the archive still has what it was.
        index.Add(new Article { Id = "second", Body = Text(new Random(5), 80) });
        index.Commit();
        Assert.Single(index.Standing.Read());
    }

    // Whether the archive has more articles than queries name, or fewer.
    [Theory]
    [InlineData(0)]
    [InlineData(60)]
    public void A_query_is_run_only_where_an_article_that_came_may_be_near(int others)
    {
        using var index = ArticleIndex.InMemory(new() { Recognizer = null });
        var (text, other) = (Text(new Random(3), 80), Text(new Random(4), 80));
        var queries = Enumerable.Range(0, others).Select(n => $"near:unknown{n}")
            .Concat(["near:first", "near:first NOT id:first", "near:first OR title:gale", "zebra -near:first", "near:second"])
            .Select((query, n) => new StandingQuery { Name = $"{n:d3} {query}", Request = new() { Query = query } }).ToList();
        Come("first", text);
        Come("filler", other);
        QuerySet? set = null;
        Assert.Empty(Candidates("new", "quite another text"));
        Assert.Equal(["near:first", "near:first NOT id:first", "near:first OR title:gale"], Candidates("new", $"{text} more"));
        Assert.Equal(["near:first", "near:first NOT id:first", "near:first OR title:gale"], Candidates("first", "quite another text"));
        Assert.Equal(["zebra -near:first"], Candidates("new", "a zebra"));

        // The set goes on with what the archive has later.
        Come("first", other + " after all");
        Come("second", text);
        Assert.Equal(["near:second"], Candidates("new", $"{text} more"));
        Assert.Equal(3, Candidates("new", other).Count);
        index.Delete("first");
        index.Commit();
        index.Refresh();
        Assert.Empty(Candidates("new", other));

        void Come(string id, string body)
        {
            index.Add(new Article { Id = id, Body = body });
            index.Commit();
            index.Refresh();
        }

        List<string> Candidates(string id, string body)
        {
            using var coming = ArticleIndex.InMemory(new() { Recognizer = null });
            coming.Add(new Article { Id = id, Body = body });
            coming.Commit();
            coming.Refresh();
            var (archive, batch) = (index.LeasePointInTime(), coming.LeasePointInTime());
            try
            {
                set ??= new(queries, new([archive, batch]), null, [], DateTimeOffset.UnixEpoch);
                return [.. set.Candidates(archive, batch.Segments[0]).Select(c => c.Query.Request.Query!)];
            }
            finally
            {
                archive.Release();
                batch.Release();
            }
        }
    }

    // What an article is compared with is changed in commits of its own: within one commit its text is that of before.
    [Fact]
    public void Events_are_what_searches_find_among_the_articles_that_came()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var told = 0;
        for (var run = 0; run < Histories; run++)
        {
            var random = new Random(seed + run);
            using var index = ArticleIndex.InMemory(new() { Recognizer = null });
            string[] texts = [.. Enumerable.Range(0, 3).Select(_ => Text(random, random.Next(8, 90)))];
            var queries = Enumerable.Range(0, 8).Select(n => index.Standing.Put(new StandingQuery
            {
                Name = $"q{n}",
                Request = new() { Query = Query(random) },
                Scope = random.Next(4) == 0 ? SearchScope.Having("source", "x") : null,
            })).ToList();
            var after = 0L;
            for (var commit = random.Next(4, 9); commit > 0; commit--)
            {
                var came = new HashSet<string>(StringComparer.Ordinal);
                if (random.Next(3) == 0)
                {
                    Add($"t{random.Next(3)}");
                }
                else
                {
                    for (var count = random.Next(1, 8); count > 0; count--)
                    {
                        Add($"a{random.Next(12)}");
                    }
                }

                index.Commit();
                var events = index.Standing.Read(after).ToList();
                after = index.Standing.Last;
                foreach (var query in queries)
                {
                    var request = query.Request with { Limit = 1_000 };
                    var found = query.Scope is { } scope ? index.Search(request, scope) : index.Search(request);
                    Assert.Equal(
                        found.Hits.Select(h => h.Id).Where(came.Contains).Order(StringComparer.Ordinal),
                        events.Where(e => e.Query == query.Name).Select(e => e.Article!.Id).Order(StringComparer.Ordinal));
                }

                told += events.Count;

                void Add(string id)
                {
                    came.Add(id);
                    var words = texts[random.Next(texts.Length)].Split(' ');
                    for (var edits = random.Next(4); edits > 0; edits--)
                    {
                        words[random.Next(words.Length)] = Words[random.Next(Words.Length)];
                    }

                    index.Add(new Article
                    {
                        Id = id,
                        Title = Words[random.Next(3)],
                        Body = string.Join(' ', words),
                        Source = random.Next(2) == 0 ? "x" : null,
                    });
                }
            }
        }

        Assert.True(told > Histories, $"{told} events are too few to show anything; seed {seed}");
    }

    private static string Query(Random random)
    {
        var near = $"near:t{random.Next(3)}";
        return random.Next(5) switch
        {
            0 => near,
            1 => $"{near} NOT id:t0",
            2 => $"{near} {Words[random.Next(Words.Length)]}",
            3 => $"{near} OR near:t{random.Next(3)} OR title:{Words[random.Next(3)]}",
            _ => $"{Words[random.Next(Words.Length)]} -{near}",
        };
    }

    private static string Text(Random random, int words) =>
        string.Join(' ', Enumerable.Range(0, words).Select(_ => Words[random.Next(Words.Length)]));
}
