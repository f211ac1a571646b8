namespace SearchCore.Cli.Output;

/// <summary>A load's figures as scripts read them.</summary>
internal static class IndexingReportJson
{
    public static void Write(TextWriter output, IndexingReport report) => JsonLine.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("articles"u8, report.Articles);
        json.WriteNumber("replaced"u8, report.Replaced);
        json.WriteNumber("rejected"u8, report.Rejected);
        json.WriteNumber("bytes"u8, report.Bytes);
        json.WriteNumber("seconds"u8, Math.Round(report.Elapsed.TotalSeconds, 3));
        json.WriteNumber("megabytesPerSecond"u8, Math.Round(IndexingSummary.MegabytesPerSecond(report), 3));
        json.WriteNumber("segments"u8, report.Segments);
        json.WriteNumber("recognizedEntities"u8, report.RecognizedEntities);
        json.WriteBoolean("committed"u8, report.Sequence > 0);
        json.WriteEndObject();
    });
}
