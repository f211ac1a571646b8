using System.Diagnostics;
using System.Text.Json;

using SearchCore.Articles.Reading;
using SearchCore.Benchmarks.Corpora;
using SearchCore.Queries;
using SearchCore.TestKit.Corpora;

namespace SearchCore.Benchmarks.Scaling;

/// <summary>What searching an index of <see cref="Decades"/> takes.</summary>
/// <param name="Segments">How many segments it has.</param>
/// <param name="First">
/// Milliseconds from opening it to the first answer, the median of five openings in a process whose code is compiled.
/// </param>
/// <param name="Milliseconds">The median of each class of queries, warm, on one thread.</param>
internal sealed record DecadeQueries(int Segments, double First, double[] Milliseconds)
{
    public const string Verb = "decade-queries";

    private const int Sampled = 2_000, QueriesOfClass = 20, Rounds = 5, Openings = 5;

    /// <summary>The classes of queries.</summary>
    public static IReadOnlyList<string> Classes { get; } =
        ["word, frequent", "word, medium", "word, rare", "AND", "OR", "phrase", "within a year", "newest", "facets"];

    /// <summary>Measures in a new process of this program.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static DecadeQueries InNewProcess(string index) => JsonSerializer.Deserialize<DecadeQueries>(ChildProcess.Output(Verb, index))!;

    /// <summary>The new process's part: <c>decade-queries INDEX</c>.</summary>
    public static int Run(Arguments arguments)
    {
        if (arguments.Positional is not [var folder])
        {
            return arguments.Misused();
        }

        var requests = Requests();
        var small = BenchmarkCorpus.NewIndexPath();
        using (var index = ArticleIndex.Open(small, new ArticleIndexOptions { Recognizer = null }))
        {
            index.Index([ArticleSource.From(SyntheticNews.Articles(Decades.Seed, 200, NewsProfile.Wire))]);
            requests.ForEach(r => r.ForEach(request => index.Search(request)));
        }

        var options = new ArticleIndexOptions { Access = IndexAccess.ReadOnly, Recognizer = null, SearchThreads = 1 };
        var first = Median(Enumerable.Range(0, Openings + 1).Select(_ => FirstAnswer(folder, options, requests[1][0])).Skip(1));
        using var opened = ArticleIndex.Open(folder, options);
        var times = requests.Select(queries => Median(queries.Select(query => Least(opened, query))));
        Console.WriteLine(JsonSerializer.Serialize(new DecadeQueries(opened.Statistics().Segments, first, [.. times])));
        return 0;
    }

    /// <summary>Queries of each class: words by how many of the first articles have them, phrases as they stand there.</summary>
    public static List<List<SearchRequest>> Requests()
    {
        var texts = SyntheticNews.Articles(Decades.Seed, Sampled, NewsProfile.Wire).Select(a => Words(a.Body ?? "")).ToList();
        var counts = texts.SelectMany(t => t.Distinct()).CountBy(w => w).Where(w => w.Key.Length > 3)
            .OrderBy(w => w.Key, StringComparer.Ordinal).ToList();
        var frequent = Between(counts, 0.05, 0.2);
        var medium = Between(counts, 0.005, 0.02);
        var rare = Between(counts, 1.0 / Sampled, 2.0 / Sampled);
        var phrases = texts.SelectMany(t => t.Zip(t.Skip(1))).Where(p => frequent.Contains(p.First) && frequent.Contains(p.Second))
            .Select(p => $"\"{p.First} {p.Second}\"").Distinct().Take(QueriesOfClass).ToList();
        return
        [
            Of(frequent), Of(medium), Of(rare),
            Of(frequent.Zip(medium, (a, b) => $"{a} AND {b}")),
            Of(frequent.Zip(medium, (a, b) => $"{a} OR {b}")),
            Of(phrases),
            Of(frequent.Select(w => $"{w} published:2018")),
            [.. Of(frequent).Select(r => r with { Sort = SearchSort.Newest })],
            [.. Of(frequent).Select(r => r with { Facets = [new("place"), new("person")] })],
        ];
    }

    private static List<string> Between(List<KeyValuePair<string, int>> counts, double least, double most) =>
        [.. counts.Where(w => w.Value >= least * Sampled && w.Value <= most * Sampled).Select(w => w.Key).Take(QueriesOfClass)];

    private static List<SearchRequest> Of(IEnumerable<string> queries) =>
        [.. queries.Select(query => new SearchRequest { Query = query, TimeLimit = Timeout.InfiniteTimeSpan })];

    private static string[] Words(string text) => [.. text.Split(' ').Where(w => w.Length > 0 && w.All(char.IsAsciiLetterLower))];

    private static double Least(ArticleIndex index, SearchRequest request) => Enumerable.Range(0, Rounds).Min(_ =>
    {
        var start = Stopwatch.GetTimestamp();
        index.Search(request);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    });

    private static double Median(IEnumerable<double> times) =>
        times.Order().ToList() is { Count: > 0 } all ? all[all.Count / 2] : double.NaN;

    private static double FirstAnswer(string folder, ArticleIndexOptions options, SearchRequest request)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var start = Stopwatch.GetTimestamp();
        using var index = ArticleIndex.Open(folder, options);
        index.Search(request);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
