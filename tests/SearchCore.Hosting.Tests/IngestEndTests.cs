using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

using SearchCore.Hosting.Ingest;
using SearchCore.Hosting.Opening;
using SearchCore.TestKit;

using static SearchCore.Hosting.Tests.Ingesting;

namespace SearchCore.Hosting.Tests;

/// <summary>What becomes of what waits where a host stops, a wait is given up or the index cannot do it.</summary>
public class IngestEndTests
{
    [Fact]
    public async Task Stopping_empties_the_queue_and_makes_it_durable()
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "index");
        await using (var host = await TestHost.Start(Slow(path)))
        {
            for (var i = 0; i < 500; i++)
            {
                await host.Ingest.AddAsync(Make($"{i}"));
            }

            await host.Stop();
            await Assert.ThrowsAsync<InvalidOperationException>(async () => await host.Ingest.AddAsync(Make("late")));
            await Assert.ThrowsAsync<InvalidOperationException>(async () => await host.Ingest.DeleteAsync(["1"]));
        }

        Assert.Equal(500, Committed(path));
    }

    [Fact]
    public async Task A_host_that_may_not_wait_answers_those_whose_articles_were_not_taken()
    {
        var host = await TestHost.Start();
        using var gate = new ManualResetEventSlim();
        await host.Ingest.AddAsync(Make("a"), WaitFor.Visible);
        var held = host.Ingest.UpdateAsync("a", _ =>
        {
            gate.Wait();
            return null;
        }).AsTask();
        await Until(() => Task.FromResult(host.Ingest.QueueLength == 0));
        var waiting = host.Ingest.AddAsync(Make("b"), WaitFor.Durable).AsTask();
        using var hurry = new CancellationTokenSource();
        var stopping = host.Stop(hurry.Token);
        await hurry.CancelAsync();
        gate.Set();
        await stopping;
        await held;
        await Assert.ThrowsAsync<InvalidOperationException>(() => waiting);
        Assert.Contains(host.Logs.Entries, e => e.Text.Contains("1 changes were not taken", StringComparison.Ordinal));
        await host.DisposeAsync();
    }

    [Fact]
    public async Task Giving_up_a_wait_leaves_the_article_in_the_queue()
    {
        await using var host = await TestHost.Start();
        using var gate = new ManualResetEventSlim();
        await host.Ingest.AddAsync(Make("a"), WaitFor.Visible);
        var held = host.Ingest.UpdateAsync("a", _ =>
        {
            gate.Wait();
            return null;
        }).AsTask();
        using var tired = new CancellationTokenSource();
        var waiting = host.Ingest.AddAsync(Make("b"), WaitFor.Visible, tired.Token).AsTask();
        await tired.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        gate.Set();
        await held;
        await host.Ingest.FlushAsync();
        Assert.Equal(2, await host.Count("fish"));
    }

    [Fact]
    public async Task Where_the_index_cannot_be_opened_who_waits_is_told()
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "index");
        using var other = ArticleIndex.Open(path);
        var services = new ServiceCollection();
        services.AddSearchCore("news", o => o.Path = path);
        await using var provider = services.BuildServiceProvider();
        var ingest = provider.GetRequiredService<IArticleIngest>();
        var fault = await Record.ExceptionAsync(async () => await ingest.AddAsync(Make("a"), WaitFor.Visible));
        Assert.True(fault is IndexException or InvalidOperationException, $"{fault}");
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await ingest.AddAsync(Make("b")));
    }

    [Fact]
    public async Task A_deletion_that_fails_or_is_given_up_leaves_what_waits()
    {
        using var handle = new IndexHandle(
            "news", new() { InMemory = true, RecognizeEntities = false }, NullLogger<IndexHandle>.Instance);
        using var queue = new IngestQueue(handle);
        var waiting = new AddWork(Make("a"), WaitFor.Visible);
        await queue.Add(waiting, TimeSpan.Zero, default);
        Assert.Throws<OperationCanceledException>(() => queue.Overtake<int>(["a"], () => throw new OperationCanceledException()));
        queue.Close();
        await new IngestLoop(handle, queue, NullLogger.Instance).Run(default);
        Assert.Equal(IngestOutcome.Taken, (await waiting.Answer).Outcome);
        Assert.NotNull(handle.Index.Get("a"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_could_not_be_committed_is_committed_once_it_can_be(bool atTheEnd)
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "index");
        await using var host = await TestHost.Start(o =>
        {
            Slow(path)(o);
            o.CommitInterval = atTheEnd ? TimeSpan.FromHours(1) : TimeSpan.FromMilliseconds(200);
        });
        var barrier = await Obstruct(host, path);
        await host.Ingest.AddAsync(Make("a"));
        var fault = await Assert.ThrowsAsync<IndexException>(async () => await host.Ingest.AddAsync(Make("b"), WaitFor.Durable));
        Assert.Contains("Nothing is undone", fault.Message, StringComparison.Ordinal);
        Assert.Equal(0, Committed(path));
        Directory.Delete(barrier);
        if (atTheEnd)
        {
            await host.Stop();
            Assert.Contains(host.Logs.Entries, e => e.Text.Contains("everything durable", StringComparison.Ordinal));
        }

        await Until(() => Task.FromResult(Committed(path) == 2));
    }

    [Fact]
    public async Task Where_the_end_makes_nothing_durable_the_log_does_not_say_so()
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "index");
        await using var host = await TestHost.Start(Slow(path));
        await Obstruct(host, path);
        await host.Ingest.AddAsync(Make("a"));
        await host.Stop();
        Assert.Equal(0, Committed(path));
        Assert.DoesNotContain(host.Logs.Entries, e => e.Text.Contains("everything durable", StringComparison.Ordinal));
        Assert.Contains(host.Logs.Entries, e => e.Text.Contains("could not be made durable", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_container_is_closed_also_where_nobody_can_wait()
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "index");
        var services = new ServiceCollection();
        services.AddSearchCore("news", Slow(path));
        using (var provider = services.BuildServiceProvider())
        {
            await provider.GetRequiredService<IArticleIngest>().AddAsync(Make("a"));
        }

        Assert.Equal(1, Committed(path));
    }
}
