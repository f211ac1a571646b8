using System.Diagnostics;
using System.Globalization;

using SearchCore.Articles.Formats.JsonLines;
using SearchCore.Benchmarks.Corpora;
using SearchCore.Benchmarks.IndexPath;
using SearchCore.Benchmarks.Queries.Rivals;
using SearchCore.TestKit.Corpora;

namespace SearchCore.Benchmarks.Queries;

/// <summary>
/// Whether anything has become slower: every class of queries and the index path, as ratios to Lucene.Net in the same run, held against the
/// ratios of a run that was stored. A ratio is the median of pairs that take turns, by processor time, so that machines and their
/// other work matter little; what seems slower is measured again before it counts.
/// </summary>
internal static class RegressionGate
{
    private const double MostGrowth = 1.10;
    private const int LoadPairs = 7, Repeats = 4;
    private const string LoadClass = "index path";

    /// <summary>Compares with a stored run, or stores this one; exit code 1 where a ratio grew by more than a tenth.</summary>
    public static int Run(Arguments arguments)
    {
        if (arguments.Positional is not [var file])
        {
            return arguments.Misused();
        }

        var pairs = int.Parse(arguments.Option("pairs", "75"), CultureInfo.InvariantCulture);
        var stores = arguments.Option("store", "no") == "yes";
        var stored = stores ? [] : Read(file);
        var corpus = BenchmarkCorpus.Get(NewsProfile.Wire);
        using var archive = new RivalArchive(corpus);
        var found = new Dictionary<string, double>(StringComparer.Ordinal);
        var slower = 0;
        Console.WriteLine("| class | ratio to Lucene.Net | stored | change |");
        Console.WriteLine("| --- | ---: | ---: | ---: |");
        foreach (var name in RivalQueries.Classes.Append(LoadClass))
        {
            var before = stored.TryGetValue(name, out var known) ? known : double.NaN;
            var ratio = Ratio(name);
            for (var repeat = 0; repeat < Repeats && ratio > MostGrowth * before; repeat++)
            {
                ratio = Math.Min(ratio, Ratio(name));
            }

            found[name] = ratio;
            slower += ratio > MostGrowth * before ? 1 : 0;
            Console.WriteLine(double.IsNaN(before)
                ? string.Create(CultureInfo.InvariantCulture, $"| {name} | {ratio:0.000} | | |")
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {name} | {ratio:0.000} | {before:0.000} | {(ratio / before) - 1:+0 %;-0 %}"
                    + $"{(ratio > MostGrowth * before ? " **slower**" : "")} |"));
        }

        if (stores)
        {
            File.WriteAllLines(file, found.Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.Key},{f.Value:0.0000}")));
        }

        return slower == 0 ? 0 : 1;

        double Ratio(string name) => name == LoadClass
            ? Median(LoadPairs, () => Load(() => Ours(corpus)) / Load(() => Theirs(corpus)))
            : Classes([.. archive.Queries.Where(q => q.Class == name)], pairs);
    }

    private static double Classes(List<RivalQuery> queries, int pairs)
    {
        const double seconds = 0.012;
        Time(queries, q => q.Ours(), seconds);
        Time(queries, q => q.Lucene(), seconds);
        return Median(pairs, () => Time(queries, q => q.Ours(), seconds) / Time(queries, q => q.Lucene(), seconds));
    }

    // Processor time of a round of queries.
    private static double Time(List<RivalQuery> queries, Func<RivalQuery, long> run, double seconds)
    {
        var start = ThreadClock.Now;
        var rounds = 0;
        do
        {
            foreach (var query in queries)
            {
                run(query);
            }

            rounds++;
        }
        while ((ThreadClock.Now - start).TotalSeconds < seconds);

        return (ThreadClock.Now - start).TotalSeconds / rounds;
    }

    private static double Load(Action load)
    {
        using var process = Process.GetCurrentProcess();
        process.Refresh();
        var before = process.TotalProcessorTime;
        load();
        process.Refresh();
        return (process.TotalProcessorTime - before).TotalSeconds;
    }

    private static void Ours(BenchmarkCorpus corpus)
    {
        using var index = ArticleIndex.Open(
            BenchmarkCorpus.NewIndexPath(), new ArticleIndexOptions { Workers = 1, Recognizer = null });
        index.Index([new JsonLinesSource(corpus.Path)]);
    }

    private static void Theirs(BenchmarkCorpus corpus) => LuceneNetTuned.Index(corpus.Path, BenchmarkCorpus.NewIndexPath(), threads: 1);

    private static double Median(int pairs, Func<double> ratio)
    {
        var ratios = Enumerable.Range(0, pairs).Select(_ => ratio()).Order().ToList();
        return ratios[pairs / 2];
    }

    private static Dictionary<string, double> Read(string file) => File.ReadLines(file).Select(line => line.Split(','))
        .ToDictionary(cells => cells[0], cells => double.Parse(cells[1], CultureInfo.InvariantCulture), StringComparer.Ordinal);
}
