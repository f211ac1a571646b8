using System.Globalization;

using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Output;

/// <summary>One line on standard error that says how far a load is; nothing where nobody watches.</summary>
internal sealed class ProgressLine(Shell shell) : IProgress<IndexingProgress>
{
    private readonly Lock gate = new();
    private bool drawn;

    public void Report(IndexingProgress value)
    {
        if (!shell.ErrorIsTerminal)
        {
            return;
        }

        lock (gate)
        {
            drawn = true;
            shell.Error.Write($"\r{Fit(Text(value), Math.Max(20, shell.Width() - 1))}\e[K");
        }
    }

    /// <summary>Takes the line away.</summary>
    public void Clear()
    {
        lock (gate)
        {
            if (drawn)
            {
                shell.Error.Write("\r\e[K");
                drawn = false;
            }
        }
    }

    internal static string Text(IndexingProgress value)
    {
        var seconds = value.Elapsed.TotalSeconds;
        var pace = seconds > 0 ? string.Create(CultureInfo.InvariantCulture, $" · {value.BytesRead / 1e6 / seconds:F1} MB/s") : "";
        var rejected = value.Rejected > 0 ? string.Create(CultureInfo.InvariantCulture, $" · {value.Rejected:N0} rejected") : "";
        return $"{Amounts.Count(value.Articles, "article")} · {Amounts.Bytes(value.BytesRead)}{pace}{rejected} · "
            + $"{SafeText.Line(value.Source)}";
    }

    private static string Fit(string text, int cells)
    {
        while (CellWidth.Of(text) > cells)
        {
            text = text[..^1];
        }

        return text;
    }
}
