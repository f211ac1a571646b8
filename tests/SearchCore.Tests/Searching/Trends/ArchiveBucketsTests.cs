using System.Globalization;
using System.Text.Json;

using SearchCore.Articles;
using SearchCore.Queries;

using Xunit.Abstractions;

namespace SearchCore.Tests.Searching.Trends;

/// <summary>What is remembered of a moment's timeline is what would be counted: against an index whose every search is of a new moment.
/// </summary>
public sealed class ArchiveBucketsTests(ITestOutputHelper output)
{
    private static readonly string[] Queries = ["words", "rare", "common date:1990..1999", "words NOT rare", "words -other"];

    [Fact]
    public void A_timeline_that_is_asked_for_again_is_the_same()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        using var remembering = ArticleIndex.InMemory(Options());
        using var forgetting = ArticleIndex.InMemory(Options());
        for (int round = 0, id = 0, moment = 0; round < 3; round++)
        {
            for (var n = 0; n < 120; n++, id++)
            {
                var article = Article(random, id);
                remembering.Add(article);
                forgetting.Add(article);
            }

            List<string> gone = [.. Enumerable.Range(0, 20).Select(_ => $"{random.Next(id)}")];
            remembering.Delete(gone);
            forgetting.Delete(gone);
            remembering.Commit();
            foreach (var unit in Enum.GetValues<TimelineUnit>())
            {
                foreach (var zone in new[] { null, "Europe/Berlin", "America/New_York" })
                {
                    foreach (var query in Queries)
                    {
                        var request = new SearchRequest
                        {
                            Query = query,
                            Timeline = new(unit) { Field = random.Next(3) == 0 ? "seen" : null },
                            Zone = zone,
                            Limit = 0,
                            TimeLimit = Timeout.InfiniteTimeSpan,
                        };
                        forgetting.Add(new Article { Id = $"moment {moment++}", Body = "nothing" });
                        forgetting.Commit();
                        var (expected, found) = (Ask(forgetting, request), Ask(remembering, request));
                        Assert.True(expected.Equals(found), $"[{query}] by {unit} in {zone}:\n{expected}\n{found}");
                    }
                }
            }
        }
    }

    [Fact]
    public void A_scope_has_counts_of_its_own()
    {
        using var index = ArticleIndex.InMemory(Options());
        for (var n = 0; n < 40; n++)
        {
            index.Add(new Article
            {
                Id = $"{n}",
                Body = n % 2 == 0 ? "even" : "odd",
                Source = n % 4 == 0 ? "A" : "B",
                Published = new(n * 86_400L),
            });
        }

        index.Commit();
        using var all = index.OpenSearcher();
        using var some = all.Within(SearchScope.Having("source", "A"));
        var request = new SearchRequest { Query = "even", Timeline = new(TimelineUnit.Month), Limit = 0 };
        for (var again = 0; again < 3; again++)
        {
            Assert.Equal((20, 40), Sums(all.Search(request)));
            Assert.Equal((10, 10), Sums(some.Search(request)));
        }

        static (long Matches, long Articles) Sums(SearchResults results) =>
            (results.Timeline!.Buckets.Sum(b => b.Count), results.Timeline.Buckets.Sum(b => b.Articles));
    }

    private static ArticleIndexOptions Options() => new() { Recognizer = null, Fields = [new("seen", FieldType.Date) { HasMany = true }] };

    private static object Ask(ArticleIndex index, SearchRequest request)
    {
        try
        {
            return index.Search(request).Timeline as object ?? "none";
        }
        catch (QueryException e)
        {
            return e.Message;
        }
    }

    // Most of them in some years, some far away from all others, some without a date.
    private static Article Article(Random random, int id) => new()
    {
        Id = $"{id}",
        Body = $"words {(random.Next(20) == 0 ? "rare" : "common")} {(random.Next(3) == 0 ? "other" : "")}",
        Published = random.Next(30) == 0 ? null : Date(random),
        Members = random.Next(2) == 0 ? [] : [new("seen", JsonSerializer.Serialize(new[] { Seen(random), Seen(random) }))],
    };

    private static string Seen(Random random) =>
        DateTimeOffset.FromUnixTimeSeconds(Date(random).UnixSeconds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static ArticleDate Date(Random random) => random.Next(40) == 0
        ? new(random.NextInt64(-50_000_000_000, 4_000_000_000)) : new(600_000_000 + random.NextInt64(500_000_000));
}
