using System.Globalization;

using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Output;

/// <summary>A load's figures for a person.</summary>
internal static class IndexingSummary
{
    public static double MegabytesPerSecond(IndexingReport report) =>
        report.Elapsed > TimeSpan.Zero ? report.Bytes / 1e6 / report.Elapsed.TotalSeconds : 0;

    public static void Write(TextWriter output, IndexingReport report)
    {
        var parts = new List<string> { Amounts.Count(report.Articles, "article") };
        if (report.Replaced > 0)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{report.Replaced:N0} replaced"));
        }

        if (report.Rejected > 0)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{report.Rejected:N0} rejected"));
        }

        parts.Add($"{Amounts.Bytes(report.Bytes)} in {Amounts.Time(report.Elapsed)}");
        parts.Add(string.Create(CultureInfo.InvariantCulture, $"{MegabytesPerSecond(report):F1} MB/s"));
        parts.Add(Amounts.Count(report.Segments, "segment"));
        output.WriteLine(string.Join(" · ", parts));
        foreach (var rejection in report.Rejections)
        {
            var first = rejection.First;
            output.WriteLine(SafeText.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"rejected: {rejection.Count:N0} {rejection.Code}, first in {Where(first.Source, first.Id)}: {first.Reason}")));
        }

        foreach (var kind in Enum.GetValues<ArticleNoticeKind>())
        {
            if (report.Notices.GetValueOrDefault(kind) is not (> 0 and var count))
            {
                continue;
            }

            var first = ExampleOf(report, kind);
            var example = string.IsNullOrEmpty(first.Detail) ? "" : $", first in {Where(first.Source, first.Id)}: {first.Detail}";
            output.WriteLine(SafeText.Line($"noticed: {Amounts.Count(count, Words(kind))}{example}"));
        }

        if (report.Cancelled)
        {
            output.WriteLine("interrupted; what was indexed until then is committed");
        }
    }

    private static ArticleNotice ExampleOf(IndexingReport report, ArticleNoticeKind kind)
    {
        foreach (var notice in report.NoticeExamples)
        {
            if (notice.Kind == kind)
            {
                return notice;
            }
        }

        return default;
    }

    private static string Where(string source, string id) =>
        source.Length == 0 ? id : id.Length == 0 ? Path.GetFileName(source) : $"{Path.GetFileName(source)} {id}";

    /// <summary>What a kind of notice is called, in the singular.</summary>
    public static string Words(ArticleNoticeKind kind) => kind switch
    {
        ArticleNoticeKind.DateUnreadable => "unreadable date",
        ArticleNoticeKind.DateRepaired => "repaired date",
        ArticleNoticeKind.DateSuspicious => "suspicious date",
        ArticleNoticeKind.MemberDropped => "dropped value",
        ArticleNoticeKind.TextRepaired => "repaired text",
        ArticleNoticeKind.FieldUnread => "value not of its field's type",
        ArticleNoticeKind.MarkupRemoved => "marked-up text",
        ArticleNoticeKind.TextOmitted => "left-out part",
        ArticleNoticeKind.RecordPassedOver => "passed-over record",
        ArticleNoticeKind.Substituted => "value from elsewhere",
        _ => kind.ToString(),
    };
}
