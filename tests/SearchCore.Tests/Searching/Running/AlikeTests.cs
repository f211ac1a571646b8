using SearchCore.Articles;
using SearchCore.Queries;
using SearchCore.Searching.Snapshots;

using Xunit.Abstractions;

namespace SearchCore.Tests.Searching.Running;

/// <summary>
/// Queries of conditions alone, all of whose hits score the same or some of a few scores: their order, totals and pages are those that
/// every article has by itself, in archives of many stretches of numbers, with dates that rise, fall, jump, repeat or are missing, with
/// deletions, in one index, on several threads, in sets and in shards.
/// </summary>
public sealed class AlikeTests(ITestOutputHelper output)
{
    private const int Hour = 3_600;

    private static readonly string[] Sources = ["tass", "herald", "times"];
    private static readonly string[] Places = ["oslo", "usa", "japan", "peru"];
    private static readonly string[] Words = ["alpha", "alphabet", "bravo", "delta"];

    [Fact]
    public void Order_and_totals_are_those_of_every_article()
    {
        var compared = 0;
        RandomRuns.Each(Math.Max(6, RaisedArchive.Runs / 10), output, random =>
        {
            using var archive = new Archive(random);
            for (var round = 0; round < 12; round++)
            {
                var asked = Question(random, 0);
                var matching = archive.Live.Select(a => (Article: a, Score: asked.Score(a))).Where(m => m.Score is not null).ToList();
                foreach (var sort in Enum.GetValues<SearchSort>())
                {
                    var ordered = NaiveTies.InOrder(matching.Select(m => m.Article));
                    var scores = matching.ToDictionary(m => m.Article.Id, m => m.Score!.Value, StringComparer.Ordinal);
                    string[] expected =
                    [
                        .. (sort switch
                        {
                            SearchSort.Relevance => ordered.OrderByDescending(a => scores[a.Id]),
                            SearchSort.Oldest => ordered.OrderBy(a => a.Published?.UnixSeconds ?? long.MaxValue),
                            _ => ordered,
                        }).Select(a => a.Id),
                    ];
                    var request = new SearchRequest
                    {
                        Tree = asked.Tree,
                        Sort = sort,
                        Fields = HitFields.None,
                        Suggest = false,
                        TimeLimit = Timeout.InfiniteTimeSpan,
                    };
                    foreach (var search in archive.Searchers)
                    {
                        Assert.Equal(expected.Length, search(request with { Limit = 0 }).Total.Value);
                        ComparePages(search, request, expected, random, sort == SearchSort.Relevance ? id => scores[id] : _ => 0);
                    }

                    compared += expected.Length;
                }
            }
        });

        output.WriteLine($"{compared} hits compared");
        Assert.True(compared > 0);
    }

    // Some pages, which begin anywhere, of any length.
    private static void ComparePages(
        Func<SearchRequest, SearchResults> search, SearchRequest request, string[] expected, Random random, Func<string, double> score)
    {
        var at = random.Next(2) == 0 ? 0 : random.Next(expected.Length);
        request = request with { Skip = at, Limit = random.Next(4) == 0 ? random.Next(1, 700) : random.Next(1, 20) };
        for (var pages = 0; pages < 4; pages++)
        {
            var page = search(request);
            Assert.Equal((expected.Length, TotalRelation.Exact), (page.Total.Value, page.Total.Relation));
            Assert.Equal(expected.Skip(at).Take(request.Limit), page.Hits.Select(h => h.Id));
            Assert.Equal(page.Hits.Select(h => score(h.Id)), page.Hits.Select(h => h.Score));
            at += page.Hits.Count;
            Assert.Equal(at < expected.Length && page.Hits.Count > 0, page.Next is not null);
            if (page.Next is null)
            {
                return;
            }

            request = request with { Skip = 0, After = page.Next };
        }
    }

    // A query, and what an article scores; null where it does not match.
    private static (QueryNode Tree, Func<Article, double?> Score) Question(Random random, int depth)
    {
        (QueryNode Tree, Func<Article, double?> Score)[] Some(int least, int most) =>
            [.. Enumerable.Range(0, random.Next(least, most + 1)).Select(_ => Question(random, depth + 1))];

        switch (random.Next(depth > 1 ? 7 : 11))
        {
            case 0:
                return (QueryNode.All, _ => 0);
            case 1:
                return (new HasFieldNode("published"), a => a.Published is null ? null : 0);
            case 2:
                var from = random.Next(3_000);
                var to = from + random.Next(1, 2_000);
                return (
                    QueryNode.Published(new(from * Hour, to * Hour)),
                    a => a.Published?.UnixSeconds is { } date && date >= from * Hour && date < to * Hour ? 0 : null);
            case 3:
                var boost = random.Next(3) * 1.25f;
                return (
                    new BoostNode(new PrefixNode("alph", TextField.Body), boost),
                    a => a.Body!.Split(' ').Any(w => w.StartsWith("alph", StringComparison.Ordinal)) ? boost : null);
            case 4:
                var word = Words[random.Next(2, Words.Length)];
                return (
                    new PrefixNode(word[..4], TextField.Body), a => a.Body!.Contains(word, StringComparison.Ordinal) ? 1 : null);
            case 5:
                var place = Places[random.Next(Places.Length)];
                return (QueryNode.Entity("place", place), a => a.Entities.Contains(new("place", place)) ? 0 : null);
            case 6:
                var source = Sources[random.Next(Sources.Length)];
                return (QueryNode.Entity("source", source), a => a.Source == source ? 0 : null);
            case 7:
                var not = Question(random, depth + 1);
                return (QueryNode.Not(not.Tree), a => not.Score(a) is null ? 0 : null);
            case 8:
                var any = Some(1, 3);
                return (
                    new BooleanNode { Should = [.. any.Select(q => q.Tree)] },
                    a => any.Any(q => q.Score(a) is not null) ? any.Sum(q => q.Score(a) ?? 0) : null);
            default:
                var (must, should, mustNot) = (Some(1, 3), Some(0, 2), Some(0, 1));
                return (
                    new BooleanNode
                    {
                        Must = [.. must.Select(q => q.Tree)],
                        Should = [.. should.Select(q => q.Tree)],
                        MustNot = [.. mustNot.Select(q => q.Tree)],
                    },
                    a => must.All(q => q.Score(a) is not null) && mustNot.All(q => q.Score(a) is null)
                        ? must.Concat(should).Sum(q => q.Score(a) ?? 0) : null);
        }
    }

    /// <summary>An archive of up to some thousand small articles.</summary>
    private sealed class Archive : IDisposable
    {
        private readonly TestIndex one = new();
        private readonly TestIndex[] parts;
        private readonly ArticleShard[] shards;
        private readonly Dictionary<string, Article> live = new(StringComparer.Ordinal);
        private readonly List<IDisposable> open = [];

        public Archive(Random random)
        {
            parts = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => new TestIndex())];
            var count = random.Next(4) == 0 ? random.Next(4_000, 9_500) : random.Next(1, 2_500);
            var segments = random.Next(1, 5);
            var (course, hour) = (random.Next(5), random.Next(4_000));
            for (var i = 0; i < count; i++)
            {
                if (random.Next(300) == 0)
                {
                    (course, hour) = (random.Next(5), random.Next(4_000));
                }

                hour = Math.Max(
                    0, course switch { 0 => hour + random.Next(3), 1 => hour - random.Next(3), 2 => random.Next(4_000), _ => hour });
                var article = Make(random, i, course == 4 ? null : hour);
                one.Add(article);
                parts[i % parts.Length].Add(article);
                live[article.Id] = article;
                if (random.Next(count) < segments - 1)
                {
                    one.Cut();
                    parts[random.Next(parts.Length)].Cut();
                }
            }

            for (var gone = random.Next(2) == 0 ? 0 : random.Next(60); gone > 0; gone--)
            {
                var id = $"a{random.Next(count)}";
                one.Delete(id);
                Array.ForEach(parts, p => p.Delete(id));
                live.Remove(id);
            }

            ArticleSearcher[] searchers =
            [
                new(one.Open()),
                new(one.Open(new SearchThreads(3, ArticlesEach: 1))),
                new(new PointInTimeSet([.. parts.Select(p => p.Open())])),
            ];
            shards = [.. parts.Select((p, i) => new ArticleShard($"{i}", p.Open()))];
            open.AddRange(searchers);
            var sharded = new ShardedSearcher(shards);
            Searchers =
            [
                .. searchers.Select(s => (Func<SearchRequest, SearchResults>)(r => s.Search(r))),
                r => sharded.SearchAsync(r).GetAwaiter().GetResult(),
            ];
        }

        public IReadOnlyCollection<Article> Live => live.Values;

        public IReadOnlyList<Func<SearchRequest, SearchResults>> Searchers { get; }

        public void Dispose()
        {
            Array.ForEach(shards, s => s.Dispose());
            open.ForEach(o => o.Dispose());
            one.Dispose();
            Array.ForEach(parts, p => p.Dispose());
        }

        private static Article Make(Random random, int number, int? hour) => new()
        {
            Id = $"a{number}",
            Body = $"{Words[random.Next(Words.Length)]} {Words[random.Next(Words.Length)]}",
            Published = hour is { } of && random.Next(12) > 0 ? new ArticleDate(((long)of * Hour) + random.Next(2)) : null,
            Source = random.Next(5) == 0 ? null : Sources[random.Next(random.Next(1, Sources.Length + 1))],
            Entities =
            [
                .. Enumerable.Range(0, random.Next(3)).Select(_ => new EntityName("place", Places[random.Next(Places.Length)])).Distinct(),
            ],
        };
    }
}
