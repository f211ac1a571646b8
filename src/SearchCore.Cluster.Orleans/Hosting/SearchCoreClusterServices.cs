using System.Net;

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

using Orleans.Configuration;

using SearchCore.Cluster.Alerts;
using SearchCore.Cluster.Catalogue;
using SearchCore.Cluster.Orleans.Membership;
using SearchCore.Cluster.Orleans.Nodes;
using SearchCore.Cluster.Orleans.Serving;
using SearchCore.Cluster.Orleans.Writers;
using SearchCore.Cluster.Reading;
using SearchCore.Cluster.Writing;

namespace SearchCore.Cluster.Orleans.Hosting;

/// <summary>Makes a host a silo of a cluster.</summary>
public static class SearchCoreClusterServices
{
    /// <summary>The meter's name: what <c>AddMeter</c> of OpenTelemetry is told.</summary>
    public const string MeterName = ClusterMeter.Name;

    /// <summary>
    /// Adds a silo with its node, its writers and its coordinator, the cluster's <see cref="ClusterAlerts"/>, and a health check
    /// <c>searchcore-cluster</c>. The host's start makes the tables of the membership; the cluster itself must have been created in the
    /// catalogue, until then the silo waits.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="options">How it runs; not changed afterwards.</param>
    /// <exception cref="ArgumentException">Something is missing or out of bounds; the message names everything that is.</exception>
    public static IServiceCollection AddSearchCoreCluster(this IServiceCollection services, ClusterNodeOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(_ => OpenCatalogue(options));
        services.AddSingleton(s => OpenAlerts(options, s.GetRequiredService<ICatalogue>()));
        services.AddMetrics();
        AddNode(services, options);
        AddCoordinator(services, options);
        services.AddHealthChecks().AddCheck<ClusterHealth>("searchcore-cluster");
        if (options is { Postgres: not null, Membership: null })
        {
            // Hosted services start in this order: before the silo.
            services.AddHostedService<MembershipSetup>();
        }

        services.AddOrleans(silo => Configure(silo, options));

        // Draining, giving up shards and closing replicas take their time.
        services.Configure<HostOptions>(h => h.ShutdownTimeout = options.Drain + TimeSpan.FromMinutes(1));
        return services;
    }

    /// <summary>The catalogue of a cluster, for programs that create, load or look at it; to be disposed.</summary>
    /// <param name="options">Where it is.</param>
    public static ICatalogue OpenCatalogue(ClusterNodeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Postgres is { } postgres
            ? new PostgresCatalogue(postgres, options.Cluster!) : new FileCatalogue(Path.Combine(options.Share!, "catalogue"));
    }

    /// <summary>The standing queries of a cluster and their events. It asks no silo, so it works whether any runs or not.</summary>
    /// <param name="options">Where the share is.</param>
    /// <param name="catalogue">The cluster's catalogue; it stays the caller's.</param>
    public static ClusterAlerts OpenAlerts(ClusterNodeOptions options, ICatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(catalogue);
        return new(catalogue, ShardPlaces.AlertsUnder(options.Share!), ShardPlaces.Under(options.Share!));
    }

    private static void AddNode(IServiceCollection services, ClusterNodeOptions options)
    {
        services.AddSingleton(s => new ShardNode(
            options.NodeName, ShardPlaces.Under(options.Share!), Path.Combine(options.Data!, "replicas"),
            new()
            {
                Threads = options.Threads > 0 ? options.Threads : Environment.ProcessorCount,
                MostWaiting = options.MostWaiting,
                Index = new ArticleIndexOptions { Recognizer = null },
                Damaged = new DamageLog(s.GetRequiredService<ILogger<ShardNode>>()).Add,
            }));
        services.AddSingleton(s => new ClusterMeter(
            s.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>(), s.GetRequiredService<ShardNode>(),
            s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s =>
        {
            var membership = s.GetRequiredService<IClusterMembershipService>();
            return new NodeKeeper(s.GetRequiredService<ShardNode>(), () => membership.CurrentSnapshot.Members.Values
                .Where(m => m.Status != SiloStatus.Dead).Select(m => m.SiloAddress.ToParsableString()).ToHashSet(StringComparer.Ordinal));
        });
        services.AddSingleton<NodeCaller>();
        services.AddSingleton<LiveNodes>();
        services.AddSingleton(s => new ShardWriterFactory(
            s.GetRequiredService<ICatalogue>(), ShardPlaces.Under(options.Share!), ShardPlaces.AlertsUnder(options.Share!),
            Path.Combine(options.Data!, "writers"), options.NodeName,
            () =>
            {
                var index = new ArticleIndexOptions { Workers = 1, MemoryMegabytes = options.WriterMegabytes };
                return options.RecognizeEntities ? index : index with { Recognizer = null };
            }));
    }

    private static void AddCoordinator(IServiceCollection services, ClusterNodeOptions options)
    {
        services.AddSingleton(s => new Coordinator(
            s.GetRequiredService<ICatalogue>(), s.GetRequiredService<LiveNodes>(), s.GetRequiredService<IGrainFactory>(),
            new ClusterReaderOptions
            {
                Replicas = options.Replicas,
                Here = options.NodeName,
                HedgeAfter = options.HedgeAfter,
                HeldVersions = options.HeldVersions,
                Patience = options.Patience,
                Clock = s.GetRequiredService<TimeProvider>(),
            },
            options, s.GetRequiredService<ClusterMeter>(), s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<ILogger<Coordinator>>()));
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(s => s.GetRequiredService<Coordinator>());
    }

    private static void Configure(ISiloBuilder silo, ClusterNodeOptions options)
    {
        if (options.Membership is { } membership)
        {
            membership.Configure(silo);
        }
        else if (options.Postgres is { } postgres)
        {
            silo.UseAdoNetClustering(o =>
            {
                o.Invariant = MembershipTables.Driver;
                o.ConnectionString = MembershipTables.ConnectionString(postgres, options.Cluster!);
            });
        }
        else
        {
            silo.UseLocalhostClustering(options.SiloPort, options.GatewayPort);
        }

        silo.ConfigureEndpoints(
            IPAddress.Parse(options.Address), options.SiloPort, options.GatewayPort,
            listenOnAnyHostAddress: !IPAddress.IsLoopback(IPAddress.Parse(options.Address)));
        silo.Configure<ClusterOptions>(o => (o.ClusterId, o.ServiceId) = (options.Cluster!, "searchcore"));
        silo.Configure<SiloOptions>(o => o.SiloName = options.NodeName);
        silo.Configure<ClusterMembershipOptions>(o =>
        {
            (o.ProbeTimeout, o.NumMissedProbesLimit) = (options.Probe, options.MissedProbes);
            (o.TableRefreshTimeout, o.IAmAliveTablePublishTimeout) = (TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(5));
            o.DefunctSiloExpiration = TimeSpan.FromDays(1);
        });

        // Who waits no longer is answered at once; the other side is told to stop.
        silo.Configure<SiloMessagingOptions>(o => (o.WaitForCancellationAcknowledgement, o.CancelRequestOnTimeout) = (false, true));
        silo.AddGrainService<NodeService>();
    }
}
