using System.Net;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

using OpenTelemetry.Metrics;

using Orleans.Dashboard;

using SearchCore.Cluster.Orleans.Hosting;
using SearchCore.Node.Configuration;

namespace SearchCore.Node.Monitoring;

/// <summary>
/// What an operator's tools ask a silo over HTTP: health and measurements at one port, Orleans' dashboard at another, either only where the
/// settings say so. Added before the silo it is there first and goes last, so that it answers while the silo starts and leaves.
/// </summary>
internal static class MonitorServer
{
    // The engine's, the cluster's, those of what runs it, and memory and threads.
    private static readonly string[] Meters =
        ["SearchCore", SearchCoreClusterServices.MeterName, "Microsoft.Orleans", "System.Runtime"];

    /// <summary>Adds it to a host; nothing where no port is set.</summary>
    public static IHostBuilder AddMonitor(this IHostBuilder host, NodeSettings settings) =>
        settings.Http is null && settings.Dashboard is null ? host : host.ConfigureWebHost(web => web
            .UseKestrelCore()
            .ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                foreach (var endpoint in new[] { settings.Http, settings.Dashboard }.OfType<IPEndPoint>())
                {
                    kestrel.Listen(endpoint);
                }
            })
            .ConfigureServices(services => AddServices(services, settings))
            .Configure(app => Use(app, settings)));

    /// <summary>Has the silo that was added gather what the dashboard shows; nothing where no port is set.</summary>
    public static IServiceCollection AddDashboard(this IServiceCollection services, NodeSettings settings) =>
        settings.Dashboard is null ? services : services.AddOrleans(silo => silo.AddDashboard());

    private static void AddServices(IServiceCollection services, NodeSettings settings)
    {
        services.AddRouting();
        if (settings.Http is not null)
        {
            services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter(Meters).AddPrometheusExporter());
        }
    }

    private static void Use(IApplicationBuilder app, NodeSettings settings)
    {
        if (settings.Http is { } http)
        {
            app.MapWhen(c => c.Connection.LocalPort == http.Port, at => at.UseRouting().UseEndpoints(routes =>
            {
                routes.MapHealth();
                routes.MapPrometheusScrapingEndpoint("/metrics");
                routes.MapGet("/", c => c.Response.WriteAsync("/healthz/live\n/healthz/ready\n/healthz/complete\n/metrics\n"));
            }));
        }

        if (settings.Dashboard is { } dashboard)
        {
            app.MapWhen(
                c => c.Connection.LocalPort == dashboard.Port && (!IPAddress.IsLoopback(dashboard.Address) || IsLoopback(c.Request.Host)),
                at => at.UseRouting().UseEndpoints(routes => routes.MapOrleansDashboard()));
        }
    }

    // A page elsewhere whose name leads to this machine must not read it through somebody's browser.
    private static bool IsLoopback(HostString host) => host.Host is "localhost" or "127.0.0.1" or "[::1]";
}
