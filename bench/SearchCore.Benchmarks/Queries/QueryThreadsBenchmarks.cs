using BenchmarkDotNet.Attributes;

using SearchCore.Benchmarks.Corpora;
using SearchCore.Benchmarks.Queries.Rivals;
using SearchCore.TestKit.Corpora;

namespace SearchCore.Benchmarks.Queries;

/// <summary>
/// Queries of all classes, by one thread and by two that share an index: one operation is forty rounds of them all, so that
/// two threads show half of one's time where nothing stands between them.
/// </summary>
public class QueryThreadsBenchmarks
{
    private const int Rounds = 40;

    private RivalArchive archive = null!;

    /// <summary>How many threads.</summary>
    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Load() => archive = new(BenchmarkCorpus.Get(NewsProfile.Wire));

    [GlobalCleanup]
    public void Close() => archive.Dispose();

    [Benchmark(Baseline = true, Description = "Lucene.Net, all queries")]
    public long LuceneNet() => Run(query => query.Lucene());

    [Benchmark(Description = "SearchCore, all queries")]
    public long Ours() => Run(query => query.Ours());

    // Each thread its share of the rounds.
    private long Run(Func<RivalQuery, long> run)
    {
        var hits = 0L;
        var workers = Enumerable.Range(0, Threads).Select(_ => new Thread(() =>
        {
            Interlocked.Add(ref hits, RivalQuery.Run(archive.Queries, Rounds / Threads, run));
        })).ToList();
        workers.ForEach(w => w.Start());
        workers.ForEach(w => w.Join());
        return hits;
    }
}
