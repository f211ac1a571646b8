using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

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

    /// <summary>
    /// Sends what the host commits to a place from which hosts on other machines follow it (<see cref="ReceiveSnapshots"/>): each time the
    /// files that are not there yet, and once more when the host stops. Where it fails it is logged, told by the health check and tried
    /// again; nobody waits for it.
    /// </summary>
    /// <param name="transport">The place, such as a <see cref="SnapshotFolder"/> on a share.</param>
    /// <param name="interval">How often; null for every ten seconds.</param>
    /// <exception cref="ArgumentOutOfRangeException">The interval is not positive.</exception>
    /// <exception cref="InvalidOperationException">The index has a place already.</exception>
    public SearchCoreBuilder SendSnapshots(ISnapshotTransport transport, TimeSpan? interval = null) =>
        Link(transport, sends: true, interval);

    /// <summary>
    /// Follows an index on another machine: receives what that sends to a place into the folder of this index, which is
    /// <see cref="SearchCoreOptions.ReadOnly"/>. The host starts with what it has where the place is away, and not at all where it has
    /// nothing yet.
    /// </summary>
    /// <param name="transport">The place.</param>
    /// <param name="interval">How often to look; null for every ten seconds.</param>
    /// <exception cref="ArgumentOutOfRangeException">The interval is not positive.</exception>
    /// <exception cref="InvalidOperationException">The index has a place already.</exception>
    public SearchCoreBuilder ReceiveSnapshots(ISnapshotTransport transport, TimeSpan? interval = null) =>
        Link(transport, sends: false, interval);

    /// <summary>
    /// Gives a consumer the events of the index's standing queries (<see cref="ArticleIndex.Standing"/>) while the host runs: each at least
    /// once, one after another in their order, also those of the time when the host did not run. A delivery that throws is logged and
    /// comes again, after a second first and a minute at most.
    /// </summary>
    /// <param name="consumer">The consumer's name, under which the index's folder remembers how far it has come; of one host.</param>
    /// <param name="deliver">What is done with an event; the services are the host's.</param>
    /// <exception cref="ArgumentException">The name is empty or longer than <see cref="StandingQueries.MaxConsumerName"/>.</exception>
    public SearchCoreBuilder DeliverEvents(
        string consumer, Func<IServiceProvider, StandingEvent, CancellationToken, ValueTask> deliver)
    {
        ArgumentNullException.ThrowIfNull(deliver);
        StandingQueries.RequireConsumer(consumer);
        Services.AddSingleton<IHostedService>(services => new StandingDelivery(
            Name, consumer, deliver, services,
            services.GetService<ILogger<StandingDelivery>>() ?? NullLogger<StandingDelivery>.Instance));
        return this;
    }

    private SearchCoreBuilder Link(ISnapshotTransport transport, bool sends, TimeSpan? interval)
    {
        ArgumentNullException.ThrowIfNull(transport);
        var every = interval ?? TimeSpan.FromSeconds(10);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(every, TimeSpan.Zero, nameof(interval));
        if (Services.Any(s => s.IsKeyedService && s.ServiceType == typeof(SnapshotLink) && Equals(s.ServiceKey, Name)))
        {
            throw new InvalidOperationException(
                $"The index '{Name}' has a place for snapshots already; it has one. To send to several, write a transport that does.");
        }

        Services.AddKeyedSingleton(Name, (services, _) => new SnapshotLink(
            Name, transport, sends, every, services.GetService<ILogger<SnapshotLink>>() ?? NullLogger<SnapshotLink>.Instance));
        return this;
    }
}
