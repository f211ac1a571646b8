using SearchCore.Articles;
using SearchCore.Queries;

namespace SearchCore.Tests.Searching;

/// <summary>A small random archive, cut into segments, with articles replaced and deleted, and the articles that are left.</summary>
internal sealed class RandomArchive : IDisposable
{
    private static readonly string[] Words = ["alpha", "bravo", "delta", "tango", "zulu", "kilo"];
    private static readonly string[] Names = ["Ann Lee", "Bob Lee", "Cy Lind", "Ännchen", "Dee"];

    private readonly Dictionary<string, Article> live = new(StringComparer.Ordinal);

    /// <summary>Makes the archive.</summary>
    /// <param name="random">Decides everything.</param>
    /// <param name="hours">How far apart dates may lie.</param>
    public RandomArchive(Random random, int hours = 24 * 40)
    {
        var segment = random.Next(1, 12);
        for (var i = random.Next(0, 60); i > 0; i--)
        {
            var article = Make(random, hours);
            Index.Add(article);
            live[article.Id] = article;
            if (i % segment == 0)
            {
                Index.Cut();
            }
        }

        for (var i = random.Next(0, 8); i > 0; i--)
        {
            var id = $"a{random.Next(40)}";
            Index.Delete(id);
            live.Remove(id);
        }
    }

    public TestIndex Index { get; } = new();

    public IReadOnlyCollection<Article> Articles => live.Values;

    /// <summary>A request for articles with a word, some values selected, and its answer without those values.</summary>
    public static SearchRequest Request(Random random) => new()
    {
        Query = random.Next(3) == 0 ? null : Words[random.Next(Words.Length)],
        Select = [.. Enumerable.Range(0, random.Next(3))
            .Select(_ => new DrillDown(random.Next(2) == 0 ? "person" : "place", Names[random.Next(Names.Length)]))],
        Suggest = false,
    };

    /// <summary>The articles that a request of <see cref="Request"/> finds; choices of a kind left out where it is named.</summary>
    public IEnumerable<Article> Matching(SearchRequest request, string? except = null) => live.Values
        .Where(a => request.Query is not { } word || a.Body!.Split(' ').Contains(word))
        .Where(a => request.Select.Where(s => s.Kind != except).GroupBy(s => s.Kind)
            .All(kind => kind.Any(s => a.Entities.Contains(new(s.Kind, s.Value)))));

    public void Dispose() => Index.Dispose();

    private static Article Make(Random random, int hours) => new()
    {
        Id = $"a{random.Next(40)}",
        Body = string.Join(' ', Enumerable.Range(0, random.Next(1, 9)).Select(_ => Words[random.Next(Words.Length)])),
        Published = random.Next(6) == 0 ? null : new ArticleDate((random.NextInt64(-hours, hours) * 3_600) + random.Next(3_600)),
        Entities = [.. Enumerable.Range(0, random.Next(4))
            .Select(_ => new EntityName(random.Next(2) == 0 ? "person" : "place", Names[random.Next(Names.Length)])).Distinct()],
    };
}
