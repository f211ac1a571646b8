using System.Globalization;

using SearchCore.Articles;
using SearchCore.Queries;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Tests.Searching.Running;

/// <summary>
/// A random archive with dates, numbers, sources and authors: in one index, in one that several threads search, in several as a set, and in
/// shards.
/// </summary>
internal sealed class RaisedArchive : IDisposable
{
    // A longer run: SEARCHCORE_RANKINGS=2500 dotnet test --filter "BoostTests|GroupTests" --logger "console;verbosity=detailed"
    public static readonly int Runs =
        int.TryParse(
            Environment.GetEnvironmentVariable("SEARCHCORE_RANKINGS"), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                ? count : 60;

    public static readonly DateTimeOffset Now = new(2020, 6, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly string[] Sources = ["Oban Times", "oban times", "Herald", "Tass", "Le Monde", "Ärzte Zeitung"];

    private static readonly string[] Words = ["alpha", "bravo", "delta", "tango", "zulu", "kilo"];

    private static readonly FieldDeclaration[] Declared = [new("pages", FieldType.Number), new("votes", FieldType.Number)];

    private readonly TestIndex one = new(exactForms: false, Declared);
    private readonly TestIndex[] parts;
    private readonly ArticleShard[] shards;
    private readonly Dictionary<string, Article> live = new(StringComparer.Ordinal);

    public RaisedArchive(Random random)
    {
        parts = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => new TestIndex(exactForms: false, Declared))];
        var segment = random.Next(1, 30);
        for (var i = random.Next(0, 150); i > 0; i--)
        {
            // An id belongs into one index.
            var number = random.Next(120);
            var (article, part) = (Make(random, number), parts[number % parts.Length]);
            one.Add(article);
            part.Add(article);
            live[article.Id] = article;
            if (random.Next(segment) == 0)
            {
                one.Cut();
            }

            if (random.Next(segment) == 0)
            {
                part.Cut();
            }
        }

        for (var i = random.Next(0, 8); i > 0; i--)
        {
            var id = $"a{random.Next(120)}";
            one.Delete(id);
            Array.ForEach(parts, p => p.Delete(id));
            live.Remove(id);
        }

        Single = new(one.Open());
        Threaded = new(one.Open(new SearchThreads(random.Next(2, 5), ArticlesEach: 1)));
        Set = new(new PointInTimeSet([.. parts.Select(p => p.Open())]));
        shards = [.. parts.Select((p, i) => new ArticleShard($"{i}", p.Open()))];
        Sharded = new(shards);
    }

    public IReadOnlyDictionary<string, Article> Live => live;

    public ArticleSearcher Single { get; }

    public ArticleSearcher Threaded { get; }

    public ArticleSearcher Set { get; }

    public ShardedSearcher Sharded { get; }

    /// <summary>A number of an article; null where it has none.</summary>
    public static double? NumberOf(Article article, string field) =>
        article.Members.Where(m => m.Name == field)
            .Select(m => (double?)double.Parse(m.Value, CultureInfo.InvariantCulture)).FirstOrDefault();

    public static string? Query(Random random) => random.Next(6) switch
    {
        0 => null,
        1 => $"{Word(random)} OR {Word(random)} OR {Word(random)}",
        2 => $"{Word(random)} {Word(random)}",
        3 => $"\"{Word(random)} {Word(random)}\" OR {Word(random)}^3",
        4 => $"{Word(random)} OR source:tass",
        _ => Word(random),
    };

    /// <summary>The same answer of the set, of shards and of threads as of one index.</summary>
    public void Compare(SearchRequest request, SearchResults expected)
    {
        var set = Set.Search(request);
        Assert.Equal(expected.Hits, set.Hits);
        Assert.Equal((expected.Total, expected.Groups, expected.Next is null), (set.Total, set.Groups, set.Next is null));
        Assert.Equal(set with { Took = default }, Sharded.SearchAsync(request).GetAwaiter().GetResult() with { Took = default });
        Assert.Equal(expected with { Took = default }, Threaded.Search(request) with { Took = default });
    }

    public void Dispose()
    {
        Array.ForEach(shards, s => s.Dispose());
        Set.Dispose();
        Threaded.Dispose();
        Single.Dispose();
        one.Dispose();
        Array.ForEach(parts, p => p.Dispose());
    }

    private static string Word(Random random) => Words[random.Next(Words.Length)];

    private static Article Make(Random random, int number) => new()
    {
        Id = $"a{number}",
        Title = random.Next(3) == 0 ? null : Word(random),
        Body = string.Join(' ', Enumerable.Range(0, random.Next(1, 9)).Select(_ => Word(random))),
        Published = random.Next(6) == 0
            ? null
            : new ArticleDate(Now.ToUnixTimeSeconds() - (random.Next(-20, 400) * 86_400L) + random.Next(86_400)),
        Source = random.Next(5) == 0 ? null : Sources[random.Next(Sources.Length)],
        Authors = [.. Enumerable.Range(0, random.Next(3)).Select(_ => $"Author {random.Next(8)}").Distinct()],
        Members =
        [
            .. random.Next(3) == 0 ? Array.Empty<ArticleMember>() : [new("pages", $"{random.Next(-3, 40)}")],
            .. random.Next(3) == 0
                ? Array.Empty<ArticleMember>()
                : [new("votes", (random.NextDouble() * 1e6).ToString("R", CultureInfo.InvariantCulture))],
        ],
    };
}
