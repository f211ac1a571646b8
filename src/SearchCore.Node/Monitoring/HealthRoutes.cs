using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SearchCore.Node.Monitoring;

/// <summary>
/// Whether the process answers, whether its silo does, and whether the whole cluster is as it should be. At the addresses that the service
/// of a newsroom has too.
/// </summary>
internal static class HealthRoutes
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/healthz/live", new() { Predicate = _ => false });
        routes.MapHealthChecks("/healthz/ready", Options(StatusCodes.Status200OK));
        routes.MapHealthChecks("/healthz/complete", Options(StatusCodes.Status503ServiceUnavailable));
    }

    private static HealthCheckOptions Options(int degraded) => new()
    {
        ResultStatusCodes = { [HealthStatus.Degraded] = degraded },
        ResponseWriter = WriteAsync,
    };

    // A word that tools compare, and below it what a person needs.
    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(
            string.Join('\n', [report.Status.ToString(), .. report.Entries.Values.Select(e => e.Description), string.Empty]));
    }
}
