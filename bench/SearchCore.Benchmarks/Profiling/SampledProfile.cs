using System.Diagnostics;
using System.Globalization;

using SearchCore.Benchmarks.Corpora;
using SearchCore.Benchmarks.Scaling;

namespace SearchCore.Benchmarks.Profiling;

/// <summary>
/// Where a megabyte's time goes: a load in a process of its own that Linux' <c>perf</c> looks at a thousand times a second, the samples
/// added up by stages. Needs <c>perf</c> and the right to use it.
/// </summary>
internal static class SampledProfile
{
    private const int LeastSamples = 200;
    private const double SamplesAMillisecond = 0.997;

    /// <summary>Prints the table, and the costliest methods.</summary>
    /// <param name="arguments">The corpus and options.</param>
    public static int Run(Arguments arguments)
    {
        if (arguments.Positional is not [var corpus])
        {
            return arguments.Misused();
        }

        if (!OperatingSystem.IsLinux())
        {
            return arguments.Fail("profile needs Linux and its perf; elsewhere, --filter '*Stages*' times parts of the path one by one");
        }

        var megabytes = double.Parse(arguments.Option("megabytes", "300"), CultureInfo.InvariantCulture);
        var methods = int.Parse(arguments.Option("methods", "15"), CultureInfo.InvariantCulture);
        var (file, index) = (BenchmarkCorpus.NewIndexPath() + ".jsonl", BenchmarkCorpus.NewIndexPath());
        var data = BenchmarkCorpus.NewIndexPath();
        var (bytes, _, _) = Replication.Write(corpus, file, (long)(megabytes * 1e6));
        Perf(
            ["record", "-F", "997", "-o", data, "--", .. ChildProcess.CommandLine(
                GrowthLoad.Verb, file, index, arguments.Option("workers", "1"), arguments.Option("memory", "256"))]);
        var report = Perf(["report", "-i", data, "--stdio", "--no-children", "-F", "sample,dso,symbol", "-t", "|"]);
        var samples = Read(report);
        var all = samples.Sum(s => s.Count);
        if (all < LeastSamples)
        {
            throw new InvalidOperationException($"perf took {all} samples, which say nothing; name more --megabytes");
        }

        Console.WriteLine("| stage | share | ms/MB |");
        Console.WriteLine("| --- | ---: | ---: |");
        foreach (var stage in IndexStage.All)
        {
            Write(stage, samples.Where(s => s.Stage == stage).Sum(s => s.Count), all, bytes);
        }

        Write("all", all, all, bytes);
        Console.WriteLine();
        foreach (var method in samples.OrderByDescending(s => s.Count).Take(methods))
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{100.0 * method.Count / all,5:F1} %  {method.Stage}: {Short(method.Symbol)}"));
        }

        return 0;
    }

    private static void Write(string stage, long count, long all, long bytes) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"| {stage} | {100.0 * count / all:F1} % | {count / SamplesAMillisecond / (bytes / 1e6):F2} |"));

    // A method's type and name, of all that it is given and gives.
    private static string Short(string symbol) =>
        symbol.IndexOf('(', StringComparison.Ordinal) is > 0 and var end ? symbol[..end].Split(' ')[^1] : symbol;

    private static List<Sample> Read(string report)
    {
        var samples = new List<Sample>();
        foreach (var line in report.Split('\n').Where(line => line.Length > 0 && line[0] != '#'))
        {
            var parts = line.Split('|');
            if (parts.Length >= 3 && long.TryParse(parts[0], CultureInfo.InvariantCulture, out var count))
            {
                var (module, symbol) = (parts[1].Trim(), parts[2].Trim());
                samples.Add(new(count, IndexStage.Of(module, symbol), symbol));
            }
        }

        return samples;
    }

    private static string Perf(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("perf", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };

        // Names of compiled methods, and code where perf finds it.
        start.Environment["DOTNET_PerfMapEnabled"] = "1";
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        ChildProcess.UseConsoleSettings(start);
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new InvalidOperationException($"perf could not be started ({e.Message}); install linux-perf or linux-tools", e);
        }

        using (process)
        {
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0
                ? output
                : throw new InvalidOperationException(
                    $"perf ended with exit code {process.ExitCode}: {errors.Result.Trim()} "
                    + "(where it is not allowed: sysctl kernel.perf_event_paranoid=1)");
        }
    }

    private sealed record Sample(long Count, string Stage, string Symbol);
}
