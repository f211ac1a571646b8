using System.Globalization;

using SearchCore.Proofs.Hosted;
using SearchCore.Proofs.Running;
using SearchCore.TestKit.Corpora;

namespace SearchCore.Proofs.Proofs;

/// <summary>
/// Kills (kill -9) a process that loads, replaces and deletes beside standing queries and delivers their events, and starts it again on the
/// same index: every version of an acknowledged commit has its events, once each; no event is of a version that no commit had; every event
/// was delivered, or will be; and in order.
/// </summary>
internal static class StandingKillProof
{
    private const int Lives = 5, VersionsALife = 1_000_000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static void Run(ProofSettings settings, ProofReport report)
    {
        using var scratch = new Scratch();
        var random = new SeededRandom(settings.Seed, 1);
        while (report.Run < settings.Runs)
        {
            var told = new Told(scratch.Fresh());
            for (var life = 0; life < Lives && report.Run < settings.Runs; life++)
            {
                var moment = TimeSpan.FromMilliseconds(random.Below(1_500));
                var first = (life * VersionsALife) + 1;
                report.Case(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"seed {settings.Seed}, run {report.Run}, life {life}, killed after {moment.TotalMilliseconds:F0} ms"),
                    () => Live(settings, told, settings.Seed + (ulong)report.Run, first, moment, report));
            }
        }
    }

    private static string? Live(ProofSettings settings, Told told, ulong seed, int first, TimeSpan moment, ProofReport report)
    {
        using (var process = ConsoleProcess.Start(
            settings.Self, StandingVictim.Verb, told.Path, $"{seed}", first.ToString(CultureInfo.InvariantCulture)))
        {
            if (!process.WaitForLine("ready", Patience))
            {
                return $"the process does not start: {process.Wait(TimeSpan.FromSeconds(1))?.Error}";
            }

            Thread.Sleep(moment);
            process.Kill();
            if (process.Wait(Patience) is not { } result)
            {
                return "the process does not end";
            }

            // The last line may be half of one.
            foreach (var line in result.Output.Split('\n')[..^1])
            {
                told.Read(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), report);
            }
        }

        return Violation(told, report);
    }

    private static string? Violation(Told told, ProofReport report)
    {
        using var index = ArticleIndex.Open(told.Path, new ArticleIndexOptions { Access = IndexAccess.ReadOnly });
        var events = index.Standing.Read().ToList();
        var kept = new HashSet<(string Query, string Id, int Version)>();
        var (before, position) = (0L, index.Standing.Position(StandingVictim.Consumer));
        foreach (var found in events)
        {
            var (id, version) = (found.Article!.Id, StandingVictim.VersionOf(found.Article.Title));
            if (found.Number <= before)
            {
                return $"event {found.Number} comes behind {before}";
            }

            before = found.Number;
            if (!kept.Add((found.Query, id, version)))
            {
                return $"'{found.Query}' was told of {id}, version {version}, twice";
            }

            if (!StandingVictim.Queries.Single(q => q.Query == found.Query).Matches(version))
            {
                return $"'{found.Query}' was told of version {version}";
            }

            if (found.Number <= position && !told.Delivered.Contains((found.Number, found.Query, id, version)))
            {
                return $"event {found.Number} counts as delivered and was not";
            }
        }

        if (told.Delivered.FirstOrDefault(d => !kept.Contains((d.Query, d.Id, d.Version))) is { Query: not null } gone)
        {
            return $"event {gone.Number} was delivered and is not there";
        }

        using var searcher = index.OpenSearcher();
        foreach (var stored in searcher.Export(new SearchRequest()))
        {
            told.Sure.Add((stored.Article.Id, StandingVictim.VersionOf(stored.Article.Title)));
        }

        foreach (var (id, version) in told.Sure)
        {
            var missing = StandingVictim.Queries.Where(q => q.Matches(version) && !kept.Contains((q.Query, id, version))).ToList();
            if (missing.Count > 0)
            {
                return $"'{missing[0].Query}' was not told of {id}, version {version}";
            }
        }

        report.Note("most events in an index", Math.Max(0, events.Count - report.Notes.GetValueOrDefault("most events in an index")));
        return null;
    }

    /// <summary>What processes said of one index.</summary>
    private sealed class Told(string path)
    {
        public string Path => path;

        /// <summary>What acknowledged commits had.</summary>
        public HashSet<(string Id, int Version)> Sure { get; } = [];

        /// <summary>The events that were delivered.</summary>
        public HashSet<(long Number, string Query, string Id, int Version)> Delivered { get; } = [];

        public void Read(string[] parts, ProofReport report)
        {
            switch (parts)
            {
                case ["C", .. var articles]:
                    foreach (var article in articles)
                    {
                        var at = article.IndexOf(':', StringComparison.Ordinal);
                        Sure.Add((article[..at], StandingVictim.VersionOf(article[(at + 1)..])));
                    }

                    report.Note("acknowledged commits");
                    break;
                case ["E", var number, var query, var id, var version]:
                    Delivered.Add((long.Parse(number, CultureInfo.InvariantCulture), query, id, StandingVictim.VersionOf(version)));
                    report.Note("delivered events");
                    break;
            }
        }
    }
}
