using SearchCore.Json;

namespace SearchCore.Cli.Output;

/// <summary>Results as JSON lines, in the form of docs/json.md.</summary>
internal static class ResultsJson
{
    /// <summary>Everything on one line.</summary>
    public static void Write(TextWriter output, string? query, SearchResults results) =>
        JsonLine.Write(output, json => SearchCoreJsonWriter.Write(json, results, query ?? ""));

    /// <summary>The hits alone, one a line; in a batch each with its query's id and its rank.</summary>
    public static void WriteLines(TextWriter output, SearchResults results, string? queryId = null)
    {
        var rank = 0;
        foreach (var hit in results.Hits)
        {
            rank++;
            JsonLine.Write(output, json => SearchCoreJsonWriter.Write(json, hit, queryId, rank));
        }
    }
}
