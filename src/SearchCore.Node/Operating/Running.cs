using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

using SearchCore.Cluster.Orleans.Hosting;
using SearchCore.Node.Configuration;
using SearchCore.Node.Monitoring;

namespace SearchCore.Node.Operating;

/// <summary>The command that is a silo.</summary>
internal static class Running
{
    public static async Task<int> RunAsync(NodeSettings settings, bool isAttached, CancellationToken cancellation)
    {
        var silo = settings.Silo;
        using var host = Build(settings);
        await host.StartAsync(cancellation);
        await Console.Out.WriteLineAsync(
            $"The silo {silo.NodeName} of the cluster '{silo.Cluster}' is running: silos come to "
            + $"{silo.Address}:{silo.SiloPort}, clients to {silo.Address}:{silo.GatewayPort}."
            + (settings.Http is { } http ? $" Health and measurements: http://{http}/healthz/ready, /metrics." : string.Empty)
            + (settings.Dashboard is { } dashboard ? $" Dashboard: http://{dashboard}/." : string.Empty));
        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        if (isAttached)
        {
            _ = Task.Run(async () =>
            {
                while (await Console.In.ReadLineAsync(CancellationToken.None) is not null)
                {
                }

                lifetime.StopApplication();
            }, CancellationToken.None);
        }

        // The host has signal handlers of its own; cancelling is what the command line does on the same signals.
        using var stopping = cancellation.Register(lifetime.StopApplication);
        await host.WaitForShutdownAsync(CancellationToken.None);
        return 0;
    }

    /// <summary>Makes a silo, ready to start.</summary>
    public static IHost Build(NodeSettings settings) => new HostBuilder()
        .ConfigureLogging(AddLogs)
        .AddMonitor(settings)
        .ConfigureServices(services => services.AddSearchCoreCluster(settings.Silo).AddDashboard(settings))
        .Build();

    private static void AddLogs(ILoggingBuilder logs)
    {
        logs.AddSimpleConsole(o => (o.SingleLine, o.TimestampFormat) = (true, "HH:mm:ss.fff "));
        logs.Services.Configure<ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = LogLevel.Trace);

        // The runtime warns at length of silos that are gone, which the membership says in a line.
        logs.SetMinimumLevel(LogLevel.Warning).AddFilter("Orleans", LogLevel.Error).AddFilter("SearchCore", LogLevel.Information)
            .AddFilter("SearchCore.Cluster.Orleans.Nodes.NodeService", LogLevel.Warning)

            // With every search that a silo that was killed had part of: whole stacks, of nothing that is to be done.
            .AddFilter("Orleans.Runtime.GrainCallCancellationManager", LogLevel.None)
            .AddFilter("Orleans.Runtime.GrainDirectory.ClientDirectory", LogLevel.None)
            .AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning)

            // Who asks for health hears it.
            .AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
    }
}
