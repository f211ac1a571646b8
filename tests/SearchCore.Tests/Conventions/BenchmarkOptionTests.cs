using System.Text.RegularExpressions;

using SearchCore.TestKit;

namespace SearchCore.Tests.Conventions;

/// <summary>A measurement refuses options that its usage does not name, so each that its code reads stands there.</summary>
public sealed partial class BenchmarkOptionTests
{
    [Fact]
    public void Every_option_that_a_measurement_reads_is_in_its_usage()
    {
        var folder = Path.Combine(SharedData.Root, "bench", "SearchCore.Benchmarks");
        var usages = Regex.Matches(File.ReadAllText(Path.Combine(folder, "Verbs.cs")), "--([a-z-]+)").Select(m => m.Groups[1].Value)
            .ToHashSet(StringComparer.Ordinal);
        var read = Directory.EnumerateDirectories(folder).Where(d => Path.GetFileName(d) is not ("bin" or "obj"))
            .SelectMany(d => Directory.EnumerateFiles(d, "*.cs", SearchOption.AllDirectories))
            .SelectMany(f => Reading().Matches(File.ReadAllText(f)).Select(m => (File: Path.GetFileName(f), Option: m.Groups[1].Value)))
            .ToList();
        Assert.Contains(("Decades.cs", "workers"), read);
        Assert.All(read, r => Assert.True(usages.Contains(r.Option), $"{r.File} reads --{r.Option}, which no usage names"));
    }

    [GeneratedRegex(@"\b(?:Option|Number)\(\s*""([a-z-]+)""")]
    private static partial Regex Reading();
}
