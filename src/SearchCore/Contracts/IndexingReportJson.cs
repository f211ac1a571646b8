using System.Text.Json;

using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Queries.Json;

namespace SearchCore;

/// <summary>
/// Reports of loads in JSON. What follows from the rest (speed, whether it was committed) is written for readers and not read.
/// </summary>
internal static class IndexingReportJson
{
    public static IndexingReport Read(ref Utf8JsonReader reader, string where)
    {
        JsonRead.Begin(ref reader, where);
        var report = new IndexingReport
        {
            Articles = 0,
            Replaced = 0,
            Rejected = 0,
            Bytes = 0,
            Elapsed = default,
            RecognizedEntities = 0,
            Segments = 0,
            Notices = new Dictionary<ArticleNoticeKind, long>(),
            FailedSources = [],
            Cancelled = false,
            Sequence = 0,
        };
        var hasArticles = false;
        while (JsonRead.Next(ref reader, out var name))
        {
            var key = JsonRead.Key(name);
            hasArticles |= key == "articles";
            switch (key)
            {
                case "seconds":
                    report = report with { Elapsed = JsonRead.Duration(ref reader, where, name, TimeSpan.TicksPerSecond) };
                    break;
                case "cancelled":
                    report = report with { Cancelled = JsonRead.Flag(ref reader, where, name) };
                    break;
                case "notices":
                    report = report with { Notices = IndexingLossJson.Counts<ArticleNoticeKind>(ref reader, where, name) };
                    break;
                case "noticeexamples":
                    report = report with { NoticeExamples = JsonRead.List(ref reader, where, name, IndexingLossJson.ReadNotice) };
                    break;
                case "rejections":
                    report = report with { Rejections = JsonRead.List(ref reader, where, name, IndexingLossJson.ReadRejection) };
                    break;
                case "skippedfiles":
                    report = report with { SkippedFiles = IndexingLossJson.Counts<SkipReason>(ref reader, where, name) };
                    break;
                case "failedsources":
                    report = report with { FailedSources = JsonRead.List(ref reader, where, name, ReadSource) };
                    break;
                case "articles" or "replaced" or "rejected" or "bytes" or "recognizedentities" or "segments" or "sequence":
                    report = WithNumber(report, key, JsonRead.Long(ref reader, where, name));
                    break;
                default:
                    JsonRead.Skip(ref reader);
                    break;
            }
        }

        return hasArticles ? report : throw JsonRead.Missing(where, "articles");
    }

    public static void Write(Utf8JsonWriter writer, IndexingReport value)
    {
        writer.WriteStartObject();
        writer.WriteNumber("articles"u8, value.Articles);
        writer.WriteNumber("replaced"u8, value.Replaced);
        writer.WriteNumber("rejected"u8, value.Rejected);
        writer.WriteNumber("bytes"u8, value.Bytes);
        JsonWrite.Duration(writer, "seconds"u8, value.Elapsed, TimeSpan.TicksPerSecond);
        writer.WriteNumber("megabytesPerSecond"u8, MegabytesPerSecond(value));
        writer.WriteNumber("segments"u8, value.Segments);
        writer.WriteNumber("recognizedEntities"u8, value.RecognizedEntities);
        writer.WriteBoolean("committed"u8, value.Sequence > 0);
        writer.WriteNumber("sequence"u8, value.Sequence);
        writer.WriteBoolean("cancelled"u8, value.Cancelled);
        IndexingLossJson.Write(writer, "notices"u8, value.Notices);
        JsonWrite.List(writer, "noticeExamples"u8, value.NoticeExamples, IndexingLossJson.Write);
        JsonWrite.List(writer, "rejections"u8, value.Rejections, IndexingLossJson.Write);
        IndexingLossJson.Write(writer, "skippedFiles"u8, value.SkippedFiles);
        JsonWrite.List(writer, "failedSources"u8, value.FailedSources, Write);
        writer.WriteEndObject();
    }

    public static FailedSource ReadSource(ref Utf8JsonReader reader, string where)
    {
        JsonRead.Begin(ref reader, where);
        var (source, offset, reason) = ((string?)null, 0L, (string?)null);
        while (JsonRead.Next(ref reader, out var name))
        {
            switch (JsonRead.Key(name))
            {
                case "source":
                    source = JsonRead.Text(ref reader, where, name);
                    break;
                case "offset":
                    offset = JsonRead.Long(ref reader, where, name);
                    break;
                case "reason":
                    reason = JsonRead.Text(ref reader, where, name);
                    break;
                default:
                    JsonRead.Skip(ref reader);
                    break;
            }
        }

        return new()
        {
            Source = source ?? throw JsonRead.Missing(where, "source"),
            Offset = offset,
            Reason = reason ?? throw JsonRead.Missing(where, "reason"),
        };
    }

    public static void Write(Utf8JsonWriter writer, FailedSource value)
    {
        writer.WriteStartObject();
        JsonWrite.Text(writer, "source"u8, value.Source);
        writer.WriteNumber("offset"u8, value.Offset);
        JsonWrite.Text(writer, "reason"u8, value.Reason);
        writer.WriteEndObject();
    }

    private static double MegabytesPerSecond(IndexingReport report) =>
        report.Elapsed > TimeSpan.Zero ? Math.Round(report.Bytes / 1e6 / report.Elapsed.TotalSeconds, 3) : 0;

    private static IndexingReport WithNumber(IndexingReport report, string key, long number) => key switch
    {
        "articles" => report with { Articles = number },
        "replaced" => report with { Replaced = number },
        "rejected" => report with { Rejected = number },
        "bytes" => report with { Bytes = number },
        "recognizedentities" => report with { RecognizedEntities = number },
        "segments" => report with { Segments = (int)Math.Clamp(number, int.MinValue, int.MaxValue) },
        _ => report with { Sequence = number },
    };
}
