using System.Globalization;

using SearchCore.Cluster.Alerts;
using SearchCore.Proofs.Hosted;
using SearchCore.Proofs.Running;
using SearchCore.Proofs.Silos;
using SearchCore.TestKit.Corpora;

namespace SearchCore.Proofs.Proofs;

/// <summary>
/// Kills (kill -9) silos of a cluster that articles are written to beside standing queries, and the process that prints their events, one
/// after another at random moments, and starts them again: every version that was acknowledged has its events; none is of one that nobody
/// sent; those of a shard come in the order of its commits, those of an article in the order of its versions; and every event was delivered
/// at least once, in order.
/// </summary>
internal static class ClusterStandingKillProof
{
    private const string Consumer = "desk";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static void Run(ProofSettings settings, ProofReport report) => SiloProof.Run(() => RunAsync(settings, report));

    private static async Task RunAsync(ProofSettings settings, ProofReport report)
    {
        using var archive = new ProofArchive(100);
        await using var cluster = await SiloProof.StartAsync(archive);
        foreach (var (query, _) in StandingVictim.Queries)
        {
            cluster.Do("alerts", "add", query, query);
        }

        await using var catalogue = cluster.OpenCatalogue();
        var (alerts, ledger, random) = (cluster.OpenAlerts(catalogue), new AlertLedger(), new SeededRandom(settings.Seed, 1));
        var consumer = Follow(cluster);
        try
        {
            await using var load = new AlertLoad(cluster.Client, settings.Seed);
            while (report.Run < settings.Runs)
            {
                var (silo, kind, moment) = (random.Below(cluster.Silos), random.Below(10), random.Below(1_500));
                await Task.Delay(moment);
                var wrong = kind >= 7 ? Killed(ledger, ref consumer, cluster, report) : null;
                wrong ??= kind < 8 ? await KilledAsync(cluster, silo, load, report) : null;
                wrong ??= await ledger.ReadAsync(alerts, load);
                report.Case(
                    string.Create(CultureInfo.InvariantCulture, $"seed {settings.Seed}, run {report.Run}, kind {kind}, silo {silo}"),
                    () => wrong);
            }

            await load.StopAsync();
            report.Note("articles acknowledged", load.Acknowledged);
            report.Note("calls that failed", load.Failed);
            await EndAsync(cluster, alerts, ledger, load, consumer, report);
        }
        finally
        {
            consumer.Dispose();
        }
    }

    private static async Task<string?> KilledAsync(SiloCluster cluster, int silo, AlertLoad load, ProofReport report)
    {
        cluster.Kill(silo);
        cluster.Start(silo);
        report.Note("silos killed");
        return await load.GoesOnAsync(Patience) ? null : "nothing is acknowledged any more";
    }

    private static string? Killed(AlertLedger ledger, ref ConsoleProcess consumer, SiloCluster cluster, ProofReport report)
    {
        if (consumer.HasExited)
        {
            return $"the consumer ended by itself: {consumer.Wait(Patience)?.Error}";
        }

        consumer.Kill();
        var wrong = ledger.Take(Lines(consumer));
        consumer.Dispose();
        consumer = Follow(cluster);
        report.Note("consumers killed");
        return wrong;
    }

    // What was not delivered until now is delivered by one that does not follow.
    private static async Task EndAsync(
        SiloCluster cluster, ClusterAlerts alerts, AlertLedger ledger, AlertLoad load, ConsoleProcess consumer, ProofReport report)
    {
        await cluster.CompleteAsync();
        consumer.Kill();
        var wrong = ledger.Take(Lines(consumer));
        wrong ??= ledger.Take(
            cluster.Do("alerts", "events", "--consumer", Consumer, "--json").Split('\n', StringSplitOptions.RemoveEmptyEntries));
        wrong ??= await ledger.ReadAsync(alerts, load);
        report.Case("the end", () => wrong ?? ledger.Undelivered());
        var (all, again) = ledger.Events;
        report.Note("events", all);
        report.Note("events of a change that was sent again", again);
    }

    private static ConsoleProcess Follow(SiloCluster cluster) =>
        cluster.Begin("alerts", "events", "--consumer", Consumer, "--follow", "--json");

    private static string[] Lines(ConsoleProcess process) =>
        (process.Wait(Patience) ?? throw new InvalidOperationException("the consumer does not end")).Output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
