using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

using SearchCore.Hosting.Lifetime;

namespace SearchCore.Hosting;

/// <summary>What else a host wants of an index that it has added.</summary>
public sealed class SearchCoreBuilder
{
    internal SearchCoreBuilder(IServiceCollection services, string name) => (Services, Name) = (services, name);

    /// <summary>The host's services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>The index's name.</summary>
    public string Name { get; }

    /// <summary>
    /// Adds a health check. Unhealthy where the index cannot be opened, read or written; degraded where merges fail, a commit is overdue,
    /// or queue or disk are nearly full. Its data are figures about index and queue.
    /// </summary>
    /// <param name="name">The check's name; null for <c>searchcore:</c> and that of the index.</param>
    /// <param name="tags">Its tags.</param>
    public SearchCoreBuilder AddHealthCheck(string? name = null, params IReadOnlyList<string> tags)
    {
        Services.AddHealthChecks().Add(new HealthCheckRegistration(
            name ?? $"searchcore:{Name}", services => new IndexHealth(Name, services), failureStatus: null, tags));
        return this;
    }
}
