using System.Globalization;

using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Output;

/// <summary>One line on standard error that says how far a load is; nothing where nobody watches.</summary>
/// <param name="shell">Where it is shown.</param>
/// <param name="total">How many bytes there are to read, as they are stored; null while that is not known.</param>
internal sealed class ProgressLine(Shell shell, Func<long?>? total = null) : IProgress<IndexingProgress>
{
    private readonly Lock gate = new();
    private long? before;
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
            before ??= value.StoredBytesRead;
            shell.Error.Write($"\r{Fit(Text(value, total?.Invoke(), before.Value), Math.Max(20, shell.Width() - 1))}\e[K");
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

    /// <summary>The line.</summary>
    /// <param name="value">How far it is.</param>
    /// <param name="total">How many bytes there are to read; null where that is not known.</param>
    /// <param name="before">How many of them were read before it began.</param>
    internal static string Text(IndexingProgress value, long? total = null, long before = 0)
    {
        var seconds = value.Elapsed.TotalSeconds;
        var pace = seconds > 0 ? string.Create(CultureInfo.InvariantCulture, $" · {value.BytesRead / 1e6 / seconds:F1} MB/s") : "";
        var rejected = value.Rejected > 0 ? string.Create(CultureInfo.InvariantCulture, $" · {value.Rejected:N0} rejected") : "";
        var share = Share(value, total, before);
        return $"{share}{Amounts.Count(value.Articles, "article")} · {Amounts.Bytes(value.BytesRead)}{pace}{rejected} · "
            + $"{SafeText.Line(value.Source)}";
    }

    private static string Share(IndexingProgress value, long? total, long before)
    {
        if (total is not > 0)
        {
            return string.Empty;
        }

        var read = Math.Min(value.StoredBytesRead, total.Value);
        var left = read > before ? value.Elapsed * ((double)(total.Value - read) / (read - before)) : TimeSpan.Zero;
        var share = string.Create(CultureInfo.InvariantCulture, $"{Math.Min(99, 100 * read / total.Value)} %");
        return left > TimeSpan.FromSeconds(2) && value.Elapsed > TimeSpan.FromSeconds(1) ? $"{share}, {Left(left)} left · " : $"{share} · ";
    }

    private static string Left(TimeSpan time) =>
        time.TotalMinutes < 2 ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:F0} s")
        : time.TotalHours < 2 ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:F0} min")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:F1} h");

    private static string Fit(string text, int cells)
    {
        while (CellWidth.Of(text) > cells)
        {
            text = text[..^1];
        }

        return text;
    }
}
