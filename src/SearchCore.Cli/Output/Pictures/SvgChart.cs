using System.Globalization;
using System.Text;
using System.Xml;

using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Output.Pictures;

/// <summary>
/// A timeline, facets and what is significant as SVG: bars, an axis, names. Text stays text; colours are told apart by people who see no
/// red or green. What is drawn is rectangles, lines and text at places and nothing else: the program that makes PNG of it knows no more.
/// </summary>
internal sealed class SvgChart
{
    private const int Width = 960, Margin = 24, Left = 64, TimelineHeight = 260, RowHeight = 20, TitleHeight = 56;

    private const int NameCells = 30, TitleCells = 88, FacetBar = 560, SignificantBar = 380, NameWidth = 240;

    private const string Ink = "#1a1a1a", Quiet = "#666666", BarColor = "#4477aa", BurstColor = "#cc6677";

    private static readonly string[] SeriesColors = ["#ee8866", "#228833", "#aa3377", "#66ccee", "#bbaa33", "#882255", "#44aa99"];

    private readonly StringBuilder text = new();
    private readonly XmlWriter xml;

    private readonly TimelineMeasure measure;

    private SvgChart(TimelineMeasure measure)
    {
        this.measure = measure;
        xml = XmlWriter.Create(text, new() { Indent = true, IndentChars = " ", NewLineChars = "\n", OmitXmlDeclaration = true });
    }

    /// <summary>The picture; null where there is nothing to draw.</summary>
    /// <param name="title">What stands above; cut where it is too long, and whole in the file's title.</param>
    /// <param name="results">What is drawn.</param>
    /// <param name="measure">What the bars of a timeline are by.</param>
    public static string? Of(string title, SearchResults results, TimelineMeasure measure = TimelineMeasure.Count)
    {
        var timeline = results.Timeline is { Buckets.Count: > 0 } ? results.Timeline : null;
        var facets = results.Facets.Where(f => f.Values.Count > 0).ToList();
        var significant = results.Significant.Where(s => s.Values.Count > 0).ToList();
        return timeline is null && facets.Count + significant.Count == 0
            ? null : new SvgChart(measure).Draw(title, results.Total, timeline, facets, significant);
    }

    private string Draw(
        string title, TotalHits total, Timeline? timeline, IReadOnlyList<Facet> facets, IReadOnlyList<Significance> significant)
    {
        var legend = timeline is { Series.Count: > 0 } ? (timeline.Series.Count + 3) / 4 * RowHeight : 0;
        var timelineHeight = timeline is null ? 0 : TimelineHeight + 40 + legend;
        var height = TitleHeight + timelineHeight + Margin
            + facets.Sum(f => BlockHeight(f.Values.Count)) + significant.Sum(s => BlockHeight(s.Values.Count));
        xml.WriteStartElement("svg", "http://www.w3.org/2000/svg");
        Attributes(
            ("viewBox", $"0 0 {Width} {height}"), ("width", Number(Width)), ("height", Number(height)),
            ("font-family", "sans-serif"), ("font-size", "13"), ("role", "img"));
        xml.WriteElementString("title", title);
        Rectangle(0, 0, Width, height, "#ffffff");
        Text(Margin, 28, Fitted.To(title.Length == 0 ? "all articles" : title, TitleCells), Ink, size: 17);
        Text(
            Margin, 47, string.Create(
                CultureInfo.InvariantCulture,
                $"{(total.IsExact ? "" : "at least ")}{total.Value:N0} {(total.Value == 1 ? "article" : "articles")}")
                + (timeline is not null && measure == TimelineMeasure.Share ? ", as a share of the archive" : "")
                + (timeline is not null && timeline.Buckets.Any(b => b.IsBurst) ? "; red: clearly more than before" : ""), Quiet);
        double top = TitleHeight;
        if (timeline is not null)
        {
            DrawTimeline(timeline, top);
            top += timelineHeight;
        }

        foreach (var facet in facets)
        {
            top = DrawFacet(facet, top);
        }

        foreach (var kind in significant)
        {
            top = DrawSignificance(kind, total.Value, top);
        }

        xml.WriteEndElement();
        xml.Flush();
        return text.Append('\n').ToString();
    }

    // Time goes by the calendar: what the timeline leaves out is as wide as it was long.
    private void DrawTimeline(Timeline timeline, double top)
    {
        var (buckets, bottom) = (timeline.Buckets, top + TimelineHeight);
        var first = buckets[0].Start.DayNumber;
        var unit = buckets.Count > 1 ? buckets.Zip(buckets.Skip(1), (a, b) => b.Start.DayNumber - a.Start.DayNumber).Min() : 1;
        var days = Math.Max(1, buckets[^1].Start.DayNumber - first + unit);
        double X(DateOnly day) => Left + ((Width - Left - Margin) * (double)(day.DayNumber - first) / days);
        var most = buckets.Max(b => TimelineRows.Value(b, measure));
        most = most > 0 ? most : 1;
        var step = Step(most);
        for (var value = 0.0; value <= most * 1.000001; value += step)
        {
            var y = bottom - (TimelineHeight * 0.92 * value / most);
            Line(Left, y, Width - Margin, y, value == 0 ? Ink : "#dddddd");
            Text(Left - 8, y + 4, TimelineRows.Words(value, measure), Quiet, "end");
        }

        var wide = Math.Max(0.6, ((Width - Left - Margin) * (double)unit / days) - 1);
        var labelled = double.NegativeInfinity;
        foreach (var bucket in buckets)
        {
            var (x, label) = (X(bucket.Start), TimelineRows.Label(bucket.Start, timeline.Unit));
            if (bucket.Articles == 0)
            {
                Text(x + (wide / 2), bottom - 3, Blocks.Unknown.ToString(), Quiet, "middle");
            }
            else if (bucket.Count > 0)
            {
                var high = TimelineHeight * 0.92 * TimelineRows.Value(bucket, measure) / most;
                var told = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{label}: {bucket.Count:N0} of {bucket.Articles:N0}{(bucket.IsBurst ? ", clearly more than before" : "")}");
                Rectangle(x, bottom - high, wide, high, bucket.IsBurst ? BurstColor : BarColor, told);
            }

            if (x - labelled >= 76)
            {
                Line(x, bottom, x, bottom + 4, Ink);
                Text(x, bottom + 18, label, Quiet, "start");
                labelled = x;
            }
        }

        for (var i = 0; i < timeline.Series.Count; i++)
        {
            var (series, color) = (timeline.Series[i], SeriesColors[i % SeriesColors.Length]);
            xml.WriteStartElement("polyline");
            Attributes(("fill", "none"), ("stroke", color), ("stroke-width", "2"), ("points", string.Join(' ', series.Buckets.Select(b =>
                $"{Number(X(b.Start) + (wide / 2))},{Number(bottom - (TimelineHeight * 0.92 * TimelineRows.Value(b, measure) / most))}"))));
            xml.WriteEndElement();
            double x = Left + (i % 4 * 220), y = bottom + 32 + (i / 4 * RowHeight);
            Rectangle(x, y - 4, 14, 4, color);
            Text(x + 20, y + 2, Fitted.To(SafeText.Line(series.Value), NameCells - 4), Ink);
        }
    }

    private double DrawFacet(Facet facet, double top)
    {
        Text(Margin, top + RowHeight, SafeText.Line(facet.Kind), Ink, weight: "bold");
        var most = facet.Values.Max(v => v.Count);
        for (var i = 0; i < facet.Values.Count; i++)
        {
            var y = top + ((i + 1) * RowHeight) + 6;
            var (value, count) = facet.Values[i];
            Text(Margin + NameWidth - 10, y + 14, Fitted.To(SafeText.Line(value), NameCells), Ink, "end");
            var wide = Math.Max(1, FacetBar * (double)count / most);
            Rectangle(Margin + NameWidth, y + 3, wide, RowHeight - 6, BarColor);
            Text(Margin + NameWidth + wide + 6, y + 14, count.ToString("N0", CultureInfo.InvariantCulture), Quiet);
        }

        return top + BlockHeight(facet.Values.Count);
    }

    // Bars by the share of matches that have a value; beside them the figures that say what that means.
    private double DrawSignificance(Significance kind, long total, double top)
    {
        var looked = kind.Sample < total
            ? string.Create(CultureInfo.InvariantCulture, $", by {kind.Sample:N0} of {total:N0} articles") : "";
        Text(Margin, top + RowHeight, $"sets apart ({SafeText.Line(kind.Kind)}{looked})", Ink, weight: "bold");
        var most = kind.Values.Max(v => v.Matches);
        for (var i = 0; i < kind.Values.Count; i++)
        {
            var y = top + ((i + 1) * RowHeight) + 6;
            var value = kind.Values[i];
            Text(Margin + NameWidth - 10, y + 14, Fitted.To(SafeText.Line(value.Value), NameCells), Ink, "end");
            var wide = Math.Max(1, SignificantBar * (double)value.Matches / most);
            var figures = SignificanceTable.Figures(kind, value);
            Rectangle(Margin + NameWidth, y + 3, wide, RowHeight - 6, BarColor, $"{SafeText.Line(value.Value)}: {figures}");
            Text(Margin + NameWidth + wide + 6, y + 14, figures, Quiet);
        }

        return top + BlockHeight(kind.Values.Count);
    }

    private static int BlockHeight(int rows) => ((rows + 2) * RowHeight) + 8;

    // 1, 2 or 5 and noughts, so that there are about five lines.
    private double Step(double most)
    {
        var step = Math.Pow(10, Math.Floor(Math.Log10(most / 5)));
        step = measure == TimelineMeasure.Count ? Math.Max(1, step) : Math.Max(0.001, step);
        return new[] { step, 2 * step, 5 * step, 10 * step }.First(s => most / s <= 6 || s == 10 * step);
    }

    private void Rectangle(double x, double y, double wide, double high, string color, string? told = null)
    {
        xml.WriteStartElement("rect");
        Attributes(("x", Number(x)), ("y", Number(y)), ("width", Number(wide)), ("height", Number(high)), ("fill", color));
        if (told is not null)
        {
            xml.WriteElementString("title", told);
        }

        xml.WriteEndElement();
    }

    private void Line(double x, double y, double toX, double toY, string color)
    {
        xml.WriteStartElement("line");
        Attributes(("x1", Number(x)), ("y1", Number(y)), ("x2", Number(toX)), ("y2", Number(toY)), ("stroke", color));
        xml.WriteEndElement();
    }

    private void Text(double x, double y, string words, string color, string anchor = "start", int size = 13, string weight = "normal")
    {
        xml.WriteStartElement("text");
        Attributes(
            ("x", Number(x)), ("y", Number(y)), ("fill", color), ("text-anchor", anchor), ("font-size", Number(size)),
            ("font-weight", weight));
        xml.WriteString(words);
        xml.WriteEndElement();
    }

    private void Attributes(params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        foreach (var (name, value) in attributes)
        {
            xml.WriteAttributeString(name, value);
        }
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
