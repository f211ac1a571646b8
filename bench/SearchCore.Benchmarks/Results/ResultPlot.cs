using System.Globalization;

using ScottPlot;

using SkiaSharp;

namespace SearchCore.Benchmarks.Results;

/// <summary>Draws results: engines as bars, corpus by corpus, and growth as curves over the size.</summary>
internal static class ResultPlot
{
    private const int Width = 900, Height = 480;

    internal static readonly Color[] Palette = new ScottPlot.Palettes.Category10().Colors;

    /// <summary>Draws one picture of a file of results: engines above, growth below, whichever there is.</summary>
    public static int Run(Arguments arguments)
    {
        if (arguments.Positional is not [var results, var picture])
        {
            return arguments.Misused();
        }

        var rows = ResultTable.Read(results);
        var engines = rows.Where(r => r.Kind == ResultRow.EnginesKind).ToList();
        var growth = rows.Where(r => r.Kind == ResultRow.GrowthKind).ToList();
        var plots = new List<Plot>();
        if (engines.Count > 0)
        {
            plots.Add(Bars(engines));
        }

        if (growth.Count > 0)
        {
            plots.Add(Curves(growth));
        }

        if (plots.Count == 0)
        {
            return arguments.Fail($"{results} has nothing to draw");
        }

        Save(plots, picture);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{picture}: {new FileInfo(picture).Length / 1e3:F0} kB"));
        return 0;
    }

    // An engine has its colour in every corpus; of several runs the last counts.
    private static Plot Bars(List<ResultRow> rows)
    {
        var plot = new Plot();
        var corpora = rows.Select(r => r.Corpus).Distinct().ToList();
        var names = rows.Select(r => r.Engine).Distinct().ToList();
        foreach (var (engine, name) in names.Index())
        {
            var bars = rows.Where(r => r.Engine == name).GroupBy(r => r.Corpus).Select(g => new Bar
            {
                Position = (corpora.IndexOf(g.Key) * (names.Count + 1.5)) + engine,
                Value = g.Last().MegabytesPerSecond,
                FillColor = Palette[engine % Palette.Length],
                LineWidth = 0,
                ValueLabel = g.Last().MegabytesPerSecond.ToString("0.#", CultureInfo.InvariantCulture),
            });
            plot.Add.Bars(bars.ToArray()).LegendText = name;
        }

        var middles = corpora.Select((_, i) => (i * (names.Count + 1.5)) + ((names.Count - 1) / 2.0)).ToArray();
        plot.Axes.Bottom.SetTicks(middles, [.. corpora]);
        plot.Axes.Bottom.MajorTickStyle.Length = 0;
        plot.Axes.Margins(bottom: 0, top: 0.12);
        plot.HideGrid();
        Finish(plot, "From file to durable commit", "MB/s");
        return plot;
    }

    private static Plot Curves(List<ResultRow> rows)
    {
        var plot = new Plot();
        foreach (var curve in rows.GroupBy(r => $"{r.Corpus}, {r.Engine}"))
        {
            var points = curve.OrderBy(r => r.Megabytes).ToArray();
            var line = plot.Add.Scatter(
                points.Select(p => Math.Log10(p.Megabytes)).ToArray(), points.Select(p => p.MegabytesPerSecond).ToArray());
            (line.LegendText, line.LineWidth, line.MarkerSize) = (curve.Key, 2, 7);
        }

        var sizes = rows.Select(r => Math.Round(r.Megabytes)).Distinct().Order().ToArray();
        plot.Axes.Bottom.SetTicks([.. sizes.Select(Math.Log10)], [.. sizes.Select(s => s.ToString("0", CultureInfo.InvariantCulture))]);
        plot.Axes.AutoScale();
        plot.Axes.SetLimitsY(0, rows.Max(r => r.MegabytesPerSecond) * 1.2);
        Finish(plot, "By size of the corpus", "MB/s");
        plot.XLabel("MB of JSON lines");
        return plot;
    }

    internal static void Finish(Plot plot, string title, string unit)
    {
        plot.Font.Set("DejaVu Sans");
        plot.Title(title);
        plot.YLabel(unit);
        plot.ShowLegend(Edge.Right);
    }

    internal static void Save(List<Plot> plots, string picture)
    {
        var all = new Multiplot();
        all.RemovePlot(all.GetPlot(0));
        plots.ForEach(all.AddPlot);
        var height = Height * plots.Count;
        if (picture.EndsWith(".png", StringComparison.OrdinalIgnoreCase))
        {
            all.SavePng(picture, Width, height);
            return;
        }

        using var file = File.Create(picture);
        using var canvas = SKSvgCanvas.Create(new SKRect(0, 0, Width, height), file);
        all.Render(canvas, new PixelRect(0, Width, height, 0));
    }
}
