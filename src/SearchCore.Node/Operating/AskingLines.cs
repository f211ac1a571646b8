using System.Text.Json;

using SearchCore.Cluster.Orleans;
using SearchCore.Cluster.Orleans.Client;
using SearchCore.Json;

namespace SearchCore.Node.Operating;

/// <summary>
/// The command by which another program asks the cluster: a question a line of JSON, an answer a line, until its input ends. Requests,
/// results, explanations and articles are the contracts' own (docs/json.md).
/// </summary>
internal static class AskingLines
{
    private const string Known = "a question is {\"search\": REQUEST}, {\"explain\": REQUEST} or {\"get\": \"ID\"}";

    public static async Task<int> RunAsync(ClusterNodeOptions options, TextReader input, TextWriter output, CancellationToken cancellation)
    {
        await using var client = await ClusterClient.ConnectAsync(ClusterClientOptions.Of(options), cancellation: cancellation);
        while (await input.ReadLineAsync(cancellation) is { } line)
        {
            await output.WriteLineAsync(await AnswerAsync(client, line, cancellation));
            await output.FlushAsync(cancellation);
        }

        return 0;
    }

    private static async Task<string> AnswerAsync(ClusterClient client, string line, CancellationToken cancellation)
    {
        try
        {
            using var question = JsonDocument.Parse(line);
            return question.RootElement.ValueKind == JsonValueKind.Object && question.RootElement.EnumerateObject().ToList() is [var only]
                ? only.Name switch
                {
                    "search" => Line(
                        "found", await client.SearchAsync(RequestOf(only.Value), cancellation),
                        SearchCoreJsonContext.Default.SearchResults),
                    "explain" => Line(
                        "explained", await client.ExplainAsync(RequestOf(only.Value), cancellation),
                        SearchCoreJsonContext.Default.QueryExplanation),
                    "get" => Line(
                        "article", await client.GetStoredAsync(only.Value.GetString() ?? string.Empty, cancellation),
                        SearchCoreJsonContext.Default.StoredArticle),
                    _ => Fault(Known),
                }
                : Fault(Known);
        }
        catch (QueryException e)
        {
            return Fault(e.Message, e);
        }
        catch (Exception e) when (e is JsonException or ArgumentException or IOException or InvalidOperationException)
        {
            return Fault(e.Message);
        }
    }

    private static SearchRequest RequestOf(JsonElement value) =>
        value.Deserialize(SearchCoreJsonContext.Default.SearchRequest) ?? throw new JsonException(Known);

    private static string Line<T>(string name, T? value, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
        where T : class => $"{{\"{name}\":{(value is null ? "null" : JsonSerializer.Serialize(value, type))}}}";

    private static string Fault(string message, QueryException? query = null)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            writer.WriteString("fault", message);
            if (query is not null)
            {
                writer.WriteString("query", query.Query);
                writer.WriteStartArray("diagnostics");
                foreach (var diagnostic in query.Diagnostics)
                {
                    JsonSerializer.Serialize(writer, diagnostic, SearchCoreJsonContext.Default.QueryDiagnostic);
                }

                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(bytes.ToArray());
    }
}
