using System.Buffers;
using System.Text.Json;

using SearchCore.Json;

namespace SearchCore.Cli.Output;

/// <summary>Results as JSON lines, in the form of docs/json.md. Where a query names fields, hits lack the others.</summary>
internal static class ResultsJson
{
    /// <summary>Everything on one line.</summary>
    public static void Write(TextWriter output, string? query, SearchResults results, IReadOnlyList<string>? fields = null) =>
        JsonLine.Write(output, json =>
        {
            if (fields is not { Count: > 0 })
            {
                SearchCoreJsonWriter.Write(json, results, query ?? "");
                return;
            }

            var bytes = new ArrayBufferWriter<byte>(1024);
            using (var whole = new Utf8JsonWriter(bytes))
            {
                SearchCoreJsonWriter.Write(whole, results with { Hits = [] }, query ?? "");
            }

            using var read = JsonDocument.Parse(bytes.WrittenMemory);
            json.WriteStartObject();
            foreach (var member in read.RootElement.EnumerateObject())
            {
                if (!member.NameEquals("hits"u8))
                {
                    member.WriteTo(json);
                    continue;
                }

                json.WriteStartArray("hits"u8);
                foreach (var hit in results.Hits)
                {
                    WriteFields(json, hit, fields, null, 0);
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        });

    /// <summary>The hits alone, one a line.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="results">The hits.</param>
    /// <param name="queryId">The id of their query in a batch: each has it and its rank; null leaves both out.</param>
    /// <param name="fields">The fields that the query asks for; null or none for all.</param>
    /// <param name="query">The query's text, as a last member, where lines of several stand below one another; null for none.</param>
    public static void WriteLines(
        TextWriter output, SearchResults results, string? queryId = null, IReadOnlyList<string>? fields = null, string? query = null)
    {
        var rank = 0;
        foreach (var hit in results.Hits)
        {
            rank++;
            JsonLine.Write(output, json =>
            {
                if (fields is { Count: > 0 } || query is not null)
                {
                    WriteFields(json, hit, fields ?? [], queryId, rank, query);
                }
                else
                {
                    SearchCoreJsonWriter.Write(json, hit, queryId, rank);
                }
            });
        }
    }

    // The library writes a hit; of that everything stays but fields that were not asked for. Those were not read either, and "null" would
    // say that the article has none. Id, date and score are always there.
    private static void WriteFields(
        Utf8JsonWriter json, SearchHit hit, IReadOnlyList<string> fields, string? queryId, int rank, string? query = null)
    {
        var bytes = new ArrayBufferWriter<byte>(512);
        using (var whole = new Utf8JsonWriter(bytes))
        {
            SearchCoreJsonWriter.Write(whole, hit, queryId, rank);
        }

        using var read = JsonDocument.Parse(bytes.WrittenMemory);
        json.WriteStartObject();
        foreach (var member in read.RootElement.EnumerateObject())
        {
            if (fields.Count == 0 || member.Name is not ("title" or "source" or "url" or "snippet")
                || fields.Contains(member.Name, StringComparer.Ordinal))
            {
                member.WriteTo(json);
            }
        }

        if (query is not null)
        {
            json.WriteString("query"u8, query);
        }

        json.WriteEndObject();
    }
}
