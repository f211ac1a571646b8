using System.Globalization;

using SearchCore.Cli.Terminal;
using SearchCore.Queries;

using Spectre.Console;

namespace SearchCore.Cli.Output;

/// <summary>A timeline and what is significant, for a person: bars of the share of the archive, bursts marked.</summary>
internal static class TrendsView
{
    private const int BarWidth = 40, MostRows = 60;

    public static void Write(Shell shell, SearchResults results)
    {
        if (results.Timeline is { Buckets.Count: > 0 } timeline)
        {
            WriteTimeline(shell, timeline);
        }

        foreach (var kind in results.Significant.Where(s => s.Values.Count > 0))
        {
            Screen.Write(shell, new Paragraph()
                .Append($"sets apart ({SafeText.Line(kind.Kind)}, of {Amounts.Count(kind.Sample, "article")}): ", Screen.Accent)
                .Append(string.Join(
                    " · ", kind.Values.Select(
                    v => string.Create(CultureInfo.InvariantCulture, $"{SafeText.Line(v.Value)} {v.Matches:N0}")))));
        }
    }

    private static void WriteTimeline(Shell shell, Timeline timeline)
    {
        var buckets = timeline.Buckets;
        var skipped = Math.Max(0, buckets.Count - MostRows);
        if (skipped > 0)
        {
            Screen.Write(
                shell, new Text(
                string.Create(CultureInfo.InvariantCulture, $"({skipped:N0} earlier; --output json has them all)"), Screen.Quiet));
        }

        var most = Math.Max(1, buckets.Skip(skipped).Max(b => b.Count));
        for (var i = skipped; i < buckets.Count; i++)
        {
            var bucket = buckets[i];
            var row = new Paragraph()
                .Append(Label(bucket.Start, timeline.Unit), Screen.Quiet)
                .Append(string.Create(CultureInfo.InvariantCulture, $"{bucket.Count,8:N0}{bucket.Share,8:P1} "))
                .Append(new string('█', (int)(bucket.Count * BarWidth / most)), Screen.Match)
                .Append(bucket.IsBurst ? " burst" : "", Screen.Accent);
            foreach (var series in timeline.Series.Where(s => s.Buckets[i].Count > 0))
            {
                row.Append(string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {SafeText.Line(series.Value)} {series.Buckets[i].Count:N0}{(series.Buckets[i].IsBurst ? "!" : "")}"), Screen.Quiet);
            }

            Screen.Write(shell, row);
        }
    }

    private static string Label(DateOnly start, TimelineUnit unit) => unit switch
    {
        TimelineUnit.Year => start.ToString("yyyy      ", CultureInfo.InvariantCulture),
        TimelineUnit.Quarter => string.Create(CultureInfo.InvariantCulture, $"{start.Year:D4}-Q{((start.Month - 1) / 3) + 1}   "),
        TimelineUnit.Month => start.ToString("yyyy-MM   ", CultureInfo.InvariantCulture),
        _ => start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };
}
