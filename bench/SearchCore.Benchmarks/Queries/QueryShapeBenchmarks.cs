using BenchmarkDotNet.Attributes;

using SearchCore.Benchmarks.Corpora;
using SearchCore.Benchmarks.Queries.Rivals;
using SearchCore.TestKit.Corpora;

namespace SearchCore.Benchmarks.Queries;

/// <summary>
/// As <see cref="QueryBenchmarks"/>, on indexes of thirteen segments each, and on such as have deletions. One operation is one query.
/// </summary>
public class QueryShapeBenchmarks
{
    private const int Rounds = 200, Operations = Rounds * RivalArchive.QueriesAClass;

    private RivalArchive archive = null!;
    private List<RivalQuery> queries = [];

    public static IEnumerable<string> Classes => RivalQueries.Few;

    /// <summary>What kind of queries.</summary>
    [ParamsSource(nameof(Classes))]
    public string Class { get; set; } = "";

    /// <summary>What the indexes are like.</summary>
    [Params(RivalShape.ThirteenSegments, RivalShape.Deletions)]
    public RivalShape Shape { get; set; }

    [GlobalSetup]
    public void Load()
    {
        archive = new(BenchmarkCorpus.Get(NewsProfile.Wire), Shape);
        queries = [.. archive.Queries.Where(q => q.Class == Class)];
    }

    [GlobalCleanup]
    public void Close() => archive.Dispose();

    [Benchmark(Baseline = true, Description = "Lucene.Net", OperationsPerInvoke = Operations)]
    public long LuceneNet() => RivalQuery.Run(queries, Rounds, query => query.Lucene());

    [Benchmark(Description = "SearchCore", OperationsPerInvoke = Operations)]
    public long Ours() => RivalQuery.Run(queries, Rounds, query => query.Ours());
}
