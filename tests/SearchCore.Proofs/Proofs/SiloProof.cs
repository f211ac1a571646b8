using System.Globalization;

using SearchCore.Proofs.Running;
using SearchCore.Proofs.Silos;
using SearchCore.TestKit;

namespace SearchCore.Proofs.Proofs;

/// <summary>What proofs with real silos have in common: what they need, how they start, when a load of queries was answered well.</summary>
internal static class SiloProof
{
    /// <summary>Runs one to its end.</summary>
    /// <exception cref="InvalidOperationException">There is no PostgreSQL here.</exception>
    public static void Run(Func<Task> prove)
    {
        if (PostgresServer.Missing is { } missing)
        {
            throw new InvalidOperationException(missing);
        }

        prove().GetAwaiter().GetResult();
    }

    /// <summary>Three silos with an archive, complete.</summary>
    public static Task<SiloCluster> StartAsync(ProofArchive archive, int replicas = 2, int shards = 4) =>
        SiloCluster.StartAsync(3, shards, replicas, archive.Path, SiloCluster.Program(AppContext.BaseDirectory));

    /// <summary>Fails where an answer was partial, wrong or lost.</summary>
    public static void Check(ProofReport report, string kind, int run, QueryLoad load) => report.Case(
        string.Create(CultureInfo.InvariantCulture, $"{kind} {run}"),
        () => load.Partial + load.Wrong + load.Failed == 0 ? null
            : $"{load.Partial} partial, {load.Wrong} wrong, {load.Failed} failed of {load.Asked}: {load.First}");
}
