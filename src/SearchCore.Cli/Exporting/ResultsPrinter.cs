using SearchCore.Cli.Output;
using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Exporting;

/// <summary>
/// Results in the format asked for: data to standard output or into files, remarks about the query to standard error. Nothing that was
/// asked for is left out without a word.
/// </summary>
internal static class ResultsPrinter
{
    /// <summary>Prints results and says what they mean for the exit code.</summary>
    /// <param name="shell">What stands around.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="results">What was found.</param>
    /// <param name="target">Where to, and in which form.</param>
    /// <param name="read">Reads an article by id: names below hits of a table, and what the time limit left out of hits.</param>
    /// <param name="query">What JSON lines are to be told apart by where several queries run; null for one.</param>
    public static ExitCode Print(
        Shell shell, SearchRequest request, SearchResults results, Target target, Func<string, StoredArticle?>? read = null,
        string? query = null)
    {
        var wishes = QueryWishes.Of(request);
        if (read is not null)
        {
            results = WithWhatIsMissing(results, read, wishes.Fields);
        }

        if (target.File is { } path)
        {
            using var file = OutputFile.Create(path);
            Write(shell.To(file.Text), request, results, target, wishes, read, query);
            file.Keep();
            var beside = WriteBeside(results, target);
            shell.Complain(
                $"{Amounts.Count(results.Hits.Count, "hit")} of {results.Total.Value:N0} in "
                + $"{SafeText.Line(Path.GetFileName(path))}{beside}");
        }
        else
        {
            Write(shell, request, results, target, wishes, read, query);
            shell.Out.Flush();
            if (target.IsRows || target.Format == OutputFormat.Jsonl)
            {
                Remarks.WriteLeftOut(shell, results, target.Format);
            }
        }

        if (target.Format != OutputFormat.Json)
        {
            DiagnosticText.Write(shell.Error, request.Query ?? "", results.Warnings);
            SuggestionText.Write(shell.Error, results.Suggestions);
        }

        Remarks.WritePartial(shell, request, results);
        return results.IsPartial ? ExitCode.Partial : results.Total.Value == 0 ? ExitCode.NoHits : ExitCode.Done;
    }

    /// <summary>Writes what rows have no room for into files beside them; says which.</summary>
    public static string WriteBeside(SearchResults results, Target target)
    {
        var names = new List<string>();
        if (target.IsRows)
        {
            foreach (var sheet in ResultSheets.Of(results))
            {
                Put(target.Beside(sheet.Name), text => sheet.WriteRows(text, target.Format == OutputFormat.Tsv));
            }
        }
        else if (target.Format == OutputFormat.Jsonl && ResultSheets.Of(results).Any())
        {
            Put(target.Beside("results", ".json"), text => ResultsJson.Write(text, null, results with { Hits = [] }));
        }

        return string.Concat(names.Select(n => $", {SafeText.Line(n)}"));

        void Put(string path, Action<TextWriter> write)
        {
            using var file = OutputFile.Create(path);
            write(file.Text);
            file.Keep();
            names.Add(Path.GetFileName(path));
        }
    }

    private static void Write(
        Shell shell, SearchRequest request, SearchResults results, Target target, QueryWishes wishes, Func<string, StoredArticle?>? read,
        string? query)
    {
        var zone = LocalDates.Zone(request.Zone);
        switch (target.Format)
        {
            case OutputFormat.Table:
                ResultsView.Write(shell, results, new() { Read = read, Zone = zone, Measure = target.Measure });
                break;
            case OutputFormat.Json:
                ResultsJson.Write(shell.Out, request.Query, results, wishes.Fields);
                break;
            case OutputFormat.Jsonl:
                ResultsJson.WriteLines(shell.Out, results, fields: wishes.Fields, query: query);
                break;
            case OutputFormat.Md:
                WriteMarkdown(shell.Out, request, results, zone);
                break;
            default:
                Delimited.WriteHits(shell.Out, results, target.Format == OutputFormat.Tsv, zone, wishes.Fields);
                break;
        }
    }

    private static void WriteMarkdown(TextWriter output, SearchRequest request, SearchResults results, TimeZoneInfo zone)
    {
        output = WrappingWriter.Plain(output);
        output.WriteLine($"# {Markdown.Text(string.IsNullOrWhiteSpace(request.Query) ? "all articles" : request.Query)}");
        output.WriteLine();
        if (results.Hits.Count > 0)
        {
            ResultSheets.OfHits(results, zone).WriteMarkdown(output);
            foreach (var hit in results.Hits.Where(h => h.Snippet is { Text.Length: > 0 }))
            {
                output.WriteLine($"- {Markdown.Text(hit.Id)}: {Markdown.Passage(hit.Snippet!)}");
            }

            output.WriteLine();
        }
        else
        {
            output.WriteLine(results.Total.Value == 0 ? "no articles" : Amounts.Count(results.Total.Value, "article"));
            output.WriteLine();
        }

        foreach (var sheet in ResultSheets.Of(results))
        {
            sheet.WriteMarkdown(output);
        }
    }

    // A search that ran out of time has counted, and not read its hits: they are few, and a title is worth the moment.
    private static SearchResults WithWhatIsMissing(SearchResults results, Func<string, StoredArticle?> read, IReadOnlyList<string> fields)
    {
        const int MostRead = 1_000;
        if (!results.IsPartial)
        {
            return results;
        }

        var (title, source, url) = (Wanted("title"), Wanted("source"), Wanted("url"));
        return results with
        {
            Hits = [.. results.Hits.Select((hit, i) => i < MostRead && (hit.Title ?? hit.Source ?? hit.Url) is null
                && read(hit.Id)?.Article is { } article
                ? hit with
                {
                    Title = title ? article.Title : null,
                    Source = source ? article.Source : null,
                    Url = url ? article.Url : null,
                }
                : hit)],
        };

        bool Wanted(string field) => fields.Count == 0 || fields.Contains(field);
    }
}
