using System.Runtime.CompilerServices;

using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.TestKit;

namespace SearchCore.Hosting.Tests;

/// <summary>Everything in a host's index is exchanged while its queue goes on.</summary>
public class HostedExchangeTests
{
    [Fact]
    public async Task Everything_is_exchanged_while_the_queue_goes_on_and_what_is_queued_meanwhile_lasts()
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "index");
        await using var host = await TestHost.Start(o => (o.InMemory, o.Path) = (false, path));
        await host.Ingest.AddAsync(Make("before"));
        var report = await host.Ingest.ReplaceAllAsync(Slowly());
        Assert.Equal((20, report.Sequence), (report.Articles, host.Engine.Statistics().Sequence));
        Assert.Equal((null, "gone"), (await host.Index.GetAsync("before"), (await host.Index.GetAsync("n3"))?.Article.Id ?? "gone"));
        Assert.Equal(20, await host.Count("fish"));
        Assert.NotNull(await host.Index.GetAsync("meanwhile"));
        Assert.Equal(20, Committed(path));

        ArticleIndex.TakeSnapshot(path, Path.Combine(folder.Path, "snapshot"));
        await host.Ingest.AddAsync(Make("after"), WaitFor.Durable);
        Assert.Equal(21, (await host.Ingest.RebuildAsync(new() { ExactForms = true })).Articles);
        Assert.Equal(21, await host.Count("fish"));
        Assert.Equal(20, (await host.Ingest.RestoreAsync(Path.Combine(folder.Path, "snapshot"))).Articles);
        Assert.Equal((20, 20), (await host.Count("fish"), Committed(path)));
        Assert.Equal(1, (await host.Ingest.ReplaceAllAsync([ArticleSource.From([Make("one")])])).Articles);
        Assert.Equal(1, await host.Count("fish"));

        async IAsyncEnumerable<Article> Slowly()
        {
            for (var n = 0; n < 20; n++)
            {
                if (n == 10)
                {
                    Assert.Equal(1, await host.Count("fish"));
                    await host.Ingest.AddAsync(Make("meanwhile"), WaitFor.Durable);
                    await host.Ingest.DeleteAsync(["n3"], WaitFor.Durable);
                    Assert.Equal(2, await host.Count("fish"));
                }

                yield return Make($"n{n}");
            }
        }
    }

    [Fact]
    public async Task A_host_that_stops_ends_an_exchange_and_leaves_the_index_as_it_was()
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "index");
        await using var host = await TestHost.Start(o => (o.InMemory, o.Path) = (false, path));
        await host.Ingest.AddAsync(Make("before"));
        var reached = new TaskCompletionSource();
        var exchange = host.Ingest.ReplaceAllAsync(Endless());
        await reached.Task;
        await host.Stop();
        var ended = await Assert.ThrowsAsync<InvalidOperationException>(() => exchange);
        Assert.Contains("as it was", ended.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(() => host.Ingest.RebuildAsync());
        Assert.Equal(1, Committed(path));

        async IAsyncEnumerable<Article> Endless([EnumeratorCancellation] CancellationToken cancellation = default)
        {
            for (var n = 0; ; n++)
            {
                yield return Make($"n{n}");
                await Task.Delay(n < 10 ? 0 : Timeout.Infinite, cancellation);
                reached.TrySetResult();
            }
        }
    }

    private static Article Make(string id) => new() { Id = id, Body = $"fish {id}" };

    private static long Committed(string path)
    {
        using var index = ArticleIndex.Open(path, new() { Access = IndexAccess.ReadOnly });
        return index.Statistics().Articles;
    }
}
