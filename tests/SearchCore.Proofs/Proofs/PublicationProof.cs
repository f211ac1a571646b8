using SearchCore.Proofs.Histories;
using SearchCore.Proofs.Running;
using SearchCore.TestKit;
using SearchCore.TestKit.Corpora;

namespace SearchCore.Proofs.Proofs;

/// <summary>
/// Looks at an index again and again while loads replace its articles and commits and merges run: at every moment each article is there
/// once,
/// in one piece.
/// </summary>
internal static class PublicationProof
{
    private const int Ids = 30;

    public static void Run(ProofSettings settings, ProofReport report)
    {
        using var scratch = new Scratch();
        var random = new SeededRandom(settings.Seed);
        using var index = ArticleIndex.Open(scratch.Fresh(), new ArticleIndexOptions
        {
            Recognizer = null,
            Workers = 2,
            WorkerBytes = 1,
            CommitInterval = TimeSpan.FromTicks(1),
        });
        index.Index([Source(1)]);
        using var stop = new CancellationTokenSource();
        Exception? failure = null;
        var loads = 0;
        var writer = new Thread(() =>
        {
            try
            {
                while (!stop.IsCancellationRequested)
                {
                    index.Index([Source(++loads + 1)], cancellation: CancellationToken.None);
                    if (loads % 10 == 0)
                    {
                        index.Compact();
                    }
                }
            }
#pragma warning disable CA1031 // Told below.
            catch (Exception e)
#pragma warning restore CA1031
            {
                failure = e;
            }
        });
        writer.Start();
        while (report.Run < settings.Runs && failure is null)
        {
            report.Case($"seed {settings.Seed}, look {report.Run}", () =>
            {
                index.Refresh();
                var found = Survivor.Contents(index, out var mistake);
                return mistake ?? (found.Count == Ids ? null : $"{found.Count} articles of {Ids}");
            });
        }

        stop.Cancel();
        writer.Join();
        report.Note("loads", loads);
        report.Case("the writer", () => failure?.ToString());

        ListSource Source(int version) =>
            new([.. Enumerable.Range(0, Ids).OrderBy(_ => random.Next()).Select(n => Specimen.Article($"id{n}", $"v{version}"))]);
    }
}
