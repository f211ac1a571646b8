using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Cli.Output;
using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Loading;

/// <summary>Says the first few dates that were not read, or read with something assumed, and why. Called one at a time.</summary>
internal sealed class DateComplaints(Shell shell, ProgressLine progress)
{
    private const int MaxShown = 5;

    private int unread, completed;

    public void Take(ArticleNotice notice)
    {
        if (notice.Kind == ArticleNoticeKind.DateUnreadable && ++unread <= MaxShown)
        {
            Write("unread date", notice);
        }
        else if (notice.Kind == ArticleNoticeKind.DateRepaired && ++completed <= MaxShown)
        {
            Write("repaired date", notice);
        }
    }

    private void Write(string what, ArticleNotice notice)
    {
        progress.Clear();
        shell.Error.WriteLine($"{what}: {SafeText.Line(notice.Source)}, byte {notice.Offset}: {SafeText.Line(notice.Detail)}");
    }
}
