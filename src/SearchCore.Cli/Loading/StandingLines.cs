using System.Text.Json;

using SearchCore.Cli.Output;
using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Loading;

/// <summary>Standing queries in a file, one a line: a JSON object, or a name, a tab and a query. A line that is neither is told.</summary>
internal static class StandingLines
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">Its name; <c>-</c> for standard input.</param>
    /// <param name="meant">How queries that come as text are meant.</param>
    /// <param name="standing">What says whether a query may stand.</param>
    /// <param name="shell">Where faults are told.</param>
    /// <returns>The queries that may stand, of two with one name the later one; and how many lines had none.</returns>
    public static (IReadOnlyList<StandingQuery> Queries, int Refused) Read(
        string path, SearchRequest meant, StandingQueries standing, Shell shell)
    {
        using var lines = path == "-" ? new StreamReader(shell.In, leaveOpen: true) : new StreamReader(shell.Full(path));
        var queries = new Dictionary<string, StandingQuery>(StringComparer.Ordinal);
        var (number, refused) = (0, 0);
        while (lines.ReadLine() is { } text)
        {
            number++;
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            try
            {
                var query = Query(text, meant);
                standing.Check(query);
                queries[query.Name] = query;
            }
            catch (QueryException e)
            {
                refused++;
                shell.Complain($"line {number}:");
                DiagnosticText.Write(shell.Error, e.Query, e.Diagnostics);
            }
            catch (Exception e) when (e is JsonException or ArgumentException or FormatException)
            {
                refused++;
                shell.Complain($"line {number}: {SafeText.Line(e.Message)}");
            }
        }

        return ([.. queries.Values], refused);
    }

    private static StandingQuery Query(string line, SearchRequest meant)
    {
        if (line.AsSpan().TrimStart().StartsWith("{"))
        {
            return JsonSerializer.Deserialize(line, Json.SearchCoreJsonContext.Default.StandingQuery)
                ?? throw new FormatException("it is null");
        }

        return line.IndexOf('\t') is > 0 and var tab
            ? new() { Name = line[..tab].Trim(), Request = meant with { Query = line[(tab + 1)..].Trim() } }
            : throw new FormatException("it is neither a JSON object nor NAME, tab, QUERY");
    }
}
