using System.Text.RegularExpressions;

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

using SearchCore.Articles;
using SearchCore.TestKit;

namespace SearchCore.Hosting.Tests;

/// <summary>The examples of docs/embedding.md, compiled and run; a test holds the page to them.</summary>
public sealed partial class EmbeddingExamples : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly StringWriter printed = new();

    // In place of the console: what an example prints is looked at.
    private TextWriter Console => printed;

    [Fact]
    public void A_program()
    {
        var path = folder["index"];
        using var index = ArticleIndex.Open(path);
        index.Add(new Article { Id = "a1", Title = "Port strike ends", Body = "The port strike in Rotterdam ended on Tuesday." });
        index.Commit();
        foreach (var hit in index.Search(new SearchRequest { Query = "\"port strike\"" }).Hits)
        {
            Console.WriteLine($"{hit.Id} {hit.Title}");
        }

        var typed = new SearchRequest { Query = "port (strike", Lenient = true, Limit = 20 };
        var page = index.Search(typed);
        Console.WriteLine($"{page.Total} found{(page.IsPartial ? ", in the time there was" : "")}");
        while (page.Next is not null)
        {
            page = index.Search(typed with { After = page.Next });
        }

        var shown = index.Highlight("a1", new SearchRequest { Query = "strike" })!;
        Console.WriteLine(shown.BodyHtml());
        foreach (var completion in index.Complete(new CompletionRequest("rott")).Values)
        {
            Console.WriteLine($"{completion.Text} ({completion.Articles})");
        }

        Assert.Contains("a1 Port strike ends", $"{printed}", StringComparison.Ordinal);
        Assert.Contains("1 found", $"{printed}", StringComparison.Ordinal);
        Assert.Contains("The port <em>strike</em> in Rotterdam", $"{printed}", StringComparison.Ordinal);
        Assert.Contains("Rotterdam (1)", $"{printed}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_ingests()
    {
        var path = folder["index"];
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddSearchCore("news", options =>
        {
            options.Path = path;
            options.CommitInterval = TimeSpan.FromSeconds(5);
            options.QueueCapacity = 10_000;
        }).AddHealthCheck();
        using var host = builder.Build();
        await host.StartAsync();
        await Search(host.Services, default);
        await Ingest(host.Services, new Article { Id = "a1", Body = "strike" });
        Assert.Contains("in commit ", $"{printed}", StringComparison.Ordinal);
        Assert.Contains("2 taken, 1 refused", $"{printed}", StringComparison.Ordinal);
        await host.StopAsync();
    }

    [Fact]
    public async Task Standing_queries()
    {
        var path = folder["index"];
        var mailed = new TaskCompletionSource<string>();
        var tries = 0;
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddSearchCore("news", options => options.Path = path)
            .DeliverEvents("mail", async (services, found, cancellation) => await Mail(found.Query, found.Article?.Title, cancellation));
        using var host = builder.Build();
        await host.StartAsync();
        var engine = host.Services.GetRequiredService<ArticleIndex>();
        engine.Standing.Put(new StandingQuery { Name = "strikes", Request = new SearchRequest { Query = "strike" } });
        await host.Services.GetRequiredService<IArticleIngest>().AddAsync(
            new Article { Id = "a1", Title = "Port strike ends", Body = "It ended." }, WaitFor.Durable);
        Assert.Equal("strikes: Port strike ends", await mailed.Task.WaitAsync(TimeSpan.FromMinutes(1)));
        Assert.Equal(2, tries);
        await host.StopAsync();

        // The first attempt fails, and the event comes again.
        Task Mail(string query, string? title, CancellationToken cancellation)
        {
            cancellation.ThrowIfCancellationRequested();
            if (++tries == 1)
            {
                throw new InvalidOperationException("The post office is closed.");
            }

            mailed.TrySetResult($"{query}: {title}");
            return Task.CompletedTask;
        }
    }

    [Fact]
    public void A_test()
    {
        using var index = ArticleIndex.InMemory();
        index.Add(new Article { Id = "a1", Body = "fish" });
        index.Commit();
        Assert.Equal(1, index.Search(new() { Query = "fish" }).Total.Value);
    }

    private static async Task Search(IServiceProvider services, CancellationToken gone)
    {
        var index = services.GetRequiredKeyedService<IArticleIndex>("news");
        var results = await index.SearchAsync(new SearchRequest { Query = "strike" }, cancellation: gone);
        Assert.Equal(0, results.Total.Value);
    }

    private async Task Ingest(IServiceProvider services, Article article)
    {
        var ingest = services.GetRequiredService<IArticleIngest>();
        await ingest.AddAsync(article);
        await ingest.AddAsync(article, WaitFor.Visible);
        var receipt = await ingest.AddAsync(article, WaitFor.Durable);
        Console.WriteLine($"in commit {receipt.Sequence}");

        await ingest.UpdateAsync("a1", stored => stored with { Tags = [.. stored.Tags, "labour"] });
        await ingest.DeleteAsync(["a1", "a2"]);
        var summary = await ingest.AddAllAsync(ReadArchive());
        Console.WriteLine($"{summary.Queued} taken, {summary.Refused} refused");

        var report = await ingest.ReplaceAllAsync(ReadArchive());
        Console.WriteLine($"{report.Articles} articles, commit {report.Sequence}");
        await ingest.RebuildAsync(new ArticleIndexOptions { Fields = [FieldDeclaration.Parse("desk:keyword")] });

        static async IAsyncEnumerable<Article> ReadArchive()
        {
            yield return new() { Id = "a3", Body = "fish" };
            yield return new() { Id = "a4" };
            yield return new() { Id = "a5", Body = "fish" };
            await Task.Yield();
        }
    }

    [Fact]
    public void Followers_on_other_machines()
    {
        var (writer, reader) = (new ServiceCollection(), new ServiceCollection());
        writer.AddSearchCore("news", o => o.Path = "/var/news/index").SendSnapshots(new SnapshotFolder("/mnt/share/news"));

        reader.AddSearchCore("news", o => (o.Path, o.ReadOnly) = ("/var/news/copy", true))
            .ReceiveSnapshots(new SnapshotFolder("/mnt/share/news"));
        Assert.True(writer.Count > 0 && reader.Count > 0);
    }

    [Fact]
    public void The_page_shows_these_and_the_tests_it_names_are_there()
    {
        var page = File.ReadAllText(Path.Combine(SharedData.Root, "docs", "embedding.md"));
        var own = Lines(File.ReadAllText(
            Path.Combine(SharedData.Root, "tests", "SearchCore.Hosting.Tests", "EmbeddingExamples.cs")));
        var examples = Example().Matches(page);
        Assert.Equal(12, examples.Count);
        Assert.All(examples, example => Assert.Contains(Lines(example.Groups[1].Value), own, StringComparison.Ordinal));

        var tests = Directory.EnumerateFiles(Path.Combine(SharedData.Root, "tests"), "*.cs", SearchOption.AllDirectories)
            .Select(File.ReadAllText).ToList();
        var named = ShownBy().Matches(page).Select(m => m.Groups[1].Value).Distinct().ToList();
        Assert.True(named.Count > 10);
        Assert.All(named, name => Assert.Contains(tests, t => t.Contains($"class {name}", StringComparison.Ordinal)));
    }

    public void Dispose()
    {
        printed.Dispose();
        folder.Dispose();
    }

    // Without what stands at the beginning of lines, and blank lines.
    private static string Lines(string text) => string.Join('\n', text.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0));

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex(@"\| `(\w+Tests)` \|$", RegexOptions.Multiline)]
    private static partial Regex ShownBy();
}
