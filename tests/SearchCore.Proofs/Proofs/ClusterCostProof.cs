using System.Diagnostics;
using System.Globalization;

using SearchCore.Proofs.Running;
using SearchCore.Proofs.Silos;
using SearchCore.Queries;
using SearchCore.TestKit;

namespace SearchCore.Proofs.Proofs;

/// <summary>
/// What a search of a cluster of eight shards on three silos costs beside one of one index: processor time of all silos and of the client,
/// and bytes on loopback. What silos do without searches is measured too, and left out. Only answers can fail; times are told. Bytes are
/// those of this cluster alone in a network of its own: <c>unshare -n sh -c 'ip link set lo up; …'</c>.
/// </summary>
internal static class ClusterCostProof
{
    private const int Articles = 6_000, Shards = 8;

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);

    private static readonly (string Class, string[] Queries)[] Classes =
    [
        ("one word", ["market", "bank", "oil"]), ("AND", ["oil price", "interest rate"]), ("OR", ["oil OR gold", "wheat OR corn OR grain"]),
        ("phrase", ["\"interest rate\"", "\"prime minister\""]), ("wildcard", ["econom*"]), ("fuzzy", ["recesion~1"]),
        ("date", ["oil date:1987"]), ("all", ["*"]),
    ];

    public static void Run(ProofSettings settings, ProofReport report)
    {
        if (PostgresServer.Missing is { } missing)
        {
            throw new InvalidOperationException(missing);
        }

        RunAsync(settings, report).GetAwaiter().GetResult();
    }

    private static async Task RunAsync(ProofSettings settings, ProofReport report)
    {
        using var archive = new ProofArchive(Articles);
        await using var cluster = await SiloCluster.StartAsync(
            3, Shards, replicas: 2, archive.Path, SiloCluster.Program(AppContext.BaseDirectory));
        var idle = await Usage.Of(cluster, () => Task.Delay(Idle));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Articles} articles, {Shards} shards; without searches {idle.Silos.TotalMilliseconds / Idle.TotalSeconds:0.0} ms of "
                + $"processor and {idle.Bytes / 1e3 / Idle.TotalSeconds:0.0} KB a second, left out below"));
        Console.WriteLine("| class | one index, ms of processor | silos | client | silos over 2 × | KB on the wire |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
        using var one = archive.Index.OpenSearcher();
        foreach (var (name, queries) in Classes)
        {
            foreach (var withMore in new[] { false, true })
            {
                var requests = queries.Select(q => new SearchRequest
                {
                    Query = q,
                    Facets = withMore ? [new("place"), new("person"), new("source")] : [],
                    Timeline = withMore ? new(TimelineUnit.Day) : null,
                    TimeLimit = Timeout.InfiniteTimeSpan,
                }).ToList();
                var row = $"{name}{(withMore ? ", facets and timeline" : string.Empty)}";
                await MeasureAsync(row, cluster, one, requests, (int)settings.Runs, idle, report);
            }
        }
    }

    private static async Task MeasureAsync(
        string row, SiloCluster cluster, ArticleSearcher one, List<SearchRequest> requests, int rounds, Usage idle, ProofReport report)
    {
        // Each silo and each replica does it for the first time once.
        for (var n = 0; n < 30 * requests.Count; n++)
        {
            var request = requests[n % requests.Count];
            var (expected, found) = (one.Search(request), await cluster.Client.SearchAsync(request));
            if (n < requests.Count)
            {
                report.Case($"{row}: {request.Query}", () => QueryLoad.Same(expected, found) ? null : "another answer than one index's");
            }
        }

        var alone = await Usage.Of(cluster, () =>
        {
            for (var n = 0; n < rounds; n++)
            {
                one.Search(requests[n % requests.Count]);
            }

            return Task.CompletedTask;
        });
        var asked = await Usage.Of(cluster, async () =>
        {
            for (var n = 0; n < rounds; n++)
            {
                await cluster.Client.SearchAsync(requests[n % requests.Count]);
            }
        });
        var rest = asked.Wall / idle.Wall;
        var (engine, silos) = (alone.Here.TotalMilliseconds / rounds, (asked.Silos - (idle.Silos * rest)).TotalMilliseconds / rounds);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {row} | {engine:0.00} | {silos:0.00} | {(asked.Here - (idle.Here * rest)).TotalMilliseconds / rounds:0.00} "
                + $"| {silos - (2 * engine):0.00} | {(asked.Bytes - (idle.Bytes * rest)) / rounds / 1e3:0.0} |"));
    }

    /// <summary>What was used while something was done.</summary>
    private sealed record Usage(TimeSpan Wall, TimeSpan Here, TimeSpan Silos, double Bytes)
    {
        public static async Task<Usage> Of(SiloCluster cluster, Func<Task> work)
        {
            using var self = Process.GetCurrentProcess();
            var (started, here, silos, bytes) = (Stopwatch.GetTimestamp(), self.TotalProcessorTime, cluster.Processor, Loopback());
            await work();
            self.Refresh();
            return new(
                Stopwatch.GetElapsedTime(started), self.TotalProcessorTime - here, cluster.Processor - silos, Loopback() - bytes);
        }

        // Received is what was sent.
        private static long Loopback() => File.ReadLines("/proc/net/dev").Select(l => l.Split(':', 2)).Where(l => l[0].Trim() == "lo")
            .Select(l => long.Parse(
                l[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture)).FirstOrDefault();
    }
}
