using System.Globalization;

using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

using SearchCore.Benchmarks.Corpora;
using SearchCore.TestKit.Corpora;

namespace SearchCore.Benchmarks.Reporting;

/// <summary>
/// A figure that relates a measurement to the corpus it was taken on. Fits every benchmark that has a parameter <c>Profile</c> and whose
/// operation goes over that corpus once.
/// </summary>
internal sealed class CorpusColumn : IColumn
{
    /// <summary>Articles a second, from the mean.</summary>
    public static readonly CorpusColumn ArticlesPerSecond = new(
        "Articles/s", "Articles of the corpus, over the mean time", "N0",
        (report, corpus) => corpus.Articles * 1e9 / report.ResultStatistics?.Mean);

    /// <summary>Megabytes (10⁶ bytes of uncompressed JSON lines) a second, from the mean.</summary>
    public static readonly CorpusColumn MegabytesPerSecond = new(
        "MB/s", "Bytes of the corpus's JSON lines / 10^6, over the mean time", "N1",
        (report, corpus) => corpus.Bytes * 1e3 / report.ResultStatistics?.Mean);

    /// <summary>Allocated bytes an article.</summary>
    public static readonly CorpusColumn BytesPerArticle = new(
        "B/article", "Managed bytes allocated on all threads, over the articles of the corpus", "N0",
        (report, corpus) => (double?)report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) / corpus.Articles);

    private const string Parameter = "Profile";
    private readonly string format;
    private readonly Func<BenchmarkReport, BenchmarkCorpus, double?> figure;

    private CorpusColumn(string name, string legend, string format, Func<BenchmarkReport, BenchmarkCorpus, double?> figure) =>
        (ColumnName, Legend, this.format, this.figure) = (name, legend, format, figure);

    public string Id => nameof(CorpusColumn) + ColumnName;

    public string ColumnName { get; }

    public string Legend { get; }

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public bool IsAvailable(Summary summary) => summary.BenchmarksCases.Any(c => c.Parameters.Items.Any(p => p.Name == Parameter));

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase) => GetValue(summary, benchmarkCase, SummaryStyle.Default);

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) =>
        benchmarkCase.Parameters.Items.FirstOrDefault(p => p.Name == Parameter)?.Value is string profile
        && summary[benchmarkCase] is { } report && figure(report, BenchmarkCorpus.Get(NewsProfile.Named(profile))) is { } value
            ? value.ToString(format, CultureInfo.InvariantCulture)
            : "-";

    public override string ToString() => ColumnName;
}
