using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.Json;

using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

using SearchCore.Articles;
using SearchCore.Client;
using SearchCore.TestKit;
using SearchCore.Web.Configuration;
using SearchCore.Web.Startup;

namespace SearchCore.Web.Tests.Running;

/// <summary>The real service in this process, on a loopback port of its own.</summary>
internal sealed class TestService : IAsyncDisposable
{
    private readonly TempFolder folder;
    private readonly bool ownsFolder;
    private readonly WebApplication app;
    private readonly LogLines log;

    private TestService(TempFolder folder, bool ownsFolder, WebApplication app, LogLines log) =>
        (this.folder, this.ownsFolder, this.app, this.log) = (folder, ownsFolder, app, log);

    public Uri Address => new(app.Urls.First() + "/");

    public HttpClient Http { get; private set; } = new();

    /// <summary>What was logged so far.</summary>
    public IReadOnlyCollection<string> Log => log.Lines;

    public string Folder => folder.Path;

    public IServiceProvider Services => app.Services;

    /// <summary>Starts a service; of the sample archive where no collection is named.</summary>
    /// <param name="settings">Settings below <c>SearchCore</c>, as <c>Limits:MaxHits=5</c>.</param>
    public static Task<TestService> StartAsync(params string[] settings) => StartAsync(0, new TempFolder(), ownsFolder: true, settings);

    /// <summary>Starts a service with a data folder that outlives it.</summary>
    public static Task<TestService> StartAsync(TempFolder folder, params string[] settings) =>
        StartAsync(0, folder, ownsFolder: false, settings);

    /// <summary>Starts a service with a data folder that outlives it, on a port that it had before.</summary>
    public static Task<TestService> StartAsync(int port, TempFolder folder, params string[] settings) =>
        StartAsync(port, folder, ownsFolder: false, settings);

    private static async Task<TestService> StartAsync(int port, TempFolder folder, bool ownsFolder, string[] settings)
    {
        var log = new LogLines();
        string[] args =
        [
            "--urls", $"http://127.0.0.1:{port}", $"--SearchCore:DataFolder={folder.Path}", .. settings.Select(s => $"--SearchCore:{s}"),
        ];
        var app = ServiceHost.Build(args, builder => builder.Logging.ClearProviders().AddProvider(log));
        try
        {
            await app.StartAsync();
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        var service = new TestService(folder, ownsFolder, app, log);
        service.Http.BaseAddress = service.Address;
        return service;
    }

    /// <summary>Settings of a collection in a folder of its own.</summary>
    public static string Collection(TempFolder folder, string name) => $"Collections:{name}:Path={folder[name]}";

    /// <summary>Settings of a key, the number saying which of the list it is.</summary>
    public static string[] Key(int number, string name, string key, string[]? roles = null, params (string Claim, string Value)[] claims) =>
    [
        $"Access:Keys:{number}:Name={name}", $"Access:Keys:{number}:Hash={ApiKey.Hash(key)}",
        .. (roles ?? []).Select((role, i) => $"Access:Keys:{number}:Roles:{i}={role}"),
        .. claims.Select((claim, i) => $"Access:Keys:{number}:Claims:{claim.Claim}:{i}={claim.Value}"),
    ];

    /// <summary>A client that the service knows by a key.</summary>
    public HttpClient With(string key) => new()
    {
        BaseAddress = Address,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) },
    };

    /// <summary>A typed client of a collection.</summary>
    public CollectionClient Collection(string name, string? key = null) =>
        new SearchCoreClient(Http, new() { Key = key }).Collection(name);

    /// <summary>The answer in JSON.</summary>
    public Task<JsonElement> GetAsync(string address) => GetAsync(Http, address);

    /// <summary>The answer in JSON to a client.</summary>
    public static async Task<JsonElement> GetAsync(HttpClient http, string address)
    {
        using var response = await http.GetAsync(address);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{address}: {(int)response.StatusCode} {body}");
        return JsonDocument.Parse(body).RootElement;
    }

    /// <summary>Sends articles and waits until they are found.</summary>
    public async Task IngestAsync(string collection, string? key, params Article[] articles)
    {
        var client = Collection(collection, key);
        var receipt = await client.WaitAsync((await client.IngestAsync(articles)).Id);
        Assert.Equal(articles.Length, receipt.Articles);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        if (ownsFolder)
        {
            folder.Dispose();
        }
    }

    /// <summary>Keeps what is logged.</summary>
    private sealed class LogLines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");

        public void Dispose()
        {
            // Nothing is held.
        }
    }
}
