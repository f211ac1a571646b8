using SearchCore.Articles.Reading;
using SearchCore.Cli.Output;
using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Loading;

/// <summary>Says the first few rejections to the person and writes all of them where that was asked for. Called one at a time.</summary>
internal sealed class RejectComplaints(Shell shell, ProgressLine progress, RejectsWriter? file)
{
    private const int MaxShown = 5;

    private long count;

    public void Take(RejectedRecord record)
    {
        file?.Write(record);
        if (++count <= MaxShown)
        {
            progress.Clear();
            var place = record.Line > 0 ? $"line {record.Line}" : $"byte {record.Offset}";
            shell.Error.WriteLine(
                $"rejected: {SafeText.Line(record.Source)}, {place}: {SafeText.Line(record.Reason)} ({SafeText.Line(record.Code)})");
        }
    }

    public void Finish()
    {
        if (count > MaxShown)
        {
            shell.Error.WriteLine(
                $"rejected: {Amounts.Count(count - MaxShown, "more record")}{(file is null ? "; --rejects FILE keeps them all" : "")}");
        }
    }
}
