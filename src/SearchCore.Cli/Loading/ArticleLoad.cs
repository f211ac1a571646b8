using System.Globalization;

using SearchCore.Articles.Reading;
using SearchCore.Cli.Output;
using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Loading;

/// <summary>A load as a person sees it.</summary>
internal static class ArticleLoad
{
    /// <summary>Loads sources with progress, and says on standard error what became of them.</summary>
    public static IndexingReport Run(
        ArticleIndex index, IEnumerable<IArticleSource> sources, RejectsWriter? rejects, Shell shell, bool resume = true,
        InputSizes? sizes = null, Action? onResumed = null)
    {
        var progress = new ProgressLine(shell, () => sizes?.Total);
        var complaints = new LossComplaints(shell, progress, rejects);
        var options = new IndexingOptions
        {
            OnRejected = complaints.Take,
            OnNotice = complaints.Take,
            Progress = shell.ErrorIsTerminal ? progress : null,
            Resume = resume,
            OnResumed = resumed =>
            {
                WriteResumed(shell.Error, resumed);
                onResumed?.Invoke();
            },
        };
        var report = index.Index(sources, options, shell.Cancellation);
        progress.Clear();
        complaints.Finish();
        foreach (var failed in report.FailedSources)
        {
            shell.Complain(failed.ToString());
            rejects?.WriteUnread(failed.Source, failed.Offset, failed.Reason);
        }

        IndexingSummary.Write(shell.Error, report);
        return report;
    }

    private static void WriteResumed(TextWriter output, ResumedLoad resumed)
    {
        var before = resumed.SourcesDone > 0 ? $", {Amounts.Count(resumed.SourcesDone, "file")} before it done" : "";
        output.WriteLine(SafeText.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"resuming the interrupted load in {resumed.Source} at {resumed.Position.Offset:N0}{before}; --no-resume starts over")));
    }
}
