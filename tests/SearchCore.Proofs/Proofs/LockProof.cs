using SearchCore.Proofs.Running;

namespace SearchCore.Proofs.Proofs;

/// <summary>Opens an index for writing on several threads of one process at a time: one holds it, all others are refused by name.</summary>
internal static class LockProof
{
    private const int Contenders = 4;

    public static void Run(ProofSettings settings, ProofReport report)
    {
        using var scratch = new Scratch();
        while (report.Run < settings.Runs)
        {
            var path = scratch.Fresh();
            report.Case($"round {report.Run}", () => Contend(path));
        }
    }

    private static string? Contend(string path)
    {
        var winners = new List<ArticleIndex>();
        var wrong = new List<string>();
        using var start = new Barrier(Contenders);
        var threads = Enumerable.Range(0, Contenders).Select(_ => new Thread(() =>
        {
            start.SignalAndWait();
            try
            {
                var index = ArticleIndex.Open(path, new ArticleIndexOptions { Recognizer = null, Workers = 1 });
                lock (winners)
                {
                    winners.Add(index);
                }
            }
#pragma warning disable CA1031 // Whatever refuses them must be the lock.
            catch (Exception e)
#pragma warning restore CA1031
            {
                if (e is not IndexException { Fault: IndexFault.Locked })
                {
                    lock (wrong)
                    {
                        wrong.Add(e.ToString());
                    }
                }
            }
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        winners.ForEach(w => w.Dispose());
        return winners.Count != 1 ? $"{winners.Count} writers at once" : wrong.FirstOrDefault();
    }
}
