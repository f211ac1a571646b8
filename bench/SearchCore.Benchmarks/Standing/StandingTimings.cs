using System.Globalization;

using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.TestKit.Corpora;

namespace SearchCore.Benchmarks.Standing;

/// <summary>
/// What standing queries cost: processor time an article beyond that of indexing alone, by how many queries stand and by how many articles
/// come with a commit. Queries are made from one half of the articles and matched with the other. The events of each run are compared with
/// what searches find afterwards.
/// </summary>
internal static class StandingTimings
{
    private const int Seed = 7;

    // Of the queries, as many are searched for afterwards.
    private const int Compared = 200;

    public static int Run(Arguments arguments)
    {
        if (arguments.Positional is not ([] or [_]))
        {
            return arguments.Misused();
        }

        var (pairs, near) = (Number("pairs", "5"), Number("near", "0"));
        var articles = arguments.Positional is [var file]
            ? Live.ArticleLines.Read(file).ToList()
            : [.. SyntheticNews.Articles(Seed, Number("articles", "20000"), NewsProfile.Wire)];
        List<Article> before = [.. articles.Where((_, i) => i % 2 == 0)], coming = [.. articles.Where((_, i) => i % 2 == 1)];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{coming.Count} articles come into an index of {before.Count}; medians of {pairs} interleaved pairs of processor time\n"));
        Console.WriteLine("| queries | articles a commit | µs an article: without, with | more | speed | events an article |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
        foreach (var commit in arguments.Option("commits", "0,100,1").Split(',').Select(int.Parse))
        {
            // Few articles a commit: fewer of them.
            List<Article> some = commit == 0 ? coming : coming[..Math.Min(coming.Count, commit * 200)];
            foreach (var count in arguments.Option("counts", "100,1000,10000").Split(',').Select(int.Parse))
            {
                Measure(before, some, [.. StandingMix.Make(before, count, Seed), .. StandingMix.Near(before, near)], commit, pairs);
            }
        }

        return 0;

        int Number(string option, string standard) => int.Parse(arguments.Option(option, standard), CultureInfo.InvariantCulture);
    }

    private static void Measure(List<Article> before, List<Article> coming, List<StandingQuery> queries, int commit, int pairs)
    {
        var (without, with, ratios) = (new List<double>(), new List<double>(), new List<double>());
        var events = 0L;
        for (var pair = -1; pair < pairs; pair++)
        {
            var (alone, _) = Time(before, coming, [], commit);
            (var both, events) = Time(before, coming, queries, commit);
            if (pair >= 0)
            {
                without.Add(alone);
                with.Add(both);
                ratios.Add(alone / both);
            }
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {queries.Count} | {(commit == 0 ? "all" : commit)} | {Median(without):F0}, {Median(with):F0} "
                + $"| {Median(with) - Median(without):F0} | {Median(ratios):P0} | {(double)events / coming.Count:F2} |"));
    }

    // Microseconds of processor an article, and how many events there were.
    private static (double Microseconds, long Events) Time(
        List<Article> before, List<Article> coming, List<StandingQuery> queries, int commit)
    {
        using var index = ArticleIndex.InMemory(new() { Recognizer = null, Workers = 1 });
        index.Index([ArticleSource.From(before, "before")]);
        index.Standing.Put(queries);
        var start = Environment.CpuUsage.TotalTime;
        if (commit == 0)
        {
            index.Index([ArticleSource.From(coming, "coming")]);
        }
        else
        {
            foreach (var batch in coming.Chunk(commit))
            {
                Array.ForEach(batch, index.Add);
                index.Commit();
            }
        }

        var time = (Environment.CpuUsage.TotalTime - start).TotalMicroseconds / coming.Count;
        return (time, Check(index, coming, queries));
    }

    private static long Check(ArticleIndex index, List<Article> coming, List<StandingQuery> queries)
    {
        var events = index.Standing.Read().ToLookup(e => e.Query);
        var came = coming.Select(a => a.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var query in queries.Where((_, n) => n % Math.Max(1, queries.Count / Compared) == 0))
        {
            var request = query.Request with
            {
                Limit = 10_000,
                Now = DateTimeOffset.UtcNow,
                SnippetLength = 0,
                TimeLimit = Timeout.InfiniteTimeSpan,
            };
            var expected = index.Search(request).Hits.Select(h => h.Id).Where(came.Contains).Order(StringComparer.Ordinal);
            if (!expected.SequenceEqual(events[query.Name].Select(e => e.Article?.Id ?? string.Empty).Order(StringComparer.Ordinal)))
            {
                throw new InvalidDataException($"The events of '{query.Request.Query}' are not what a search finds.");
            }
        }

        return events.Sum(e => (long)e.Count());
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
