using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

using SearchCore.TestKit;

namespace SearchCore.Hosting.Tests;

/// <summary>The sample site as a process of its own, spoken to over HTTP.</summary>
public sealed class SampleSiteTests : IAsyncLifetime, IDisposable
{
    private readonly TempFolder folder = new();
    private Process? site;
    private readonly HttpClient client = new();

    private static string Configuration =>
        Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)))!;

    private static string Executable =>
        Path.Combine(SharedData.Root, "samples", "SearchCore.Site", "bin", Configuration, "net10.0", "SearchCore.Site");

    public async Task InitializeAsync()
    {
        var start = new ProcessStartInfo(
            Executable,
            [
                "--urls", "http://127.0.0.1:0", "--SearchCore:News:Path", folder["index"],
                "--Logging:LogLevel:Microsoft.AspNetCore", "Information",
            ])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetDirectoryName(Executable)!,
        };
        site = Process.Start(start)!;
        const string Listening = "Now listening on: ";
        while (await site.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains(Listening, StringComparison.Ordinal))
            {
                client.BaseAddress = new(line[(line.IndexOf(Listening, StringComparison.Ordinal) + Listening.Length)..]);
                break;
            }
        }

        _ = site.StandardOutput.ReadToEndAsync();
    }

    public async Task DisposeAsync()
    {
        if (site is { HasExited: false })
        {
            site.Kill();
            await site.WaitForExitAsync();
        }

    }

    public void Dispose()
    {
        client.Dispose();
        site?.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Editors_publish_and_readers_search_and_a_stop_loses_nothing()
    {
        var created = await client.PostAsJsonAsync(
            "/articles", new { id = "a1", title = "Port strike ends", body = "The strike\nin Rotterdam <ended>.", source = "Pulse" });
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal("/articles/a1", created.Headers.Location!.ToString());

        var found = await client.GetFromJsonAsync<JsonElement>("/search?q=port+strike");
        Assert.Equal(1, found.GetProperty("total").GetInt64());
        Assert.Equal("a1", found.GetProperty("hits")[0].GetProperty("id").GetString());
        var article = await client.GetFromJsonAsync<JsonElement>("/articles/a1?q=strike");
        Assert.Equal("The <em>strike</em>\nin Rotterdam &lt;ended&gt;.", article.GetProperty("body").GetString());
        var typed = await client.GetFromJsonAsync<JsonElement>("/suggest?q=stri");
        Assert.Contains(typed.GetProperty("values").EnumerateArray(), v => v.GetProperty("text").GetString() == "strike");
        Assert.Equal("Healthy", await client.GetStringAsync("/health"));

        var refused = await client.PostAsJsonAsync("/articles", new { id = "a2" });
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("a2", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(new Uri("/articles/none", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await client.PutAsJsonAsync("/articles/a1/tags", new[] { "labour" })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.PutAsJsonAsync("/articles/none/tags", new[] { "labour" })).StatusCode);

        // SIGTERM: what was answered as searchable is made durable.
        Process.Start("kill", ["-TERM", $"{site!.Id}"]).WaitForExit();
        Assert.True(site.WaitForExit(30_000));
        Assert.Equal(0, site.ExitCode);
        using var index = ArticleIndex.Open(folder["index"], new() { Access = IndexAccess.ReadOnly });
        Assert.Equal(["labour"], index.Get("a1")!.Tags);
    }
}
