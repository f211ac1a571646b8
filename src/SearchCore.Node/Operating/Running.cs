using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

using SearchCore.Cluster.Orleans;
using SearchCore.Cluster.Orleans.Hosting;

namespace SearchCore.Node.Operating;

/// <summary>The command that is a silo.</summary>
internal static class Running
{
    public static async Task<int> RunAsync(ClusterNodeOptions options, bool isAttached, CancellationToken cancellation)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddSimpleConsole(o => (o.SingleLine, o.TimestampFormat) = (true, "HH:mm:ss.fff "));
        builder.Services.Configure<ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = LogLevel.Trace);

        // The runtime warns at length of silos that are gone, which the membership says in a line.
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Orleans", LogLevel.Error).AddFilter("SearchCore", LogLevel.Information)
            .AddFilter("SearchCore.Cluster.Orleans.Nodes.NodeService", LogLevel.Warning)

            // With every search that a silo that was killed had part of: whole stacks, of nothing that is to be done.
            .AddFilter("Orleans.Runtime.GrainCallCancellationManager", LogLevel.None)
            .AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        builder.Services.AddSearchCoreCluster(options);
        using var host = builder.Build();
        await host.StartAsync(cancellation);
        await Console.Out.WriteLineAsync(
            $"The silo {options.NodeName} of the cluster '{options.Cluster}' is running: silos come to "
            + $"{options.Address}:{options.SiloPort}, clients to {options.Address}:{options.GatewayPort}.");
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
}
