using System.Globalization;
using System.Text.Json;

namespace SearchCore.Cli.Output;

/// <summary>A timeline as JSON: its buckets, and where values were asked for, theirs beside.</summary>
internal static class TimelineJson
{
    public static void Write(Utf8JsonWriter json, Timeline? timeline)
    {
        WriteBuckets(json, "timeline", timeline?.Buckets ?? []);
        if (timeline is { Series.Count: > 0 })
        {
            json.WriteStartObject("timelines"u8);
            foreach (var series in timeline.Series)
            {
                WriteBuckets(json, series.Value, series.Buckets);
            }

            json.WriteEndObject();
        }
    }

    /// <summary>The day a bucket begins on.</summary>
    public static string Day(TimelineBucket bucket) => bucket.Start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static void WriteBuckets(Utf8JsonWriter json, string name, IReadOnlyList<TimelineBucket> buckets)
    {
        json.WriteStartArray(name);
        foreach (var bucket in buckets)
        {
            json.WriteStartObject();
            json.WriteString("start"u8, Day(bucket));
            json.WriteNumber("count"u8, bucket.Count);
            json.WriteNumber("articles"u8, bucket.Articles);
            json.WriteBoolean("burst"u8, bucket.IsBurst);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
