using System.Diagnostics;
using System.Globalization;

using SearchCore.Proofs.Running;
using SearchCore.Proofs.Silos;
using SearchCore.Queries;

namespace SearchCore.Proofs.Proofs;

/// <summary>
/// What a search of a cluster of eight shards on three silos costs beside one of one index: processor time of all silos and of the client,
/// and bytes on loopback. Searches that come again, whose statistics the silos have exchanged already, and searches that never come twice.
/// Blocks of both sides come in turn, and each figure is the median of as many pairs as there are runs; what silos do without searches is
/// measured too, and left out. Only answers can fail; times are told. Bytes are those of this cluster alone in a network of its own:
/// <c>unshare -n sh -c 'ip link set lo up; …'</c>.
/// </summary>
internal static class ClusterCostProof
{
    private const int Articles = 6_000, Shards = 8;

    private const int BlockSize = 60, WarmUps = 300, NewSearches = 10_000, Frequent = 200, Compared = 20, MostTries = 10;

    private const double QuietShare = 0.12;

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(3);

    // Of two words of the archive, frequent ones or those behind them.
    private static readonly (string Class, Func<string, string, string> Query, bool AreRare)[] Classes =
    [
        ("one word", (a, _) => a, false), ("AND", (a, b) => $"{a} {b}", false), ("OR", (a, b) => $"{a} OR {b}", false),
        ("phrase", (a, b) => $"\"{a} {b}\"", false), ("wildcard", (a, b) => $"{a[..4]}* {b}", false),
        ("fuzzy", (a, b) => $"{a}~1 {b}", false), ("AND of rare words, with suggestions", (a, b) => $"{a} {b}", true),
    ];

    public static void Run(ProofSettings settings, ProofReport report) => SiloProof.Run(() => RunAsync(settings, report));

    private static async Task RunAsync(ProofSettings settings, ProofReport report)
    {
        using var archive = new ProofArchive(Articles);
        await using var cluster = await SiloProof.StartAsync(archive, shards: Shards);
        using var one = archive.Index.OpenSearcher();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Articles} articles, {Shards} shards, three silos, ten hits with snippets; medians of {settings.Runs} pairs of {BlockSize} "
                + $"searches, in brackets the quartiles\n"));
        Console.WriteLine(
            "| class | one index, ms of processor | silos | over 2 × | client | wall: one, cluster | KB on the wire "
                + "| idle silos: ms, KB a second |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- |");
        var rows = new List<Row>();
        foreach (var (name, query, areRare) in Classes)
        {
            string[] words = [.. archive.Words.Skip(areRare ? Frequent : 0).Take(Frequent)];
            foreach (var withMore in new[] { false, true })
            {
                var whole = $"{name}{(withMore ? ", facets and timeline" : string.Empty)}";
                rows.Add(new(whole, n => Request(words, query, n % 5, withMore)));

                // One word alone comes again soon.
                if (query("first", "second").Contains("second", StringComparison.Ordinal))
                {
                    rows.Add(new($"{whole}, new", n => Request(words, query, n + (withMore ? NewSearches : 0), withMore)));
                }
            }
        }

        foreach (var row in rows)
        {
            await CompareAsync(row, one, cluster, report);
        }

        foreach (var row in rows)
        {
            await MeasureAsync(row, one, cluster, (int)settings.Runs);
        }
    }

    // Another pair of words for every number.
    private static SearchRequest Request(string[] words, Func<string, string, string> query, int n, bool withMore) => new()
    {
        Query = query(words[n % words.Length], words[(n + 1 + (n / words.Length)) % words.Length]),
        Facets = withMore ? [new("place"), new("person"), new("source")] : [],
        Timeline = withMore ? new(TimelineUnit.Month) : null,
        TimeLimit = Timeout.InfiniteTimeSpan,
    };

    // Each silo and each replica does it for the first time often: what is compiled for it again and again is not what a search costs.
    private static async Task CompareAsync(Row row, ArticleSearcher one, SiloCluster cluster, ProofReport report)
    {
        for (var n = 0; n < WarmUps; n++)
        {
            var request = row.Request(n);
            var (expected, found) = (one.Search(request), await cluster.Client.SearchAsync(request));
            if (n < Compared)
            {
                report.Case(
                    $"{row.Name}: {request.Query}", () => QueryLoad.Same(expected, found) ? null : "another answer than one index's");
            }
        }
    }

    private static async Task MeasureAsync(Row row, ArticleSearcher one, SiloCluster cluster, int pairs)
    {
        var next = WarmUps;
        var idle = await QuietAsync(cluster);
        var (alone, asked) = (new List<Usage>(), new List<Usage>());
        for (var pair = 0; pair < pairs; pair++, next += BlockSize)
        {
            alone.Add(await Usage.Of(cluster, () =>
            {
                for (var n = next; n < next + BlockSize; n++)
                {
                    one.Search(row.Request(n));
                }

                return Task.CompletedTask;
            }));
            asked.Add((await Usage.Of(cluster, async () =>
            {
                for (var n = next; n < next + BlockSize; n++)
                {
                    await cluster.Client.SearchAsync(row.Request(n));
                }
            })).Without(idle));
        }

        var over = alone.Zip(asked, (engine, all) => all.Silos - (2 * engine.Here)).ToList();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {row.Name} | {Middle(alone.ConvertAll(u => u.Here)):0.00} | {Middle(asked.ConvertAll(u => u.Silos)):0.00} "
                + $"| {Middle(over):0.00} ({At(over, 0.25) / BlockSize:0.00} to {At(over, 0.75) / BlockSize:0.00}) "
                + $"| {Middle(asked.ConvertAll(u => u.Here)):0.00} "
                + $"| {Middle(alone.ConvertAll(u => u.Wall)):0.00}, {Middle(asked.ConvertAll(u => u.Wall)):0.00} "
                + $"| {Middle(asked.ConvertAll(u => u.Bytes)) / 1e3:0.0} "
                + $"| {1e3 * idle.Silos / idle.Wall:0}, {idle.Bytes / idle.Wall:0.0} |"));
    }

    // What is compiled in the background for what was done first is done soon.
    private static async Task<Usage> QuietAsync(SiloCluster cluster)
    {
        for (var tries = 0; ; tries++)
        {
            var idle = await Usage.Of(cluster, () => Task.Delay(Idle));
            if (idle.Silos < QuietShare * idle.Wall || tries == MostTries)
            {
                return idle;
            }
        }
    }

    // Of a block, for each search.
    private static double Middle(IReadOnlyList<double> blocks) => At(blocks, 0.5) / BlockSize;

    private static double At(IReadOnlyList<double> values, double part) => values.Order().ElementAt((int)(part * (values.Count - 1)));

    /// <summary>Searches by number.</summary>
    private sealed record Row(string Name, Func<int, SearchRequest> Request);

    /// <summary>What was used while something was done: milliseconds, also of processors, here and in the silos, and bytes.</summary>
    private sealed record Usage(double Wall, double Here, double Silos, double Bytes)
    {
        public static async Task<Usage> Of(SiloCluster cluster, Func<Task> work)
        {
            var (started, here, silos, bytes) =
                (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime, cluster.Processor, Loopback());
            await work();
            return new(
                Stopwatch.GetElapsedTime(started).TotalMilliseconds, (Environment.CpuUsage.TotalTime - here).TotalMilliseconds,
                (cluster.Processor - silos).TotalMilliseconds, Loopback() - bytes);
        }

        /// <summary>Without what would have been used anyway.</summary>
        public Usage Without(Usage idle) => this with
        {
            Here = Here - (idle.Here * Wall / idle.Wall),
            Silos = Silos - (idle.Silos * Wall / idle.Wall),
            Bytes = Bytes - (idle.Bytes * Wall / idle.Wall),
        };

        // Received is what was sent.
        private static long Loopback() => File.ReadLines("/proc/net/dev").Select(l => l.Split(':', 2)).Where(l => l[0].Trim() == "lo")
            .Select(l => long.Parse(
                l[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture)).FirstOrDefault();
    }
}
