using System.Globalization;

namespace SearchCore.Benchmarks.Results;

/// <summary>
/// Takes over what a comparison of whole processes printed: a table with the columns engine, MB/s, docs/s, seconds, peak MB, segments and
/// others.
/// </summary>
internal static class EngineComparison
{
    /// <summary>Adds the engines' rows to a file of results.</summary>
    public static int Run(Arguments arguments)
    {
        if (arguments.Positional is not [var table, var corpus, var target])
        {
            return arguments.Misused();
        }

        var lines = File.ReadAllLines(table).SkipWhile(l => !l.StartsWith("engine ", StringComparison.Ordinal)).ToArray();
        if (lines.Length < 2)
        {
            return arguments.Fail($"{table} has no line that begins with 'engine', or nothing below it");
        }

        // Columns are parted by blanks; three of their names have one inside.
        var names = lines[0].Replace("cpu s", "cpu", StringComparison.Ordinal).Replace("peak MB", "peak", StringComparison.Ordinal)
            .Replace("index MB", "index", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var rows = lines.Skip(1).Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(v => v.Length == names.Length)
            .Select(v => Row(v, names, corpus)).ToList();
        ResultTable.Append(target, rows);
        Console.WriteLine($"{rows.Count} engines on {corpus} added to {target}");
        return 0;
    }

    private static ResultRow Row(string[] values, string[] names, string corpus)
    {
        return new ResultRow
        {
            Kind = ResultRow.EnginesKind,
            Corpus = corpus,
            Engine = values[0],
            Megabytes = Of("MB/s") * Of("seconds"),
            MegabytesPerSecond = Of("MB/s"),
            ArticlesPerSecond = Of("docs/s"),
            PeakMegabytes = Of("peak"),
            Segments = (int)Of("segments"),
        };

        double Of(string name) => double.Parse(values[Array.IndexOf(names, name)], CultureInfo.InvariantCulture);
    }
}
