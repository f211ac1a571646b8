using System.Diagnostics;
using System.Globalization;

using SearchCore.Proofs.Running;
using SearchCore.Proofs.Silos;

namespace SearchCore.Proofs.Proofs;

/// <summary>
/// Three silos under five queries a second, of which one after another is killed (kill -9) or stopped (SIGSTOP) and started again. With two
/// replicas no answer is partial, wrong or lost; with one, each gap is named, and the note says after how long answers were complete again.
/// </summary>
internal static class ClusterSiloProof
{
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(2), After = TimeSpan.FromSeconds(12), Settled = TimeSpan.FromSeconds(3);

    public static void Run(ProofSettings settings, ProofReport report) => SiloProof.Run(() => RunAsync(settings, report));

    /// <summary>Stops alone (SIGSTOP), with two replicas: as many as there are runs.</summary>
    public static void RunStops(ProofSettings settings, ProofReport report) => SiloProof.Run(() => RunStopsAsync(settings, report));

    private static async Task RunStopsAsync(ProofSettings settings, ProofReport report)
    {
        using var archive = new ProofArchive();
        await using var cluster = await SiloProof.StartAsync(archive);
        for (var run = 0; run < settings.Runs; run++)
        {
            Check(report, "stop", run, await DisturbAsync(cluster, archive, run % 3, isKill: false, After));
        }
    }

    private static void Check(ProofReport report, string kind, int run, Tally tally)
    {
        Note(report, kind, tally);
        SiloProof.Check(report, kind, run, tally.Load);
    }

    private static async Task RunAsync(ProofSettings settings, ProofReport report)
    {
        using var archive = new ProofArchive();

        // Half kills and half stops with two replicas, then as many kills as one of them with one replica.
        var each = (int)Math.Max(1, settings.Runs / 2);
        await using (var two = await SiloProof.StartAsync(archive))
        {
            for (var run = 0; run < settings.Runs; run++)
            {
                var isKill = run < each;
                Check(
                    report, isKill ? "kill" : "stop", run,
                    await DisturbAsync(two, archive, run % 3, isKill, isKill ? Settled : After));
            }
        }

        await using var one = await SiloProof.StartAsync(archive, replicas: 1);
        for (var run = 0; run < Math.Max(1, each / 2); run++)
        {
            var tally = await DisturbAsync(one, archive, run % 3, isKill: true, After);
            Note(report, "one replica", tally);
            report.Case(
                string.Create(CultureInfo.InvariantCulture, $"one replica {run}"),
                () => tally.Load.Wrong + tally.Load.Failed == 0 && tally.Complete < TimeSpan.FromSeconds(10) ? null
                    : $"{tally.Load.Wrong} wrong, {tally.Load.Failed} failed, complete after {tally.Complete.TotalSeconds:0.0} s: "
                        + tally.Load.First);
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
        return new(load, before, load.LastGap == 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(disturbed, load.LastGap));
    }

    private static void Note(ProofReport report, string kind, Tally tally)
    {
        var load = tally.Load;
        report.Note($"{kind}: queries", load.Asked);
        report.Note($"{kind}: partial", load.Partial);
        report.Note($"{kind}: wrong", load.Wrong);
        report.Note($"{kind}: failed", load.Failed);
        Most(report, $"{kind}: slowest ms", (long)load.Slowest.TotalMilliseconds);
        Most(report, $"{kind}: slowest ms before it", (long)tally.Before.TotalMilliseconds);
        Most(report, $"{kind}: last gap ms after it", (long)tally.Complete.TotalMilliseconds);
        Console.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{kind}: {load.Asked} queries, {load.Partial} partial, {load.Wrong} wrong, {load.Failed} failed, slowest "
                + $"{load.Slowest.TotalSeconds:0.00} s, {tally.Before.TotalSeconds:0.00} s before it; complete again after "
                + $"{tally.Complete.TotalSeconds:0.00} s"));
    }

    private static void Most(ProofReport report, string what, long value) =>
        report.Note(what, Math.Max(0, value - report.Notes.GetValueOrDefault(what)));

    private sealed record Tally(QueryLoad Load, TimeSpan Before, TimeSpan Complete);
}
