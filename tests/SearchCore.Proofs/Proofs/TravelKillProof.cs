using System.Globalization;

using SearchCore.Proofs.Hosted;
using SearchCore.Proofs.Running;
using SearchCore.TestKit.Corpora;

namespace SearchCore.Proofs.Proofs;

/// <summary>
/// Kills the process that sends an index to a place, the one that receives it, or both (kill -9), at random moments, and starts them again:
/// what the follower has is always a whole commit, never an older one than was seen, and in the end all there is.
/// </summary>
internal static class TravelKillProof
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static void Run(ProofSettings settings, ProofReport report)
    {
        using var scratch = new Scratch();
        var random = new SeededRandom(settings.Seed, 1);
        while (report.Run < settings.Runs)
        {
            var path = scratch.Fresh();
            var (index, place, follower) = (Path.Combine(path, "index"), Path.Combine(path, "place"), Path.Combine(path, "follower"));
            var seen = (Sent: 0L, Received: 0L);
            for (var life = 0; life < 5 && report.Run < settings.Runs; life++)
            {
                var victims = 1 + random.Below(3);
                var moment = TimeSpan.FromMilliseconds(random.Below(1_200));
                report.Case(
                    string.Create(CultureInfo.InvariantCulture, $"seed {settings.Seed}, run {report.Run}, life {life}"),
                    () =>
                    {
                        seen = Live(settings, index, place, follower, moment, victims, seen);
                        report.Note(victims switch { 1 => "sender killed", 2 => "receiver killed", _ => "both killed" });
                        return Violation(index, follower, seen);
                    });
            }

            report.Case("the end", () => CatchUp(index, place, follower));
            report.Note("articles", seen.Sent);
        }
    }

    private static (long Sent, long Received) Live(
        ProofSettings settings, string index, string place, string follower, TimeSpan moment, int victims, (long Sent, long Received) seen)
    {
        using var sender = ConsoleProcess.Start(settings.Self, TravelVictims.Sender, index, place);
        using var receiver = ConsoleProcess.Start(settings.Self, TravelVictims.Receiver, follower, place);
        if (!sender.WaitForLine("ready", Patience) || !receiver.WaitForLine("ready", Patience))
        {
            throw new InvalidOperationException("a process does not start");
        }

        Thread.Sleep(moment);
        foreach (var victim in victims == 1 ? [sender, receiver] : victims == 2 ? new[] { receiver, sender } : [receiver, sender])
        {
            victim.Kill();
            if (victims < 3)
            {
                // The other one goes on for a while without it.
                Thread.Sleep(50);
            }
        }

        return (Last(sender, 'S', seen.Sent), Last(receiver, 'R', seen.Received));
    }

    private static long Last(ConsoleProcess process, char kind, long before)
    {
        var result = process.Wait(Patience) ?? throw new InvalidOperationException("a process does not end");
        var fault = result.Error.Split('\n').FirstOrDefault(l => l.Contains("Exception", StringComparison.Ordinal));
        return fault is null
            ? result.Output.Split('\n').Where(l => l.StartsWith(kind) && l.Length > 2)
                .Select(l => long.Parse(l.AsSpan(2), CultureInfo.InvariantCulture)).Append(before).Max()
            : throw new InvalidOperationException(fault);
    }

    private static string? Violation(string index, string follower, (long Sent, long Received) seen)
    {
        var check = ArticleIndex.Check(index);
        if (!check.IsSound || check.Articles < seen.Sent)
        {
            return $"the index has {check.Articles} of {seen.Sent} articles: {string.Join(' ', check.Problems)}";
        }

        if (!Directory.Exists(follower) || !Directory.EnumerateFiles(follower, "segments_*").Any())
        {
            return seen.Received == 0 ? null : "the follower has nothing any more";
        }

        var followed = ArticleIndex.Check(follower);
        if (!followed.IsSound || followed.Articles < seen.Received)
        {
            return $"the follower has {followed.Articles} of {seen.Received} articles: {string.Join(' ', followed.Problems)}";
        }

        using var reader = ArticleIndex.Open(follower, new ArticleIndexOptions { Access = IndexAccess.ReadOnly });
        return Enumerable.Range(0, (int)followed.Articles).All(n => reader.Get(n.ToString(CultureInfo.InvariantCulture)) is not null)
            ? null
            : "what the follower has is no commit";
    }

    private static string? CatchUp(string index, string place, string follower)
    {
        var transport = new SnapshotFolder(place);
        ArticleIndex.SendSnapshotAsync(index, transport).GetAwaiter().GetResult();
        ArticleIndex.ReceiveSnapshotAsync(transport, follower).GetAwaiter().GetResult();
        return ArticleIndex.Check(follower) is { IsSound: true } check && check.Articles == ArticleIndex.Check(index).Articles
            ? null
            : "the follower does not catch up";
    }
}
