using SearchCore.Articles;
using SearchCore.Articles.Formats;
using SearchCore.Queries;
using SearchCore.Searching.Snapshots;
using SearchCore.TestKit;

using Xunit.Abstractions;

namespace SearchCore.Tests.Searching.Facets;

/// <summary>
/// Values that fold together are one, and its count is what choosing it finds: over random archives whose articles spell values in any way,
/// on any number of segments, with replaced and deleted articles, in one index and in several.
/// </summary>
public sealed class SpellingTests(ITestOutputHelper output)
{
    private const int Archives = 120;

    private static readonly string[] Words = ["alpha", "bravo", "delta"];
    private static readonly string[] Kinds = ["person", "tag", "source"];

    // One value a line.
    private static readonly string[][] Values =
    [
        ["OPEC", "opec", "Opec"],
        ["Café Noir", "Cafe\u0301 Noir", "cafe noir", "CAFÉ NOIR"],
        ["O'Brien", "O’Brien", "o'brien"],
        ["Zoë Lind", "ZOË LIND", "Zoe Lind"],
        ["Example Post", "example post"],
        ["Ann Lee"],
        ["Ärzteblatt", "arzteblatt", "Arzteblatt"],
        ["anna lee", "Anna Lee"],
    ];

    [Fact]
    public void A_count_is_what_choosing_the_value_finds()
    {
        for (var run = 0; run < Archives; run++)
        {
            var seed = Random.Shared.Next();
            try
            {
                Check(new Random(seed));
            }
            catch
            {
                output.WriteLine($"seed {seed}");
                throw;
            }
        }
    }

    [Fact]
    public void A_value_is_shown_in_its_most_frequent_spelling()
    {
        using var index = new TestIndex(
            Make("a", "x", "OPEC"), Make("b", "x", "opec"), Make("c", "x", "opec"), Make("d", "y", "OPEC"), Make("e", "y", "OPEC"),
            Make("f", "z", "Cafe\u0301"), Make("g", "z", "Café"), Make("h", "w", "Beta", "beta"));
        Assert.Equal([new("OPEC", 5), new("Café", 2), new("Beta", 1)], Tags(index, null));

        // Not the one of the matches: a value has one name.
        Assert.Equal([new("OPEC", 3)], Tags(index, "x"));
        Assert.Equal(3, Tags(index, "* | facet tag 10 op*")[0].Count + Tags(index, "w")[0].Count - 3);
    }

    [Fact]
    public void A_deleted_article_has_no_say_in_how_a_value_is_spelled()
    {
        using var index = new TestIndex();
        foreach (var (id, tag) in new[] { ("a", "opec"), ("b", "opec"), ("c", "OPEC") })
        {
            index.Add(Make(id, "x", tag));
        }

        index.Cut();
        index.Delete("a");
        index.Delete("b");
        index.Add(Make("d", "x", "Opec"));
        Assert.Equal([new("OPEC", 2)], Tags(index, null));
    }

    [SharedFact]
    public void Spellings_of_the_field()
    {
        using var folder = new TempFolder();
        using var index = ArticleIndex.Open(folder["index"], new ArticleIndexOptions { Recognizer = null });
        index.Index(ArticleFormats.Default.Open(SharedData.File("field/07-facet-spellings.jsonl")));
        var results = index.Search(new SearchRequest { Facets = [new("source"), new("tag")] });
        Assert.Equal([new("Example Post", 3)], results.Facet("source"));
        Assert.Equal([new("caf\u00e9", 2)], results.Facet("tag"));
        Assert.Equal(3, index.Search(new SearchRequest { Query = "source:\"EXAMPLE POST\"" }).Total.Value);
    }

    private static void Check(Random random)
    {
        using var archive = new Spelled(random);
        using var one = archive.One.OpenSearcher();
        var points = archive.Parts.Select(p => p.Open()).ToList();
        using var set = new ArticleSearcher(new PointInTimeSet(points));
        var query = random.Next(3) == 0 ? null : Words[random.Next(Words.Length)];
        var select = Enumerable.Range(0, random.Next(3))
            .Select(_ => new DrillDown(Kinds[random.Next(Kinds.Length)], Any(random, Values[random.Next(Values.Length)]))).ToList();
        var request = new SearchRequest
        {
            Query = query,
            Select = select,
            Facets = [.. Kinds.Select(k => new FacetRequest(k) { Top = 1_000 })],
            Significant = [.. Kinds.Select(k => new SignificantRequest(k) { Top = 1_000 })],
            Timeline = new(TimelineUnit.Year) { By = new(Kinds[random.Next(Kinds.Length)]) { Top = 1_000 } },
            Suggest = false,
            Limit = 0,
            TimeLimit = Timeout.InfiniteTimeSpan,
        };
        var results = one.Search(request);
        Assert.Equal(results with { Took = default }, set.Search(request) with { Took = default });
        foreach (var kind in Kinds)
        {
            // Choices of the kind itself do not narrow its counts: each is what choosing the value in place of them finds.
            var others = select.Where(s => s.Kind != kind).ToList();
            var expected = archive.Counts(kind, archive.Matching(query, others));
            Assert.Equal(expected, results.Facet(kind));
            foreach (var (value, count) in results.Facet(kind))
            {
                var chosen = request with { Facets = [], Significant = [], Timeline = null, Select = [.. others, new(kind, value)] };
                Assert.Equal(count, one.Search(chosen).Total.Value);
                Assert.Equal(count, set.Search(chosen).Total.Value);
                var asked = $"{kind}:\"{value}\"{(query is null ? "" : $" AND {query}")}";
                Assert.Equal(count, one.Search(chosen with { Select = others, Query = asked }).Total.Value);
            }

            var prefix = Any(random, Values[random.Next(Values.Length)])[..2];
            var found = one.Search(request with { Facets = [new(kind) { Top = 1_000, Prefix = prefix }] }).Facet(kind);
            Assert.Equal(expected.Where(v => Begins(v.Value, prefix)), found);
            Assert.Equal(archive.Counts(kind, archive.Live).Where(v => Begins(v.Value, prefix)), set.Terms(kind, prefix, 1_000));
        }

        var matching = archive.Matching(query, select).ToList();
        foreach (var significance in results.Significant)
        {
            var (here, everywhere) = (archive.Counts(significance.Kind, matching), archive.Counts(significance.Kind, archive.Live));
            Assert.All(significance.Values, v => Assert.Equal(
                (v.Matches, v.Articles),
                (here.Single(h => h.Value == v.Value).Count, everywhere.Single(e => e.Value == v.Value).Count)));
        }

        var by = request.Timeline!.By!.Kind;
        var wanted = select.Where(s => s.Kind == by).Select(s => Number(s.Value)).ToList();
        Assert.Equal(
            archive.Counts(by, matching).Where(v => wanted.Count == 0 || wanted.Contains(Number(v.Value))),
            results.Timeline!.Series.Select(s => new FacetValue(s.Value, s.Buckets.Sum(b => b.Count))));
    }

    private static bool Begins(string value, string prefix) =>
        Plain(value).Split(' ').Select((_, i) => string.Join(' ', Plain(value).Split(' ').Skip(i)))
            .Any(rest => rest.StartsWith(Plain(prefix), StringComparison.Ordinal));

    private static string Plain(string value) => value.ToLowerInvariant().Replace("e\u0301", "e", StringComparison.Ordinal)
        .Replace('é', 'e').Replace('ë', 'e').Replace('ä', 'a').Replace("’", "", StringComparison.Ordinal)
        .Replace("'", "", StringComparison.Ordinal);

    private static int Number(string value) => Array.FindIndex(Values, v => v.Contains(value));

    private static T Any<T>(Random random, T[] values) => values[random.Next(values.Length)];

    private static IReadOnlyList<FacetValue> Tags(TestIndex index, string? query) =>
        index.Search(new SearchRequest { Query = query, Facets = [new("tag")] }).Facet("tag");

    private static Article Make(string id, string body, params string[] tags) => new() { Id = id, Body = body, Tags = tags };

    /// <summary>A random archive, in one index and in several.</summary>
    private sealed class Spelled : IDisposable
    {
        private readonly Dictionary<string, Article> live = new(StringComparer.Ordinal);

        public Spelled(Random random)
        {
            Parts = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => new TestIndex())];
            var (count, segments) = (random.Next(1, 90), random.Next(1, 7));
            for (var i = 0; i < count; i++)
            {
                var number = random.Next(70);
                var article = new Article
                {
                    Id = $"a{number}",
                    Body = string.Join(' ', Enumerable.Range(0, random.Next(1, 4)).Select(_ => Any(random, Words))),
                    Published = ArticleDate.FromDay(2000 + random.Next(5), 1, 1 + random.Next(28)),
                    Source = random.Next(4) == 0 ? null : Any(random, Any(random, Values)),
                    Tags = [.. Some(random, 4)],
                    Entities = [.. Some(random, 5).Select(v => new EntityName("person", v))],
                };
                var part = Parts[number % Parts.Count];
                One.Add(article);
                part.Add(article);
                live[article.Id] = article;
                if (i % (1 + (count / segments)) == 0)
                {
                    One.Cut();
                }

                if (random.Next(20) == 0)
                {
                    part.Cut();
                }
            }

            for (var i = random.Next(0, 12); i > 0; i--)
            {
                var number = random.Next(70);
                One.Delete($"a{number}");
                Parts[number % Parts.Count].Delete($"a{number}");
                live.Remove($"a{number}");
            }
        }

        public TestIndex One { get; } = new();

        public IReadOnlyList<TestIndex> Parts { get; }

        public IEnumerable<Article> Live => live.Values;

        public IEnumerable<Article> Matching(string? query, IReadOnlyList<DrillDown> select) => live.Values
            .Where(a => query is null || a.Body!.Split(' ').Contains(query))
            .Where(a => select.GroupBy(s => s.Kind).All(kind => kind.Any(s => Of(a, s.Kind).Any(v => Number(v) == Number(s.Value)))));

        // Each article counts once for a value, however it spells it; the archive decides how that is shown.
        public IReadOnlyList<FacetValue> Counts(string kind, IEnumerable<Article> articles)
        {
            var shown = live.Values.SelectMany(a => Of(a, kind).Distinct()).GroupBy(v => v)
                .OrderByDescending(g => g.Count()).ThenBy(g => g.Key.Length).ThenBy(g => g.Key, StringComparer.Ordinal)
                .GroupBy(g => Number(g.Key)).ToDictionary(g => g.Key, g => g.First().Key);
            return [.. articles.SelectMany(a => Of(a, kind).Select(Number).Distinct()).GroupBy(n => n)
                .Select(g => new FacetValue(shown[g.Key], g.Count()))
                .OrderByDescending(v => v.Count).ThenBy(v => v.Value, StringComparer.Ordinal)];
        }

        public void Dispose()
        {
            One.Dispose();
            foreach (var part in Parts)
            {
                part.Dispose();
            }
        }

        private static IEnumerable<string> Some(Random random, int most) =>
            Enumerable.Range(0, random.Next(most)).Select(_ => Any(random, Any(random, Values))).Distinct();

        private static IEnumerable<string> Of(Article article, string kind) => kind switch
        {
            "tag" => article.Tags,
            "source" => article.Source is { } source ? [source] : [],
            _ => article.Entities.Select(e => e.Name),
        };
    }
}
