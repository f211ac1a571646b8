using System.Globalization;

using SearchCore.Proofs.Running;
using SearchCore.Proofs.Silos;

namespace SearchCore.Proofs.Proofs;

/// <summary>
/// Three silos under five queries a second, each answer compared with one index's, while their PostgreSQL is stopped and killed in turns
/// and started again; after every fifth all silos are restarted one after another. At the end the cluster is split under the same queries.
/// No answer is partial, wrong or lost.
/// </summary>
internal static class ClusterOutageProof
{
    private const int RollEvery = 5;

    private static readonly TimeSpan Away = TimeSpan.FromSeconds(2), Before = TimeSpan.FromSeconds(1);

    public static void Run(ProofSettings settings, ProofReport report) => SiloProof.Run(() => RunAsync(settings, report));

    private static async Task RunAsync(ProofSettings settings, ProofReport report)
    {
        using var archive = new ProofArchive();
        await using var cluster = await SiloProof.StartAsync(archive);
        for (var run = 0; run < settings.Runs; run++)
        {
            var isKill = run % 2 == 1;
            await UnderLoad(cluster, archive, report, isKill ? "server killed" : "server stopped", run, async () =>
            {
                await Task.Delay(Before);
                if (isKill)
                {
                    cluster.Postgres.Kill();
                }
                else
                {
                    cluster.Postgres.Stop();
                }

                await Task.Delay(Away);
                cluster.Postgres.Restart();
                await cluster.CompleteAsync();
            });
            if (run % RollEvery == RollEvery - 1)
            {
                await UnderLoad(cluster, archive, report, "silos restarted", run, async () =>
                {
                    for (var silo = 0; silo < cluster.Silos; silo++)
                    {
                        await cluster.TerminateAsync(silo);
                        cluster.Start(silo);
                        await cluster.CompleteAsync();
                    }
                });
            }
        }

        await UnderLoad(cluster, archive, report, "split", 0, async () =>
        {
            cluster.Do("split");
            await cluster.CompleteAsync();
            await Task.Delay(Away);
        });
        var shards = (await cluster.Client.StatusAsync()).Shards.Count;
        report.Case("shards after the split", () => shards == 8 ? null : $"{shards} shards");
    }

    private static async Task UnderLoad(
        SiloCluster cluster, ProofArchive archive, ProofReport report, string kind, int run, Func<Task> disturb)
    {
        QueryLoad load;
        await using (load = new QueryLoad(cluster.Client, archive.Cases))
        {
            await disturb();
        }

        report.Note($"{kind}: queries", load.Asked);
        report.Note($"{kind}: partial, wrong or failed", load.Partial + load.Wrong + load.Failed);
        Console.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{kind} {run}: {load.Asked} queries, {load.Partial} partial, {load.Wrong} wrong, {load.Failed} failed, slowest "
                + $"{load.Slowest.TotalSeconds:0.00} s"));
        SiloProof.Check(report, kind, run, load);
    }
}
