using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

using SearchCore.Client;
using SearchCore.Client.Contracts;
using SearchCore.TestKit;
using SearchCore.Web.Configuration;
using SearchCore.Web.Tests.Running;

namespace SearchCore.Web.Tests.Docs;

/// <summary>The examples of docs/service.md, docs/operating.md and docs/security.md do what the pages say.</summary>
public sealed partial class ExampleTests
{
    private static Uri? here;

    [Fact]
    public async Task The_program_of_the_page_finds_what_it_looks_for()
    {
        await using var service = await TestService.StartAsync();
        here = service.Address;

        using var http = new HttpClient { BaseAddress = new("http://localhost:5080/") };
        var sample = new SearchCoreClient(http).Collection("sample");
        var answer = await sample.SearchAsync(new SearchRequest { Query = "\"port strike\"", Facets = [new("person")] });

        Assert.NotEmpty(answer.Results.Hits);
        Assert.NotEmpty(answer.Results.Facet("person"));
    }

    [Fact]
    public async Task The_page_shows_that_program()
    {
        var own = Lines(await File.ReadAllTextAsync(
            Path.Combine(SharedData.Root, "tests", "SearchCore.Web.Tests", "Docs", "ExampleTests.cs")));
        var examples = Program().Matches(Page("service.md"));
        Assert.Single(examples);
        Assert.All(examples, example => Assert.Contains(Lines(example.Groups[1].Value), own, StringComparison.Ordinal));
    }

    [CurlFact]
    public async Task The_calls_of_the_pages_are_answered()
    {
        const string Key = "k";
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder["wire.jsonl"], "{\"id\":\"w1\",\"title\":\"Zebra in town\"}\n");
        await using var open = await TestService.StartAsync();
        await using var closed = await TestService.StartAsync(
        [
            TestService.Collection(folder, "news"), $"SnapshotFolder={folder["snapshots"]}",
            .. TestService.Key(0, "operator", Key, ["admin"]),
        ]);
        List<string> said = [];
        foreach (var call in Calls("service.md").Concat(Calls("operating.md")))
        {
            var command = call.Replace("localhost:5080", open.Address.Authority, StringComparison.Ordinal)
                .Replace("https://search.example.org/", closed.Address.ToString(), StringComparison.Ordinal);
            said.Add(await RunAsync(command, folder.Path, Key));
        }

        Assert.Equal(4, said.Count);
        Assert.All(new[] { "hits", "facets", "timeline" }, member => Assert.True(Json(said[0]).TryGetProperty(member, out _), member));
        var sample = open.Collection("sample");
        Assert.Equal(1, (await sample.WaitAsync(Json(said[1]).GetProperty("id").GetString()!)).Articles);
        Assert.Equal("Zebra in town", (await sample.GetAsync("w1"))!.Stored.Article.Title);
        Assert.Equal("news/monday", Json(said[2]).GetProperty("path").GetString());
        var restored = await closed.Collection("news", Key).WaitAsync(Json(said[3]).GetProperty("id").GetString()!);
        Assert.Equal(ReceiptState.Done, restored.State);
    }

    [Fact]
    public async Task The_settings_of_the_page_let_in_whom_they_name()
    {
        using var folder = new TempFolder();
        var settings = Settings().Match(Page("security.md")).Groups[1].Value;
        Assert.Contains("/var/news/index", settings, StringComparison.Ordinal);
        await File.WriteAllTextAsync(
            folder["web.json"], settings.Replace("/var/news/index", folder["index"].Replace('\\', '/'), StringComparison.Ordinal)
                .Replace("what searchcore-web key new says", ApiKey.Hash("loader's key"), StringComparison.Ordinal));
        using var service = await ServiceProcess.StartAsync(
            folder.Path, "--settings", "web.json", "--urls", "http://127.0.0.1:0", $"--SearchCore:DataFolder={folder["data"]}");
        Assert.NotNull(service.Address);
        using var http = new System.Net.Http.HttpClient { BaseAddress = service.Address };

        var loader = new SearchCoreClient(http, new() { Key = "loader's key" });
        Assert.Equal("loader", (await loader.MeAsync()).Name);
        Assert.Equal(["read", "ingest", "delete"], (await loader.CollectionsAsync()).Single().May);
        service.Stop();
        Assert.Equal(0, (await service.EndAsync()).ExitCode);
    }

    private static string Page(string name) => File.ReadAllText(Path.Combine(SharedData.Root, "docs", name));

    private static IEnumerable<string> Calls(string page) =>
        Call().Matches(Page(page).Replace("\\\n", " ", StringComparison.Ordinal)).Select(m => m.Value.Trim());

    private static async Task<string> RunAsync(string command, string workingFolder, string key)
    {
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", $"{command} --silent --show-error --fail-with-body"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = workingFolder,
            Environment = { ["KEY"] = key },
        })!;
        var complaints = shell.StandardError.ReadToEndAsync();
        var said = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();
        Assert.True(shell.ExitCode == 0, $"{command}: {said} {await complaints}");
        return said;
    }

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    // Without what stands at the beginning of lines, and blank lines.
    private static string Lines(string text) => string.Join('\n', text.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0));

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Program();

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Settings();

    [GeneratedRegex("^    curl .*$", RegexOptions.Multiline)]
    private static partial Regex Call();

    // In place of the real one: the address on the page is that of a service that somebody started, which here has another port.
    private sealed class HttpClient : System.Net.Http.HttpClient
    {
        public new Uri BaseAddress
        {
            get => base.BaseAddress!;
            set => base.BaseAddress = value.Port == 5080 ? here : value;
        }
    }

    /// <summary>A test by curl: skipped, with a word, where there is none.</summary>
    private sealed class CurlFactAttribute : FactAttribute
    {
        public CurlFactAttribute() => Skip = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, "curl"))) ? null : "There is no curl on the path.";
    }
}
