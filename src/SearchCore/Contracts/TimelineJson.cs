using System.Globalization;
using System.Text.Json;

using SearchCore.Queries;
using SearchCore.Queries.Json;

namespace SearchCore;

/// <summary>
/// Timelines in JSON. In results their buckets are the member <c>timeline</c>, those of single values <c>timelines</c>, and what else is to
/// be said stands beside; results without a timeline have an empty one and no <c>timelineUnit</c>.
/// </summary>
internal static class TimelineJson
{
    private const string Day = "yyyy-MM-dd";

    /// <summary>A timeline's members in results.</summary>
    public static void WriteMembers(Utf8JsonWriter writer, Timeline? value)
    {
        JsonWrite.List(writer, "timeline"u8, value?.Buckets ?? [], Write);
        if (value is null)
        {
            return;
        }

        if (value.Series.Count > 0)
        {
            writer.WriteStartObject("timelines"u8);
            foreach (var series in value.Series)
            {
                writer.WriteStartArray(series.Value);
                foreach (var bucket in series.Buckets)
                {
                    Write(writer, bucket);
                }

                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        writer.WriteString("timelineUnit"u8, EnumNames<TimelineUnit>.Of(value.Unit));
        JsonWrite.Text(writer, "timelineZone"u8, value.Zone);
        JsonWrite.TextIfAny(writer, "timelineField"u8, value.Field);
        writer.WriteNumber("undated"u8, value.Undated);
        if (value.Gaps.Count > 0)
        {
            JsonWrite.List(writer, "timelineGaps"u8, value.Gaps, Write);
        }
    }

    public static Timeline Read(ref Utf8JsonReader reader, string where)
    {
        JsonRead.Begin(ref reader, where);
        var (unit, zone, field, undated) = ((TimelineUnit?)null, (string?)null, (string?)null, 0L);
        var (buckets, gaps, series) = (new List<TimelineBucket>(), new List<TimelineGap>(), new List<TimelineSeries>());
        while (JsonRead.Next(ref reader, out var name))
        {
            switch (JsonRead.Key(name))
            {
                case "unit":
                    unit = JsonRead.Choice<TimelineUnit>(ref reader, where, name);
                    break;
                case "zone":
                    zone = JsonRead.Text(ref reader, where, name);
                    break;
                case "field":
                    field = JsonRead.TextOrNull(ref reader, where, name);
                    break;
                case "undated":
                    undated = JsonRead.Long(ref reader, where, name);
                    break;
                case "buckets":
                    buckets = JsonRead.List(ref reader, where, name, ReadBucket);
                    break;
                case "gaps":
                    gaps = JsonRead.List(ref reader, where, name, ReadGap);
                    break;
                case "series":
                    series = JsonRead.List(ref reader, where, name, ReadSeries);
                    break;
                default:
                    JsonRead.Skip(ref reader);
                    break;
            }
        }

        return new()
        {
            Unit = unit ?? throw JsonRead.Missing(where, "unit"),
            Zone = zone ?? throw JsonRead.Missing(where, "zone"),
            Field = field,
            Undated = undated,
            Buckets = buckets,
            Gaps = gaps,
            Series = series,
        };
    }

    public static void Write(Utf8JsonWriter writer, Timeline value)
    {
        writer.WriteStartObject();
        writer.WriteString("unit"u8, EnumNames<TimelineUnit>.Of(value.Unit));
        JsonWrite.Text(writer, "zone"u8, value.Zone);
        JsonWrite.TextIfAny(writer, "field"u8, value.Field);
        writer.WriteNumber("undated"u8, value.Undated);
        JsonWrite.List(writer, "buckets"u8, value.Buckets, Write);
        JsonWrite.List(writer, "gaps"u8, value.Gaps, Write);
        JsonWrite.List(writer, "series"u8, value.Series, Write);
        writer.WriteEndObject();
    }

    public static TimelineSeries ReadSeries(ref Utf8JsonReader reader, string where)
    {
        JsonRead.Begin(ref reader, where);
        var (value, buckets) = ((string?)null, new List<TimelineBucket>());
        while (JsonRead.Next(ref reader, out var name))
        {
            switch (JsonRead.Key(name))
            {
                case "value":
                    value = JsonRead.Text(ref reader, where, name);
                    break;
                case "buckets":
                    buckets = JsonRead.List(ref reader, where, name, ReadBucket);
                    break;
                default:
                    JsonRead.Skip(ref reader);
                    break;
            }
        }

        return new() { Value = value ?? throw JsonRead.Missing(where, "value"), Buckets = buckets };
    }

    public static void Write(Utf8JsonWriter writer, TimelineSeries value)
    {
        writer.WriteStartObject();
        JsonWrite.Text(writer, "value"u8, value.Value);
        JsonWrite.List(writer, "buckets"u8, value.Buckets, Write);
        writer.WriteEndObject();
    }

    public static TimelineBucket ReadBucket(ref Utf8JsonReader reader, string where)
    {
        JsonRead.Begin(ref reader, where);
        var (start, count, articles, isBurst) = ((DateOnly?)null, (long?)null, 0L, false);
        while (JsonRead.Next(ref reader, out var name))
        {
            switch (JsonRead.Key(name))
            {
                case "start":
                    start = ReadDay(ref reader, where, name);
                    break;
                case "count":
                    count = JsonRead.Long(ref reader, where, name);
                    break;
                case "articles":
                    articles = JsonRead.Long(ref reader, where, name);
                    break;
                case "burst":
                    isBurst = JsonRead.Flag(ref reader, where, name);
                    break;
                default:
                    JsonRead.Skip(ref reader);
                    break;
            }
        }

        return new(start ?? throw JsonRead.Missing(where, "start"), count ?? throw JsonRead.Missing(where, "count"), articles, isBurst);
    }

    public static void Write(Utf8JsonWriter writer, TimelineBucket value)
    {
        writer.WriteStartObject();
        writer.WriteString("start"u8, value.Start.ToString(Day, CultureInfo.InvariantCulture));
        writer.WriteNumber("count"u8, value.Count);
        writer.WriteNumber("articles"u8, value.Articles);
        writer.WriteBoolean("burst"u8, value.IsBurst);
        writer.WriteEndObject();
    }

    public static TimelineGap ReadGap(ref Utf8JsonReader reader, string where)
    {
        JsonRead.Begin(ref reader, where);
        var (start, end, buckets, articles) = ((DateOnly?)null, (DateOnly?)null, 0L, 0L);
        while (JsonRead.Next(ref reader, out var name))
        {
            switch (JsonRead.Key(name))
            {
                case "start":
                    start = ReadDay(ref reader, where, name);
                    break;
                case "end":
                    end = ReadDay(ref reader, where, name);
                    break;
                case "buckets":
                    buckets = JsonRead.Long(ref reader, where, name);
                    break;
                case "articles":
                    articles = JsonRead.Long(ref reader, where, name);
                    break;
                default:
                    JsonRead.Skip(ref reader);
                    break;
            }
        }

        return new(start ?? throw JsonRead.Missing(where, "start"), end ?? throw JsonRead.Missing(where, "end"), buckets, articles);
    }

    public static void Write(Utf8JsonWriter writer, TimelineGap value)
    {
        writer.WriteStartObject();
        writer.WriteString("start"u8, value.Start.ToString(Day, CultureInfo.InvariantCulture));
        writer.WriteString("end"u8, value.End.ToString(Day, CultureInfo.InvariantCulture));
        writer.WriteNumber("buckets"u8, value.Buckets);
        writer.WriteNumber("articles"u8, value.Articles);
        writer.WriteEndObject();
    }

    private static DateOnly ReadDay(ref Utf8JsonReader reader, string where, string name)
    {
        var text = JsonRead.Text(ref reader, where, name);
        return DateOnly.TryParseExact(text, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new JsonException($"{JsonRead.At(where, name)} is a day such as \"2020-01-01\", not {JsonRead.Quote(text)}.");
    }

    /// <summary>What was read of a timeline among the members of results.</summary>
    internal sealed class Parts
    {
        private TimelineUnit? unit;
        private string zone = "UTC";
        private string? field;
        private long undated;
        private List<TimelineBucket> buckets = [];
        private List<TimelineGap> gaps = [];
        private List<TimelineSeries> series = [];

        /// <summary>Takes a member that belongs to a timeline; false where it does not.</summary>
        public bool Take(ref Utf8JsonReader reader, string where, string name)
        {
            switch (JsonRead.Key(name))
            {
                case "timeline":
                    buckets = JsonRead.List(ref reader, where, name, ReadBucket);
                    return true;
                case "timelines":
                    series = JsonRead.Map(ref reader, where, name, Buckets)
                        .ConvertAll(s => new TimelineSeries { Value = s.Name, Buckets = s.Value });
                    return true;
                case "timelineunit":
                    unit = JsonRead.Choice<TimelineUnit>(ref reader, where, name);
                    return true;
                case "timelinezone":
                    zone = JsonRead.Text(ref reader, where, name);
                    return true;
                case "timelinefield":
                    field = JsonRead.TextOrNull(ref reader, where, name);
                    return true;
                case "undated":
                    undated = JsonRead.Long(ref reader, where, name);
                    return true;
                case "timelinegaps":
                    gaps = JsonRead.List(ref reader, where, name, ReadGap);
                    return true;
                default:
                    return false;
            }
        }

        /// <summary>The timeline; null where there is none.</summary>
        public Timeline? ToTimeline() => unit is { } known
            ? new() { Unit = known, Zone = zone, Field = field, Undated = undated, Buckets = buckets, Gaps = gaps, Series = series }
            : buckets.Count == 0 ? null : throw JsonRead.Missing(string.Empty, "timelineUnit");

        private static List<TimelineBucket> Buckets(ref Utf8JsonReader reader, string where) =>
            JsonRead.List(ref reader, string.Empty, where, ReadBucket);
    }
}
