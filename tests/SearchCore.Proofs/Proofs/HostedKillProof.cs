using System.Globalization;

using SearchCore.Proofs.Hosted;
using SearchCore.Proofs.Running;
using SearchCore.TestKit.Corpora;

namespace SearchCore.Proofs.Proofs;

/// <summary>
/// Kills a hosted process (kill -9) at random moments while callers add, change and delete, or has it stop in order, and starts it again on
/// the same index: what was answered as durable is there, and after an orderly stop what was answered as queued too; every article once,
/// and none that nobody sent.
/// </summary>
internal static class HostedKillProof
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static void Run(ProofSettings settings, ProofReport report)
    {
        using var scratch = new Scratch();
        var random = new SeededRandom(settings.Seed, 1);
        while (report.Run < settings.Runs)
        {
            var path = scratch.Fresh();
            var articles = new Dictionary<string, SentArticle>(StringComparer.Ordinal);
            for (var life = 0; life < 5 && report.Run < settings.Runs; life++)
            {
                var inOrder = random.Below(5) == 0;
                var moment = TimeSpan.FromMilliseconds(random.Below(600));
                var first = (life * 1_000_000) + 1;
                report.Case(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"seed {settings.Seed}, run {report.Run}, life {life}, {(inOrder ? "stopped" : "killed")} "
                            + $"after {moment.TotalMilliseconds:F0} ms"),
                    () => Live(settings, path, settings.Seed + (ulong)report.Run, first, moment, inOrder, articles, report));
            }
        }
    }

    private static string? Live(
        ProofSettings settings, string path, ulong seed, int first, TimeSpan moment, bool inOrder,
        Dictionary<string, SentArticle> articles, ProofReport report)
    {
        string output;
        using (var process = ConsoleProcess.Start(
            settings.Self, HostedVictim.Verb, path, $"{seed}", first.ToString(CultureInfo.InvariantCulture)))
        {
            if (!process.WaitForLine("ready", Patience))
            {
                return $"the host does not start: {process.Wait(TimeSpan.FromSeconds(1))?.Error}";
            }

            Thread.Sleep(moment);
            if (inOrder)
            {
                process.Input.Close();
            }
            else
            {
                process.Kill();
            }

            if (process.Wait(Patience) is not { } result)
            {
                return "the host does not end";
            }

            if (inOrder && (result.Code != 0 || !result.Output.Contains("drained", StringComparison.Ordinal)))
            {
                return $"it did not end in order: {result.Code}, {result.Error}";
            }

            output = result.Output;
        }

        foreach (var line in output.Split('\n').Where(l => l.Length > 2 && l[1] == ' '))
        {
            Read(line.Split(' '), articles, inOrder);
        }

        report.Note(inOrder ? "stopped in order" : "killed");
        report.Note("durable answers", output.Split('\n').Count(l => l.StartsWith('D')));
        return Violation(path, articles);
    }

    private static void Read(string[] parts, Dictionary<string, SentArticle> articles, bool inOrder)
    {
        var version = int.Parse(parts[2], CultureInfo.InvariantCulture);
        if (!articles.TryGetValue(parts[1], out var article))
        {
            articles.Add(parts[1], article = new());
        }

        switch (parts[0])
        {
            case "S":
                article.Sent[version] = parts[3] == "there";
                break;
            case "D":
                article.Sure = Math.Max(article.Sure, version);
                break;
            case "Q" when inOrder:
                article.Sure = Math.Max(article.Sure, version);
                break;
        }
    }

    private static string? Violation(string path, Dictionary<string, SentArticle> articles)
    {
        using var index = ArticleIndex.Open(path, new ArticleIndexOptions { Access = IndexAccess.ReadOnly });
        using var searcher = index.OpenSearcher();
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var stored in searcher.Export(new SearchRequest()))
        {
            if (!found.TryAdd(stored.Article.Id, int.Parse(stored.Article.Body!.Split(' ')[1], CultureInfo.InvariantCulture)))
            {
                return $"{stored.Article.Id} is there twice";
            }
        }

        if (found.Keys.FirstOrDefault(id => !articles.ContainsKey(id)) is { } unknown)
        {
            return $"{unknown} is there, which nobody sent";
        }

        foreach (var (id, article) in articles)
        {
            if (found.TryGetValue(id, out var version))
            {
                if (version < article.Sure || !article.Sent.GetValueOrDefault(version))
                {
                    return $"{id} is there as version {version}, and {article.Sure} was promised";
                }

                article.Keep(version);
            }
            else if (article.Sure > 0 && !article.Sent.Any(s => s.Key >= article.Sure && !s.Value))
            {
                return $"{id} is gone, and version {article.Sure} was promised";
            }
            else
            {
                article.Keep(article.Sent.Where(s => !s.Value).Select(s => s.Key).DefaultIfEmpty(0).Max());
            }
        }

        return ArticleIndex.Check(path) is { IsSound: false, Problems: [var first, ..] } ? $"not sound: {first}" : null;
    }

    /// <summary>What is known of one article.</summary>
    private sealed class SentArticle
    {
        /// <summary>The versions that were sent, and whether the article is there after each.</summary>
        public Dictionary<int, bool> Sent { get; } = [];

        /// <summary>The version that must be there, or a later one.</summary>
        public int Sure { get; set; }

        /// <summary>What is there now stays until something else is sent.</summary>
        public void Keep(int version) => Sure = Math.Max(Sure, version);
    }
}
