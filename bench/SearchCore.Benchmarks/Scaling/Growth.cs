using System.Globalization;

using SearchCore.Benchmarks.Corpora;
using SearchCore.Benchmarks.Results;
using SearchCore.TestKit.Corpora;

namespace SearchCore.Benchmarks.Scaling;

/// <summary>
/// How the cost of a megabyte grows with the corpus: replicated to each size, indexed in a process of its own, checked by reading every
/// file of the index. Not for BenchmarkDotNet: a load of a gigabyte is long enough to be its own repetition.
/// </summary>
internal static class Growth
{
    private const int Reference = 100;

    /// <summary>Runs all sizes and prints a table; exit code 1 where an index is not what it should be.</summary>
    public static int Run(Arguments arguments)
    {
        var sizes = arguments.Option("sizes", "10,100,1000").Split(',').Select(s => double.Parse(s, CultureInfo.InvariantCulture))
            .ToArray();
        var workers = int.Parse(arguments.Option("workers", "1"), CultureInfo.InvariantCulture);
        var memory = int.Parse(arguments.Option("memory", "256"), CultureInfo.InvariantCulture);
        var target = arguments.Option("to", "");
        var corpus = arguments.Positional is [var given, ..] ? given : BenchmarkCorpus.Get(NewsProfile.Wire).Path;
        var rows = new List<ResultRow>();
        var sound = true;
        foreach (var size in sizes)
        {
            var (row, problem) = Load(corpus, size, workers, memory);
            rows.Add(row);
            sound &= problem is null;
            Console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{size:0.#} MB: {row.MegabytesPerSecond:F1} MB/s{(problem is null ? "" : ": " + problem)}"));
        }

        rows = WithCost(rows);
        Console.Write(ResultTable.Markdown(rows));
        if (target.EndsWith(".md", StringComparison.Ordinal))
        {
            File.WriteAllText(target, ResultTable.Markdown(rows));
        }
        else if (target.Length > 0)
        {
            ResultTable.Append(target, rows);
        }

        return sound ? 0 : 1;
    }

    private static (ResultRow Row, string? Problem) Load(string corpus, double size, int workers, int memory)
    {
        var file = BenchmarkCorpus.NewIndexPath() + ".jsonl";
        var index = BenchmarkCorpus.NewIndexPath();
        try
        {
            var (bytes, lines, ids) = Replication.Write(corpus, file, (long)(size * 1e6));
            var load = GrowthLoad.InNewProcess(file, index, workers, memory);
            var check = ArticleIndex.Check(index);
            var row = new ResultRow
            {
                Kind = ResultRow.GrowthKind,
                Corpus = Path.GetFileNameWithoutExtension(corpus).Replace(".jsonl", "", StringComparison.Ordinal),
                Engine = string.Create(CultureInfo.InvariantCulture, $"SearchCore {workers} × {memory} MB"),
                Megabytes = bytes / 1e6,
                MegabytesPerSecond = bytes / 1e6 / load.Seconds,
                ArticlesPerSecond = load.Articles / load.Seconds,
                PeakMegabytes = load.PeakMegabytes,
                MergeSeconds = load.MergeSeconds,
                Segments = check.Segments,
            };
            var problem = !check.IsSound ? string.Join("; ", check.Problems)
                : load.Articles + load.Rejected != lines ? $"{load.Articles} articles and {load.Rejected} rejected of {lines} lines"
                : load.Rejected == 0 && check.Articles != ids ? $"{check.Articles} articles in the index of {ids} ids"
                : null;
            return (row, problem);
        }
        finally
        {
            File.Delete(file);
            if (Directory.Exists(index))
            {
                Directory.Delete(index, recursive: true);
            }
        }
    }

    private static List<ResultRow> WithCost(List<ResultRow> rows)
    {
        var reference = rows.MinBy(r => Math.Abs(r.Megabytes - Reference))!.MegabytesPerSecond;
        return [.. rows.Select(r => r with { RelativeCost = reference / r.MegabytesPerSecond })];
    }
}
