using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;

using SearchCore.Formats;
using SearchCore.TestKit;
using SearchCore.Web.Collections;
using SearchCore.Web.Startup;

namespace SearchCore.Web.BrowserTests;

/// <summary>The service over real archives on a loopback port, and a browser: one of each for all tests.</summary>
public sealed class Newsroom : IAsyncLifetime, IDisposable
{
    /// <summary>The sample archive.</summary>
    public const string Sample = "sample";

    /// <summary>A small archive of several languages, with near-duplicates.</summary>
    public const string Desk = "desk";

    /// <summary>An archive of hostile texts.</summary>
    public const string Hostile = "hostile";

    private readonly TempFolder folder = new();
    private WebApplication? service;
    private IPlaywright? playwright;

    /// <summary>Where the service is.</summary>
    public string Address { get; private set; } = string.Empty;

    /// <summary>The browser.</summary>
    public IBrowser Browser { get; private set; } = null!;

    /// <summary>Services of the service, for tests that hold something of it.</summary>
    public IServiceProvider Services => service!.Services;

    public async Task InitializeAsync()
    {
        if (BrowserTests.Browser.Program is null)
        {
            return;
        }

        SampleArchive.Build(At(Sample), CancellationToken.None);
        Index(Desk, NewsFormats.All.Open(Path.Combine(AppContext.BaseDirectory, "Archive", "desk.jsonl"), onSkipped: _ => { }));
        using (var hostile = ArticleIndex.Open(At(Hostile)))
        {
            foreach (var article in HostileTexts.Articles)
            {
                hostile.Add(article);
            }

            hostile.Commit();
        }

        string[] names = [Sample, Desk, Hostile], titles = ["Sample archive", "City desk", "Hostile texts"];
        service = ServiceHost.Build([
            "--urls", "http://127.0.0.1:0",
            $"--SearchCore:DataFolder={Path.Combine(folder.Path, "data")}",
            .. names.Select(name => $"--SearchCore:Collections:{name}:Path={At(name)}"),
            .. names.Zip(titles, (name, title) => $"--SearchCore:Collections:{name}:Title={title}"),
            "--Logging:LogLevel:Default=Warning",
        ]);
        await service.StartAsync();
        Address = service.Urls.First();
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = BrowserTests.Browser.Program,
            // Root may not use the sandbox.
            Args = Environment.UserName == "root" ? ["--no-sandbox"] : [],
        });
    }

    /// <summary>Gives the service an article as a machine does, and waits until it is there.</summary>
    public async Task SendAsync(string collection, object article)
    {
        using var client = new HttpClient { BaseAddress = new(Address) };
        var line = JsonSerializer.Serialize(article) + "\n";
        using var body = new StringContent(line, Encoding.UTF8, new MediaTypeHeaderValue("application/x-ndjson"));
        using var taken = await client.PostAsync(new Uri($"/v1/collections/{collection}/articles", UriKind.Relative), body);
        taken.EnsureSuccessStatusCode();
        var receipt = taken.Headers.Location!;
        for (var tries = 0; tries < 300; tries++)
        {
            using var state = JsonDocument.Parse(await client.GetStringAsync(receipt));
            if (state.RootElement.GetProperty("state").GetString() == "done")
            {
                return;
            }

            await Task.Delay(100);
        }

        throw new TimeoutException($"the article is not there yet: {await client.GetStringAsync(receipt)}");
    }

    public async Task DisposeAsync()
    {
        if (Browser is not null)
        {
            await Browser.DisposeAsync();
        }

        playwright?.Dispose();
        if (service is not null)
        {
            await service.StopAsync();
            await service.DisposeAsync();
        }
    }

    public void Dispose() => folder.Dispose();

    private string At(string name) => Path.Combine(folder.Path, name);

    private void Index(string name, IEnumerable<Articles.Reading.IArticleSource> sources)
    {
        using var index = ArticleIndex.Open(At(name));
        index.Index(sources);
    }
}

/// <summary>All tests use the one service and browser, one after another.</summary>
[CollectionDefinition(Name)]
public sealed class NewsroomTests : ICollectionFixture<Newsroom>
{
    public const string Name = "newsroom";
}
