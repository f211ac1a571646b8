using System.Diagnostics;
using System.Globalization;

using SearchCore.Proofs.Hosted;
using SearchCore.Proofs.Proofs;
using SearchCore.Proofs.Running;

namespace SearchCore.Proofs;

/// <summary>Runs one proof and prints its seed and <c>N run, K failed</c>; the exit code is 1 where one failed.</summary>
internal static class Program
{
    private static readonly (string Name, long Runs, string Meaning, Action<ProofSettings, ProofReport> Run)[] Proofs =
    [
        ("power-cut", 10_000, "cuts the power after every operation of random histories", PowerCutProof.Run),
        ("fault", 20_000, "lets every operation fail, once and for good", (settings, report) => FaultProof.Run(settings, report)),
        ("disk-full", 400, "fills disks of many sizes, injected and mounted", DiskFullProof.Run),
        ("damage", 20_000, "flips, truncates, swaps and removes every file of indexes", DamageProof.Run),
        ("publication", 2_000, "looks at an index while loads replace all its articles", PublicationProof.Run),
        ("cancellation", 2_000, "cancels loads at every operation", CancellationProof.Run),
        ("kill", 500, "kills the console at random points of a load", KillProof.Run),
        ("hosted-kill", 500, "kills a hosted process while callers add, change and delete", HostedKillProof.Run),
        ("standing-kill", 500, "kills a process that loads beside standing queries and delivers their events", StandingKillProof.Run),
        ("travel-kill", 500, "kills who sends and who receives snapshots", TravelKillProof.Run),
        ("cluster-kill", 200, "kills a process that writes shards, and its catalogue's server", ClusterKillProof.Run),
        ("cluster-silo", 20, "kills and stops silos of a cluster under queries, and compares every answer", ClusterSiloProof.Run),
        ("cluster-stop", 50, "stops silos alone (SIGSTOP), as cluster-silo does", ClusterSiloProof.RunStops),
        ("cluster-outage", 20, "stops and kills a cluster's PostgreSQL, restarts all silos and splits it, under queries",
            ClusterOutageProof.Run),
        ("cluster-cost", 15, "what a search of a cluster costs beside one index's: processor time and bytes", ClusterCostProof.Run),
        ("cluster-standing-kill", 100, "kills silos that are written to beside standing queries, and who reads their events",
            ClusterStandingKillProof.Run),
        ("soak", 60, "searches and changes a host for so many minutes: nothing grows", SoakProof.Run),
        ("race", 1_000, "starts several consoles on one index at a time", RaceProof.Run),
        ("memory", 200, "loads under heap limits that are too small", MemoryLimitProof.Run),
        ("lock", 200, "opens an index on several threads at a time", LockProof.Run),
        ("mutation", 1, "takes one guard at a time out of the source: each must be missed by a proof", MutationProof.Run),
        ("rights", 1, "folders that cannot be written or read", RightsProof.Run),
    ];

    private static async Task<int> Main(string[] args)
    {
        if (args is [HostedVictim.Verb, var path, var seed, var first])
        {
            await HostedVictim.Run(path, ulong.Parse(seed, CultureInfo.InvariantCulture), int.Parse(first, CultureInfo.InvariantCulture));
            return 0;
        }

        if (args is [StandingVictim.Verb, var archive, var chance, var version])
        {
            await StandingVictim.Run(
                archive, ulong.Parse(chance, CultureInfo.InvariantCulture), int.Parse(version, CultureInfo.InvariantCulture));
            return 0;
        }

        if (args is [TravelVictims.Sender or TravelVictims.Receiver, var folder, var place])
        {
            await (args[0] == TravelVictims.Sender ? TravelVictims.Send(folder, place) : TravelVictims.Receive(folder, place));
            return 0;
        }

        if (args is [ClusterVictim.Verb, var root, var catalogue, var random, var from])
        {
            await ClusterVictim.Run(
                root, catalogue, ulong.Parse(random, CultureInfo.InvariantCulture), int.Parse(from, CultureInfo.InvariantCulture));
            return 0;
        }

        if (args.Length == 0 || Proofs.FirstOrDefault(p => p.Name == args[0]) is not { Run: { } run } proof)
        {
            Console.Error.WriteLine("usage: proofs PROOF [--seed N] [--runs N] [--console FILE] [--until-first-failure]");
            foreach (var (name, runs, meaning, _) in Proofs)
            {
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-21} {meaning} (--runs {runs})"));
            }

            return 2;
        }

        var settings =
            new ProofSettings(
            ulong.Parse(Option("--seed") ?? "1", CultureInfo.InvariantCulture),
            long.Parse(Option("--runs") ?? $"{proof.Runs}", CultureInfo.InvariantCulture));
        if (Option("--console") is { } console)
        {
            settings = settings with { Console = Path.GetFullPath(console) };
        }

        var report = new ProofReport(Console.Error) { StopsAtFirstFailure = args.Contains("--until-first-failure") };
        var started = Stopwatch.GetTimestamp();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{proof.Name}, seed {settings.Seed}"));
        try
        {
            run(settings, report);
        }
        catch (FirstFailureException)
        {
            // What was asked for.
        }

        Console.WriteLine(report.NotesLine);
        foreach (var kind in report.Kinds)
        {
            Console.WriteLine(kind);
        }

        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{report.Line} ({Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s)"));
        return report.Failed == 0 ? 0 : 1;

        string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
    }
}
