using SearchCore.Cli.Output;
using SearchCore.Cli.Samples;
using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Interactive;

/// <summary>Queries from a pipe, one a line. No line at all: the tour.</summary>
internal static class QueryLines
{
    /// <returns>2 where a query could not be run, else 0 where any had hits, else 1.</returns>
    public static ExitCode Run(string? folder, string? zone, OutputFormat format, Shell shell)
    {
        using var lines = new StreamReader(shell.In, leaveOpen: true);
        if (NextLine(lines) is not { } first)
        {
            return Tour.Run(shell);
        }

        using var opened = SampleIndex.OpenOrBuild(folder, shell, out _);
        var code = ExitCode.NoHits;
        for (var text = first; text is not null; text = NextLine(lines))
        {
            shell.Cancellation.ThrowIfCancellationRequested();
            var request = new SearchRequest { Query = text, Now = shell.Clock.GetUtcNow(), Zone = zone };
            try
            {
                var one = ResultsPrinter.Print(shell, request, opened.Search(request, shell.Cancellation), format);
                code = code == ExitCode.Usage || one == ExitCode.NoHits ? code
                    : one == ExitCode.Partial || code == ExitCode.Partial ? ExitCode.Partial
                    : ExitCode.Done;
            }
            catch (QueryException e)
            {
                DiagnosticText.Write(shell.Error, e.Query, e.Diagnostics);
                code = ExitCode.Usage;
            }
        }

        return code;
    }

    private static string? NextLine(StreamReader lines)
    {
        try
        {
            string? line;
            do
            {
                line = lines.ReadLine();
            }
            while (line is not null && string.IsNullOrWhiteSpace(line));

            return line?.Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A standard input that was closed, not just empty, reads as an error on some systems: it asks nothing either.
            return null;
        }
    }
}
