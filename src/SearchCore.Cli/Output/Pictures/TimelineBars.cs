using System.Globalization;

using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Output.Pictures;

/// <summary>A timeline as bars, a row a bucket; values of a kind beside one another where there is room.</summary>
internal static class TimelineBars
{
    private const int WidestBar = 60, RoomForShares = 45, LeastSeries = 9, WidestSeries = 18;

    private const string Burst = "▲";

    /// <summary>The rows, each of at most so many cells.</summary>
    public static IReadOnlyList<PictureRow> Of(Timeline timeline, int width, TimelineMeasure measure)
    {
        var shown = TimelineRows.Of(timeline);
        var most = timeline.Buckets.Max(b => TimelineRows.Value(b, measure));
        var label = timeline.Buckets.Max(b => TimelineRows.Label(b.Start, timeline.Unit).Length);
        var count = Math.Max(1, timeline.Buckets.Max(b => b.Count).ToString("N0", CultureInfo.InvariantCulture).Length);
        var shares = width >= RoomForShares || measure == TimelineMeasure.Share;
        var used = label + 1 + count + (shares ? 8 : 0) + 1 + 2;
        var series = timeline.Series.Count == 0 ? 0 : Math.Min(WidestSeries, (width - used - 8) / timeline.Series.Count);
        var beside = series >= LeastSeries;
        var bar = Math.Clamp(width - used - (beside ? series * timeline.Series.Count : 0), 4, WidestBar);
        var rows = new List<PictureRow>();
        if (beside)
        {
            var names = timeline.Series.Select(s => Fitted.To(SafeText.Line(s.Value), series - 1)).ToList();
            rows.Add(new(
            [
                (new string(' ', used + bar), PictureStyle.Plain),
                .. names.Select(n => (" " + Padded(n, series - 1), PictureStyle.Accent)),
            ]));
        }

        rows.AddRange(shown.Select(row => row.Bucket >= 0 ? Bucket(row.Bucket) : Stretch(timeline, row.Gap, label, width)));
        if (timeline.Buckets.Any(b => b.IsBurst))
        {
            rows.Add(new((Fitted.To($"{Burst} clearly more than before", width), PictureStyle.Quiet)));
        }

        if (!beside && timeline.Series.Count > 0)
        {
            rows.AddRange(TimelineSparks.Series(timeline, width, measure));
        }

        return rows;

        PictureRow Bucket(int place)
        {
            var bucket = timeline.Buckets[place];
            var front = TimelineRows.Label(bucket.Start, timeline.Unit).PadRight(label) + " ";
            var parts = new List<(string, PictureStyle)> { (front, PictureStyle.Quiet) };
            if (bucket.Articles == 0)
            {
                parts.Add((Blocks.Unknown.ToString().PadLeft(count), PictureStyle.Quiet));
                return new(parts);
            }

            parts.Add((bucket.Count.ToString("N0", CultureInfo.InvariantCulture).PadLeft(count), PictureStyle.Plain));
            if (shares)
            {
                parts.Add((TimelineRows.Words(bucket.Share, TimelineMeasure.Share).PadLeft(8), PictureStyle.Quiet));
            }

            parts.Add((" ", PictureStyle.Plain));
            var drawn = Blocks.Bar(TimelineRows.Value(bucket, measure), most, bar);
            parts.Add((drawn, PictureStyle.Bar));
            parts.Add((bucket.IsBurst ? " " + Burst : "", PictureStyle.Accent));
            if (beside)
            {
                parts.Add((new string(' ', bar - drawn.Length + (bucket.IsBurst ? 0 : 2)), PictureStyle.Plain));
                parts.AddRange(timeline.Series.SelectMany(s => Cell(s, place)));
            }

            return new(parts);
        }

        IEnumerable<(string, PictureStyle)> Cell(TimelineSeries one, int place)
        {
            var bucket = one.Buckets[place];
            var number = bucket.Count == 0 ? Blocks.None.ToString() : bucket.Count.ToString("N0", CultureInfo.InvariantCulture);
            var room = series - 2 - count - 1;
            var drawn = Blocks.Bar(TimelineRows.Value(bucket, measure), most, room);
            yield return (" " + number.PadLeft(count) + " ", PictureStyle.Plain);
            yield return (drawn + new string(' ', room - drawn.Length), PictureStyle.Bar);
            yield return (bucket.IsBurst ? Burst : " ", PictureStyle.Accent);
        }
    }

    // That the archive has nothing says nothing about what was looked for: it is no bar of length 0.
    private static PictureRow Stretch(Timeline timeline, TimelineGap gap, int label, int width)
    {
        var what = gap.Articles == 0
            ? $"{Blocks.Unknown} {TimelineRows.Units(gap.Buckets, timeline.Unit)} without articles"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{Blocks.None} {TimelineRows.Units(gap.Buckets, timeline.Unit)} without a match among {gap.Articles:N0} articles");
        var front = TimelineRows.Label(gap.Start, timeline.Unit).PadRight(label) + " … ";
        return new((Fitted.To(front + what, width), PictureStyle.Quiet));
    }

    private static string Padded(string text, int cells) => text + new string(' ', Math.Max(0, cells - CellWidth.Of(text)));
}
