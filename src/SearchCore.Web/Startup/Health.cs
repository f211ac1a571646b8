using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

using SearchCore.Web.Collections;
using SearchCore.Web.Ingest;

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

    /// <summary>
    /// Not ready any more as soon as the service is told to stop; nor where no collection can be searched, which others do not look at.
    /// </summary>
    public static void Add(IServiceCollection services) =>
        services.AddHealthChecks().AddCheck<StoppingCheck>("stopping").AddCheck<VersionCheck>("versions").AddCheck<UploadCheck>("uploads");

    private sealed class UploadCheck(CollectionSet collections, UploadSpools spools) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(
                collections.Written.Select(c => (c.Name, Since: spools.Of(c).StuckSince)).FirstOrDefault(c => c.Since is not null)
                    is { Since: { } since } stuck
                    ? HealthCheckResult.Degraded(
                        $"Uploads to the collection '{stuck.Name}' wait since {since:u}: its index cannot be written.")
                    : HealthCheckResult.Healthy());
    }

    private sealed class VersionCheck(CollectionSet collections) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            var problems = collections.All.Select(c => c.Problem).OfType<string>().ToList();
            return Task.FromResult(
                problems.Count == 0 ? HealthCheckResult.Healthy()
                : problems.Count == collections.All.Count() ? HealthCheckResult.Unhealthy(problems[0])
                : HealthCheckResult.Degraded(problems[0]));
        }
    }

    private sealed class StoppingCheck(IHostApplicationLifetime lifetime) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(lifetime.ApplicationStopping.IsCancellationRequested
                ? HealthCheckResult.Unhealthy("The service stops.")
                : HealthCheckResult.Healthy());
    }
}
