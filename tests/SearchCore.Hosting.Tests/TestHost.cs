using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SearchCore.Hosting.Tests;

/// <summary>A host with one index, started.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly IHost host;

    private TestHost(IHost host, LogList logs) => (this.host, Logs) = (host, logs);

    public IServiceProvider Services => host.Services;

    public IArticleIndex Index => Services.GetRequiredService<IArticleIndex>();

    public IArticleIngest Ingest => Services.GetRequiredService<IArticleIngest>();

    public ArticleIndex Engine => Services.GetRequiredService<ArticleIndex>();

    /// <summary>What was logged.</summary>
    public LogList Logs { get; }

    /// <summary>Starts a host with an index in memory, unless its options say otherwise.</summary>
    public static async Task<TestHost> Start(
        Action<SearchCoreOptions>? configure = null, Action<SearchCoreBuilder>? more = null, string name = "news")
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        var logs = new LogList();
        builder.Logging.AddProvider(logs);
        var added = builder.Services.AddSearchCore(name, options =>
        {
            options.InMemory = true;
            options.RecognizeEntities = false;
            configure?.Invoke(options);
        });
        more?.Invoke(added);
        var host = builder.Build();
        await host.StartAsync();
        return new(host, logs);
    }

    public Task Stop(CancellationToken cancellation = default) => host.StopAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();
    }

    public async Task<long> Count(string query) => (await Index.SearchAsync(new() { Query = query })).Total.Value;
}
