using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

using SearchCore.Cluster.Reading;

namespace SearchCore.Cluster.Orleans.Serving;

/// <summary>
/// Unhealthy where this silo cannot answer completely or leaves, degraded where a shard has fewer replicas than it should.
/// </summary>
internal sealed class ClusterHealth(Coordinator coordinator, IHostApplicationLifetime lifetime) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy("The silo is leaving.");
        }

        if (coordinator.Fault is { } fault)
        {
            return HealthCheckResult.Unhealthy(fault);
        }

        ClusterReader reader = await coordinator.ReaderAsync(cancellationToken).ConfigureAwait(false);
        var shards = reader.Health;
        var data = shards.ToDictionary(
            s => $"shard {s.Generation.Shard}", s => (object)$"{s.Nodes.Count} of {s.Wanted}: {string.Join(", ", s.Nodes)}");
        return shards.Where(s => s.Nodes.Count == 0).ToList() is { Count: > 0 } missing
                ? HealthCheckResult.Unhealthy($"No silo has {Named(missing)} ready.", data: data)
            : shards.Where(s => s.Nodes.Count < s.Wanted).ToList() is { Count: > 0 } few
                ? HealthCheckResult.Degraded($"Fewer silos than wanted have {Named(few)} ready.", data: data)
            : HealthCheckResult.Healthy($"All shards of version {reader.Version.Number} are ready.", data);
    }

    private static string Named(List<ShardHealth> shards) =>
        $"{(shards.Count == 1 ? "shard" : "shards")} {string.Join(", ", shards.Select(s => s.Generation.Shard))}";
}
