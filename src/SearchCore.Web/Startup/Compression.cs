using System.IO.Compression;

using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Net.Http.Headers;

namespace SearchCore.Web.Startup;

/// <summary>
/// Smaller answers. How small an answer gets tells of its content: another site that lets a reader's browser ask, and whoever watches the
/// line, could find out by it what only that reader may see (BREACH). So nothing is compressed that a browser asks for another site.
/// </summary>
internal static class Compression
{
    // As they come and as they are read: an event that waits in a packer for the next one is late.
    private static readonly string[] Types =
    [
        "application/json", "application/problem+json", "application/x-ndjson", "application/atom+xml", "text/csv", "text/html",
        "text/plain", "text/css", "text/javascript", "image/svg+xml",
    ];

    public static void Add(IServiceCollection services)
    {
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = Types;
            options.Providers.Add<BrotliCompressionProvider>();
            options.Providers.Add<GzipCompressionProvider>();
        });

        // Two processors have searches to do.
        services.Configure<BrotliCompressionProviderOptions>(o => o.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(o => o.Level = CompressionLevel.Fastest);
    }

    public static void Use(IApplicationBuilder app) => app.UseWhen(context => Fits(context.Request), part => part.UseResponseCompression());

    // A browser says for whom it asks; what does not say so may be compressed where nobody is known by a cookie.
    private static bool Fits(HttpRequest request) => request.Headers.TryGetValue("Sec-Fetch-Site", out var site)
        ? site == "same-origin" || site == "none"
        : !request.Headers.ContainsKey(HeaderNames.Cookie);
}
