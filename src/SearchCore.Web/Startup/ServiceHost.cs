using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

using SearchCore.Client.Contracts;
using SearchCore.Hosting;
using SearchCore.Json;
using SearchCore.Web.Access;
using SearchCore.Web.Api;
using SearchCore.Web.Collections;
using SearchCore.Web.Configuration;
using SearchCore.Web.Pages;

namespace SearchCore.Web.Startup;

/// <summary>Puts the service together.</summary>
internal static class ServiceHost
{
    private const string DefaultAddress = "http://localhost:5080";

    /// <summary>Runs the program until it is told to stop.</summary>
    /// <returns>Its exit code.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        await using var app = Build(args);
        await app.StartAsync();
        foreach (var address in app.Urls)
        {
            Console.WriteLine($"SearchCore is at {address}");
        }

        await app.WaitForShutdownAsync();
        return 0;
    }

    /// <summary>Makes the service, ready to start.</summary>
    /// <param name="args">The command line: settings as <c>--SearchCore:DataFolder=…</c>, <c>--urls …</c>.</param>
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            // The program finds its settings and pages wherever it is run from.
            ContentRootPath = AppContext.BaseDirectory,
            WebRootPath = "wwwroot",
        });
        if (builder.Configuration[WebHostDefaults.ServerUrlsKey] is null && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
        {
            builder.WebHost.UseUrls(DefaultAddress);
        }

        var options = Settings.Read(builder);
        foreach (var name in options.Collections.Keys)
        {
            builder.Services.AddSearchCore(name, builder.Configuration.GetSection($"{ServiceOptions.Section}:Collections:{name}"))
                .AddHealthCheck();
        }

        AddServices(builder, options);
        var app = builder.Build();
        app.Use(SecurityHeaders.Add);
        if (Directory.Exists(builder.Environment.WebRootPath))
        {
            app.UseStaticFiles();
        }

        app.UseRouting();
        app.MapApi();
        app.MapPages();
        return app;
    }

    private static void AddServices(WebApplicationBuilder builder, ServiceOptions options)
    {
        var services = builder.Services;
        services.AddSingleton(Options.Create(options));
        services.AddDataProtection()
            .PersistKeysToFileSystem(Directory.CreateDirectory(Path.Combine(options.DataFolder!, "keys")))
            .SetApplicationName("SearchCore.Web");
        services.AddSingleton<CollectionSet>();
        services.AddSingleton<AccessRules>();
        services.AddSingleton<CursorSeal>();
        services.AddSingleton<IReaders, EmbeddedReaders>();
        services.AddProblemDetails();
        services.ConfigureHttpJsonOptions(o =>
        {
            o.SerializerOptions.TypeInfoResolverChain.Insert(0, SearchCoreJsonContext.Default);
            o.SerializerOptions.TypeInfoResolverChain.Insert(1, ServiceJsonContext.Default);
        });
    }
}
