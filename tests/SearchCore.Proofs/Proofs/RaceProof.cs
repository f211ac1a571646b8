using System.Diagnostics;
using System.Globalization;

using SearchCore.Proofs.Histories;
using SearchCore.Proofs.Running;
using SearchCore.TestKit.Corpora;

namespace SearchCore.Proofs.Proofs;

/// <summary>
/// Starts several real writers of one index at a time: one wins, the others are refused within a second with the winner's process id, and
/// the index takes no damage.
/// A case is a start.
/// </summary>
internal static class RaceProof
{
    private const int Contenders = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static void Run(ProofSettings settings, ProofReport report)
    {
        using var scratch = new Scratch();
        var random = new SeededRandom(settings.Seed);
        var path = scratch.Fresh();
        var loaded = 0;
        for (var round = 0; report.Run < settings.Runs; round++)
        {
            // Every few rounds a new index: the race to make one is the harder.
            if (round % 8 == 0)
            {
                (path, loaded) = (scratch.Fresh(), 0);
            }

            var processes = new List<ConsoleProcess>();
            try
            {
                for (var i = 0; i < Contenders; i++)
                {
                    processes.Add(ConsoleProcess.Start(settings.Console, "index", "-", "--index", path, "--entities", "off"));

                    // How far apart they start is the case.
                    Thread.Sleep(random.Below(15));
                }

                Judge(processes, path, $"seed {settings.Seed}, round {round}", ref loaded, settings, report);
            }
            finally
            {
                processes.ForEach(p => p.Dispose());
            }
        }
    }

    private static void Judge(
        List<ConsoleProcess> processes, string path, string name, ref int loaded, ProofSettings settings, ProofReport report)
    {
        // Until one is left.
        var started = Stopwatch.GetTimestamp();
        var ends = processes.ConvertAll(p => p.Exit);
        while (ends.Count > 1 && Patience - Stopwatch.GetElapsedTime(started) is { Ticks: > 0 } left)
        {
            if (Task.WaitAny([.. ends], left) is >= 0 and var first)
            {
                ends.RemoveAt(first);
            }
        }

        var running = processes.Where(p => !p.HasExited).ToList();
        foreach (var loser in processes.Except(running))
        {
            report.Case(name, () => running is [var one] ? Refused(loser.Wait(Patience)!, one.Id, settings.Promptness, report)
                : $"{running.Count} writers at once");
        }

        var number = ++loaded;
        foreach (var winner in running)
        {
            report.Case(name, () => running.Count > 1 ? $"{running.Count} writers at once" : Wins(winner, path, number));
        }
    }

    private static string? Refused(ConsoleResult result, int winner, TimeSpan? promptness, ProofReport report)
    {
        report.Note($"refused within {(result.Elapsed.TotalMilliseconds < 250 ? 250 : result.Elapsed.TotalMilliseconds < 500 ? 500 : 1_000)} ms or more");
        return result.Code != 3 ? $"exit code {result.Code}: {result.Error}"
            : !result.Error.Contains($"process {winner.ToString(CultureInfo.InvariantCulture)} ", StringComparison.Ordinal)
            ? $"does not name process {winner}: {result.Error}"
            : result.Elapsed > promptness ? $"refused only after {result.Elapsed.TotalMilliseconds:F0} ms" : null;
    }

    private static string? Wins(ConsoleProcess winner, string path, int number)
    {
        using (var stream = winner.Input.BaseStream)
        {
            SyntheticNews.WriteJsonLines(stream, [Specimen.Article($"id{number}", "v1")]);
        }

        if (winner.Wait(Patience) is not { Code: 0 } result)
        {
            return "the winner does not end well";
        }

        using var index = ArticleIndex.Open(path, new ArticleIndexOptions { Access = IndexAccess.ReadOnly });
        var found = Survivor.Contents(index, out var mistake);
        var check = ArticleIndex.Check(path);
        return mistake
            ?? (found.Count == number ? null : $"{found.Count} articles instead of {number}; {result.Error}")
            ?? (check.IsSound ? null : string.Join(' ', check.Problems));
    }
}
