using System.Diagnostics;
using System.Globalization;

using SearchCore.Proofs.Running;
using SearchCore.Proofs.Silos;
using SearchCore.TestKit;

namespace SearchCore.Proofs.Proofs;

/// <summary>
/// Three silos under five queries a second, of which one after another is killed (kill -9) or stopped (SIGSTOP) and started again. With two
/// replicas no answer is partial, wrong or lost; with one, each gap is named, and the note says after how long answers were complete again.
/// </summary>
internal static class ClusterSiloProof
{
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(2), After = TimeSpan.FromSeconds(12), Settled = TimeSpan.FromSeconds(3);

    public static void Run(ProofSettings settings, ProofReport report)
    {
        if (PostgresServer.Missing is { } missing)
        {
            throw new InvalidOperationException(missing);
        }

        RunAsync(settings, report).GetAwaiter().GetResult();
    }

    /// <summary>Stops alone (SIGSTOP), with two replicas: as many as there are runs.</summary>
    public static void RunStops(ProofSettings settings, ProofReport report)
    {
        if (PostgresServer.Missing is { } missing)
        {
            throw new InvalidOperationException(missing);
        }

        RunStopsAsync(settings, report).GetAwaiter().GetResult();
    }

    private static async Task RunStopsAsync(ProofSettings settings, ProofReport report)
    {
        using var archive = new ProofArchive();
        await using var cluster = await SiloCluster.StartAsync(
            3, 4, replicas: 2, archive.Path, SiloCluster.Program(AppContext.BaseDirectory));
        for (var run = 0; run < settings.Runs; run++)
        {
            Check(report, "stop", run, await DisturbAsync(cluster, archive, run % 3, isKill: false, After));
        }
    }

    private static void Check(ProofReport report, string kind, int run, Tally tally)
    {
        Note(report, kind, tally);
        report.Case(
            string.Create(CultureInfo.InvariantCulture, $"{kind} {run}"),
            () => tally.Partial + tally.Wrong + tally.Failed == 0 ? null
                : $"{tally.Partial} partial, {tally.Wrong} wrong, {tally.Failed} failed of {tally.Asked}: {tally.First}");
    }

    private static async Task RunAsync(ProofSettings settings, ProofReport report)
    {
        using var archive = new ProofArchive();
        var program = SiloCluster.Program(AppContext.BaseDirectory);

        // Half kills and half stops with two replicas, then as many kills as one of them with one replica.
        var each = (int)Math.Max(1, settings.Runs / 2);
        await using (var two = await SiloCluster.StartAsync(3, 4, replicas: 2, archive.Path, program))
        {
            for (var run = 0; run < settings.Runs; run++)
            {
                var isKill = run < each;
                Check(
                    report, isKill ? "kill" : "stop", run,
                    await DisturbAsync(two, archive, run % 3, isKill, isKill ? Settled : After));
            }
        }

        await using var one = await SiloCluster.StartAsync(3, 4, replicas: 1, archive.Path, program);
        for (var run = 0; run < Math.Max(1, each / 2); run++)
        {
            var tally = await DisturbAsync(one, archive, run % 3, isKill: true, After);
            Note(report, "one replica", tally);
            report.Case(
                string.Create(CultureInfo.InvariantCulture, $"one replica {run}"),
                () => tally.Wrong + tally.Failed == 0 && tally.Complete < TimeSpan.FromSeconds(10) ? null
                    : $"{tally.Wrong} wrong, {tally.Failed} failed, complete after {tally.Complete.TotalSeconds:0.0} s: {tally.First}");
        }
    }

    private static async Task<Tally> DisturbAsync(SiloCluster cluster, ProofArchive archive, int silo, bool isKill, TimeSpan after)
    {
        // What a process does for the first time takes longer, and is not what this is about.
        for (var n = 0; n < 3 * archive.Cases.Count; n++)
        {
            await cluster.Client.SearchAsync(archive.Cases[n % archive.Cases.Count].Request);
        }

        long disturbed;
        TimeSpan before;
        QueryLoad load;
        await using (load = new QueryLoad(cluster.Client, archive.Cases))
        {
            await Task.Delay(Before);
            before = load.Slowest;
            disturbed = Stopwatch.GetTimestamp();
            if (isKill)
            {
                cluster.Kill(silo);
            }
            else
            {
                cluster.Freeze(silo);
            }

            await Task.Delay(after);
        }

        cluster.Kill(silo);
        cluster.Start(silo);
        await cluster.CompleteAsync();
        return new(
            load.Asked, load.Partial, load.Wrong, load.Failed, load.Slowest, before,
            load.LastGap == 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(disturbed, load.LastGap), load.First);
    }

    private static void Note(ProofReport report, string kind, Tally tally)
    {
        report.Note($"{kind}: queries", tally.Asked);
        report.Note($"{kind}: partial", tally.Partial);
        report.Note($"{kind}: wrong", tally.Wrong);
        report.Note($"{kind}: failed", tally.Failed);
        Most(report, $"{kind}: slowest ms", (long)tally.Slowest.TotalMilliseconds);
        Most(report, $"{kind}: slowest ms before it", (long)tally.Before.TotalMilliseconds);
        Most(report, $"{kind}: last gap ms after it", (long)tally.Complete.TotalMilliseconds);
        Console.Error.WriteLine($"{kind}: {tally}");
    }

    private static void Most(ProofReport report, string what, long value) =>
        report.Note(what, Math.Max(0, value - report.Notes.GetValueOrDefault(what)));

    private sealed record Tally(
        int Asked, int Partial, int Wrong, int Failed, TimeSpan Slowest, TimeSpan Before, TimeSpan Complete, string? First);
}
