using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

using SearchCore.Hosting.Ingest;
using SearchCore.Hosting.Opening;

namespace SearchCore.Hosting.Lifetime;

/// <summary>
/// The health of a host's index. Unhealthy: it cannot be opened, read or written. Degraded: merges fail, changes wait too long to become
/// durable, the queue is nearly full, the disk is.
/// </summary>
internal sealed class IndexHealth(string name, IServiceProvider services) : IHealthCheck
{
    private const double NearlyFull = 0.9;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.Run(Check, cancellationToken);

    private HealthCheckResult Check()
    {
        var handle = services.GetRequiredKeyedService<IndexHandle>(name);
        IndexStatistics statistics;
        try
        {
            statistics = handle.Index.Statistics();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or ArgumentException)
        {
            return HealthCheckResult.Unhealthy($"The index '{name}' cannot be used: {e.Message}", e);
        }

        var ingest = handle.Options.ReadOnly ? null : services.GetRequiredKeyedService<HostedIngest>(name);
        var data = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["articles"] = statistics.Articles,
            ["deleted"] = statistics.Deleted,
            ["segments"] = statistics.Segments,
            ["bytes"] = statistics.Bytes,
            ["sequence"] = statistics.Sequence,
        };
        if (ingest is not null)
        {
            data["queue"] = ingest.QueueLength;
            data["staleSeconds"] = ingest.Staleness.TotalSeconds;
        }

        if ((handle.Failure ?? ingest?.Failure) is { } failure)
        {
            return HealthCheckResult.Unhealthy($"The index '{name}' cannot be used: {failure.Message}", failure, data);
        }

        var troubles = Troubles(handle, statistics, ingest).ToList();
        if (services.GetKeyedService<SnapshotLink>(name) is { Failure: { } away } link)
        {
            troubles.Add($"Snapshots are not {(link.Sends ? "sent" : "received")}: {away.Message}");
        }

        return troubles.Count == 0
            ? HealthCheckResult.Healthy($"{statistics.Articles} articles in {statistics.Segments} segments", data)
            : HealthCheckResult.Degraded($"The index '{name}': {string.Join(' ', troubles)}", data: data);
    }

    private static IEnumerable<string> Troubles(IndexHandle handle, IndexStatistics statistics, HostedIngest? ingest)
    {
        var options = handle.Options;
        if (statistics.FailedMerges > 0)
        {
            yield return $"{statistics.FailedMerges} merges failed, the last: {statistics.LastMergeFailure}";
        }

        if (ingest is not null && ingest.Staleness > options.StaleAfter)
        {
            yield return $"Changes have waited for {ingest.Staleness.TotalSeconds:F0} s to become durable.";
        }

        if (ingest is not null && ingest.QueueLength >= NearlyFull * options.QueueCapacity)
        {
            yield return $"{ingest.QueueLength} of at most {options.QueueCapacity} articles wait in the queue.";
        }

        if (!options.InMemory && options.LeastFreeBytes > 0 && FreeBytes(handle.Index.Path) is { } free && free < options.LeastFreeBytes)
        {
            yield return $"Its disk has {free:N0} bytes left, less than {options.LeastFreeBytes:N0}.";
        }
    }

    private static long? FreeBytes(string folder)
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
