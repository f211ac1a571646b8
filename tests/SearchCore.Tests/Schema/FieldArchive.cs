using System.Globalization;
using System.Text.Json;

using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Queries;
using SearchCore.TestKit;

namespace SearchCore.Tests.Schema;

/// <summary>
/// Random articles with fields of their own, in one index of several segments, in a set of two indexes, and in two shards: what each says
/// must be the same.
/// </summary>
internal sealed class FieldArchive : IDisposable
{
    public static readonly FieldDeclaration[] Declared =
    [
        new("price", FieldType.Number), new("ratings", FieldType.Number) { HasMany = true }, new("embargo", FieldType.Date),
        new("hearings", FieldType.Date) { HasMany = true }, new("desk", FieldType.Keyword),
    ];

    private static readonly string[] Desks = ["Sports", "sports", "Économie", "economie", "Zürich", "home affairs", "Ödland", "10"];

    private readonly TempFolder folder = new();
    private readonly ArticleIndex[] parts;

    public FieldArchive(Random random, int articles)
    {
        All = [.. Enumerable.Range(0, articles).Select(i => Random(random, i))];
        Index = ArticleIndex.Open(folder["one"], Options);
        foreach (var chunk in All.Chunk((articles / 4) + 1))
        {
            Index.Index([ArticleSource.From(chunk.Select(a => a.Source))]);
        }

        parts = [Part("left", 0), Part("right", 1)];
        Set = ArticleIndexSet.Open([folder["left"], folder["right"]], Options with { Access = IndexAccess.ReadOnly });
        Shards = new ShardedSearcher([.. parts.Select((p, i) => new ArticleShard($"shard-{i}", p))]);
    }

    public static ArticleIndexOptions Options => new() { Recognizer = null, Fields = Declared, Workers = 1 };

    public IReadOnlyList<FieldArticle> All { get; }

    public ArticleIndex Index { get; }

    public ArticleIndexSet Set { get; }

    public ShardedSearcher Shards { get; }

    /// <summary>What one index answers; a set and shards must say the same.</summary>
    public async Task<SearchResults> SearchAsync(SearchRequest request)
    {
        request = request with { TimeLimit = Timeout.InfiniteTimeSpan };
        var found = Index.Search(request);
        foreach (var other in new[] { Set.Search(request), await Shards.SearchAsync(request) })
        {
            Assert.Equal(found.Total, other.Total);
            Assert.Equal(found.Hits.Select(h => h.Id), other.Hits.Select(h => h.Id));
            Assert.Equal(found.Facets, other.Facets);
            Assert.Equal(found.Timeline, other.Timeline);
        }

        return found;
    }

    public void Dispose()
    {
        Set.Dispose();
        Index.Dispose();
        foreach (var part in parts)
        {
            part.Dispose();
        }

        folder.Dispose();
    }

    private ArticleIndex Part(string name, int rest)
    {
        var part = ArticleIndex.Open(folder[name], Options);
        part.Index([ArticleSource.From(All.Where((_, i) => i % 2 == rest).Select(a => a.Source))]);
        return part;
    }

    private static FieldArticle Random(Random random, int number)
    {
        double[] prices = random.Next(4) == 0 ? [] : [Number(random)];
        double[] ratings = [.. Enumerable.Range(0, random.Next(4)).Select(_ => Number(random))];
        DateTimeOffset[] embargo = random.Next(4) == 0 ? [] : [Date(random)];
        DateTimeOffset[] hearings = [.. Enumerable.Range(0, random.Next(4)).Select(_ => Date(random))];
        string[] desks = [.. Enumerable.Range(0, random.Next(3)).Select(_ => Desks[random.Next(Desks.Length)])];
        var members = new List<ArticleMember>();
        Add("price", prices.Select(Text));
        Add("ratings", ratings.Select(Text));
        Add("embargo", embargo.Select(Moment));
        Add("hearings", hearings.Select(Moment));
        Add("desk", desks);
        return new(
            new Article
            {
                Id = $"{number}",
                Body = random.Next(3) == 0 ? "memo strike" : "memo",
                Published = random.Next(4) == 0 ? null : new ArticleDate(random.Next(10) * 86_400L),
                Members = members,
            },
            new Dictionary<string, double[]>
            {
                ["price"] = prices,
                ["ratings"] = ratings,
                ["embargo"] = [.. embargo.Select(d => (double)d.ToUnixTimeSeconds())],
                ["hearings"] = [.. hearings.Select(d => (double)d.ToUnixTimeSeconds())],
            },
            desks);

        // One value by itself or in a list, several as a list.
        void Add(string name, IEnumerable<string> values)
        {
            var all = values.ToList();
            if (all.Count > 0)
            {
                members.Add(new(name, all.Count == 1 && random.Next(2) == 0 ? all[0] : JsonSerializer.Serialize(all)));
            }
        }
    }

    private static double Number(Random random) => random.Next(5) switch
    {
        0 => random.Next(-3, 12),
        1 => Math.Round((random.NextDouble() - 0.3) * 300, 1),
        2 => (random.NextDouble() - 0.5) * 1e5,
        3 => 0.1 * random.Next(20),
        _ => random.Next(100) == 0 ? (random.NextDouble() - 0.5) * 1e300 : random.Next(40),
    };

    private static DateTimeOffset Date(Random random) =>
        DateTimeOffset.FromUnixTimeSeconds(1_500_000_000 + random.Next(3 * 365 * 86_400));

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static string Moment(DateTimeOffset date) => date.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

/// <summary>An article and what its own fields hold: numbers, dates as seconds since 1970, desks as they are written.</summary>
internal sealed record FieldArticle(Article Source, IReadOnlyDictionary<string, double[]> Numbers, string[] Desks)
{
    /// <summary>Whether the article has the word that queries of these tests ask for.</summary>
    public bool IsStrike => Source.Body!.Contains("strike", StringComparison.Ordinal);
}
