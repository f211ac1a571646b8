using Microsoft.AspNetCore.Http.Features;

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

    /// <summary>
    /// Names the spans of requests by their route. Not by the address, in which stand what is looked for and who.
    /// </summary>
    public static void Use(IApplicationBuilder app, TelemetryOptions options)
    {
        if (options.Endpoint is { Length: > 0 })
        {
            app.Use(Name);
        }
    }

    private static async Task Name(HttpContext context, RequestDelegate next)
    {
        var activity = context.Features.Get<IHttpActivityFeature>()?.Activity;
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        if (activity is not null)
        {
            activity.DisplayName = route is null ? context.Request.Method : $"{context.Request.Method} {route}";
            activity.SetTag("http.request.method", context.Request.Method);
            activity.SetTag("http.route", route);
        }

        try
        {
            await next(context);
        }
        finally
        {
            activity?.SetTag("http.response.status_code", context.Response.StatusCode);
        }
    }
}
