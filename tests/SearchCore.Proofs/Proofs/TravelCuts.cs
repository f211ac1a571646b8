using System.Buffers.Binary;

using SearchCore.Files;
using SearchCore.Maintenance;
using SearchCore.Proofs.Doubles;
using SearchCore.Proofs.Histories;
using SearchCore.Proofs.Running;

namespace SearchCore.Proofs.Proofs;

/// <summary>
/// Cuts the power of the place between machines after every operation of sending an index there, and of the machine that receives it after
/// every operation of that, by links and by copies: what was sent is there to be received and what was received is there to be read, each
/// as the commit before or as the new one until it was done, and the next attempt succeeds.
/// </summary>
internal static class TravelCuts
{
    // The first makes the folders, the second goes on from what is there, the third has merged what the others named.
    private const int Commits = 3;

    public static void Run(ProofSettings settings, ProofReport report, Scratch scratch)
    {
        // What cuts leave is made in the other one, which removes each when the next is made.
        using var lasting = new Scratch();
        foreach (var links in new[] { true, false })
        {
            var root = lasting.Fresh();
            var (index, place, follower) = (Path.Combine(root, "index"), Path.Combine(root, "place"), Path.Combine(root, "follower"));
            for (var commits = 1; commits <= Commits; commits++)
            {
                Commit(index, commits);
                var sending = new Journey(links, commits, report, settings);
                sending.Cut(Path.Combine(place, "at"), "sending", scratch, Send, left => Sent(left, commits, index));
                var receiving = new Journey(links, commits, report, settings);
                receiving.Cut(Path.Combine(follower, "at"), "receiving", scratch, Receive, left => Received(left, commits, place));
            }

            void Send(string at, IFileOperations files) =>
                SnapshotSender.Send(index, Place(at, files), PhysicalFiles.Instance, default).GetAwaiter().GetResult();

            void Receive(string at, IFileOperations files) =>
                SnapshotReceiver.Receive(Place(Path.Combine(place, "at"), PhysicalFiles.Instance), at, files, default)
                    .GetAwaiter().GetResult();
        }
    }

    private static SnapshotFolder Place(string folder, IFileOperations files) => new(folder) { Files = files };

    private static void Commit(string index, int number)
    {
        using var made = ArticleIndex.Open(index, new ArticleIndexOptions { Recognizer = null, Workers = 1 });
        made.Add(Specimen.Article($"id{number}", "v1"));
        made.Commit();
        if (number == Commits)
        {
            made.Compact();
        }
    }

    // What is at the place is received, then the index is sent again and that is received.
    private static (long Articles, string? Wrong) Sent(string place, int commits, string index)
    {
        var transport = Place(place, PhysicalFiles.Instance);
        var follower = place + "-follower";
        var articles = 0L;
        if (TryReceive(transport, follower))
        {
            articles = ArticleIndex.Check(follower) is { IsSound: true } check ? check.Articles : -1;
        }

        SnapshotSender.Send(index, transport, PhysicalFiles.Instance, default).GetAwaiter().GetResult();
        return (articles, Whole(transport, follower, commits));
    }

    private static (long Articles, string? Wrong) Received(string follower, int commits, string place)
    {
        var articles = commits == 1 && !Survivor.IsAccepted(follower) ? 0
            : ArticleIndex.Check(follower) is { IsSound: true } check ? check.Articles : -1;
        return (articles, Whole(Place(Path.Combine(place, "at"), PhysicalFiles.Instance), follower, commits));
    }

    private static bool TryReceive(SnapshotFolder transport, string follower)
    {
        try
        {
            SnapshotReceiver.Receive(transport, follower, PhysicalFiles.Instance, default).GetAwaiter().GetResult();
            return true;
        }
        catch (IndexException e) when (e.Fault == IndexFault.Missing)
        {
            return false;
        }
    }

    private static string? Whole(SnapshotFolder transport, string follower, int articles)
    {
        SnapshotReceiver.Receive(transport, follower, PhysicalFiles.Instance, default).GetAwaiter().GetResult();
        return ArticleIndex.Check(follower) is var check && check.IsSound && check.Articles == articles
            ? null
            : $"the next attempt leaves {check.Articles} articles; {string.Join(' ', check.Problems)}";
    }

    /// <summary>One sending or receiving.</summary>
    /// <param name="links">Whether its file system has links.</param>
    /// <param name="commits">How many commits the index has.</param>
    /// <param name="report">Takes the cases.</param>
    /// <param name="settings">The seed, and what is taken out.</param>
    private sealed class Journey(bool links, int commits, ProofReport report, ProofSettings settings)
    {
        /// <summary>Makes it, and looks at what is left after each of its operations.</summary>
        /// <param name="folder">Where it writes; a folder in one that is its own.</param>
        /// <param name="what">What to call it.</param>
        /// <param name="scratch">Where disks are made.</param>
        /// <param name="travel">Does it.</param>
        /// <param name="look">Looks at what a cut left of the folder: how many articles are there, and what else is wrong.</param>
        public void Cut(
            string folder, string what, Scratch scratch, Action<string, IFileOperations> travel, Func<string, (long, string?)> look)
        {
            var root = Path.GetDirectoryName(folder)!;
            Directory.CreateDirectory(root);
            var image = TraceCuts.Photograph(root);
            var before = image.Keys.Select(Path.GetFileName).OfType<string>()
                .Where(name => name.StartsWith("segments_", StringComparison.Ordinal)).ToList();
            var files = new RecordingFiles(new LinklessFiles { Links = links });
            travel(folder, files);
            TraceCuts.Everywhere(root, image, files.Trace, settings, (left, at, kind) =>
            {
                var isDone = at == files.Trace.Count;
                report.Case(
                    $"seed {settings.Seed}, {what} commit {commits} by {(links ? "links" : "copies")}, operation {at}, {kind}",
                    () =>
                    {
                        var survivor = Path.Combine(TraceCuts.Develop(left, scratch.Fresh()), Path.GetFileName(folder));
                        var isReplaced = before.Exists(name => !File.Exists(Path.Combine(survivor, name)));
                        var finished = what == "receiving" && (isDone || isReplaced) ? Finished(survivor) : null;
                        var (articles, wrong) = look(survivor);
                        return articles == commits || (!isDone && articles == commits - 1) ? finished ?? wrong
                            : $"{articles} articles of {commits} are there";
                    });
                report.Note($"cuts while {what}");
            });
        }

        // Else damage to the last commit would pass for a commit that was never finished, and the one before be taken: so when all is
        // done, and before the one before is removed.
        private static string? Finished(string follower)
        {
            var newest = Directory.GetFiles(follower, "segments_*").Max(file => Number(Path.GetFileName(file)["segments_".Length..]));
            var marked = File.ReadAllBytes(Path.Combine(follower, "segments.gen"));
            return BinaryPrimitives.ReadInt64BigEndian(marked.AsSpan(sizeof(int))) == newest
                ? null
                : "the last commit is not marked as finished";

            static long Number(string digits) =>
                digits.Aggregate(0L, (number, digit) => (number * 36) + (char.IsAsciiDigit(digit) ? digit - '0' : digit - 'a' + 10));
        }
    }
}
