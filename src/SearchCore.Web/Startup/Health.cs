using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SearchCore.Web.Startup;

/// <summary>Whether the service runs, and whether it can answer. Says no more to whoever asks than that.</summary>
internal static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/healthz/live", new() { Predicate = _ => false });
        routes.MapHealthChecks("/healthz/ready", new HealthCheckOptions
        {
            ResultStatusCodes = { [HealthStatus.Degraded] = StatusCodes.Status200OK },
        });
    }

    /// <summary>Not ready any more as soon as the service is told to stop.</summary>
    public static void AddStopping(IServiceCollection services) => services.AddHealthChecks().AddCheck<StoppingCheck>("stopping");

    private sealed class StoppingCheck(IHostApplicationLifetime lifetime) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(lifetime.ApplicationStopping.IsCancellationRequested
                ? HealthCheckResult.Unhealthy("The service stops.")
                : HealthCheckResult.Healthy());
    }
}
