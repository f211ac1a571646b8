using System.Globalization;

using SearchCore.Cli.Terminal;
using SearchCore.Queries;

using Spectre.Console;

namespace SearchCore.Cli.Output;

/// <summary>A timeline and what is significant, for a person: bars of the share of the archive, bursts marked.</summary>
internal static class TrendsView
{
    private const int BarWidth = 40, MostRows = 60, WidestValue = 32;

    // So many empty buckets one upon the other become one row.
    private const int FewestBlanks = 3;

    public static void Write(Shell shell, SearchResults results)
    {
        if (results.Timeline is { Buckets.Count: > 0 } timeline)
        {
            WriteTimeline(shell, timeline);
        }

        foreach (var kind in results.Significant.Where(s => s.Values.Count > 0))
        {
            WriteSignificance(shell, kind, results.Total.Value);
        }
    }

    // 10 of 63 against 400 of 20,841, 8×: a count by itself does not say whether it is many.
    private static void WriteSignificance(Shell shell, Significance kind, long matches)
    {
        var looked = kind.Sample < matches
            ? string.Create(CultureInfo.InvariantCulture, $", by {kind.Sample:N0} of {matches:N0}")
            : "";
        Screen.Write(shell, new Text($"sets apart ({SafeText.Line(kind.Kind)}{looked})", Screen.Accent));
        var width = Math.Min(WidestValue, kind.Values.Max(v => CellWidth.Of(SafeText.Line(v.Value))));
        foreach (var value in kind.Values)
        {
            var name = SafeText.Line(value.Value);
            Screen.Write(shell, new Paragraph()
                .Append($"  {name}{new string(' ', Math.Max(0, width - CellWidth.Of(name)))}")
                .Append(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"  {value.Matches:N0} of {kind.Sample:N0} against {value.Articles:N0} of {kind.Archive:N0}{Times(kind, value)}"),
                    Screen.Quiet));
        }
    }

    private static string Times(Significance kind, SignificantValue value) => kind.RatioOf(value) switch
    {
        null => "",
        < 5 and var few => string.Create(CultureInfo.InvariantCulture, $", {few:0.#}×"),
        var many => string.Create(CultureInfo.InvariantCulture, $", {many:N0}×"),
    };

    private static void WriteTimeline(Shell shell, Timeline timeline)
    {
        var rows = Rows(timeline);
        var skipped = Math.Max(0, rows.Count - MostRows);
        if (skipped > 0)
        {
            Screen.Write(
                shell, new Text(
                string.Create(CultureInfo.InvariantCulture, $"({skipped:N0} earlier; --output json has them all)"), Screen.Quiet));
        }

        rows.RemoveRange(0, skipped);
        var most = Math.Max(1, rows.Max(r => r.Bucket >= 0 ? timeline.Buckets[r.Bucket].Count : 0));
        foreach (var (bucket, gap) in rows)
        {
            Screen.Write(shell, bucket >= 0 ? Bar(timeline, bucket, most) : Blank(timeline.Unit, gap));
        }
    }

    // A bucket each, by its place; -1 for a gap, of the timeline or of buckets in which the archive has nothing.
    private static List<(int Bucket, TimelineGap Gap)> Rows(Timeline timeline)
    {
        var rows = new List<(int, TimelineGap)>();
        var (buckets, gap) = (timeline.Buckets, 0);
        for (var i = 0; i < buckets.Count; i++)
        {
            if (gap < timeline.Gaps.Count && timeline.Gaps[gap].End <= buckets[i].Start)
            {
                rows.Add((-1, timeline.Gaps[gap++]));
            }

            var end = i;
            while (end < buckets.Count && buckets[end].Articles == 0)
            {
                end++;
            }

            if (end - i >= FewestBlanks && end < buckets.Count)
            {
                rows.Add((-1, new(buckets[i].Start, buckets[end].Start, end - i, 0)));
                i = end - 1;
            }
            else
            {
                rows.Add((i, default));
            }
        }

        return rows;
    }

    // That the archive has nothing says nothing about what was looked for: it is no bar of length 0.
    private static Paragraph Blank(TimelineUnit unit, TimelineGap gap) => new Paragraph().Append(
        $"{Label(gap.Start, unit)}  … {Amounts.Count(gap.Buckets, unit.ToString().ToLowerInvariant())} "
        + (gap.Articles == 0 ? "without articles" : $"without a match among {Amounts.Count(gap.Articles, "article")}"),
        Screen.Quiet);

    private static Paragraph Bar(Timeline timeline, int place, long most)
    {
        var bucket = timeline.Buckets[place];
        var row = new Paragraph().Append(Label(bucket.Start, timeline.Unit), Screen.Quiet);
        if (bucket.Articles == 0)
        {
            return row.Append("  no articles", Screen.Quiet);
        }

        row.Append(string.Create(CultureInfo.InvariantCulture, $"{bucket.Count,8:N0}{bucket.Share,8:P1} "))
            .Append(new string('█', (int)(bucket.Count * BarWidth / most)), Screen.Match)
            .Append(bucket.IsBurst ? " burst" : "", Screen.Accent);
        foreach (var series in timeline.Series.Where(s => s.Buckets[place].Count > 0))
        {
            row.Append(string.Create(
                CultureInfo.InvariantCulture,
                $"  {SafeText.Line(series.Value)} {series.Buckets[place].Count:N0}{(series.Buckets[place].IsBurst ? "!" : "")}"),
                Screen.Quiet);
        }

        return row;
    }

    private static string Label(DateOnly start, TimelineUnit unit) => unit switch
    {
        TimelineUnit.Year => start.ToString("yyyy      ", CultureInfo.InvariantCulture),
        TimelineUnit.Quarter => string.Create(CultureInfo.InvariantCulture, $"{start.Year:D4}-Q{((start.Month - 1) / 3) + 1}   "),
        TimelineUnit.Month => start.ToString("yyyy-MM   ", CultureInfo.InvariantCulture),
        _ => start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };
}
