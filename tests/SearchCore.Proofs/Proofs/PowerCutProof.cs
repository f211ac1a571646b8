using System.Runtime.CompilerServices;

using SearchCore.Files;
using SearchCore.Proofs.Doubles;
using SearchCore.Proofs.Histories;
using SearchCore.Proofs.Running;
using SearchCore.TestKit.Corpora;

namespace SearchCore.Proofs.Proofs;

/// <summary>
/// Cuts the power after every operation of random histories, several ways each, and again while the index recovers: what was acknowledged
/// is
/// there, the index opens and goes on. Cases are the different disks that come out, not the cuts.
/// </summary>
internal static class PowerCutProof
{
    private const int StepsAHistory = 10;
    private static readonly CutKind[] Extremes = [CutKind.OnlySynced, CutKind.Everything, CutKind.OnlyNames, CutKind.OnlyBytes];

    public static void Run(ProofSettings settings, ProofReport report)
    {
        using var scratch = new Scratch();
        AsideCuts.Run(settings, report, scratch);
        SnapshotCuts.Run(settings, report, scratch);
        TravelCuts.Run(settings, report, scratch);
        StandingCuts.Run(settings, report, scratch);

        // However many cuts those take, histories have as many as were asked for.
        var histories = settings with { Runs = settings.Runs + report.Run };
        for (var seed = settings.Seed; report.Run < histories.Runs; seed++)
        {
            CutEverywhere(new Recorded(scratch, seed), seed, histories, report, scratch, recoveries: true);
            report.Note("histories");
        }
    }

    private static void CutEverywhere(
        Recorded recorded, ulong seed, ProofSettings settings, ProofReport report, Scratch scratch, bool recoveries)
    {
        var disk = new DiskModel(recorded.Root);
        var random = new SeededRandom(seed, 1);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var at = 0; at <= recorded.Trace.Count && report.Run < settings.Runs; at++)
        {
            if (at > 0 && settings.Ignored?.Invoke(recorded.Trace[at - 1]) != true)
            {
                disk.Apply(recorded.Trace[at - 1]);
            }

            var promise = recorded.PromiseAt(at);
            foreach (var kind in new[] { Extremes[at % Extremes.Length], CutKind.Any })
            {
                var image = disk.Cut(kind, random);
                if (seen.Add($"{TraceCuts.Digest(image)} {RuntimeHelpers.GetHashCode(promise)}"))
                {
                    report.Case($"seed {seed}, operation {at}, {kind}", () => Examine(image, promise, scratch));
                    report.Note($"cuts: {kind}");
                    if (recoveries && random.PerMille(20))
                    {
                        CutRecovery(image, promise, seed + (ulong)at, settings, report, scratch);
                    }
                }
            }
        }
    }

    // The power may fail a second time before the index is open again.
    private static void CutRecovery(
        SortedDictionary<string, byte[]> image, Promise promise, ulong seed, ProofSettings settings, ProofReport report, Scratch scratch)
    {
        var root = scratch.Fresh();
        var files = new RecordingFiles(PhysicalFiles.Instance);
        report.Case($"seed {seed}, recovery", () =>
        {
            ArticleIndex.Open(IndexIn(image, root), new ArticleIndexOptions { Recognizer = null, Workers = 1, Files = files }).Dispose();
            return null;
        });
        var random = new SeededRandom(seed, 2);
        var disk = DiskModel.Holding(root, image);
        for (var at = 0; at < files.Trace.Count; at++)
        {
            disk.Apply(files.Trace[at]);
            var again = disk.Cut(CutKind.Any, random);
            report.Case($"seed {seed}, recovery's operation {at + 1}", () => Examine(again, promise, scratch));
            report.Note("cuts during recovery");
        }
    }

    private static string? Examine(SortedDictionary<string, byte[]> image, Promise promise, Scratch scratch) =>
        Survivor.Examine(IndexIn(image, scratch.Fresh()), promise);

    private static string IndexIn(SortedDictionary<string, byte[]> image, string root) =>
        Path.Combine(TraceCuts.Develop(image, root), Recorded.FolderName);

    /// <summary>One history with everything it did to the disk and everything that was promised meanwhile.</summary>
    private sealed class Recorded
    {
        public const string FolderName = "index";

        private readonly List<(int At, Promise Promise)> promises = [(0, Promise.Nothing)];

        public Recorded(Scratch scratch, ulong seed)
        {
            Root = scratch.Fresh();
            Directory.CreateDirectory(Root);
            // Where there are no links, snapshots and segments are copies, which have to be synced themselves.
            var files = new RecordingFiles(new LinklessFiles { Links = seed % 2 == 0 });
            var history = new History(Path.Combine(Root, FolderName), seed, files, promise => promises.Add((files.Now, promise)));
            history.Open();
            history.Live(StepsAHistory);
            history.Close();
            Trace = files.Trace;
        }

        public string Root { get; }

        public IReadOnlyList<FileOperation> Trace { get; }

        /// <summary>What held when so many operations had happened.</summary>
        public Promise PromiseAt(int operations) => promises.Last(p => p.At <= operations).Promise;
    }
}
