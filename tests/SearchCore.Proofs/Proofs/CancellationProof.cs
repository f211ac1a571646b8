using SearchCore.Files;
using SearchCore.Proofs.Doubles;
using SearchCore.Proofs.Histories;
using SearchCore.Proofs.Running;
using SearchCore.TestKit;
using SearchCore.TestKit.Corpora;

namespace SearchCore.Proofs.Proofs;

/// <summary>
/// Cancels loads at every operation of the file system, inside commits and merges too: a cancelled load is committed and says so, holds of
/// each
/// article the old version or a new one, and the same load ends well afterwards.
/// </summary>
internal static class CancellationProof
{
    private const int Ids = 16;

    public static void Run(ProofSettings settings, ProofReport report)
    {
        using var scratch = new Scratch();
        for (var seed = settings.Seed; report.Run < settings.Runs; seed++)
        {
            var reached = true;
            for (var operation = 1L; reached && report.Run < settings.Runs; operation += 1 + (long)(seed % 3))
            {
                report.Case($"seed {seed}, operation {operation}", () => Cancel(scratch.Fresh(), seed, operation, report, out reached));
            }
        }
    }

    private static string? Cancel(string path, ulong seed, long operation, ProofReport report, out bool reached)
    {
        var random = new SeededRandom(seed);
        var before = Enumerable.Range(0, Ids / 2).ToDictionary(n => $"id{n}", _ => "v1", StringComparer.Ordinal);
        var load = Enumerable.Range(2, 24).Select(n => (Id: $"id{random.Below(Ids)}", Text: $"v{n}")).ToList();
        var workers = 1 + random.Below(2);
        using var stop = new CancellationTokenSource();
        var files = new CancellingFiles(stop);
        long sequence;
        Dictionary<string, string> shown;
        using (var index = ArticleIndex.Open(path, Options(workers, files)))
        {
            index.Index([Source(before.Select(p => (p.Key, p.Value)))]);
            files.CancelAfter(operation);
            var result = index.Index([Source(load)], cancellation: stop.Token);
            reached = stop.IsCancellationRequested;
            report.Note(!reached ? "ended before" : result.Articles < load.Count ? "cut short" : "ended all the same");
            if (result.Cancelled != reached)
            {
                return $"the report says cancelled {result.Cancelled}, it was {reached}";
            }

            shown = Survivor.Contents(index, out var mistake);
            if (mistake is not null)
            {
                return mistake;
            }

            sequence = result.Sequence;
        }

        var each = before.Keys.Concat(load.Select(a => a.Id)).Distinct(StringComparer.Ordinal).ToDictionary(
            id => id, id => (IReadOnlyList<string?>)[before.GetValueOrDefault(id), .. load.Where(a => a.Id == id).Select(a => a.Text)],
            StringComparer.Ordinal);
        if ((new Promise([], each, 0).Violation(shown) ?? Survivor.Examine(path, new Promise([shown], null, sequence))) is { } wrong)
        {
            return wrong;
        }

        using (var index = ArticleIndex.Open(path, Options(workers, PhysicalFiles.Instance)))
        {
            sequence = index.Index([Source(load)]).Sequence;
        }

        var after = new Dictionary<string, string>(before, StringComparer.Ordinal) { ["later"] = "afterwards" };
        load.ForEach(a => after[a.Id] = a.Text);
        return Survivor.Examine(path, new Promise([after], null, sequence));
    }

    private static ArticleIndexOptions Options(int workers, IFileOperations files) =>
        new() { Recognizer = null, Workers = workers, WorkerBytes = 1, Files = files, CommitInterval = TimeSpan.FromTicks(1) };

    private static ListSource Source(IEnumerable<(string Id, string Text)> articles) =>
        new([.. articles.Select(a => Specimen.Article(a.Id, a.Text))]);

    private sealed class CancellingFiles(CancellationTokenSource stop) : ObservedFiles(PhysicalFiles.Instance)
    {
        private long left = long.MaxValue;

        public void CancelAfter(long operations) => left = operations;

        protected override T Do<T>(FileOperation operation, Func<T> act)
        {
            if (Interlocked.Decrement(ref left) == 0)
            {
                stop.Cancel();
            }

            return act();
        }
    }
}
