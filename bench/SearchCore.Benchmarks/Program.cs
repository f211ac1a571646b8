using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;

using SearchCore.Benchmarks;
using SearchCore.Benchmarks.Corpora;
using SearchCore.Benchmarks.Reporting;

// bench/README.md says how to run this and how to read what it prints.
if (args is [var first, ..] && !first.StartsWith('-'))
{
    if (Verb.All.FirstOrDefault(v => v.Name == first) is not { } verb)
    {
        Console.Error.WriteLine($"There is no measurement '{first}'.\n\n{Verb.Help}");
        return 2;
    }

    try
    {
        return verb.Start(args[1..]);
    }
    catch (Exception e) when (e is IOException or InvalidDataException or FormatException or ArgumentException
        or InvalidOperationException)
    {
        Console.Error.WriteLine(e.Message);
        return 1;
    }
}

if (args.Contains("--help", StringComparer.Ordinal))
{
    Console.WriteLine(Verb.Help);
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

return Verb.InFolder(() =>
{
    var summaries = BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config).ToList();
    var asksOnly = args.Any(a => a is "--list" or "--help" or "--info" or "--version");
    return (asksOnly || summaries.Count > 0) && summaries.All(s => s.Reports.All(r => r.Success) && !s.HasCriticalValidationErrors) ? 0 : 1;
});
