using System.Globalization;

using SearchCore.Proofs.Histories;
using SearchCore.Proofs.Running;
using SearchCore.TestKit.Corpora;

namespace SearchCore.Proofs.Proofs;

/// <summary>
/// Loads with the real executable under heap limits from too small to start to just too small to finish: however it dies, what was
/// committed before
/// is there, and the same call ends the load once there is memory.
/// </summary>
internal static class MemoryLimitProof
{
    private const int Lines = 3_000, Sentences = 150;
    private static readonly int[] Megabytes = [4, 8, 12, 16, 20, 26, 34, 48];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static void Run(ProofSettings settings, ProofReport report)
    {
        using var scratch = new Scratch();
        var earlier = NumberedFile.Write(Path.Combine(scratch.Root, "earlier.jsonl"), settings.Seed, 500);
        var file = NumberedFile.Write(Path.Combine(scratch.Root, "articles.jsonl"), settings.Seed + 1, Lines, Sentences);
        var random = new SeededRandom(settings.Seed);
        while (report.Run < settings.Runs)
        {
            var megabytes = Megabytes[report.Run % Megabytes.Length];
            var bytes = (megabytes << 20) + random.Below(2 << 20);
            report.Case($"seed {settings.Seed}, run {report.Run}, {bytes} bytes", () =>
                Starve(settings, scratch.Fresh(), earlier, file, bytes, megabytes, report));
        }
    }

    private static string? Starve(
        ProofSettings settings, string path, NumberedFile earlier, NumberedFile file, int bytes, int megabytes, ProofReport report)
    {
        using (var before = Start(settings, earlier, path, null))
        {
            if (before.Wait(Patience) is not { Code: 0 } first)
            {
                return "the index cannot be made";
            }
        }

        using (var starved = Start(settings, file, path, bytes))
        {
            if (starved.Wait(Patience) is not { } result)
            {
                return "it hangs";
            }

            report.Note($"{megabytes:D2} MB: {(result.Code == 0 ? "done" : result.Error.Contains("OutOfMemory", StringComparison.Ordinal) || result.Error.Contains("memory", StringComparison.OrdinalIgnoreCase) ? "out of memory" : $"exit code {result.Code}")}");
        }

        if (Wrong(path, found =>
            earlier.Final.FirstOrDefault(
            e => !found.TryGetValue(e.Key, out var now) || (now != e.Value && !file.Final.ContainsKey(e.Key))).Key is { } lost
                ? $"{lost} is lost"
                : null) is { } wrong)
        {
            return wrong;
        }

        using var again = Start(settings, file, path, null);
        if (again.Wait(Patience) is not { Code: 0 } last)
        {
            return "the load does not end well with enough memory";
        }

        return Wrong(
            path, found => file.Final.FirstOrDefault(f => found.GetValueOrDefault(f.Key) != f.Value).Key is { } id
            ? $"{id} is {found.GetValueOrDefault(id)}" : null)
            ?? (ArticleIndex.Check(path) is { IsSound: false } check ? string.Join(' ', check.Problems) : null);
    }

    private static string? Wrong(string path, Func<Dictionary<string, string>, string?> judge)
    {
        using var index = ArticleIndex.Open(path, new ArticleIndexOptions { Access = IndexAccess.ReadOnly });
        var found = Survivor.AllContents(index, out var mistake);
        return mistake ?? judge(found);
    }

    private static ConsoleProcess Start(ProofSettings settings, NumberedFile file, string path, int? heap) =>
        ConsoleProcess.Start(
            settings.Console,
            heap is { } bytes ? [new("DOTNET_GCHeapHardLimit", bytes.ToString("x", CultureInfo.InvariantCulture))] : [],
            "index", file.Path, "--index", path, "--entities", "off", "--commit-interval", "0.05", "--threads", "2");
}
