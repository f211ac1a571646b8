using BenchmarkDotNet.Attributes;

using SearchCore.Benchmarks.Queries.Rivals;

namespace SearchCore.Benchmarks.Queries;

/// <summary>As <see cref="RivalBenchmarks"/>, on one segment each.</summary>
public class QueryBenchmarks : RivalBenchmarks
{
    public static IEnumerable<string> Classes => RivalQueries.Classes;

    /// <summary>What kind of queries.</summary>
    [ParamsSource(nameof(Classes))]
    public string Class { get; set; } = "";

    [GlobalSetup]
    public void Load() => Load(Class, RivalShape.OneSegment);
}
