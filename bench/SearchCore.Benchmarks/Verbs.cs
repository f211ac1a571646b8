using SearchCore.Benchmarks.ClusterSimulation;
using SearchCore.Benchmarks.Corpora;
using SearchCore.Benchmarks.Formats;
using SearchCore.Benchmarks.Game;
using SearchCore.Benchmarks.Live;
using SearchCore.Benchmarks.NearDuplicates;
using SearchCore.Benchmarks.Profiling;
using SearchCore.Benchmarks.Queries;
using SearchCore.Benchmarks.Results;
using SearchCore.Benchmarks.Scaling;
using SearchCore.Benchmarks.Sharding;
using SearchCore.Benchmarks.Standing;
using SearchCore.Benchmarks.Stopping;

namespace SearchCore.Benchmarks;

/// <summary>A measurement that is no class of BenchmarkDotNet, by its name on the command line.</summary>
/// <param name="Name">The first word.</param>
/// <param name="Usage">What may stand behind it; options that are not in it are refused.</param>
/// <param name="Purpose">What it tells, in a line; empty for what this program calls itself.</param>
/// <param name="Run">Runs it: the exit code.</param>
internal sealed record Verb(string Name, string Usage, string Purpose, Func<Arguments, int> Run)
{
    private const string Program = "dotnet run -c Release --project bench/SearchCore.Benchmarks --";

    /// <summary>All of them, in the order of the help.</summary>
    public static IReadOnlyList<Verb> All { get; } =
    [
        new("growth", "[FILE.jsonl[.gz]] [--sizes 10,100,1000] [--workers 1] [--memory 256] [--to RESULTS.csv|RESULTS.md]",
            "Loads a corpus repeated up to sizes in MB", InFolder(Growth.Run)),
        new("decades", "[--to 1000000] [--workers 2] [--memory 256] [--index FOLDER]",
            "One index that grows to millions of invented articles, with times of queries", InFolder(Decades.Run)),
        new("profile", "FILE.jsonl[.gz] [--megabytes 300] [--workers 1] [--memory 256] [--methods 15]",
            "Where a megabyte's time goes, by stages (Linux, needs perf)", InFolder(SampledProfile.Run)),
        new("merges", "INDEX [--rounds 3] [--engines both|ours|lucene]", "Merging an index, beside Lucene.Net", InFolder(MergeSpeed.Run)),
        new("merge-searches", "INDEX [--callers 1] [--seconds 15]", "Searches beside a merge", InFolder(SearchesBesideMerge.Run)),
        new("formats", "FILE.jsonl[.gz] [--articles 2000] [--rounds 5]", "Reading the same articles in each format", FormatTimings.Run),
        new("queries", "INDEX FILE.tsv [--work engine|search|page] [--seconds 0.5] [--threads 2] [--windows 1] [--compact yes]"
            + " [--clock wall|processor|garbage] [--search-threads 1]", "Times a file of queries", QueryTimings.Run),
        new("first", "INDEX [--only TEXT] [--search-threads 1]", "From opening to the first answer, warm and cold",
            InFolder(FirstAnswers.Run)),
        new("hostile", "[INDEX] [--shown 5]", "The costliest queries of every kind", HostileTimings.Run),
        new("stops", "INDEX [--runs 20] [--cold 2] [--kind TEXT] [--most 100] [--seed N]",
            "How late costly calls come back past their deadline", StopTimings.Run),
        new("live", "[FILE.jsonl[.gz]] [--parts operations,searches,load,open] [--articles 15000] [--rounds 200] [--minutes 10]"
            + " [--indexes 50] [--engines SearchCore,Lucene.Net]", "An index that changes while it is searched", LiveTimings.Run),
        new("standing", "[FILE.jsonl[.gz]] [--counts 100,1000,10000] [--commits 0,100,1] [--pairs 5] [--articles 20000] [--near 0]",
            "What standing queries add to indexing", StandingTimings.Run),
        new("shards", "[FILE.jsonl[.gz]] [--shards 6] [--rounds 200] [--articles 20000]", "Shards beside one index", ShardTimings.Run),
        new("near", "FILE… [--pairs 1000] [--seed 1] [--least 80] [--shortest 250] [--longest 1000000]",
            "How well near-duplicates are told apart, by pairs made of the articles", PairMeasures.Run),
        new("gate", "STORED.csv [--store yes] [--pairs 75]", "Fails where queries or the index path became slower than a stored run",
            InFolder(RegressionGate.Run)),
        new("game", "build INDEX < corpus.json, or query INDEX < queries.txt", "Search Benchmark, the Game", SearchGame.Run),
        new("round-costs", "INDEX… [--rounds 60], or FILE.jsonl[.gz] --coordinator 16,64,128 [--rounds 60]",
            "What the rounds of a search over shards cost", RoundTimings.Run),
        new("cluster-simulation", "[--scenario one|load|fan-out|rules|failures|added|sizing] [--shards 128] [--nodes 16]"
            + " [--processors 16] [--articles 1000000000] [--replicas 2] [--rate 10] [--hedge 300] [--waiting 256] [--slow-for 10000]"
            + " [--relative 0] [--first placement|random|fewest] [--most-searches 0] [--publish 0] [--pauses 1] [--searches 10000]"
            + " [--bandwidth 500000000] [--seed 1]", "A cluster of many nodes by discrete events", SimulationRun.Run),
        new("replicate", "FILE.jsonl[.gz] [--articles 1000000]", "Writes a corpus over and over to standard output, with other ids",
            Replication.Run),
        new("engines", "TABLE.txt CORPUS RESULTS.csv", "Takes over what compare.sh printed", EngineComparison.Run),
        new("plot", "RESULTS.csv PICTURE.svg|PICTURE.png", "Draws results", ResultPlot.Run),
        new("plot-queries", "PICTURE.svg|PICTURE.png ENGINE=OUTPUT.tsv…", "Draws what queries cost", QueryPlot.Run),
        new(GrowthLoad.Verb, "FILE INDEX WORKERS MEMORY", string.Empty, GrowthLoad.Run),
        new(DecadeQueries.Verb, "INDEX", string.Empty, InFolder(DecadeQueries.Run)),
    ];

    /// <summary>What this program measures besides BenchmarkDotNet's classes.</summary>
    public static string Help
    {
        get
        {
            var named = All.Where(v => v.Purpose.Length > 0).ToList();
            var width = named.Max(v => v.Name.Length);
            return $"""
                How fast SearchCore indexes and answers. bench/README.md says what each measurement is and how to read it.

                  {Program} --filter '*IndexPath*'
                  {Program} VERB …          (VERB --help tells its options)

                {string.Join('\n', named.Select(v => $"  {v.Name.PadRight(width)}  {v.Purpose}"))}

                Without a verb the arguments are BenchmarkDotNet's: --filter PATTERN, --list flat, --job dry, and all that follows.

                """;
        }
    }

    /// <summary>How it is called.</summary>
    public string Call => $"{Name} {Usage}";

    /// <summary>Runs it with what stands behind its name.</summary>
    public int Start(IReadOnlyList<string> words)
    {
        if (words.Contains("--help", StringComparer.Ordinal))
        {
            Console.WriteLine($"{Purpose}\n\n  {Program} {Call}");
            return 0;
        }

        return Run(new Arguments(this, words));
    }

    /// <summary>Gives a run a folder for its files that is deleted behind it.</summary>
    public static T InFolder<T>(Func<T> run)
    {
        var folder = BenchmarkCorpus.CreateFolder();
        try
        {
            return run();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Func<Arguments, int> InFolder(Func<Arguments, int> run) => arguments => InFolder(() => run(arguments));
}
