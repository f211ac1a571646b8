using BenchmarkDotNet.Attributes;

using SearchCore.Benchmarks.Corpora;
using SearchCore.Benchmarks.Queries.Rivals;
using SearchCore.TestKit.Corpora;

namespace SearchCore.Benchmarks.Queries;

/// <summary>
/// Queries by class, the ten best hits and exact totals: Lucene.Net beside us, on one segment each of the same articles. One operation is
/// one query; the answers were compared when the queries were made.
/// </summary>
public class QueryBenchmarks
{
    private const int Rounds = 200, Operations = Rounds * RivalArchive.QueriesAClass;

    private RivalArchive archive = null!;
    private List<RivalQuery> queries = [];

    public static IEnumerable<string> Classes => RivalQueries.Classes;

    /// <summary>What kind of queries.</summary>
    [ParamsSource(nameof(Classes))]
    public string Class { get; set; } = "";

    [GlobalSetup]
    public void Load()
    {
        archive = new(BenchmarkCorpus.Get(NewsProfile.Wire));
        queries = [.. archive.Queries.Where(q => q.Class == Class)];
    }

    [GlobalCleanup]
    public void Close() => archive.Dispose();

    [Benchmark(Baseline = true, Description = "Lucene.Net", OperationsPerInvoke = Operations)]
    public long LuceneNet() => RivalQuery.Run(queries, Rounds, query => query.Lucene());

    [Benchmark(Description = "SearchCore", OperationsPerInvoke = Operations)]
    public long Ours() => RivalQuery.Run(queries, Rounds, query => query.Ours());
}
