using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

using SearchCore.Web.Configuration;
using SearchCore.Web.Requests;

namespace SearchCore.Web.Access;

/// <summary>
/// Keeps other sites from acting through the browser of somebody who is known here without saying so: by a cookie, or by sitting at the
/// machine of the embedded mode (docs/decisions/0066).
/// </summary>
internal sealed class SameSiteGuard(RequestDelegate next, Readers readers, IOptions<ServiceOptions> options)
{
    private static readonly string[] ProxyHeaders =
    [
        "Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "X-Original-For", "X-Original-Host",
        "X-Original-Proto", "CF-Connecting-IP", "True-Client-IP",
    ];

    public Task InvokeAsync(HttpContext context)
    {
        var refusal = readers.IsEmbedded ? OfEmbedded(context.Request) : null;
        if (refusal is null && readers.Find(context) is { Kind: not SignIn.Key } reader)
        {
            refusal = IsUnsafe(context.Request.Method) ? OfForeign(context.Request, reader) : OfEmbedding(context.Request);
        }

        return refusal is null ? next(context) : Problems.Of(refusal)!.ExecuteAsync(context);
    }

    // A name of another site that leads here (DNS rebinding), or a proxy that lets others in.
    private static Refusal? OfEmbedded(HttpRequest request)
    {
        var host = request.Host.Host.Trim('[', ']');
        var isHere = host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
            || (System.Net.IPAddress.TryParse(host, out var address) && System.Net.IPAddress.IsLoopback(address));
        return !isHere
            ? Refusal.Forbidden("This service has one user, on its own machine: call it localhost. For others configure keys or a sign-in.")
            : ProxyHeaders.Any(request.Headers.ContainsKey)
                ? Refusal.Forbidden(
                    "This service has one user, on its own machine, and may not stand behind a proxy. Configure keys or a sign-in.")
                : null;
    }

    private Refusal? OfForeign(HttpRequest request, Reader reader)
    {
        if (request.Headers.TryGetValue("Sec-Fetch-Site", out var site))
        {
            return site == "same-origin" || site == "none" ? null : Foreign();
        }

        if (request.Headers.TryGetValue(HeaderNames.Origin, out var origin))
        {
            return Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority == request.Host.Value
                && IsScheme(from.Scheme, request)
                ? null
                : Foreign();
        }

        // Browsers send one of them. What sends neither is a program, and those that act for people have keys.
        return reader.Kind == SignIn.Embedded ? null : Foreign();
    }

    // What another site has its page load of the API is of no use to it, but takes turns and streams of whoever looks at that page. A link
    // to it is followed.
    private static Refusal? OfEmbedding(HttpRequest request) =>
        request.Path.StartsWithSegments("/v1") && request.Headers["Sec-Fetch-Site"] == "cross-site"
            && request.Headers["Sec-Fetch-Mode"] != "navigate"
            ? Foreign()
            : null;

    private bool IsScheme(string scheme, HttpRequest request) =>
        scheme == request.Scheme || (scheme == Uri.UriSchemeHttps && options.Value.Access.Oidc is { RequireHttps: true });

    private static bool IsUnsafe(string method) =>
        !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method);

    private static Refusal Foreign() => Refusal.Forbidden(
        "This request does not come from a page of this service. Programs send a key: Authorization: Bearer KEY.");
}
