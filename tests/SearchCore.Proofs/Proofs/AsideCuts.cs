using SearchCore.Files;
using SearchCore.Proofs.Doubles;
using SearchCore.Proofs.Histories;
using SearchCore.Proofs.Running;
using SearchCore.TestKit.Corpora;

namespace SearchCore.Proofs.Proofs;

/// <summary>
/// Cuts the power after every operation of restoring a snapshot over a damaged index: each of the damaged files is there, in the folder or
/// where it was put
/// aside, with the bytes it had; somebody may yet want to save something out of them. The whole restored, the index is the snapshot's.
/// </summary>
internal static class AsideCuts
{
    private const int Articles = 5;

    public static void Run(ProofSettings settings, ProofReport report, Scratch scratch)
    {
        var root = scratch.Fresh();
        var (index, snapshot) = (Path.Combine(root, "index"), Path.Combine(root, "snapshot"));
        using (var made = ArticleIndex.Open(index, new ArticleIndexOptions { Recognizer = null, Workers = 1 }))
        {
            for (var i = 0; i < Articles; i++)
            {
                made.Add(Specimen.Article($"id{i}", "v1"));
            }

            made.Commit();
        }

        ArticleIndex.TakeSnapshot(index, snapshot);

        var damaged = Damage(index, new SeededRandom(settings.Seed, 3));
        var image = TraceCuts.Photograph(root);
        var files = new RecordingFiles(PhysicalFiles.Instance);
        report.Case("restored over damage", () =>
        {
            ArticleIndex.Restore(snapshot, index, new ArticleIndexOptions { Files = files });
            using var restored = ArticleIndex.Open(index, new ArticleIndexOptions { Access = IndexAccess.ReadOnly });
            return restored.Statistics().Articles == Articles ? null : $"{restored.Statistics().Articles} articles";
        });

        TraceCuts.Everywhere(root, image, files.Trace, settings, (left, at, kind) =>
        {
            report.Case($"seed {settings.Seed}, restoring over damage, operation {at}, {kind}", () => Lost(left, damaged));
            report.Note("cuts while putting aside");
        });
    }

    // One byte of one file; the index takes no more reading.
    private static Dictionary<string, byte[]> Damage(string index, SeededRandom random)
    {
        var file = Directory.EnumerateFiles(index, "*.cfs").Order(StringComparer.Ordinal).First();
        var bytes = File.ReadAllBytes(file);
        bytes[random.Below(bytes.Length)] ^= 0x10;

        // Snapshots are links: the file is made anew, so that theirs stays whole.
        File.Delete(file);
        File.WriteAllBytes(file, bytes);
        return Directory.EnumerateFiles(index).Where(f => !Path.GetFileName(f).Contains("lock", StringComparison.Ordinal))
            .ToDictionary(f => Path.GetFileName(f), File.ReadAllBytes, StringComparer.Ordinal);
    }

    private static string? Lost(SortedDictionary<string, byte[]> left, Dictionary<string, byte[]> damaged)
    {
        foreach (var (name, bytes) in damaged)
        {
            if (!Holds($"index/{name}", bytes) && !Holds($"index.damaged-1/{name}", bytes))
            {
                return $"{name} of the damaged index is gone";
            }
        }

        return null;

        bool Holds(string path, byte[] bytes) => left.TryGetValue(path, out var found) && found.AsSpan().SequenceEqual(bytes);
    }
}
