using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;

using SearchCore.Benchmarks;
using SearchCore.Benchmarks.ClusterSimulation;
using SearchCore.Benchmarks.Corpora;
using SearchCore.Benchmarks.Formats;
using SearchCore.Benchmarks.Game;
using SearchCore.Benchmarks.Live;
using SearchCore.Benchmarks.NearDuplicates;
using SearchCore.Benchmarks.Profiling;
using SearchCore.Benchmarks.Queries;
using SearchCore.Benchmarks.Reporting;
using SearchCore.Benchmarks.Results;
using SearchCore.Benchmarks.Scaling;
using SearchCore.Benchmarks.Sharding;
using SearchCore.Benchmarks.Standing;
using SearchCore.Benchmarks.Stopping;

// bench/README.md says how to run this and how to read what it prints.
try
{
    switch (args.FirstOrDefault())
    {
        case GrowthLoad.Verb:
            return GrowthLoad.Run(args[1..]);
        case Replication.Verb:
            return Replication.Run(new Arguments(args[1..]));
        case "growth":
            return InFolder(() => Growth.Run(new Arguments(args[1..])));
        case Decades.Verb:
            return InFolder(() => Decades.Run(new Arguments(args[1..])));
        case DecadeQueries.Verb:
            return InFolder(() => DecadeQueries.Run(new Arguments(args[1..])));
        case MergeSpeed.Verb:
            return InFolder(() => MergeSpeed.Run(new Arguments(args[1..])));
        case SearchesBesideMerge.Verb:
            return InFolder(() => SearchesBesideMerge.Run(new Arguments(args[1..])));
        case SampledProfile.Verb:
            return InFolder(() => SampledProfile.Run(new Arguments(args[1..])));
        case "engines":
            return EngineComparison.Run(new Arguments(args[1..]));
        case QueryTimings.Verb:
            return QueryTimings.Run(new Arguments(args[1..]));
        case SearchGame.Verb:
            return SearchGame.Run(new Arguments(args[1..]));
        case FirstAnswers.Verb:
            return InFolder(() => FirstAnswers.Run(new Arguments(args[1..])));
        case RegressionGate.Verb:
            return InFolder(() => RegressionGate.Run(new Arguments(args[1..])));
        case HostileTimings.Verb:
            return HostileTimings.Run(new Arguments(args[1..]));
        case FormatTimings.Verb:
            return FormatTimings.Run(new Arguments(args[1..]));
        case StopTimings.Verb:
            return StopTimings.Run(new Arguments(args[1..]));
        case ShardTimings.Verb:
            return ShardTimings.Run(new Arguments(args[1..]));
        case StandingTimings.Verb:
            return StandingTimings.Run(new Arguments(args[1..]));
        case RoundTimings.Verb:
            return RoundTimings.Run(new Arguments(args[1..]));
        case SimulationRun.Verb:
            return SimulationRun.Run(new Arguments(args[1..]));
        case LiveTimings.Verb:
            return LiveTimings.Run(new Arguments(args[1..]));
        case PairMeasures.Verb:
            return PairMeasures.Run(new Arguments(args[1..]));
        case QueryPlot.Verb:
            return QueryPlot.Run(new Arguments(args[1..]));
        case "plot":
            return ResultPlot.Run(new Arguments(args[1..]));
    }
}
catch (Exception e) when (e is IOException or InvalidDataException or FormatException or ArgumentException or InvalidOperationException)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}

var config = DefaultConfig.Instance
    .AddColumn(CorpusColumn.MegabytesPerSecond, CorpusColumn.ArticlesPerSecond, CorpusColumn.BytesPerArticle)
    .HideColumns(Column.Gen0, Column.Gen1, Column.Gen2, Column.RatioSD, Column.AllocRatio)
    .AddDiagnoser(MemoryDiagnoser.Default)
    .AddJob(Job.Default.WithToolchain(new BuiltAssembliesToolchain()).AsMutator());
var jobNamed = args.Any(a => a is "--job" or "-j" || a.StartsWith("--job=", StringComparison.Ordinal));
if (!jobNamed)
{
    // An operation is a load of a second or so: each is timed by itself, after some that warm the compiler up. Stages are shorter.
    var (warmups, iterations) = args.Any(a => a.Contains("Stages", StringComparison.OrdinalIgnoreCase)) ? (8, 12) : (2, 8);
    config = config.AddJob(Job.Default.WithStrategy(RunStrategy.Monitoring).WithWarmupCount(warmups).WithIterationCount(iterations));
}

if (args.Contains("dry", StringComparer.OrdinalIgnoreCase) && Environment.GetEnvironmentVariable(BenchmarkCorpus.MegabytesVariable) is null)
{
    Environment.SetEnvironmentVariable(BenchmarkCorpus.MegabytesVariable, "0.5");
}

return InFolder(() =>
{
    var summaries = BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config).ToList();
    var asksOnly = args.Any(a => a is "--list" or "--help" or "--info" or "--version");
    return (asksOnly || summaries.Count > 0) && summaries.All(s => s.Reports.All(r => r.Success) && !s.HasCriticalValidationErrors) ? 0 : 1;
});

static int InFolder(Func<int> run)
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
