using SearchCore.Files;
using SearchCore.Proofs.Doubles;
using SearchCore.Proofs.Histories;
using SearchCore.Proofs.Running;
using SearchCore.TestKit;
using SearchCore.TestKit.Corpora;

namespace SearchCore.Proofs.Proofs;

/// <summary>
/// Fills the disk at many sizes, injected and, where the system lets us mount one, on a real file system of that size: nothing acknowledged
/// is lost,
/// searches go on while it is full, and the same load ends well once there is room.
/// </summary>
internal static class DiskFullProof
{
    private const int Articles = 160, Long = 900;

    /// <summary>Half of the cases each way; all injected where no file system can be mounted.</summary>
    public static void Run(ProofSettings settings, ProofReport report)
    {
        using var scratch = new Scratch();
        var articles = Load(settings.Seed);
        var least = Room(scratch, articles[..0], 1);
        var (most, mostOfLong) = (Room(scratch, articles, 1), Room(scratch, articles, Long));
        var mountable = SizedMount.IsPossible;
        report.Note($"bytes from {least} to {most}, of long articles to {mostOfLong}");
        report.Note(mountable ? "mounting works" : "mounting does not work here");
        for (var i = 0L; report.Run < settings.Runs; i++)
        {
            // Sizes spread over all that matters, from hardly an empty index to all but the last page.
            // Of long articles, every third and fourth case, stored fields go to the disk long before the segment that they are of.
            var times = i % 4 < 2 ? 1 : Long;
            var size = (i * 2_654_435_761L % 1_000 * (times == 1 ? most : mostOfLong) / 1_000) + (least / 2);
            if (mountable && i % 2 == 1)
            {
                report.Case(
                    $"seed {settings.Seed}, mounted, {size} bytes", () => Mounted(scratch.Fresh(), size, times, articles, report));
            }
            else
            {
                report.Case(
                    $"seed {settings.Seed}, injected, {size} bytes", () => Injected(scratch.Fresh(), size, times, articles, report));
            }
        }
    }

    private static string? Injected(
        string path, long size, int times, IReadOnlyList<(string Id, string Text)> articles, ProofReport report)
    {
        var files = new LimitedFiles(PhysicalFiles.Instance, size);
        var wrong = Fill(path, files, times, articles, () => files.Grow(long.MaxValue / 2), out var full);
        report.Note(full ? "injected: full" : "injected: fitted");
        return wrong ?? (files.OpenHandles != 0 ? $"{files.OpenHandles} files were left open" : null);
    }

    private static string? Mounted(
        string path, long size, int times, IReadOnlyList<(string Id, string Text)> articles, ProofReport report)
    {
        using var mount = new SizedMount(path, size);
        var wrong = Fill(Path.Combine(path, "index"), PhysicalFiles.Instance, times, articles, mount.Grow, out var full);
        report.Note(full ? "mounted: full" : "mounted: fitted");
        return wrong;
    }

    // Commits batch by batch until the disk is full, searches meanwhile, and ends the work once there is room.
    private static string? Fill(
        string path, IFileOperations files, int times, IReadOnlyList<(string Id, string Text)> articles, Action makeRoom, out bool full)
    {
        var acknowledged = new Dictionary<string, string>(StringComparer.Ordinal);
        var sequence = 0L;
        var done = 0;
        full = false;
        try
        {
            using var index = Open(path, files);
            sequence = index.Statistics().Sequence;
            try
            {
                for (; done < articles.Count; done += 20)
                {
                    var batch = articles.Skip(done).Take(20).ToList();
                    sequence = index.Index([Source(batch, times)]).Sequence;
                    batch.ForEach(a => acknowledged[a.Id] = a.Text);
                }
            }
            catch (IndexException)
            {
                full = true;
                var found = Survivor.Contents(index, out var mistake);
                if (mistake is not null || Missing(found, acknowledged) is not null)
                {
                    return $"while the disk is full: {mistake ?? Missing(found, acknowledged)}";
                }
            }
        }
        catch (IndexException) when (sequence == 0)
        {
            full = true;
        }

        if (full && sequence > 0 && ReadOnly(path, acknowledged, sequence) is { } wrong)
        {
            return $"read only while the disk is full: {wrong}";
        }

        makeRoom();
        using (var index = Open(path, files))
        {
            if (Missing(Survivor.Contents(index, out var mistake), acknowledged) is { } lost || (lost = mistake) is not null)
            {
                return lost;
            }

            index.Index([Source(articles.Skip(done), times)]);
            articles.ToList().ForEach(a => acknowledged[a.Id] = a.Text);
            sequence = index.Statistics().Sequence;
        }

        return Survivor.Examine(path, new Promise([acknowledged], null, sequence));
    }

    private static string? ReadOnly(string path, Dictionary<string, string> acknowledged, long sequence)
    {
        using var index = ArticleIndex.Open(path, new ArticleIndexOptions { Access = IndexAccess.ReadOnly });
        var found = Survivor.Contents(index, out var mistake);
        return mistake ?? Missing(found, acknowledged) ?? (index.Statistics().Sequence < sequence ? "an older commit" : null);
    }

    // The batch under way may be there or not; what was acknowledged must, if not in a version of that batch.
    private static string? Missing(Dictionary<string, string> found, Dictionary<string, string> acknowledged) =>
        acknowledged.FirstOrDefault(a => !found.TryGetValue(a.Key, out var text) || Number(text) < Number(a.Value)) is { Key: { } id }
            ? $"{id} is lost"
            : null;

    private static int Number(string text) => int.Parse(text.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture);

    private static long Room(Scratch scratch, IReadOnlyList<(string Id, string Text)> articles, int times)
    {
        var path = scratch.Fresh();
        using (var index = Open(path, PhysicalFiles.Instance))
        {
            index.Index([Source(articles, times)]);
        }

        return new DirectoryInfo(path).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length);
    }

    private static ListSource Source(IEnumerable<(string Id, string Text)> articles, int times) =>
        new([.. articles.Select(a => Specimen.Article(a.Id, a.Text, times))], 5);

    // Four in five are new, the rest replace earlier ones.
    private static List<(string Id, string Text)> Load(ulong seed)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(1, Articles).Select(n => ($"id{(random.Below(5) == 0 ? random.Below(n) : n)}", $"v{n}"))];
    }

    private static ArticleIndex Open(string path, IFileOperations files) =>
        ArticleIndex.Open(path, new ArticleIndexOptions { Recognizer = null, Workers = 1, HeldBytes = 1, Files = files });
}
