using BenchmarkDotNet.Attributes;

using SearchCore.Benchmarks.Queries.Rivals;

namespace SearchCore.Benchmarks.Queries;

/// <summary>As <see cref="RivalBenchmarks"/>, on indexes of thirteen segments each, and on such as have deletions.</summary>
public class QueryShapeBenchmarks : RivalBenchmarks
{
    public static IEnumerable<string> Classes => RivalQueries.Few;

    /// <summary>What kind of queries.</summary>
    [ParamsSource(nameof(Classes))]
    public string Class { get; set; } = "";

    /// <summary>What the indexes are like.</summary>
    [Params(RivalShape.ThirteenSegments, RivalShape.Deletions)]
    public RivalShape Shape { get; set; }

    [GlobalSetup]
    public void Load() => Load(Class, Shape);
}
