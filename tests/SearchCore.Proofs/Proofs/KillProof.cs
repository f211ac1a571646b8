using SearchCore.Proofs.Histories;
using SearchCore.Proofs.Running;
using SearchCore.TestKit.Corpora;

namespace SearchCore.Proofs.Proofs;

/// <summary>
/// Kills the console's real executable (kill -9) at random points of a load with commits, some runs again while it resumes: what a reader
/// had seen
/// committed is there, once; the index opens; the same call ends the load, and then the index is that of an undisturbed load.
/// </summary>
internal static class KillProof
{
    private const int Lines = 8_000, Sentences = 150;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static void Run(ProofSettings settings, ProofReport report)
    {
        using var scratch = new Scratch();
        var file = NumberedFile.Write(Path.Combine(scratch.Root, "articles.jsonl"), settings.Seed, Lines, Sentences);
        var duration = TimeSpan.Zero;
        report.Case("undisturbed", () => Finish(settings, file, scratch.Fresh(), report, out duration));
        var random = new SeededRandom(settings.Seed, 1);
        while (report.Run < settings.Runs)
        {
            var path = scratch.Fresh();
            var kills = 1 + (random.Below(3) == 0 ? 1 : 0);
            var moments = Enumerable.Range(0, kills).Select(_ => duration * random.Below(1_000) / 1_000.0).ToList();
            report.Case($"seed {settings.Seed}, run {report.Run}, killed at "
                + $"{string.Join(" and ", moments.Select(m => $"{m.TotalMilliseconds:F0} ms"))}", () =>
            {
                for (var i = 0; i < moments.Count; i++)
                {
                    if (Kill(settings, file, path, moments[i], firstLoad: i == 0, report) is { } wrong)
                    {
                        return wrong;
                    }
                }

                return Finish(settings, file, path, report, out _);
            });
        }
    }

    private static string? Kill(ProofSettings settings, NumberedFile file, string path, TimeSpan moment, bool firstLoad, ProofReport report)
    {
        ArticleIndex? seen;
        using (var process = Start(settings, file, path))
        {
            // The moment is the case. What this opens is a commit that a reader sees; it is read once nobody writes any more.
            Thread.Sleep(moment);
            seen = Open(path);
            report.Note(process.HasExited ? "ended before the kill"
                : seen is null ? "killed before a commit was seen"
                : "killed with a commit seen");
            process.Kill();
            process.Wait(Patience);
        }

        using (seen)
        using (var left = Open(path))
        {
            if (left is null)
            {
                return seen is null ? null : "there is no index any more";
            }

            Dictionary<string, string> before = seen is null ? [] : Survivor.AllContents(seen, out _);
            var sequence = seen?.Statistics().Sequence ?? 0;
            var found = Survivor.AllContents(left, out var mistake);
            report.Note("articles seen", before.Count);
            return mistake
                ?? file.Violation(found, before, firstLoad)
                ?? (left.Statistics().Sequence < sequence ? $"an older commit than {sequence}, which was seen" : null);
        }
    }

    private static string? Finish(ProofSettings settings, NumberedFile file, string path, ProofReport report, out TimeSpan took)
    {
        took = default;
        using var process = Start(settings, file, path);
        if (process.Wait(Patience) is not { } result)
        {
            return "the load does not end";
        }

        took = result.Elapsed;
        if (result.Code != 0)
        {
            return $"exit code {result.Code}: {result.Error}";
        }

        report.Note(result.Error.Contains("resuming", StringComparison.Ordinal) ? "resumed" : "from the start");
        using var index = Open(path);
        if (index is null)
        {
            return "there is no index after the load";
        }

        var found = Survivor.AllContents(index, out var mistake);
        var check = ArticleIndex.Check(path);
        return mistake
            ?? (new Promise([file.Final], null, 0).Violation(found) is null ? null : "not what an undisturbed load leaves")
            ?? (check.IsSound ? null : $"not sound: {string.Join(' ', check.Problems)}");
    }

    private static ConsoleProcess Start(ProofSettings settings, NumberedFile file, string path) =>
        ConsoleProcess.Start(
            settings.Console, "index", file.Path, "--index", path, "--entities", "off", "--commit-interval", "0.02", "--threads", "2");

    // Null where there is no index yet.
    private static ArticleIndex? Open(string path)
    {
        try
        {
            return ArticleIndex.Open(path, new ArticleIndexOptions { Access = IndexAccess.ReadOnly });
        }
        catch (IndexException e) when (e.Fault == IndexFault.Missing)
        {
            return null;
        }
    }
}
