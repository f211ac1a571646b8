using System.Globalization;

using SearchCore.Articles;
using SearchCore.Cluster.Writing;
using SearchCore.Queries;

using Xunit.Abstractions;

namespace SearchCore.Cluster.Tests;

/// <summary>
/// One index, and clusters of 1, 2, 8 and 16 shards, answer alike: over random histories of articles that come, change and go, and random
/// requests, everything in an answer to the last bit.
/// </summary>
public class ClusterTwinTests(ITestOutputHelper output)
{
    private const int Batches = 4, RequestsEach = 5, MostShards = 16;

    // The full run: SEARCHCORE_CLUSTER=1000 dotnet test tests/SearchCore.Cluster.Tests --filter ClusterTwinTests
    private static readonly int Cases =
        int.TryParse(Environment.GetEnvironmentVariable("SEARCHCORE_CLUSTER"), NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            ? n : 80;

    private static readonly string[] Words =
        ["alpha", "bravo", "delta", "deltas", "ferry", "ferries", "tango", "zulu", "organization", "organize", "storm", "the", "of", "oil"];

    private static readonly string[] People = ["Ann", "Bob", "Cy", "Dé", "De", "Moira Lennox", "moira lennox"];

    [Fact]
    public async Task A_cluster_answers_as_one_index()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        int[] sizes = [1, 2, 8, 16];
        for (var (done, history) = (0, 0); done < Cases; history++)
        {
            done += await History(random, sizes[history % sizes.Length], Math.Min(Cases - done, Batches * RequestsEach));
        }
    }

    private static async Task<int> History(Random random, int shards, int most)
    {
        using var whole = ArticleIndex.InMemory(new() { Recognizer = null });
        await using var cluster = await ReadingFixture.Open(shards, nodes: random.Next(1, 4));
        var (done, ids) = (0, new HashSet<string>());
        string[] takes =
            [.. Enumerable.Range(0, 4).Select(_ => string.Join(' ', Enumerable.Range(0, 60).Select(_ => Pick(random, Words))))];
        while (done < most)
        {
            var changes = Enumerable.Range(0, random.Next(1, 40)).Select(_ => Change(random, takes)).ToList();
            foreach (var change in changes)
            {
                if (change.Article is { } article)
                {
                    whole.Add(article);
                    ids.Add(change.Id);
                }
                else
                {
                    whole.Delete(change.Id);
                    ids.Remove(change.Id);
                }
            }

            whole.Commit();
            whole.Refresh();
            await cluster.Apply(changes);
            if (random.Next(8) == 0 && await cluster.ShardsAsync() is var now && now < MostShards && cluster.Reader.Version.Number > 0)
            {
                await cluster.Split();
            }

            Assert.Equal(StoriesOf(whole), await cluster.Reader.Searcher.StoriesAsync());
            for (var i = 0; i < RequestsEach && done < most; i++, done++)
            {
                var request = Request(random, ids);
                SearchResults? expected = null;
                QueryException? refused = null;
                try
                {
                    expected = whole.Search(request);
                }
                catch (QueryException e)
                {
                    refused = e;
                }

                if (expected is null)
                {
                    var thrown = await Assert.ThrowsAsync<QueryException>(() => cluster.Reader.Searcher.SearchAsync(request));
                    Assert.Equal(refused!.Diagnostics, thrown.Diagnostics);
                    continue;
                }

                var found = await cluster.Reader.Searcher.SearchAsync(request);
                Same(request, expected, found);
            }
        }

        return done;
    }

    // Part by part, so that a difference says what it is in.
    private static void Same(SearchRequest request, SearchResults expected, SearchResults found)
    {
        var asked = $"[{request.Query}] {request.Sort}, like {request.SimilarTo}{(request.Unique ? ", by story" : null)}";
        Equal((expected.Total, expected.Stories), (found.Total, found.Stories));
        Equal(string.Join('\n', expected.Warnings), string.Join('\n', found.Warnings));
        Equal(string.Join('\n', expected.Suggestions), string.Join('\n', found.Suggestions));
        Assert.True(
            expected.Hits.SequenceEqual(found.Hits),
            $"{asked}\n{string.Join('\n', expected.Hits)}\nis not\n{string.Join('\n', found.Hits)}");
        Equal(Values(expected), Values(found));
        Equal(expected.Facets, found.Facets);
        Equal(expected.Timeline, found.Timeline);
        Equal(expected with { Took = default, Next = null }, found with { Took = default, Next = null });
        Equal(expected.Next is null, found.Next is null);

        static string Values(SearchResults results) => string.Join('\n', results.Significant.SelectMany(s => s.Values));

        void Equal<T>(T one, T other) => Assert.True(EqualityComparer<T>.Default.Equals(one, other), $"{asked}\n{one}\nis not\n{other}");
    }

    private static IReadOnlyList<Story> StoriesOf(ArticleIndex index)
    {
        using var searcher = index.OpenSearcher();
        return searcher.Stories();
    }

    // Some are takes of one text: a few words other, some gone.
    private static string Take(Random random, string[] takes)
    {
        var words = Pick(random, takes).Split(' ');
        for (var edits = random.Next(4); edits > 0; edits--)
        {
            words[random.Next(words.Length)] = Pick(random, Words);
        }

        return string.Join(' ', words.Skip(random.Next(6)));
    }

    private static ShardChange Change(Random random, string[] takes)
    {
        var id = $"a{random.Next(60)}";
        return random.Next(5) == 0 ? ShardChange.Delete(id) : ShardChange.Put(new Article
        {
            Id = id,
            Title = random.Next(4) == 0 ? null : Text(random, 4),
            Body = random.Next(3) == 0
                ? Take(random, takes)
                : string.Join(". ", Enumerable.Range(0, random.Next(1, 4)).Select(_ => Text(random, 12))),
            Published = random.Next(6) == 0 ? null : new ArticleDate(86_400L * random.Next(-400, 8_000)),
            Source = random.Next(3) == 0 ? null : Pick(random, ["x", "y", "Ÿ"]),
            Language = random.Next(5) == 0 ? Pick(random, ["de", "fr", "ru"]) : null,
            Entities = [.. Enumerable.Range(0, random.Next(3)).Select(_ => new EntityName("person", Pick(random, People))).Distinct()],
        });
    }

    private static SearchRequest Request(Random random, HashSet<string> ids) => new()
    {
        Query = Query(random),
        SimilarTo = ids.Count > 0 && random.Next(8) == 0 ? ids.Order().ElementAt(random.Next(ids.Count)) : null,
        Select = random.Next(4) == 0 ? [new("person", Pick(random, People))] : [],
        Facets = [new("person") { Top = 3, Prefix = random.Next(4) == 0 ? "m" : null }, new("source")],
        Timeline = random.Next(3) switch
        {
            0 => null,
            1 => new(Any<TimelineUnit>(random)) { By = new("person") { Top = 2 } },
            _ => new(Any<TimelineUnit>(random)),
        },
        Significant = random.Next(3) == 0 ? [new("person"), new(SignificantRequest.Words)] : [],
        Against = random.Next(4) == 0 ? new() { Query = Pick(random, Words) } : null,
        Sort = Any<SearchSort>(random),
        Unique = random.Next(3) == 0,
        Skip = random.Next(4),
        Limit = random.Next(15),
        SnippetLength = 60,
        Zone = random.Next(3) == 0 ? "Europe/London" : null,
        TimeLimit = Timeout.InfiniteTimeSpan,
    };

    private static string Query(Random random)
    {
        var (a, b) = (Pick(random, Words), Pick(random, Words));
        return random.Next(14) switch
        {
            0 => string.Empty,
            1 => $"{a} {b}",
            2 => $"{a} OR {b}",
            3 => $"\"{a} {b}\"",
            4 => $"{a} W/3 {b}",
            5 => $"{a[..2]}*",
            6 => $"{a}~1",
            7 => $"title:{a} -{b}",
            8 => $"{a} date:1970..1985",
            9 => $"person:\"{Pick(random, People)}\"",
            10 => $"{a}x {b}",
            11 => "person:\"Moira Lenox\"",
            12 => $"({a} OR {b}) W/2 {Pick(random, Words)}",
            _ => a,
        };
    }

    private static string Text(Random random, int most) =>
        string.Join(' ', Enumerable.Range(0, random.Next(1, most + 1)).Select(_ => Pick(random, Words)));

    private static string Pick(Random random, string[] some) => some[random.Next(some.Length)];

    private static T Any<T>(Random random)
        where T : struct, Enum => Enum.GetValues<T>() is var all ? all[random.Next(all.Length)] : default;
}
