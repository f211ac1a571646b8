using System.Globalization;
using System.Text.Json;

using SearchCore.Articles;
using SearchCore.Queries;
using SearchCore.Searching.Snapshots;

using Xunit.Abstractions;

namespace SearchCore.Tests.Searching.Overlaps;

/// <summary>
/// Stories, near-duplicates and hits by story over random histories of additions, changes and deletions, in one index and in several, of
/// segments cut at random, by one thread and by more: as trying every pair has it, and as collapsing all hits has it.
/// </summary>
public class StoryTwinTests(ITestOutputHelper output)
{
    // A longer run: SEARCHCORE_STORIES=2500 dotnet test --filter StoryTwinTests
    private static readonly int Count = int.TryParse(
        Environment.GetEnvironmentVariable("SEARCHCORE_STORIES"), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count : 20;

    private static readonly string[] Words =
        [.. "ferry port strike union harbour storm tide wharf cargo pilot dock crane vessel crew anchor gale reef buoy".Split(' ')];

    private static readonly string[] People = ["Ann", "ann", "Bo", "Cy"];

    private static readonly FieldDeclaration[] Fields =
    [
        new("price", FieldType.Number), new("ratings", FieldType.Number) { HasMany = true }, new("embargo", FieldType.Date),
        new("hearings", FieldType.Date) { HasMany = true },
    ];

    private static readonly double[] Numbers = [-4.5, -1, 0, 0.5, 1, 3, 6.5, 7, 12, 31];

    [Fact]
    public void Stories_are_those_of_all_pairs_whatever_the_layout()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var (pairs, missed, grouped, shared) = (0, 0, 0, 0);
        for (var run = 0; run < Count; run++)
        {
            var random = new Random(seed + run);
            using var archive = new History(random);
            var naive = new NaiveStories(archive.Live.Values);
            var stories = naive.Stories();
            var expected = stories.Values.Where(s => s.Count > 1).Distinct().Select(s => string.Join(' ', s))
                .OrderByDescending(s => s.Count(c => c == ' ')).ThenBy(s => s.Split(' ')[0], StringComparer.Ordinal).ToList();
            grouped += expected.Count;
            foreach (var searcher in archive.Searchers)
            {
                Assert.Equal(expected, searcher.Stories().Select(s => string.Join(' ', s.Articles)));
                CompareNear(searcher, naive, archive.Live, random);
                for (var i = 0; i < 6; i++)
                {
                    CompareHits(searcher, stories, new(archive.Live, stories), random);
                }
            }

            shared += CompareShards(archive, naive, expected, random);
            (pairs, missed) = (pairs + naive.Pairs, missed + naive.Missed);
        }

        output.WriteLine(
            $"{Count} histories, {grouped} stories, {shared} of them in several shards; {missed} of {pairs} pairs that overlap enough were "
                + $"not found; seed {seed}");
        Assert.True(grouped > Count && shared * 4 > grouped, "the histories have next to no stories, or hardly any over shards");
        Assert.True(missed * 20 <= pairs, $"signatures missed {missed} of {pairs} pairs; seed {seed}");
    }

    private static void CompareNear(ArticleSearcher searcher, NaiveStories naive, Dictionary<string, Article> live, Random random)
    {
        foreach (var id in live.Keys.OrderBy(_ => random.Next()).Take(4))
        {
            var near = naive.Near(id).Order(StringComparer.Ordinal).ToList();
            var hits = searcher.Search(new() { Query = $"near:\"{id}\"", Limit = 1_000, TimeLimit = Timeout.InfiniteTimeSpan }).Hits;
            Assert.Equal(near, hits.Select(h => h.Id).Order(StringComparer.Ordinal));
            var told = searcher.Near(id);
            Assert.Equal(near.Where(n => n != id), told.Select(n => n.Id).Order(StringComparer.Ordinal));
            Assert.Equal(told.OrderByDescending(n => n.Overlap).ThenBy(n => n.Id, StringComparer.Ordinal), told);
            Assert.All(told, n => Assert.Equal(naive.Overlap(id, n.Id), n.Overlap, 12));
        }
    }

    private static void CompareHits(
        ArticleSearcher searcher, Dictionary<string, SortedSet<string>> stories, NaiveStoryCounts counts, Random random)
    {
        var request = Request(random);
        var all = searcher.Search(request);
        var unique = searcher.Search(request with { Unique = true });
        var seen = new HashSet<SortedSet<string>>();
        var expected = all.Hits.Where(h => seen.Add(stories[h.Id])).Select(h => stories[h.Id] is var story && story.Count == 1 ? h : h with
        {
            Story = new() { Id = story.Min!, Articles = story.Count, Matches = all.Hits.Count(o => story.Contains(o.Id)) },
        }).ToList();
        Assert.Equal(expected, unique.Hits);
        Assert.Equal(new TotalHits(expected.Count), unique.Stories);
        Assert.Equal((all.Total, all.Significant), (unique.Total, unique.Significant));
        Assert.Null(all.Stories);
        var ids = all.Hits.Select(h => h.Id).ToList();
        var sideways = request.Select.Count == 0 ? ids : searcher.Search(request with { Select = [] }).Hits.Select(h => h.Id).ToList();
        foreach (var (facet, asked) in unique.Facets.Zip(request.Facets))
        {
            var matches = request.Select.Any(s => s.Kind == asked.Kind) ? sideways : ids;
            if (asked.Kind is "source" or "person")
            {
                counts.Compare(facet, matches, asked.Top);
            }
            else
            {
                counts.CompareRanges(facet, asked, matches);
            }
        }

        if (request.Timeline is { } timeline)
        {
            var isChosen = request.Select.Any(s => s.Kind == timeline.By?.Kind);
            counts.Compare(unique.Timeline!, ids, timeline.By, isChosen ? ["a", "b"] : []);
        }

        // The same by a directive, with a window, and page by page.
        var skip = random.Next(5);
        Assert.Equal(
            expected.Skip(skip).Take(3),
            searcher.Search(request with { Query = $"{request.Query ?? "*"} | unique | limit 3", Skip = skip }).Hits);
        var (pages, page) = (new List<SearchHit>(), searcher.Search(request with { Unique = true, Limit = 2 }));
        for (pages.AddRange(page.Hits); page.Next is { } next; pages.AddRange(page.Hits))
        {
            page = searcher.Search(request with { Unique = true, Limit = 2, After = next });
            Assert.Equal(unique.Stories, page.Stories);
        }

        Assert.Equal(expected, pages);
    }

    private static readonly FacetRequest[] Ranges =
    [
        new("ratings"), new("ratings") { Step = 2.5 }, new("price"), new("price") { Step = 5 }, new("embargo") { Unit = TimelineUnit.Day },
        new("hearings") { Unit = TimelineUnit.Day }, new("ratings") { Ranges = [.. NaiveStoryCounts.Given.Select(g => g.Text)] },
        new("price") { Ranges = [.. NaiveStoryCounts.Given.Select(g => g.Text).Reverse()] },
    ];

    private static SearchRequest Request(Random random) => new SearchRequest
    {
        Query = random.Next(4) switch
        {
            0 => null,
            1 => Words[random.Next(Words.Length)],
            2 => $"{Words[random.Next(Words.Length)]} {Words[random.Next(Words.Length)]}",
            _ => $"{Words[random.Next(Words.Length)]} OR \"{Words[random.Next(Words.Length)]} {Words[random.Next(Words.Length)]}\"",
        },
        Sort = (SearchSort)random.Next(3),
        Facets =
        [
            .. random.Next(2) == 0 ? [new("source"), new("person") { Top = random.Next(1, 5) }] : Array.Empty<FacetRequest>(),
            .. random.Next(2) == 0 ? random.GetItems(Ranges, random.Next(1, 4)).Select(r => r with { Top = random.Next(1, 9) }) : [],
        ],
        Select = random.Next(8) switch
        {
            0 or 1 => [new("source", "A"), new("source", "B")],
            2 => [new("ratings", "[0 TO 5}"), new("ratings", "12")],
            3 => [new("hearings", "1970-01-02")],
            _ => [],
        },
        Timeline = random.Next(3) == 0
            ? new(TimelineUnit.Day)
            {
                By = random.Next(3) switch { 0 => new("source"), 1 => new("person") { Top = 2 }, _ => null },
                Field = random.Next(4) switch { 0 => "embargo", 1 or 2 => "hearings", _ => null },
            }
            : null,
        Significant = random.Next(3) == 0 ? [new("person"), new("source")] : [],
        Limit = 1_000,
        SnippetLength = 0,
        Suggest = false,
        TimeLimit = Timeout.InfiniteTimeSpan,
    };

    // Shards answer as the set of the same indexes does, to the last bit, cursors included; half of them through two replicas each, which
    // take turns.
    private static int CompareShards(History archive, NaiveStories naive, List<string> expected, Random random)
    {
        using var shards = archive.OpenShards(replicas: random.Next(1, 3));
        Assert.Equal(expected, shards.Searcher.StoriesAsync().GetAwaiter().GetResult().Select(s => string.Join(' ', s.Articles)));
        if (archive.Live.Count > 0)
        {
            var id = archive.Live.Keys.ElementAt(random.Next(archive.Live.Count));
            var found = shards.Searcher.SearchAsync(new() { Query = $"near:\"{id}\"", Limit = 1_000 }).GetAwaiter().GetResult();
            Assert.Equal(naive.Near(id).Order(StringComparer.Ordinal), found.Hits.Select(h => h.Id).Order(StringComparer.Ordinal));
            Assert.Equal(archive.Set.Near(id), shards.Searcher.NearAsync(id).GetAwaiter().GetResult());
        }

        for (var i = 0; i < 6; i++)
        {
            var request = Request(random) with { Unique = true, Limit = random.Next(4) == 0 ? 1_000 : random.Next(4) };
            for (string? next = null; ;)
            {
                var (set, found) = (archive.Set.Search(request), shards.Searcher.SearchAsync(request).GetAwaiter().GetResult());
                Assert.Equal(set with { Took = default }, found with { Took = default });
                if ((next = found.Next) is null || request.Limit == 0)
                {
                    break;
                }

                request = request with { After = next };
            }
        }

        return expected.Count(s => s.Split(' ').Select(archive.PartOf).Distinct().Count() > 1);
    }

    /// <summary>A random history, put into one index and over several, by different segments.</summary>
    private sealed class History : IDisposable
    {
        private readonly TestIndex one = new(exactForms: false, Fields);
        private readonly TestIndex[] parts;

        public History(Random random)
        {
            parts = [.. Enumerable.Range(0, random.Next(2, 4)).Select(_ => new TestIndex(exactForms: false, Fields))];
            var segment = random.Next(1, 20);
            for (var step = random.Next(20, 90); step > 0; step--)
            {
                var id = $"a{random.Next(45)}";
                var part = parts[PartOf(id)];
                if (random.Next(5) == 0)
                {
                    Live.Remove(id);
                    one.Delete(id);
                    part.Delete(id);
                }
                else
                {
                    var article = new Article
                    {
                        Id = id,
                        Title = Words[random.Next(Words.Length)],
                        Body = Body(random),
                        Source = random.Next(3) switch { 0 => "A", 1 => "B", _ => null },
                        Entities = [.. random.GetItems(People, random.Next(3)).Distinct().Select(p => new EntityName("person", p))],
                        Published = random.Next(4) == 0 ? null : new ArticleDate(86_400L * random.Next(5)),
                        Members = [.. Members(random)],
                    };
                    Live[id] = article;
                    one.Add(article);
                    part.Add(article);
                }

                if (random.Next(segment) == 0)
                {
                    one.Cut();
                }

                if (random.Next(segment) == 0)
                {
                    part.Cut();
                }
            }

            Searchers =
            [
                new(one.Open()), new(one.Open(new SearchThreads(random.Next(2, 5), ArticlesEach: 1))),
                new(new PointInTimeSet([.. parts.Select(p => p.Open())])),
            ];
        }

        public Dictionary<string, Article> Live { get; } = [];

        public ArticleSearcher[] Searchers { get; }

        /// <summary>The set of several indexes.</summary>
        public ArticleSearcher Set => Searchers[^1];

        /// <summary>In which of several indexes an article is.</summary>
        public int PartOf(string id) => id[^1] % parts.Length;

        public Shards OpenShards(int replicas) => new(
            [.. parts.Select((p, i) => Enumerable.Range(0, replicas).Select(_ => new ArticleShard($"{i}", p.Open())).ToArray())]);

        public void Dispose()
        {
            Array.ForEach(Searchers, s => s.Dispose());
            one.Dispose();
            Array.ForEach(parts, p => p.Dispose());
        }

        // One number or date at most of the fields that have but one, of the others several.
        private static IEnumerable<ArticleMember> Members(Random random)
        {
            foreach (var field in Fields)
            {
                string[] values =
                [
                    .. Enumerable.Range(0, random.Next(field.HasMany ? 4 : 2)).Select(_ => field.Type == FieldType.Number
                        ? Numbers[random.Next(Numbers.Length)].ToString(CultureInfo.InvariantCulture)
                        : DateTimeOffset.FromUnixTimeSeconds(random.Next(5 * 86_400))
                            .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
                ];
                if (values.Length > 0)
                {
                    yield return new(field.Name, JsonSerializer.Serialize(values));
                }
            }
        }

        // A new text, or another take of one that was written: some words other, some gone.
        private string? Body(Random random)
        {
            if (random.Next(15) == 0)
            {
                return random.Next(2) == 0 ? null : Words[random.Next(Words.Length)];
            }

            List<string> words = Live.Count > 0 && random.Next(3) > 0
                ? [.. (Live.Values.ElementAt(random.Next(Live.Count)).Body ?? "gale").Split(' ')]
                : [.. Enumerable.Range(0, random.Next(10, 120)).Select(_ => Words[random.Next(Words.Length)])];
            for (var edits = random.Next(1 + (words.Count / 20)); edits > 0; edits--)
            {
                words[random.Next(words.Count)] = Words[random.Next(Words.Length)];
            }

            return string.Join(' ', words.Skip(random.Next(1 + (words.Count / 15))));
        }
    }

    private sealed class Shards(ArticleShard[][] shards) : IDisposable
    {
        public ShardedSearcher Searcher { get; } = new([.. shards.Select(s => new InTurn(s))]);

        public void Dispose() => Array.ForEach(shards, s => Array.ForEach(s, r => r.Dispose()));
    }

    /// <summary>Replicas of a shard of which each answers one question and then the next one another: what one was told others do not know.
    /// </summary>
    private sealed class InTurn(ArticleShard[] replicas) : IShard
    {
        private int next;

        public string Name => replicas[0].Name;

        public ValueTask<ReadOnlyMemory<byte>> AskAsync(ReadOnlyMemory<byte> question, CancellationToken cancellation) =>
            replicas[Interlocked.Increment(ref next) % replicas.Length].AskAsync(question, cancellation);
    }
}
