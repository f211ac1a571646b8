using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;

using SearchCore.Web.Configuration;

namespace SearchCore.Web.Startup;

/// <summary>Measurements, traces and logs to a collector by OTLP, where one is configured; else nothing of it is even loaded.</summary>
internal static class Telemetry
{
    public static void Add(IServiceCollection services, TelemetryOptions options)
    {
        if (options.Endpoint is not { Length: > 0 } endpoint)
        {
            return;
        }

        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("searchcore-web"))
            .WithMetrics(metrics => metrics
                .AddMeter("SearchCore", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"))
            .WithTracing(tracing => tracing
                // The span of the request above those of the engine; without it they would not be sampled.
                .AddSource("Microsoft.AspNetCore", "SearchCore"))
            .UseOtlpExporter(options.Protocol == "http" ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc, new(endpoint));
    }
}
