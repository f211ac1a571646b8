using System.Net;
using System.Text.Json;

using SearchCore.Client.Contracts;
using SearchCore.Json;
using SearchCore.Queries;

namespace SearchCore.Client.Transport;

/// <summary>Makes an exception of a problem (RFC 9457).</summary>
internal static class FaultReading
{
    public static async Task<SearchServiceException> Of(HttpResponseMessage response, CancellationToken cancellation)
    {
        var (status, message) = (response.StatusCode, $"The service answered {(int)response.StatusCode} {response.ReasonPhrase}.");
        string? code = null;
        var (query, diagnostics) = (string.Empty, new List<QueryDiagnostic>());
        if (response.Content.Headers.ContentType?.MediaType == "application/problem+json")
        {
            using var problem = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false));
            var root = problem.RootElement;
            message = Text(root, "detail") ?? Text(root, "title") ?? message;
            code = Text(root, "code");
            query = Text(root, "query") ?? string.Empty;
            if (root.TryGetProperty("diagnostics", out var list))
            {
                diagnostics.AddRange(list.EnumerateArray().Select(d => d.Deserialize(SearchCoreJsonContext.Default.QueryDiagnostic)!));
            }
        }

        return (status, diagnostics.Count) switch
        {
            (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable, _) =>
                new ServiceBusyException(status, message, After(response)),
            (_, > 0) => new QueryRefusedException(status, message, query, diagnostics),
            _ => new ServiceRefusedException(status, message) { Code = code },
        };
    }

    private static TimeSpan After(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date > DateTimeOffset.UtcNow => date - DateTimeOffset.UtcNow,
        _ => TimeSpan.FromSeconds(1),
    };

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
