using Microsoft.Net.Http.Headers;

namespace SearchCore.Web.Requests;

/// <summary>An answer in JSON; to a reader who has it already, that it has not changed.</summary>
internal sealed class Answer(ReadOnlyMemory<byte> body, string tag) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        response.Headers.ETag = tag;
        response.Headers.CacheControl = "private, no-cache";
        response.Headers.Vary = "Authorization, Cookie";
        if (HttpMethods.IsGet(request.Method) && Has(request.Headers.IfNoneMatch, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body, httpContext.RequestAborted).AsTask();
    }

    private static bool Has(Microsoft.Extensions.Primitives.StringValues asked, string tag) =>
        EntityTagHeaderValue.TryParseList(asked, out var tags)
        && tags.Any(t => t.Tag.Value is "*" || tag.EndsWith(t.Tag.Value!, StringComparison.Ordinal));
}
