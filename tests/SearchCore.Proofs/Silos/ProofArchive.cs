using SearchCore.Articles;
using SearchCore.Queries;
using SearchCore.TestKit;
using SearchCore.TestKit.Corpora;

namespace SearchCore.Proofs.Silos;

/// <summary>An archive in a file, the same in one index, and what that answers to sixty requests of every kind.</summary>
internal sealed class ProofArchive : IDisposable
{
    private readonly TempFolder folder = new();

    public ProofArchive(int articles = 1_500, ulong seed = 17)
    {
        List<Article> all = [.. SyntheticNews.Articles(seed, articles, NewsProfile.Wire).Select(WithEntities)];
        using (var stream = File.Create(Path))
        {
            SyntheticNews.WriteJsonLines(stream, all);
        }

        Index = ArticleIndex.InMemory(new() { Recognizer = null });
        all.ForEach(a => Index.Add(a));
        Index.Commit();
        Index.Refresh();
        Words = WordsOf(all);
        Cases = [.. Requests().Select(r => (r, Index.Search(r)))];
    }

    /// <summary>The archive as JSON lines.</summary>
    public string Path => folder["archive.jsonl"];

    /// <summary>The same in one index.</summary>
    public ArticleIndex Index { get; }

    /// <summary>Words of its first articles, the most frequent in front.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>Requests, and what one index answers.</summary>
    public IReadOnlyList<(SearchRequest Request, SearchResults Expected)> Cases { get; }

    public void Dispose()
    {
        Index.Dispose();
        folder.Dispose();
    }

    private static Article WithEntities(Article article, int n) => article with
    {
        Entities = [new EntityName("person", $"Person {n % 17}"), new EntityName("place", $"Place {n % 5}")],
    };

    private static List<string> WordsOf(List<Article> articles) =>
    [
        .. articles.Take(400).SelectMany(a => (a.Body ?? string.Empty).Split(' ', '.', ','))
            .Where(w => w.Length > 3 && w.All(char.IsAsciiLetterLower)).GroupBy(w => w, StringComparer.Ordinal)
            .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => g.Key),
    ];

    private IEnumerable<SearchRequest> Requests()
    {
        string[] words = [.. Words.Take(40)];
        for (var n = 0; n < 60; n++)
        {
            var (a, b) = (words[n % words.Length], words[((n * 7) + 3) % words.Length]);
            yield return new SearchRequest
            {
                Query = (n % 10) switch
                {
                    0 => a,
                    1 => $"{a} {b}",
                    2 => $"{a} OR {b}",
                    3 => $"\"{a} {b}\"",
                    4 => $"{a[..3]}*",
                    5 => $"{a} -{b}",
                    6 => $"person:\"Person {n % 17}\"",
                    7 => $"{a}~1",
                    8 => $"{a} W/5 {b}",
                    _ => string.Empty,
                },
                Facets = n % 3 == 0 ? [new("person") { Top = 5 }, new("place")] : [],
                Timeline = n % 4 == 0 ? new(TimelineUnit.Year) : null,
                Sort = n % 5 == 4 ? SearchSort.Newest : SearchSort.Relevance,
                Limit = 10,
                TimeLimit = TimeSpan.FromSeconds(20),
            };
        }
    }
}
