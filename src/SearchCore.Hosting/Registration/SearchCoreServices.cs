using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

using SearchCore.Hosting.Ingest;
using SearchCore.Hosting.Lifetime;
using SearchCore.Hosting.Opening;
using SearchCore.Hosting.Searching;

namespace SearchCore.Hosting;

/// <summary>Adds indexes to a host.</summary>
public static class SearchCoreServices
{
    /// <summary>
    /// Adds an index: <see cref="IArticleIndex"/>, <see cref="IArticleIngest"/> (where the host writes) and <see cref="ArticleIndex"/>
    /// itself as keyed services of its name, and of the first that is added also without a key. It is opened before the host starts, and
    /// closed when everything has stopped: the queue is emptied and all of it made durable.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="name">The index's name, in code, logs and measurements.</param>
    /// <param name="configure">
    /// Sets its options; null where configuration does (<c>services.Configure&lt;SearchCoreOptions&gt;(name, …)</c>).
    /// </param>
    /// <exception cref="ArgumentException">There is an index of that name already.</exception>
    public static SearchCoreBuilder AddSearchCore(
        this IServiceCollection services, string name, Action<SearchCoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (services.Any(s => s.IsKeyedService && s.ServiceType == typeof(IndexHandle) && Equals(s.ServiceKey, name)))
        {
            throw new ArgumentException($"There is an index '{name}' already; give this one another name.", nameof(name));
        }

        var options = services.AddOptions<SearchCoreOptions>(name).ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        services.AddSingleton<IValidateOptions<SearchCoreOptions>>(new OptionsValidation(name));
        services.AddKeyedSingleton(name, (s, _) => new IndexHandle(
            name, s.GetRequiredService<IOptionsMonitor<SearchCoreOptions>>().Get(name), LoggerOf<IndexHandle>(s)));
        services.AddKeyedSingleton(name, (s, _) => new HostedIndex(
            s.GetRequiredKeyedService<IndexHandle>(name), LoggerOf<HostedIndex>(s)));
        services.AddKeyedSingleton(name, (s, _) => new HostedIngest(
            s.GetRequiredKeyedService<IndexHandle>(name), LoggerOf<HostedIngest>(s)));
        services.AddKeyedSingleton<IArticleIndex>(name, (s, _) => s.GetRequiredKeyedService<HostedIndex>(name));
        services.AddKeyedSingleton<IArticleIngest>(name, (s, _) => s.GetRequiredKeyedService<HostedIngest>(name));
        services.AddKeyedSingleton(name, (s, _) => s.GetRequiredKeyedService<IndexHandle>(name).Index);
        services.TryAddSingleton<IArticleIndex>(s => s.GetRequiredKeyedService<HostedIndex>(name));
        services.TryAddSingleton<IArticleIngest>(s => s.GetRequiredKeyedService<HostedIngest>(name));
        services.TryAddSingleton(s => s.GetRequiredKeyedService<IndexHandle>(name).Index);
        services.AddSingleton<IHostedService>(s => new IndexService(name, s, LoggerOf<IndexService>(s)));
        return new(services, name);
    }

    /// <summary>As the other one, with options from configuration; changes of it need a new start.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="name">The index's name.</param>
    /// <param name="configuration">A section with members of <see cref="SearchCoreOptions"/>.</param>
    /// <exception cref="ArgumentException">There is an index of that name already.</exception>
    public static SearchCoreBuilder AddSearchCore(this IServiceCollection services, string name, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var builder = services.AddSearchCore(name);
        services.AddOptions<SearchCoreOptions>(name).Bind(configuration);
        return builder;
    }

    // A container without logging is no reason to fail.
    private static ILogger<T> LoggerOf<T>(IServiceProvider services) => services.GetService<ILogger<T>>() ?? NullLogger<T>.Instance;
}
