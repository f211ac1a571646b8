using SearchCore.Cli.Output.Pictures;
using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Output;

/// <summary>Results in the format asked for: data to standard output, remarks about the query to standard error.</summary>
internal static class ResultsPrinter
{
    /// <summary>Prints results and says what they mean for the exit code.</summary>
    public static ExitCode Print(
        Shell shell, SearchRequest request, SearchResults results, OutputFormat format, Func<string, StoredArticle?>? read = null,
        TimelineMeasure measure = TimelineMeasure.Count)
    {
        switch (format)
        {
            case OutputFormat.Table:
                ResultsView.Write(shell, results, read: read, zone: LocalDates.Zone(request.Zone), measure: measure);
                break;
            case OutputFormat.Json:
                ResultsJson.Write(shell.Out, request.Query, results);
                break;
            case OutputFormat.Jsonl:
                ResultsJson.WriteLines(shell.Out, results);
                break;
            default:
                Delimited.WriteHits(shell.Out, results, tabs: format == OutputFormat.Tsv, LocalDates.Zone(request.Zone));
                break;
        }

        shell.Out.Flush();
        if (format != OutputFormat.Json)
        {
            DiagnosticText.Write(shell.Error, request.Query ?? "", results.Warnings);
            SuggestionText.Write(shell.Error, results.Suggestions);
        }

        return results.IsPartial ? ExitCode.Partial : results.Total.Value == 0 ? ExitCode.NoHits : ExitCode.Done;
    }
}
