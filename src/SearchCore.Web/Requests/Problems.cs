using System.Globalization;
using System.Text.Json;

using SearchCore.Hosting;
using SearchCore.Json;

namespace SearchCore.Web.Requests;

/// <summary>What went wrong, as problem+json (RFC 9457): whose fault it is, the query's diagnostics, when to come again.</summary>
internal static class Problems
{
    public const string ContentType = "application/problem+json";

    /// <summary>The answer to what is no fault of the service; null for a fault of it.</summary>
    public static IResult? Of(Exception exception) => exception switch
    {
        Refusal refusal => new Problem(refusal.Status, refusal.Title, refusal.Message)
        {
            RetryAfter = refusal.RetryAfter,
            Code = refusal.Code,
        },
        QueryException query => new Problem(400, "The query cannot be run.", query.Message) { Query = query },
        OverloadedException busy => new Problem(503, "Too much is asked for at once.", busy.Message) { RetryAfter = busy.RetryAfter },
        JsonException json => new Problem(400, "The body cannot be read.", Own(json)),
        BadHttpRequestException { StatusCode: 413 } => new Problem(
            413, "The body is too large.", "It is larger than this address takes; send it in parts."),
        BadHttpRequestException bad => new Problem(bad.StatusCode, "The request cannot be read.", bad.Message),
        ArgumentException argument => new Problem(400, "The request is out of bounds.", Own(argument)),
        OperationCanceledException => new Problem(499, "Nobody waits for this any more.", "The request was given up."),
        _ => null,
    };

    /// <summary>What is said where routing answered by itself, with a status alone.</summary>
    public static IResult OfStatus(HttpContext context)
    {
        var (title, detail) = context.Response.StatusCode switch
        {
            404 => ("There is nothing here.", $"There is no address {context.Request.Path}; /openapi/v1.json lists those that there are."),
            405 => ("That cannot be done here.", $"{context.Request.Method} is not for this address; the header Allow says what is."),
            415 => ("The body is of another kind.", "Send JSON, with the header Content-Type: application/json."),
            _ => ("The request cannot be answered.", "Look it up in /openapi/v1.json."),
        };
        return new Problem(context.Response.StatusCode, title, detail);
    }

    // Ours say what is wrong; of .NET's the place in the text is worth telling.
    private static string Own(JsonException json)
    {
        var text = json.Message.Split(" Path: $", 2)[0];
        var isOurs = !text.StartsWith("The JSON", StringComparison.Ordinal) && !text.Contains("'System.", StringComparison.Ordinal)
            && !text.Contains("SearchCore.", StringComparison.Ordinal);
        return isOurs ? text : $"What stands at {json.Path ?? "$"} is not what is wanted there (docs/service.md, docs/json.md).";
    }

    // What .NET adds for programmers says nothing to whoever asked.
    private static string Own(ArgumentException argument) =>
        argument.ParamName is { } name ? argument.Message.Replace($" (Parameter '{name}')", string.Empty, StringComparison.Ordinal)
            : argument.Message;
}

/// <summary>A problem as an answer.</summary>
internal sealed class Problem(int status, string title, string detail) : IResult
{
    public TimeSpan? RetryAfter { get; init; }

    public QueryException? Query { get; init; }

    public string? Code { get; init; }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = Problems.ContentType;
        response.Headers.CacheControl = "no-store";
        if (RetryAfter is { } after)
        {
            response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(after.TotalSeconds)).ToString("F0", CultureInfo.InvariantCulture);
        }

        if (status == StatusCodes.Status401Unauthorized)
        {
            // Readers of feeds know nothing else.
            response.Headers.WWWAuthenticate = httpContext.Request.Path.Value?.EndsWith("/feed", StringComparison.Ordinal) == true
                ? new Microsoft.Extensions.Primitives.StringValues(
                    ["Bearer", "Basic realm=\"SearchCore, the key as the password\", charset=\"UTF-8\""])
                : "Bearer";
        }

        using var written = new MemoryStream();
        using (var json = new Utf8JsonWriter(written, Answers.Plain))
        {
            Write(json);
        }

        await response.Body.WriteAsync(written.GetBuffer().AsMemory(0, (int)written.Length), CancellationToken.None);
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("title"u8, title);
        json.WriteNumber("status"u8, status);
        json.WriteString("detail"u8, detail);
        if (Code is not null)
        {
            json.WriteString("code"u8, Code);
        }

        if (RetryAfter is { } after)
        {
            json.WriteNumber("retryAfterSeconds"u8, Math.Max(1, Math.Ceiling(after.TotalSeconds)));
        }

        if (Query is { } query)
        {
            json.WriteString("query"u8, query.Query);
            json.WriteStartArray("diagnostics"u8);
            foreach (var diagnostic in query.Diagnostics)
            {
                JsonSerializer.Serialize(json, diagnostic, SearchCoreJsonContext.Default.QueryDiagnostic);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
