using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Cli.Output;
using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Loading;

/// <summary>
/// Says what does not come in whole while it is met, a few of each kind (rejections, dates), and writes all of it where that was asked for.
/// Called one at a time.
/// </summary>
internal sealed class LossComplaints(Shell shell, ProgressLine progress, RejectsWriter? file)
{
    private const int MaxShown = 5;

    private long rejected;
    private int unread, completed;

    public void Take(RejectedRecord record)
    {
        file?.Write(record);
        if (++rejected <= MaxShown)
        {
            progress.Clear();
            var place = Place(record.Source, record.Offset, record.Line);
            shell.Error.WriteLine($"rejected: {place}: {SafeText.Line(record.Reason)} ({SafeText.Line(record.Code)})");
        }
    }

    public void Take(ArticleNotice notice)
    {
        file?.Write(notice);
        if (notice.Kind == ArticleNoticeKind.DateUnreadable && ++unread <= MaxShown)
        {
            Write("unread date", notice);
        }
        else if (notice.Kind == ArticleNoticeKind.DateRepaired && ++completed <= MaxShown)
        {
            Write("repaired date", notice);
        }
    }

    /// <summary>Where a record stands, for a person.</summary>
    public static string Place(string source, long offset, long line) =>
        $"{SafeText.Line(source)}, {(line > 0 ? $"line {line}" : $"byte {offset}")}";

    public void Finish()
    {
        if (rejected > MaxShown)
        {
            shell.Error.WriteLine(
                $"rejected: {Amounts.Count(rejected - MaxShown, "more record")}{(file is null ? "; --rejects FILE keeps them all" : "")}");
        }
    }

    private void Write(string what, ArticleNotice notice)
    {
        progress.Clear();
        shell.Error.WriteLine($"{what}: {SafeText.Line(notice.Source)}, byte {notice.Offset}: {SafeText.Line(notice.Detail)}");
    }
}
