using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.TestKit;

namespace SearchCore.Hosting.Tests;

public class HostTests
{
    [Fact]
    public async Task Several_indexes_are_apart_and_the_first_needs_no_key()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        var first = builder.Services.AddSearchCore("news", o => o.InMemory = true);
        builder.Services.AddSearchCore("letters", o => (o.InMemory, o.Language) = (true, "de"));
        Assert.Equal("news", first.Name);
        Assert.Same(builder.Services, first.Services);
        Assert.Throws<ArgumentException>(() => builder.Services.AddSearchCore("news"));
        using var host = builder.Build();
        await host.StartAsync();
        await host.Services.GetRequiredKeyedService<IArticleIngest>("letters")
            .AddAsync(new() { Id = "a", Body = "Fisch" }, WaitFor.Durable);
        var news = host.Services.GetRequiredService<IArticleIndex>();
        var letters = host.Services.GetRequiredKeyedService<IArticleIndex>("letters");
        Assert.Equal(("news", "letters"), (news.Name, letters.Name));
        Assert.Equal(0, (await news.SearchAsync(new())).Total.Value);
        Assert.Equal(1, (await letters.SearchAsync(new())).Total.Value);
        Assert.Equal("de", host.Services.GetRequiredKeyedService<ArticleIndex>("letters").Statistics().Language);
        await host.StopAsync();
    }

    [Fact]
    public async Task What_else_a_searcher_says_is_read_in_a_turn_and_in_a_scope()
    {
        await using var host = await TestHost.Start();
        await host.Ingest.AddAsync(
            new() { Id = "a", Title = "open", Entities = [new("acl", "public"), new("person", "Ann")] }, WaitFor.Durable);
        var receipt = await host.Ingest.AddAsync(
            new() { Id = "b", Title = "closed", Entities = [new("acl", "staff"), new("person", "Bob")] }, WaitFor.Durable);
        Assert.Equal(receipt.Sequence, await host.Index.ReadAsync(searcher => searcher.Sequence));
        Assert.Equal(["Ann", "Bob"], await host.Index.ReadAsync(searcher => searcher.Terms("person").Select(t => t.Value).ToArray()));
        var visible = await host.Index.ReadAsync(
            searcher => searcher.Terms("person").Select(t => t.Value).ToArray(), SearchScope.Having("acl", "public"));
        Assert.Equal(["Ann"], visible);
        await Assert.ThrowsAsync<InvalidDataException>(
            () => host.Index.ReadAsync<int>(_ => throw new InvalidDataException("What is thrown comes out.")));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => host.Index.ReadAsync(searcher => searcher.Sequence, cancellation: new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task Every_fault_of_the_options_is_named_at_the_start()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddSearchCore("news", o =>
        {
            (o.Path, o.InMemory, o.ReadOnly) = ("x", true, true);
            (o.RefreshInterval, o.CommitInterval, o.StaleAfter) = (TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero);
            (o.CommitAfter, o.CommitAfterBytes, o.QueueCapacity) = (0, 0, 0);
            (o.MaxSearches, o.MaxWaitingSearches, o.LeastFreeBytes) = (-1, -1, -1);
            (o.QueueTimeout, o.SlowSearch, o.CursorLifetime) = (-TimeSpan.FromDays(1), -TimeSpan.FromDays(1), -TimeSpan.FromDays(1));
            (o.Workers, o.MemoryMegabytes, o.CacheMegabytes, o.SearchThreads, o.Language) = (-1, 1, 0, 0, "xx");
            (o.CursorPoints, o.CursorMegabytes, o.SegmentsPerTier, o.OpenFileLimit) = (-1, -1, 1, 0);
        });
        using var host = builder.Build();
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());
        foreach (var member in new[]
        {
            "Path", "ReadOnly", "RefreshInterval", "CommitInterval", "StaleAfter", "CommitAfter", "CommitAfterBytes", "QueueCapacity",
            "MaxSearches", "MaxWaitingSearches", "LeastFreeBytes", "QueueTimeout", "SlowSearch", "CursorLifetime", "Workers",
            "MemoryMegabytes", "CacheMegabytes", "SearchThreads", "Language", "CursorPoints", "CursorMegabytes", "SegmentsPerTier",
            "OpenFileLimit",
        })
        {
            Assert.Contains(member, error.Message, StringComparison.Ordinal);
        }

        var fields = Host.CreateEmptyApplicationBuilder(new());
        fields.Services.AddSearchCore("news", o => (o.InMemory, o.Fields) = (true, ["price"]));
        using var other = fields.Build();
        var untyped = await Assert.ThrowsAsync<OptionsValidationException>(() => other.StartAsync());
        Assert.Contains("price:number", untyped.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Options_come_from_configuration_to_the_last_one(bool ownBinding)
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "index");
        ArticleIndex.Open(path, new() { ExactForms = true, Fields = [FieldDeclaration.Parse("price:number")] }).Dispose();
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["News:Path"] = path,
            ["News:InMemory"] = "false",
            ["News:ReadOnly"] = "true",
            ["News:RefreshInterval"] = "00:00:02",
            ["News:CommitInterval"] = "00:00:03",
            ["News:CommitAfter"] = "4",
            ["News:CommitAfterBytes"] = "5",
            ["News:QueueCapacity"] = "6",
            ["News:QueueTimeout"] = "00:00:07",
            ["News:MaxSearches"] = "8",
            ["News:MaxWaitingSearches"] = "9",
            ["News:SlowSearch"] = "00:00:10",
            ["News:WarmUp"] = "true",
            ["News:StaleAfter"] = "00:00:11",
            ["News:LeastFreeBytes"] = "12",
            ["News:Language"] = "en",
            ["News:DetectLanguages"] = "true",
            ["News:ExactForms"] = "true",
            ["News:Fields:0"] = "price:number",
            ["News:RecognizeEntities"] = "false",
            ["News:Workers"] = "2",
            ["News:MemoryMegabytes"] = "17",
            ["News:CacheMegabytes"] = "400",
            ["News:OpenFileLimit"] = "512",
            ["News:SearchThreads"] = "3",
            ["News:CursorLifetime"] = "00:00:13",
            ["News:TraceQueries"] = "true",
            ["News:CursorPoints"] = "14",
            ["News:CursorMegabytes"] = "16",
            ["News:SegmentsPerTier"] = "15",
        });
        if (ownBinding)
        {
            // By the generator of this assembly, as a program has it.
            builder.Services.AddSearchCore("news");
            builder.Services.Configure<SearchCoreOptions>("news", builder.Configuration.GetSection("News"));
        }
        else
        {
            builder.Services.AddSearchCore("news", builder.Configuration.GetSection("News"));
        }

        using var host = builder.Build();
        var options = host.Services.GetRequiredService<IOptionsMonitor<SearchCoreOptions>>().Get("news");
        Assert.Equal((path, false, true), (options.Path, options.InMemory, options.ReadOnly));
        Assert.Equal([2, 3, 7, 11, 13], new[]
        {
            options.RefreshInterval, options.CommitInterval, options.QueueTimeout, options.StaleAfter, options.CursorLifetime,
        }.Select(t => (int)t.TotalSeconds));
        Assert.Equal(TimeSpan.FromSeconds(10), options.SlowSearch);
        Assert.Equal((4, 5, 6, 8, 9), (options.CommitAfter, options.CommitAfterBytes, options.QueueCapacity, options.MaxSearches,
            options.MaxWaitingSearches));
        Assert.Equal((12, 2, 17, 400, 3), (options.LeastFreeBytes, options.Workers, options.MemoryMegabytes, options.CacheMegabytes,
            options.SearchThreads));
        Assert.Equal((true, true, true, false, true), (options.WarmUp, options.DetectLanguages, options.ExactForms,
            options.RecognizeEntities, options.TraceQueries));
        Assert.Equal((14, 16, 15, 512), (options.CursorPoints, options.CursorMegabytes, options.SegmentsPerTier, options.OpenFileLimit));
        Assert.Equal(("en", "price:number"), (options.Language, Assert.Single(options.Fields!)));

        // Access=ReadOnly was once passed over without a word: the folder must be free for another writer.
        await host.StartAsync();
        ArticleIndex.Open(path).Dispose();
        Assert.Throws<InvalidOperationException>(() => host.Services.GetRequiredService<IArticleIngest>());
        await host.StopAsync();
    }

    [Fact]
    public async Task A_locked_or_missing_index_ends_the_start()
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "index");
        var missing = await Assert.ThrowsAsync<IndexException>(
            () => TestHost.Start(o => (o.InMemory, o.Path, o.ReadOnly) = (false, path, true)));
        Assert.Equal(IndexFault.Missing, missing.Fault);
        using var writer = ArticleIndex.Open(path);
        var locked = await Assert.ThrowsAsync<IndexException>(() => TestHost.Start(o => (o.InMemory, o.Path) = (false, path)));
        Assert.Equal(IndexFault.Locked, locked.Fault);
    }

    [Fact]
    public async Task What_a_callers_function_throws_says_nothing_of_the_health()
    {
        await using var host = await TestHost.Start(more: b => b.AddHealthCheck());
        await host.Ingest.AddAsync(new() { Id = "a", Body = "fish" }, WaitFor.Durable);
        await Assert.ThrowsAsync<ObjectDisposedException>(
            async () => await host.Ingest.UpdateAsync("a", _ => throw new ObjectDisposedException("somebody else's")));
        var report = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        Assert.NotEqual(HealthStatus.Unhealthy, report.Status);
    }

    [Fact]
    public async Task Health_follows_the_index()
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "index");
        await using var host = await TestHost.Start(
            o => (o.InMemory, o.Path, o.StaleAfter, o.CommitInterval, o.LeastFreeBytes) =
                (false, path, TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1), 0),
            b => b.AddHealthCheck(name: "index", "ready"));
        var health = host.Services.GetRequiredService<HealthCheckService>();
        var report = await health.CheckHealthAsync(c => c.Tags.Contains("ready"));
        Assert.Equal(HealthStatus.Healthy, report.Status);
        Assert.Equal(0L, report.Entries["index"].Data["articles"]);

        await host.Ingest.AddAsync(new() { Id = "a", Body = "fish" }, WaitFor.Visible);
        await Task.Delay(20);
        report = await health.CheckHealthAsync();
        Assert.Equal(HealthStatus.Degraded, report.Status);
        Assert.Contains("durable", report.Entries["index"].Description, StringComparison.Ordinal);
        await host.Ingest.FlushAsync();
        Assert.Equal(HealthStatus.Healthy, (await health.CheckHealthAsync()).Status);

        // What it writes to is gone: the next commit fails, and says so to whoever waits and to whoever asks.
        Directory.Delete(path, recursive: true);
        await Assert.ThrowsAsync<IndexException>(
            async () => await host.Ingest.AddAsync(new() { Id = "b", Body = "fish" }, WaitFor.Durable));
        Assert.Equal(HealthStatus.Unhealthy, (await health.CheckHealthAsync()).Status);
        Assert.Contains(host.Logs.Entries, e => e.Event == 3);
    }

    [Fact]
    public async Task A_full_disk_and_a_full_queue_are_told()
    {
        using var folder = new TempFolder();
        await using var host = await TestHost.Start(
            o => (o.InMemory, o.Path, o.LeastFreeBytes) = (false, Path.Combine(folder.Path, "index"), long.MaxValue),
            b => b.AddHealthCheck());
        var report = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        Assert.Equal(HealthStatus.Degraded, report.Status);
        Assert.Contains("disk", report.Entries["searchcore:news"].Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Slow_searches_are_logged_with_query_and_plan_only_where_asked()
    {
        await using var quiet = await TestHost.Start();
        await quiet.Count("secret");
        Assert.DoesNotContain(quiet.Logs.Entries, e => e.Text.Contains("secret", StringComparison.Ordinal));
        await using var host = await TestHost.Start(o => (o.SlowSearch, o.WarmUp) = (TimeSpan.Zero, true));
        await host.Ingest.AddAsync(new() { Id = "a", Body = "secret fish" }, WaitFor.Durable);
        await host.Count("secret fish");
        var slow = Assert.Single(host.Logs.Entries, e => e.Event == 8);
        Assert.Contains("secret fish", slow.Text, StringComparison.Ordinal);
        Assert.Contains("body:secret", slow.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_container_alone_is_enough()
    {
        var services = new ServiceCollection();
        services.AddSearchCore("news", o => o.InMemory = true);
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<IArticleIngest>().AddAsync(new() { Id = "a", Body = "fish" }, WaitFor.Visible);
        Assert.Equal(1, (await provider.GetRequiredService<IArticleIndex>().SearchAsync(new() { Query = "fish" })).Total.Value);
        Assert.Throws<OptionsValidationException>(() => new ServiceCollection().AddSearchCore("x").Services.BuildServiceProvider()
            .GetRequiredService<IArticleIndex>());
    }

    [Fact]
    public async Task A_program_can_stand_in_for_both_faces()
    {
        var services = new ServiceCollection();
        services.AddSearchCore("news", o => o.InMemory = true);
        services.AddSingleton<IArticleIngest>(new FullIngest());
        await using var provider = services.BuildServiceProvider();
        var ingest = provider.GetRequiredService<IArticleIngest>();
        var refused = await Assert.ThrowsAsync<OverloadedException>(async () => await ingest.AddAsync(new() { Id = "a", Body = "fish" }));
        Assert.Equal(("news", TimeSpan.FromSeconds(3)), (refused.Index, refused.RetryAfter));
        Assert.Equal(IngestOutcome.Deleted, (await ingest.DeleteAsync(["a"])).Outcome);
        Assert.Equal(2, (await ingest.AddAllAsync(AsyncEnumerable.Empty<Article>())).Queued);
        Assert.True(IngestSummary.MostNamed > 0);
    }

    [Fact]
    public async Task Everything_is_searched_within_a_scope()
    {
        await using var host = await TestHost.Start();
        await host.Ingest.AddAsync(new() { Id = "a", Title = "Fish", Body = "fish", Tags = ["open"] });
        await host.Ingest.AddAsync(new() { Id = "b", Title = "Fish", Body = "fishery", Tags = ["shut"] }, WaitFor.Durable);
        var scope = SearchScope.Having("tag", "open");
        var request = new SearchRequest { Query = "fish*" };
        Assert.Equal(1, (await host.Index.SearchAsync(request, scope)).Total.Value);
        Assert.Null(await host.Index.GetAsync("b", scope));
        Assert.Null(await host.Index.HighlightAsync("b", request, scope));
        Assert.Equal("<em>fish</em>", (await host.Index.HighlightAsync("a", request, scope))!.BodyHtml());
        Assert.DoesNotContain((await host.Index.SuggestAsync(new("fis"), scope)).Values, c => c.Text == "fishery");
        Assert.Contains((await host.Index.SuggestAsync(new("fis"))).Values, c => c.Text == "fishery");
        Assert.Contains("fish", (await host.Index.ExplainAsync(request, scope)).Rewritten, StringComparison.Ordinal);
        Assert.Equal("a", Assert.Single(await host.Index.ExportAsync(request, scope).ToListAsync()).Article.Id);
        Assert.Equal(2, await host.Index.ExportAsync(request).CountAsync());
        Assert.Equal(2, (await host.Index.StatisticsAsync()).Articles);
        await Assert.ThrowsAsync<QueryException>(() => host.Index.SearchAsync(new() { Query = "\"fish" }));
    }

    private sealed class FullIngest : IArticleIngest
    {
        public int QueueLength => 10;

        public ValueTask<IngestReceipt> AddAsync(Article article, WaitFor waitFor, CancellationToken cancellation) =>
            throw new OverloadedException("news", "full", TimeSpan.FromSeconds(3));

        public Task<IngestSummary> AddAllAsync(IAsyncEnumerable<Article> articles, WaitFor waitFor, CancellationToken cancellation) =>
            Task.FromResult(new IngestSummary { Queued = 2, Refused = 0, Faults = [] });

        public ValueTask<IngestReceipt> UpdateAsync(
            string id, Func<Article, Article?> update, WaitFor waitFor, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public ValueTask<IngestReceipt> DeleteAsync(IEnumerable<string> ids, WaitFor waitFor, CancellationToken cancellation) =>
            ValueTask.FromResult(new IngestReceipt { Outcome = IngestOutcome.Deleted });

        public Task<IndexingReport> ReplaceAllAsync(
            IAsyncEnumerable<Article> articles, IndexingOptions? callbacks, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public Task<IndexingReport> ReplaceAllAsync(
            IEnumerable<IArticleSource> sources, IndexingOptions? callbacks, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public Task<IndexingReport> RebuildAsync(
            ArticleIndexOptions? made, IndexingOptions? callbacks, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public Task<RestoreReport> RestoreAsync(string snapshot, CancellationToken cancellation) => throw new NotSupportedException();

        public ValueTask<long> FlushAsync(CancellationToken cancellation) => ValueTask.FromResult(0L);
    }
}
