using System.Globalization;
using System.Text;

namespace SearchCore.Benchmarks.Results;

/// <summary>Results as CSV, to be added to and plotted, and as Markdown, to be read.</summary>
internal static class ResultTable
{
    private static readonly (string Name, string Title, Func<ResultRow, string> Value)[] Columns =
    [
        ("kind", "", r => r.Kind),
        ("corpus", "corpus", r => r.Corpus),
        ("engine", "engine", r => r.Engine),
        ("megabytes", "MB", r => Number(r.Megabytes, "0.0")),
        ("mb_per_s", "MB/s", r => Number(r.MegabytesPerSecond, "0.0")),
        ("articles_per_s", "articles/s", r => Number(r.ArticlesPerSecond, "0")),
        ("relative_cost", "cost of a MB", r => Number(r.RelativeCost, "0.00")),
        ("peak_mb", "peak MB", r => Number(r.PeakMegabytes, "0")),
        ("merge_s", "merging s", r => Number(r.MergeSeconds, "0.00")),
        ("segments", "segments", r => Number(r.Segments, "0")),
    ];

    /// <summary>Adds rows to a file; it is begun where there is none.</summary>
    public static void Append(string path, IEnumerable<ResultRow> rows)
    {
        var text = new StringBuilder();
        if (!File.Exists(path))
        {
            text.Append(string.Join(',', Columns.Select(c => c.Name))).Append('\n');
        }

        foreach (var row in rows)
        {
            text.Append(string.Join(',', Columns.Select(c => c.Value(row).Replace(',', ' ')))).Append('\n');
        }

        File.AppendAllText(path, text.ToString());
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is no such table.</exception>
    public static IReadOnlyList<ResultRow> Read(string path)
    {
        var lines = File.ReadAllLines(path);
        if (lines.Length == 0 || lines[0] != string.Join(',', Columns.Select(c => c.Name)))
        {
            throw new InvalidDataException(
                $"{path} is no table of results: its first line is not {string.Join(',', Columns.Select(c => c.Name))}");
        }

        return [.. lines.Skip(1).Where(l => l.Length > 0).Select(Parse)];
    }

    /// <summary>The rows as a table of Markdown.</summary>
    public static string Markdown(IEnumerable<ResultRow> rows)
    {
        var text = new StringBuilder();
        var shown = Columns.Skip(1).ToArray();
        text.Append("| ").AppendJoin(" | ", shown.Select(c => c.Title)).Append(" |\n| --- | --- |")
            .Append(string.Concat(shown.Skip(2).Select(_ => " ---: |"))).Append('\n');
        foreach (var row in rows)
        {
            text.Append("| ").AppendJoin(" | ", shown.Select(c => c.Value(row))).Append(" |\n");
        }

        return text.ToString();
    }

    private static ResultRow Parse(string line)
    {
        var values = line.Split(',');
        return values.Length == Columns.Length
            ? new ResultRow
            {
                Kind = values[0],
                Corpus = values[1],
                Engine = values[2],
                Megabytes = Value(values[3]),
                MegabytesPerSecond = Value(values[4]),
                ArticlesPerSecond = Value(values[5]),
                RelativeCost = Value(values[6]),
                PeakMegabytes = Value(values[7]),
                MergeSeconds = Value(values[8]),
                Segments = (int)Value(values[9]),
            }
            : throw new InvalidDataException($"a line of results has {values.Length} values, not {Columns.Length}: {line}");
    }

    private static double Value(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
