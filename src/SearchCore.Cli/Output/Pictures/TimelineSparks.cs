using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Output.Pictures;

/// <summary>A timeline in one line, a cell a bucket or several buckets; a line each for values of a kind, all to one scale.</summary>
internal static class TimelineSparks
{
    private const int WidestName = 18, LeastLine = 8, LongestStretch = 6;

    /// <summary>The lines, each of at most so many cells: the scale, the matches, bursts below them, values of a kind.</summary>
    public static IReadOnlyList<PictureRow> Of(Timeline timeline, int width, TimelineMeasure measure)
    {
        var name = Names(timeline, width);
        var cells = Cells(timeline, width - name);
        var first = TimelineRows.Label(timeline.Buckets[0].Start, timeline.Unit);
        var last = TimelineRows.Label(timeline.Buckets[^1].Start, timeline.Unit);
        var top = timeline.Buckets.MaxBy(b => TimelineRows.Value(b, measure));
        var per = cells.Max(c => c.Count);
        var span = $"{first} to {last}{(per > 1 ? $", {TimelineRows.Units(per, timeline.Unit)} a cell" : "")}";
        var highest =
            $"most {TimelineRows.Words(TimelineRows.Value(top, measure), measure)} in {TimelineRows.Label(top.Start, timeline.Unit)}";
        string[] heading = span.Length + 3 + highest.Length <= width ? [$"{span} · {highest}"] : [span, highest];
        var rows = new List<PictureRow>
        {
            Line("", name, cells, timeline.Buckets, measure, Most(cells, timeline.Buckets, measure)),
        };
        rows.InsertRange(0, heading.Select(h => new PictureRow((Fitted.To(h, width), PictureStyle.Quiet))));
        if (timeline.Buckets.Any(b => b.IsBurst))
        {
            var marks = string.Concat(cells.Select(c => c.Any(i => i >= 0 && timeline.Buckets[i].IsBurst) ? '▲' : ' ')).TrimEnd();
            rows.Add(new((new string(' ', name) + marks, PictureStyle.Accent)));
        }

        rows.AddRange(SeriesLines(timeline, name, cells, measure));
        return rows;
    }

    /// <summary>The lines of the values alone.</summary>
    public static IReadOnlyList<PictureRow> Series(Timeline timeline, int width, TimelineMeasure measure)
    {
        var name = Names(timeline, width);
        return [.. SeriesLines(timeline, name, Cells(timeline, width - name), measure)];
    }

    private static IEnumerable<PictureRow> SeriesLines(Timeline timeline, int name, List<List<int>> cells, TimelineMeasure measure)
    {
        var most = Most(cells, timeline.Buckets, measure);
        return timeline.Series.Select(s => Line(SafeText.Line(s.Value), name, cells, s.Buckets, measure, most));
    }

    private static int Names(Timeline timeline, int width) => timeline.Series.Count == 0
        ? 0
        : Math.Min(
            Math.Min(WidestName, Math.Max(4, width - LeastLine)), timeline.Series.Max(s => CellWidth.Of(SafeText.Line(s.Value))) + 1);

    private static PictureRow Line(
        string name, int cells, List<List<int>> columns, IReadOnlyList<TimelineBucket> buckets, TimelineMeasure measure, double most)
    {
        var text = cells == 0 ? "" : Fitted.To(name, cells - 1);
        var front = text + new string(' ', Math.Max(0, cells - CellWidth.Of(text)));
        var line = string.Concat(columns.Select(column => Cell(column, buckets, measure, most)));
        return new((front, PictureStyle.Plain), (line, PictureStyle.Bar));
    }

    private static double Most(List<List<int>> columns, IReadOnlyList<TimelineBucket> buckets, TimelineMeasure measure) =>
        columns.Max(c => Value(c, buckets, measure));

    private static char Cell(List<int> column, IReadOnlyList<TimelineBucket> buckets, TimelineMeasure measure, double most) =>
        column.All(i => i < 0 || buckets[i].Articles == 0)
            ? column[0] == Stretch ? '┄' : Blocks.Unknown
            : Blocks.Spark(Value(column, buckets, measure), most);

    private static double Value(List<int> column, IReadOnlyList<TimelineBucket> buckets, TimelineMeasure measure)
    {
        long count = 0, articles = 0;
        foreach (var i in column.Where(i => i >= 0))
        {
            (count, articles) = (count + buckets[i].Count, articles + buckets[i].Articles);
        }

        return measure == TimelineMeasure.Count ? count : articles == 0 ? 0 : (double)count / articles;
    }

    // A stretch that the timeline leaves out; there may be matches on both sides and articles in it.
    private const int Stretch = -2;

    // The buckets of each cell. A stretch takes as many cells as it has buckets, up to a few: its length is told by bars alone.
    private static List<List<int>> Cells(Timeline timeline, int width)
    {
        var all = new List<int>();
        var gap = 0;
        for (var i = 0; i < timeline.Buckets.Count; i++)
        {
            if (gap < timeline.Gaps.Count && timeline.Gaps[gap].End <= timeline.Buckets[i].Start)
            {
                all.AddRange(Enumerable.Repeat(Stretch, (int)Math.Min(LongestStretch, timeline.Gaps[gap++].Buckets)));
            }

            all.Add(i);
        }

        var each = (all.Count + Math.Max(1, width) - 1) / Math.Max(1, width);
        return [.. all.Chunk(each).Select(c => c.ToList())];
    }
}
