using System.Globalization;

using SearchCore.Queries;

namespace SearchCore.Cli.Output.Pictures;

/// <summary>One row of a timeline: a bucket by its place, or a stretch of buckets that is left out.</summary>
/// <param name="Bucket">The bucket's place; -1 for a stretch.</param>
/// <param name="Gap">The stretch.</param>
internal readonly record struct TimelineRow(int Bucket, TimelineGap Gap);

/// <summary>What a timeline shows, row by row.</summary>
internal static class TimelineRows
{
    // So many empty buckets one upon the other become one row.
    private const int FewestBlanks = 3;

    /// <summary>A bucket each; one row for a gap of the timeline, and for buckets in which the archive has nothing.</summary>
    public static List<TimelineRow> Of(Timeline timeline)
    {
        var rows = new List<TimelineRow>();
        var (buckets, gap) = (timeline.Buckets, 0);
        for (var i = 0; i < buckets.Count; i++)
        {
            if (gap < timeline.Gaps.Count && timeline.Gaps[gap].End <= buckets[i].Start)
            {
                rows.Add(new(-1, timeline.Gaps[gap++]));
            }

            var end = i;
            while (end < buckets.Count && buckets[end].Articles == 0)
            {
                end++;
            }

            if (end - i >= FewestBlanks && end < buckets.Count)
            {
                rows.Add(new(-1, new(buckets[i].Start, buckets[end].Start, end - i, 0)));
                i = end - 1;
            }
            else
            {
                rows.Add(new(i, default));
            }
        }

        return rows;
    }

    /// <summary>A bucket by its first day, as people write it and as <c>.timeline</c> takes it.</summary>
    public static string Label(DateOnly start, TimelineUnit unit) => unit switch
    {
        TimelineUnit.Year => start.ToString("yyyy", CultureInfo.InvariantCulture),
        TimelineUnit.Quarter => string.Create(CultureInfo.InvariantCulture, $"{start.Year:D4}-Q{((start.Month - 1) / 3) + 1}"),
        TimelineUnit.Month => start.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        _ => start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };

    /// <summary>What a bar says of a bucket.</summary>
    public static double Value(TimelineBucket bucket, TimelineMeasure measure) =>
        measure == TimelineMeasure.Count ? bucket.Count : bucket.Share;

    /// <summary>A value in words: <c>12</c>, <c>3.4 %</c>.</summary>
    public static string Words(double value, TimelineMeasure measure) => measure == TimelineMeasure.Count
        ? value.ToString("N0", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{100 * value:0.0} %");

    /// <summary>A number of units: <c>1 month</c>, <c>3 months</c>.</summary>
    public static string Units(long count, TimelineUnit unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {unit.ToString().ToLowerInvariant()}{(count == 1 ? "" : "s")}");
}
