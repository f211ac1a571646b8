using System.Diagnostics;
using System.Globalization;

using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Benchmarks.Corpora;
using SearchCore.Benchmarks.Stopping;
using SearchCore.Queries;

namespace SearchCore.Benchmarks.Queries;

/// <summary>
/// What it takes from opening an index to its first answer, with the system's memory of its files and without, and the memory it holds
/// then. Each figure is of an index opened for it alone; the code was compiled before, on a small index.
/// </summary>
internal static class FirstAnswers
{
    private const int Warm = 5, Cold = 3, Small = 200;

    /// <summary>A table of the queries, or of those whose name has a text.</summary>
    public static int Run(Arguments arguments)
    {
        if (arguments.Positional is not [var folder])
        {
            return arguments.Misused();
        }

        var options = new ArticleIndexOptions
        {
            Access = IndexAccess.ReadOnly,
            Recognizer = null,
            SearchThreads = int.Parse(arguments.Option("search-threads", "1"), CultureInfo.InvariantCulture),
        };
        var small = BenchmarkCorpus.NewIndexPath();
        using (var index = ArticleIndex.Open(small, new ArticleIndexOptions { Recognizer = null }))
        {
            index.Index([ArticleSource.From(Enumerable.Range(0, Small).Select(n => new Article
            {
                Id = $"{n}",
                Title = $"Oil price {n}",
                Body = $"The price of crude oil rose {n} cents, traders said.",
                Published = ArticleDate.Parse("1987-03-01"),
                Source = "Small",
            }))]);
        }

        foreach (var (_, request) in Requests())
        {
            Measure(small, options, request);
            Measure(small, options, request);
        }

        Console.WriteLine(
            "| first query | hits | open, ms | answer, ms | both | managed MB | held MB | cold: open | answer | both | second answer |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        var only = arguments.Option("only", "");
        foreach (var (name, request) in Requests().Where(r => r.Name.Contains(only, StringComparison.Ordinal)))
        {
            Measure(folder, options, request);
            var warm = Enumerable.Range(0, Warm).Select(_ => Measure(folder, options, request))
                .OrderBy(f => f.Open + f.Answer).ElementAt(Warm / 2);
            var cold = Enumerable.Range(0, Cold).Select(_ =>
            {
                PageCache.Forget(folder);
                return Measure(folder, options, request);
            }).OrderBy(f => f.Open + f.Answer).ElementAt(Cold / 2);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {warm.Hits} | {warm.Open:F1} | {warm.Answer:F1} | {warm.Open + warm.Answer:F1} | "
                + $"{warm.Megabytes:F0} | {warm.Held:F0} | "
                + $"{cold.Open:F1} | {cold.Answer:F1} | {cold.Open + cold.Answer:F1} | {warm.Second:F1} |"));
        }

        return 0;
    }

    private static IEnumerable<(string Name, SearchRequest Request)> Requests()
    {
        yield return ("opened only", new SearchRequest { Query = "" });
        foreach (var query in new[] { "oil", "oil price", "\"crude oil\"", "oil W/5 price", "oil published:1990..1992", "oil pric*" })
        {
            yield return ($"`{query.Replace("|", "", StringComparison.Ordinal)}`", new SearchRequest { Query = query });
        }

        yield return ("`oil`, newest", new SearchRequest { Query = "oil", Sort = SearchSort.Newest });
        yield return ("`oil`, facet source", new SearchRequest { Query = "oil", Facets = [new("source")] });
        yield return ("`oil`, facets place, person", new SearchRequest { Query = "oil", Facets = [new("place"), new("person")] });
        yield return ("`*`, limit 0", new SearchRequest { Query = "*", Limit = 0 });
    }

    private static Figures Measure(string folder, ArticleIndexOptions options, SearchRequest request)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var start = Stopwatch.GetTimestamp();
        using var index = ArticleIndex.Open(folder, options);
        var open = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        if (request.Query!.Length == 0)
        {
            return new(open, 0, 0, 0, Megabytes(), Held);
        }

        request = request with { TimeLimit = Timeout.InfiniteTimeSpan };
        start = Stopwatch.GetTimestamp();
        var hits = index.Search(request).Total.Value;
        var answer = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        start = Stopwatch.GetTimestamp();
        index.Search(request);
        return new(open, answer, Stopwatch.GetElapsedTime(start).TotalMilliseconds, hits, Megabytes(), Held);
    }

    private static double Held => Storage.PageCache.Shared.Bytes / 1e6;

    private static double Megabytes() => GC.GetTotalMemory(forceFullCollection: true) / 1e6;

    private sealed record Figures(double Open, double Answer, double Second, long Hits, double Megabytes, double Held);
}
