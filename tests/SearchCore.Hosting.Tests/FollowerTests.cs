using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

using SearchCore.Articles;
using SearchCore.TestKit;

namespace SearchCore.Hosting.Tests;

/// <summary>Indexes that follow another's commits, on its disk or from a place between machines.</summary>
public class FollowerTests
{
    [Fact]
    public async Task A_follower_sees_what_another_commits()
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "index");
        using var writer = ArticleIndex.Open(path);
        await using var host = await TestHost.Start(o =>
            (o.InMemory, o.Path, o.ReadOnly, o.RefreshInterval) = (false, path, true, TimeSpan.FromMilliseconds(30)));
        Assert.Equal(0, await host.Count("fish"));
        for (var i = 1; i <= 3; i++)
        {
            writer.Add(new Article { Id = $"{i}", Body = "fish" });
            writer.Commit();
            for (var tries = 0; await host.Count("fish") != i; tries++)
            {
                Assert.True(tries < 4_000);
                await Task.Delay(30);
            }
        }
    }

    [Fact]
    public async Task A_follower_on_another_machine_has_what_the_writer_sent_and_goes_on_without_the_place()
    {
        using var folder = new TempFolder();
        var place = new SnapshotFolder(folder["place"]);
        var often = TimeSpan.FromMilliseconds(50);
        await using (var writer = await TestHost.Start(
            o => (o.InMemory, o.Path) = (false, folder["index"]), b => b.SendSnapshots(place, often)))
        {
            await writer.Ingest.AddAsync(new Article { Id = "a", Body = "fish" }, WaitFor.Durable);
            while ((await place.ListAsync("commits/", default)).Count == 0)
            {
                await Task.Delay(10);
            }

            await using var follower = await TestHost.Start(Following, b => b.ReceiveSnapshots(place, often).AddHealthCheck());
            await writer.Ingest.AddAsync(new Article { Id = "b", Body = "fish" }, WaitFor.Durable);
            while (await follower.Count("fish") < 2)
            {
                await Task.Delay(10);
            }

            await writer.Ingest.AddAsync(new Article { Id = "c", Body = "fish" }, WaitFor.Queued);
        }

        // The last is sent by the writer's stop.
        await ArticleIndex.ReceiveSnapshotAsync(place, folder["copy"]);
        Directory.Move(folder["place"], folder["away"]);
        await using (var alone = await TestHost.Start(Following, b => b.ReceiveSnapshots(place, often).AddHealthCheck()))
        {
            Assert.Equal(3, await alone.Count("fish"));
            var health = alone.Services.GetRequiredService<HealthCheckService>();
            Assert.Contains("not received", (await health.CheckHealthAsync()).Entries.Single().Value.Description, StringComparison.Ordinal);
        }

        await Assert.ThrowsAsync<IndexException>(() => TestHost.Start(
            o => (o.InMemory, o.Path, o.ReadOnly) = (false, folder["new"], true), b => b.ReceiveSnapshots(place)));
        var wrong = await Assert.ThrowsAsync<InvalidOperationException>(() => TestHost.Start(Following, b => b.SendSnapshots(place)));
        Assert.Contains("cannot send", wrong.Message, StringComparison.Ordinal);

        void Following(SearchCoreOptions o) =>
            (o.InMemory, o.Path, o.ReadOnly, o.RefreshInterval) = (false, folder["copy"], true, often);
    }

    [Fact]
    public async Task A_place_that_hangs_keeps_nothing_from_becoming_durable_and_the_host_from_nothing()
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "index");
        var place = new HangingPlace();
        await using var host = await TestHost.Start(
            o => (o.InMemory, o.Path, o.CommitInterval) = (false, path, TimeSpan.FromHours(1)),
            b => b.SendSnapshots(place, TimeSpan.FromMilliseconds(10)).Services
                .Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(1)));
        await place.Asked.Task;
        await host.Ingest.AddAsync(new() { Id = "a", Body = "fish" });
        var fault = await Record.ExceptionAsync(() => host.Stop().WaitAsync(TimeSpan.FromMinutes(1)));
        Assert.True(fault is null or OperationCanceledException, $"{fault}");
        using var index = ArticleIndex.Open(path, new() { Access = IndexAccess.ReadOnly });
        Assert.Equal(1, index.Statistics().Articles);
    }

    [Fact]
    public void An_index_has_one_place_for_snapshots()
    {
        var builder = new ServiceCollection().AddSearchCore("news").SendSnapshots(new HangingPlace());
        var fault = Assert.Throws<InvalidOperationException>(() => builder.SendSnapshots(new HangingPlace()));
        Assert.Contains("'news' has a place", fault.Message, StringComparison.Ordinal);
        builder.Services.AddSearchCore("other").SendSnapshots(new HangingPlace());
    }

    /// <summary>A share whose server is gone, as a file system that waits for it for ever.</summary>
    private sealed class HangingPlace : ISnapshotTransport
    {
        private readonly TaskCompletionSource never = new();

        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellation)
        {
            Asked.TrySetResult();
            await never.Task;
            return [];
        }

        public Task<Stream> OpenReadAsync(string name, CancellationToken cancellation) => throw new NotSupportedException();

        public Task WriteAsync(string name, Stream content, CancellationToken cancellation) => never.Task;

        public Task DeleteAsync(string name, CancellationToken cancellation) => never.Task;
    }
}
