using SearchCore.Proofs.Doubles;
using SearchCore.Proofs.Histories;
using SearchCore.Proofs.Running;

namespace SearchCore.Proofs.Proofs;

/// <summary>
/// Cuts the power after every operation of taking a snapshot, by links and by copies: what is left of it is whole or refused, the index it
/// is of is as it was,
/// and once the snapshot was taken it is there.
/// </summary>
internal static class SnapshotCuts
{
    private const int Articles = 5;

    public static void Run(ProofSettings settings, ProofReport report, Scratch scratch)
    {
        foreach (var links in new[] { true, false })
        {
            var root = scratch.Fresh();
            var (index, snapshot) = (Path.Combine(root, "index"), Path.Combine(root, "snapshot"));
            using (var made = ArticleIndex.Open(index, new ArticleIndexOptions { Recognizer = null, Workers = 1 }))
            {
                for (var i = 0; i < Articles; i++)
                {
                    made.Add(Specimen.Article($"id{i}", "v1"));
                    made.Commit();
                }
            }

            var image = TraceCuts.Photograph(root);
            var files = new RecordingFiles(new LinklessFiles { Links = links });
            ArticleIndex.TakeSnapshot(index, snapshot, files);
            TraceCuts.Everywhere(root, image, files.Trace, settings, (left, at, kind) =>
            {
                report.Case($"seed {settings.Seed}, a snapshot by {(links ? "links" : "copies")}, operation {at}, {kind}", () =>
                {
                    var disk = TraceCuts.Develop(left, scratch.Fresh());
                    return Whole(Path.Combine(disk, "index"), "the index")
                        ?? (at == files.Trace.Count || Survivor.IsAccepted(Path.Combine(disk, "snapshot"))
                        ? Whole(Path.Combine(disk, "snapshot"), "the snapshot")
                        : null);
                });
                report.Note("cuts while taking snapshots");
            });
        }
    }

    private static string? Whole(string folder, string what)
    {
        var check = ArticleIndex.Check(folder);
        return check is { IsSound: true, Articles: Articles }
            ? null
            : $"{what}: {check.Articles} articles; {string.Join(' ', check.Problems)}";
    }
}
