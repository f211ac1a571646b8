using BenchmarkDotNet.Attributes;

using SearchCore.Benchmarks.Corpora;
using SearchCore.Benchmarks.Queries.Rivals;
using SearchCore.TestKit.Corpora;

namespace SearchCore.Benchmarks.Queries;

/// <summary>
/// Queries by class, the ten best hits and exact totals: Lucene.Net beside us, on indexes of the same articles. One operation is one query;
/// the answers were compared when the queries were made.
/// </summary>
public abstract class RivalBenchmarks
{
    private const int Rounds = 200, Operations = Rounds * RivalArchive.QueriesAClass;

    private RivalArchive archive = null!;
    private List<RivalQuery> queries = [];

    [GlobalCleanup]
    public void Close() => archive.Dispose();

    [Benchmark(Baseline = true, Description = "Lucene.Net", OperationsPerInvoke = Operations)]
    public long LuceneNet() => RivalQuery.Run(queries, Rounds, query => query.Lucene());

    [Benchmark(Description = "SearchCore", OperationsPerInvoke = Operations)]
    public long Ours() => RivalQuery.Run(queries, Rounds, query => query.Ours());

    /// <summary>Makes the indexes and the queries of a class.</summary>
    private protected void Load(string kind, RivalShape shape)
    {
        archive = new(BenchmarkCorpus.Get(NewsProfile.Wire), shape);
        queries = [.. archive.Queries.Where(q => q.Class == kind)];
    }
}
