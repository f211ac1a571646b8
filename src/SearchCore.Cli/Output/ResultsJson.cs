using System.Text.Json;

using SearchCore.Queries;

namespace SearchCore.Cli.Output;

/// <summary>Results as JSON, member for member as scripts rely on it.</summary>
internal static class ResultsJson
{
    /// <summary>Everything on one line.</summary>
    public static void Write(TextWriter output, string? query, SearchResults results) => JsonLine.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteString("query"u8, query ?? "");
        json.WriteNumber("total"u8, results.Total);
        json.WriteBoolean("totalIsExact"u8, !results.IsPartial);
        json.WriteNumber("tookMs"u8, Math.Round(results.Took.TotalMilliseconds, 3));
        json.WriteBoolean("partial"u8, results.IsPartial);
        json.WriteString("next"u8, results.Next);
        json.WriteStartArray("hits"u8);
        foreach (var hit in results.Hits)
        {
            json.WriteStartObject();
            WriteHit(json, hit);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("facets"u8);
        foreach (var facet in results.Facets)
        {
            json.WriteStartArray(facet.Kind);
            foreach (var (value, count) in facet.Values)
            {
                json.WriteStartObject();
                json.WriteString("value"u8, value);
                json.WriteNumber("count"u8, count);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        TimelineJson.Write(json, results.Timeline);
        SignificanceJson.Write(json, results.Significant);
        SuggestionText.Write(json, results.Suggestions);
        WriteDiagnostics(json, "warnings"u8, results.Warnings);
        json.WriteEndObject();
    });

    /// <summary>The hits alone, one a line; in a batch each with its query's id and its rank.</summary>
    public static void WriteLines(TextWriter output, SearchResults results, string? queryId = null)
    {
        var rank = 0;
        foreach (var hit in results.Hits)
        {
            rank++;
            JsonLine.Write(output, json =>
            {
                json.WriteStartObject();
                if (queryId is not null)
                {
                    json.WriteString("queryId"u8, queryId);
                    json.WriteNumber("rank"u8, rank);
                }

                WriteHit(json, hit);
                json.WriteEndObject();
            });
        }
    }

    public static void WriteDiagnostics(Utf8JsonWriter json, ReadOnlySpan<byte> name, IEnumerable<QueryDiagnostic> diagnostics)
    {
        json.WriteStartArray(name);
        foreach (var diagnostic in diagnostics)
        {
            json.WriteStartObject();
            json.WriteString("code"u8, diagnostic.Code);
            json.WriteString("severity"u8, diagnostic.Severity == DiagnosticSeverity.Error ? "error"u8 : "warning"u8);
            json.WriteNumber("start"u8, diagnostic.Start);
            json.WriteNumber("end"u8, diagnostic.End);
            json.WriteString("message"u8, diagnostic.Message);
            if (diagnostic.Fix is not null)
            {
                json.WriteString("fix"u8, diagnostic.Fix);
            }

            if (diagnostic.Expected is not null)
            {
                json.WriteString("expected"u8, diagnostic.Expected);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteHit(Utf8JsonWriter json, SearchHit hit)
    {
        json.WriteString("id"u8, hit.Id);
        json.WriteNumber("score"u8, hit.Score);
        json.WriteString("title"u8, hit.Title);
        json.WriteString("published"u8, hit.Published?.ToString());
        json.WriteString("source"u8, hit.Source);
        json.WriteString("url"u8, hit.Url);
        json.WriteString("snippet"u8, hit.Snippet?.ToHtml());
    }
}
