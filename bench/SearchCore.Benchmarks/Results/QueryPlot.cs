using System.Globalization;

using ScottPlot;

namespace SearchCore.Benchmarks.Results;

/// <summary>
/// Draws what queries cost, class by class: the geometric mean of each engine's times, as bars on a logarithmic axis. Takes what
/// <c>queries</c> and the scripts of other engines print: class, query, hits, and microseconds.
/// </summary>
internal static class QueryPlot
{

    private const int ClassCell = 0, TimeCell = 3, FontSize = 9, RoomForNames = 90;

    public static int Run(Arguments arguments)
    {
        if (arguments.Positional is not [var picture, _, ..] || arguments.Positional.Skip(1).Any(e => !e.Contains('=')))
        {
            return arguments.Misused();
        }

        var engines = arguments.Positional.Skip(1).Select(e => e.Split('=', 2)).Select(e => (Name: e[0], Times: Means(e[1]))).ToList();
        var classes = engines[0].Times.Keys.Where(c => engines.TrueForAll(e => e.Times.ContainsKey(c))).ToList();
        if (classes.Count == 0)
        {
            return arguments.Fail("the engines have no class of queries in common");
        }

        var plot = new Plot();
        foreach (var (number, (name, times)) in engines.Index())
        {
            var bars = plot.Add.Bars(classes.Select((kind, at) => new Bar
            {
                Position = Left(at) + number,
                Value = Math.Log10(Math.Max(1, times[kind])),
                FillColor = ResultPlot.Palette[number % ResultPlot.Palette.Length],
                LineWidth = 0,
                ValueLabel = times[kind].ToString("0", CultureInfo.InvariantCulture),
            }).ToArray());
            bars.LegendText = name;
            bars.ValueLabelStyle.FontSize = FontSize;
        }

        plot.Axes.Bottom.SetTicks([.. classes.Select((_, at) => Left(at) + ((engines.Count - 1) / 2.0))], [.. classes]);
        plot.Axes.Bottom.MajorTickStyle.Length = 0;
        plot.Axes.Bottom.TickLabelStyle.Rotation = 40;
        plot.Axes.Bottom.MinimumSize = RoomForNames;
        plot.Axes.Bottom.TickLabelStyle.Alignment = Alignment.MiddleLeft;
        double[] powers = [0, 1, 2, 3, 4];
        plot.Axes.Left.SetTicks(powers, [.. powers.Select(p => Math.Pow(10, p).ToString("0", CultureInfo.InvariantCulture))]);
        plot.Axes.Margins(bottom: 0, top: 0.12);
        plot.HideGrid();
        ResultPlot.Finish(plot, "A query, ten best hits and exact total, by class", "microseconds of processor time");
        ResultPlot.Save([plot], picture);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{picture}: {classes.Count} classes of {engines.Count} engines"));
        return 0;

        double Left(int at) => at * (engines.Count + 1.5);
    }

    private static Dictionary<string, double> Means(string file) => File.ReadLines(file).Where(l => l.Length > 0 && l[0] != '#')
        .Select(l => l.Split('\t')).Where(cells => cells[ClassCell] != "class" && cells.Length > TimeCell && cells[2] != "-")
        .GroupBy(cells => cells[ClassCell], StringComparer.Ordinal)
        .ToDictionary(
            g => g.Key, g => Math.Exp(g.Average(c => Math.Log(double.Parse(c[TimeCell], CultureInfo.InvariantCulture)))),
            StringComparer.Ordinal);
}
