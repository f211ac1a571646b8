using System.Text.Json.Serialization;

using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

using SearchCore.Client.Contracts;
using SearchCore.Hosting;
using SearchCore.Json;
using SearchCore.Web.Access;
using SearchCore.Web.Api;
using SearchCore.Web.Collections;
using SearchCore.Web.Configuration;
using SearchCore.Web.Ingest;
using SearchCore.Web.Keeping;
using SearchCore.Web.Pages;
using SearchCore.Web.Requests;

namespace SearchCore.Web.Startup;

/// <summary>Puts the service together.</summary>
internal static class ServiceHost
{
    // A newsroom that comes at once waits for its turn rather than being sent away.
    private const int WaitingSearches = 2_000;

    /// <summary>Makes the service, ready to start.</summary>
    /// <param name="args">The command line: settings as <c>--SearchCore:DataFolder=…</c>, <c>--urls …</c>.</param>
    /// <param name="configure">What else a test changes before it is made; null for nothing.</param>
    /// <exception cref="SettingsException">The settings are not ones that it can start with.</exception>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            // The program finds its settings and pages wherever it is run from.
            ContentRootPath = AppContext.BaseDirectory,
            WebRootPath = "wwwroot",
        });
        configure?.Invoke(builder);
        var options = Settings.Read(builder);
        Network.Configure(builder, options);
        AddLogs(builder);
        AddServices(builder, options);
        var app = builder.Build();
        foreach (var (name, collection) in options.Collections.Where(c => c.Value.Problem is not null))
        {
            Log.NotSearched(app.Logger, name, collection.Problem!);
        }

        Use(app, builder.Environment.WebRootPath, options);
        return app;
    }

    private static void AddServices(WebApplicationBuilder builder, ServiceOptions options)
    {
        var services = builder.Services;
        services.AddSingleton(Options.Create(options));
        services.Configure<HostOptions>(o => o.ShutdownTimeout = options.Limits.DrainTime + TimeSpan.FromSeconds(30));
        foreach (var (name, collection) in options.Collections)
        {
            var section = builder.Configuration.GetSection($"{ServiceOptions.Section}:Collections:{name}");
            services.Configure<SearchCoreOptions>(name, o => o.MaxWaitingSearches = WaitingSearches);
            OtherVersions.Look(collection, section.Get<SearchCoreOptions>() ?? new());
            if (collection.Problem is null)
            {
                services.AddSearchCore(name, section).AddHealthCheck();
            }
            else
            {
                // The others are searched all the same.
                services.Configure<SearchCoreOptions>(name, section);
            }
        }

        services.AddDataProtection()
            .PersistKeysToFileSystem(Directory.CreateDirectory(Path.Combine(options.DataFolder!, "keys")))
            .SetApplicationName("SearchCore.Web");
        services.AddSingleton<CollectionSet>();
        services.AddSingleton<AccessRules>();
        services.AddSingleton<Readers>();
        services.AddSingleton<UserRates>();
        services.AddSingleton<CursorSeal>();
        services.AddSingleton<SavedSearches>();
        services.AddSingleton<Snapshots>();
        services.AddSingleton<UploadSpools>();
        services.AddSingleton<Draining>();
        services.AddHostedService<UploadService>();
        services.AddHostedService<EventTrimming>();
        if (options.Access.IsConfigured)
        {
            services.AddSignIn(options.Access);
        }

        Health.Add(services);
        Compression.Add(services);
        Telemetry.Add(services, options.Telemetry);
        services.AddApiDescription();
        services.ConfigureHttpJsonOptions(o =>
        {
            o.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            o.SerializerOptions.TypeInfoResolverChain.Insert(0, SearchCoreJsonContext.Default);
            o.SerializerOptions.TypeInfoResolverChain.Insert(1, ServiceJsonContext.Default);
        });
    }

    // Where a machine reads along, a line is an object.
    private static void AddLogs(WebApplicationBuilder builder)
    {
        if (Console.IsErrorRedirected && builder.Configuration["Logging:Console:FormatterName"] is null)
        {
            builder.Logging.AddJsonConsole();
        }

        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(
            o => o.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    private static void Use(WebApplication app, string pages, ServiceOptions options)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = context => new Problem(
                StatusCodes.Status500InternalServerError, "The service failed.", "It is no fault of yours; the log says what happened.")
                .ExecuteAsync(context),
        });
        app.Use(SecurityHeaders.Add);
        Compression.Use(app);
        app.UseStatusCodePages(context => Problems.OfStatus(context.HttpContext).ExecuteAsync(context.HttpContext));
        if (Directory.Exists(pages))
        {
            app.UseStaticFiles(new StaticFileOptions
            {
                OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "no-cache",
            });
        }

        app.UseRouting();
        Telemetry.Use(app, options.Telemetry);
        if (options.Access.IsConfigured)
        {
            app.UseAuthentication();
        }

        app.UseMiddleware<SameSiteGuard>();
        app.UseMiddleware<PeopleFirst>();
        app.MapApi(peopleSignIn: options.Access.Oidc is not null);
        app.MapPages();
        app.MapHealth();
        app.MapOpenApi("/openapi/{documentName}.json");
    }
}
