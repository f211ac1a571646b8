using System.Globalization;

using SearchCore.Cluster.Catalogue;
using SearchCore.Cluster.Writing;
using SearchCore.Proofs.Hosted;
using SearchCore.Proofs.Running;
using SearchCore.TestKit;
using SearchCore.TestKit.Corpora;

namespace SearchCore.Proofs.Proofs;

/// <summary>
/// Kills the process that writes all shards of a cluster (kill -9) at random moments, sometimes after another one took the shards from it,
/// and sometimes its catalogue's PostgreSQL too, and starts another process on the same or another machine's folders: what was acknowledged
/// is published, every article once, none that nobody sent, and every kept version can be received whole. Runs take turns between a
/// catalogue in files and one in PostgreSQL, where there is one.
/// </summary>
internal static class ClusterKillProof
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static void Run(ProofSettings settings, ProofReport report)
    {
        using var scratch = new Scratch();
        var random = new SeededRandom(settings.Seed, 1);
        if (PostgresServer.Missing is { } missing)
        {
            Console.Error.WriteLine($"with files alone: {missing}");
        }

        for (var run = 0; report.Run < settings.Runs; run++)
        {
            using var server = run % 2 == 1 && PostgresServer.Missing is null ? PostgresServer.Start() : null;
            var path = scratch.Fresh();
            Directory.CreateDirectory(path);
            var catalogue = server?.ConnectionString ?? string.Empty;
            Create(path, catalogue).GetAwaiter().GetResult();
            var articles = new Dictionary<string, SentArticle>(StringComparer.Ordinal);
            for (var life = 0; life < 10 && report.Run < settings.Runs; life++)
            {
                var kind = random.Below(4);
                var moment = TimeSpan.FromMilliseconds(random.Below(1_500));
                var first = (life * 1_000_000) + 1 + random.Below(2);
                report.Case(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"seed {settings.Seed}, run {report.Run}, life {life}, kind {kind}, {moment.TotalMilliseconds:F0} ms"),
                    () =>
                    {
                        Live(settings, path, catalogue, server, kind, moment, first, articles, report);
                        return Violation(path, catalogue, articles).GetAwaiter().GetResult();
                    });
            }
        }
    }

    private static async Task Create(string path, string catalogue)
    {
        await using var created = ClusterVictim.Open(path, catalogue);
        await created.CreateAsync(new() { Name = ClusterVictim.Name, Shards = ClusterVictim.Shards, KeptVersions = 5 });
    }

    private static void Live(
        ProofSettings settings, string path, string catalogue, PostgresServer? server, int kind, TimeSpan moment, int first,
        Dictionary<string, SentArticle> articles, ProofReport report)
    {
        var outputs = new List<string>();
        using (var process = Start(first))
        {
            Thread.Sleep(moment);
            if (kind == 1)
            {
                // Another one takes the shards while this one goes on. It has to have them: of two that open at a time either may be the
                // one that takes them from the other, and then what is later has the lower version.
                if (!process.WaitForLine(ClusterVictim.Holds, Patience))
                {
                    throw new InvalidOperationException("a writer does not take its shards");
                }

                using var other = Start(first + 500_001);
                Thread.Sleep(moment);
                process.Kill();
                Thread.Sleep(100);
                other.Kill();
                outputs.Add(Output(process));
                outputs.Add(Output(other));
                report.Note("replaced and killed");
            }
            else if (kind == 2 && server is not null)
            {
                server.Kill();
                Thread.Sleep(50);
                server.Restart();
                Thread.Sleep(moment);
                process.Kill();
                outputs.Add(Output(process));
                report.Note("server and writer killed");
            }
            else
            {
                process.Kill();
                outputs.Add(Output(process));
                report.Note(server is null ? "killed, catalogue in files" : "killed, catalogue in PostgreSQL");
            }
        }

        foreach (var line in outputs.SelectMany(o => o.Split('\n')).Where(l => l.Length > 2 && l[1] == ' '))
        {
            var parts = line.Split(' ');
            if (!articles.TryGetValue(parts[1], out var article))
            {
                articles.Add(parts[1], article = new());
            }

            var version = int.Parse(parts[2], CultureInfo.InvariantCulture);
            if (parts[0] == "S")
            {
                article.Sent[version] = parts[3] == "there";
            }
            else
            {
                article.Sure = Math.Max(article.Sure, version);
                report.Note("acknowledged");
            }
        }

        ConsoleProcess Start(int from)
        {
            var started = ConsoleProcess.Start(
                settings.Self, ClusterVictim.Verb, path, catalogue, $"{settings.Seed + (ulong)report.Run}",
                from.ToString(CultureInfo.InvariantCulture));
            return started.WaitForLine("ready", Patience) ? started
                : throw new InvalidOperationException($"a writer does not start: {started.Wait(TimeSpan.FromSeconds(1))?.Error}");
        }
    }

    private static string Output(ConsoleProcess process)
    {
        var result = process.Wait(Patience) ?? throw new InvalidOperationException("a writer does not end");
        return result.Error.Contains("Exception", StringComparison.Ordinal)
            ? throw new InvalidOperationException(result.Error) : result.Output;
    }

    private static async Task<string?> Violation(string path, string catalogue, Dictionary<string, SentArticle> articles)
    {
        await using var opened = ClusterVictim.Open(path, catalogue);
        var current = await opened.CurrentAsync();
        for (var number = Math.Max(1, current.Number - 4); number <= current.Number; number++)
        {
            if (await opened.VersionAsync(number) is not { } version)
            {
                return $"version {number} of {current.Number} is not kept";
            }

            var found = await Read(path, version);
            if (found.Values.Any(f => f.Count > 1))
            {
                return $"an article is twice in version {number}";
            }

            if (number == current.Number && Violation(found, articles) is { } wrong)
            {
                return $"version {number}: {wrong}";
            }
        }

        return current.Number == 0 ? Violation([], articles) : null;
    }

    private static async Task<Dictionary<string, List<int>>> Read(string path, ClusterVersion version)
    {
        var places = ShardPlaces.Under(Path.Combine(path, "share"));
        var found = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        foreach (var generation in version.Generations)
        {
            var folder = Path.Combine(path, "replica", $"{generation.Shard}");
            using var replica = await ShardReplica.OpenAsync(places(generation.Shard), folder, generation);
            using var pin = replica.Pin();
            foreach (var stored in pin.Searcher.Export(new SearchRequest()))
            {
                if (!found.TryGetValue(stored.Article.Id, out var versions))
                {
                    found.Add(stored.Article.Id, versions = []);
                }

                versions.Add(int.Parse(stored.Article.Body!.Split(' ')[1], CultureInfo.InvariantCulture));
            }
        }

        return found;
    }

    private static string? Violation(Dictionary<string, List<int>> found, Dictionary<string, SentArticle> articles)
    {
        if (found.Keys.FirstOrDefault(id => !articles.ContainsKey(id)) is { } unknown)
        {
            return $"{unknown} is there, which nobody sent";
        }

        foreach (var (id, article) in articles)
        {
            if (found.TryGetValue(id, out var versions))
            {
                if (versions[0] < article.Sure || !article.Sent.GetValueOrDefault(versions[0]))
                {
                    return $"{id} is there as version {versions[0]}, and {article.Sure} was acknowledged";
                }

                article.Sure = versions[0];
            }
            else if (article.Sure > 0 && !article.Sent.Any(s => s.Key >= article.Sure && !s.Value))
            {
                return $"{id} is gone, and version {article.Sure} was acknowledged";
            }
        }

        return null;
    }

    /// <summary>What is known of one article.</summary>
    private sealed class SentArticle
    {
        /// <summary>The versions that were sent, and whether the article is there after each.</summary>
        public Dictionary<int, bool> Sent { get; } = [];

        /// <summary>The version that must be there, or a later one.</summary>
        public int Sure { get; set; }
    }
}
