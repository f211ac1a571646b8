using System.Collections.Concurrent;

using Microsoft.Extensions.Logging.Abstractions;

using SearchCore.Articles;
using SearchCore.Hosting.Ingest;
using SearchCore.Hosting.Opening;
using SearchCore.TestKit;

using static SearchCore.Hosting.Tests.Ingesting;

namespace SearchCore.Hosting.Tests;

public class IngestTests
{
    [Fact]
    public async Task What_is_waited_for_is_so_when_the_wait_ends()
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "index");
        await using var host = await TestHost.Start(Slow(path));
        var queued = await host.Ingest.AddAsync(Make("a"));
        Assert.Equal((IngestOutcome.Queued, 0), (queued.Outcome, queued.Sequence));

        var visible = await host.Ingest.AddAsync(Make("b"), WaitFor.Visible);
        Assert.Equal(IngestOutcome.Taken, visible.Outcome);
        Assert.Equal(2, await host.Count("fish"));
        Assert.Equal(0, Committed(path));

        var durable = await host.Ingest.AddAsync(Make("c"), WaitFor.Durable);
        Assert.Equal(3, Committed(path));
        Assert.Equal(durable.Sequence, host.Engine.Statistics().Sequence);
    }

    [Fact]
    public async Task What_nobody_waits_for_becomes_visible_and_durable_in_its_time()
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "index");
        await using var host = await TestHost.Start(o =>
        {
            (o.InMemory, o.Path) = (false, path);
            (o.RefreshInterval, o.CommitInterval) = (TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(400));
        });
        await host.Ingest.AddAsync(Make("a"));
        await Until(async () => await host.Count("fish") == 1);
        await Until(() => Task.FromResult(Committed(path) == 1));
    }

    [Theory]
    [InlineData(3, long.MaxValue)]
    [InlineData(int.MaxValue, 3)]
    public async Task A_commit_comes_by_number_and_by_bytes(int articles, long bytes)
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "index");
        await using var host = await TestHost.Start(o =>
        {
            Slow(path)(o);
            (o.CommitAfter, o.CommitAfterBytes) = (articles, bytes);
        });
        for (var i = 0; i < 3; i++)
        {
            await host.Ingest.AddAsync(Make($"{i}"));
        }

        await Until(() => Task.FromResult(Committed(path) >= 1));
    }

    [Fact]
    public async Task A_fault_reaches_the_caller_that_sent_the_article_and_nobody_else()
    {
        await using var host = await TestHost.Start();
        var good = host.Ingest.AddAsync(Make("a"), WaitFor.Durable);
        var error = await Assert.ThrowsAsync<ArgumentException>(
            async () => await host.Ingest.AddAsync(new() { Id = "bad", Body = " " }, WaitFor.Durable));
        Assert.Contains("bad", error.Message, StringComparison.Ordinal);
        Assert.Contains(RejectCodes.Empty, error.Message, StringComparison.Ordinal);
        Assert.Equal(IngestOutcome.Taken, (await good).Outcome);
    }

    [Fact]
    public async Task What_of_an_article_was_dropped_is_told()
    {
        await using var host = await TestHost.Start();
        var receipt = await host.Ingest.AddAsync(Make("a") with { Tags = [new string('x', 100_000)] }, WaitFor.Visible);
        Assert.Equal(ArticleNoticeKind.MemberDropped, Assert.Single(receipt.Notices).Kind);
        Assert.Contains("tag", receipt.Notices[0].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deletion_covers_what_waits_in_the_queue_and_nothing_that_comes_later()
    {
        using var handle = new IndexHandle(
            "news", new() { InMemory = true, RecognizeEntities = false }, NullLogger<IndexHandle>.Instance);
        using var queue = new IngestQueue(handle);
        var (before, other) = (new AddWork(Make("a"), WaitFor.Visible), new AddWork(Make("b"), WaitFor.Visible));
        var change = new UpdateWork("a", a => a with { Body = "fish again" }, WaitFor.Visible);
        foreach (var work in new IngestWork[] { before, other, change })
        {
            await queue.Add(work, TimeSpan.Zero, default);
        }

        Assert.Equal(7, queue.Overtake(["a"], () => 7));
        var after = new AddWork(Make("a") with { Source = "later" }, WaitFor.Visible);
        await queue.Add(after, TimeSpan.Zero, default);
        queue.Close();
        await new IngestLoop(handle, queue, NullLogger.Instance).Run(default);
        Assert.Equal(
            [IngestOutcome.DeletedBefore, IngestOutcome.Taken, IngestOutcome.DeletedBefore, IngestOutcome.Taken],
            [(await before.Answer).Outcome, (await other.Answer).Outcome, (await change.Answer).Outcome, (await after.Answer).Outcome]);
        Assert.Equal("later", handle.Index.Get("a")!.Source);
        Assert.NotNull(handle.Index.Get("b"));
    }

    [Fact]
    public async Task A_deletion_does_not_wait_for_thousands_that_are_queued()
    {
        await using var host = await TestHost.Start();
        var body = string.Concat(Enumerable.Range(0, 4_000).Select(i => $"fish{i} "));

        // On a machine that keeps this thread waiting, so many may be indexed meanwhile: then there is nothing to overtake.
        var count = 6_000;
        for (; ; count *= 2)
        {
            await host.Ingest.AddAsync(Make("old"), WaitFor.Visible);
            for (var i = 0; i < count; i++)
            {
                await host.Ingest.AddAsync(new() { Id = $"{i}", Title = "fish", Body = body });
            }

            var doomed = host.Ingest.AddAsync(Make("new"), WaitFor.Visible);
            var deleted = (await host.Ingest.DeleteAsync(["new", "old"])).Deleted;
            if (host.Ingest.QueueLength > 0)
            {
                Assert.Equal((1, IngestOutcome.DeletedBefore), (deleted, (await doomed).Outcome));
                break;
            }

            Assert.True(count < 50_000, "The queue was never longer than a deletion took.");
        }

        Assert.Equal(count, await host.Count("fish"));
    }

    [Fact]
    public async Task A_deletion_says_how_many_there_were_and_is_visible_or_durable()
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "index");
        await using var host = await TestHost.Start(Slow(path));
        await host.Ingest.AddAsync(Make("a"));
        await host.Ingest.AddAsync(Make("b"));
        await host.Ingest.AddAsync(Make("c"), WaitFor.Durable);
        var receipt = await host.Ingest.DeleteAsync(["a", "nosuch", "a"]);
        Assert.Equal((IngestOutcome.Deleted, 1), (receipt.Outcome, receipt.Deleted));
        Assert.Equal(2, await host.Count("fish"));
        Assert.Equal(3, Committed(path));
        Assert.Equal(1, (await host.Ingest.DeleteAsync(["b"], WaitFor.Durable)).Deleted);
        Assert.Equal(1, Committed(path));
        await Assert.ThrowsAsync<ArgumentException>(async () => await host.Ingest.DeleteAsync(["c", ""]));
        Assert.Equal(1, await host.Count("fish"));
    }

    [Fact]
    public async Task Updates_change_what_is_there_one_after_another()
    {
        await using var host = await TestHost.Start();
        await host.Ingest.AddAsync(Make("a") with { Tags = ["0"] });
        var updates = Enumerable.Range(1, 200).Select(
            i => host.Ingest.UpdateAsync("a", article => article with { Tags = [.. article.Tags, $"{i}"] }).AsTask()).ToList();
        await Task.WhenAll(updates);
        var stored = (await host.Index.GetAsync("a"))!.Article;
        Assert.Equal(Enumerable.Range(0, 201).Select(i => $"{i}"), stored.Tags.OrderBy(t => int.Parse(t)));
        Assert.Equal("fish a", stored.Body);
    }

    [Fact]
    public async Task An_update_sees_what_was_added_deleted_and_committed_before_it_by_whatever_way()
    {
        await using var host = await TestHost.Start(o => o.RefreshInterval = TimeSpan.FromHours(1));
        Assert.Equal(IngestOutcome.NotFound, (await host.Ingest.UpdateAsync("a", a => a)).Outcome);
        await host.Ingest.AddAsync(Make("a"));
        Assert.Equal(IngestOutcome.Taken, (await host.Ingest.UpdateAsync("a", a => a with { Source = "Pulse" })).Outcome);
        await host.Ingest.DeleteAsync(["a"], WaitFor.Queued);
        Assert.Equal(IngestOutcome.NotFound, (await host.Ingest.UpdateAsync("a", a => a)).Outcome);
        host.Engine.Add(Make("b"));
        Assert.Equal(IngestOutcome.Unchanged, (await host.Ingest.UpdateAsync("b", _ => null)).Outcome);
    }

    [Fact]
    public async Task What_an_update_throws_comes_out_and_changes_nothing()
    {
        await using var host = await TestHost.Start();
        await host.Ingest.AddAsync(Make("a"), WaitFor.Visible);
        await Assert.ThrowsAsync<NotSupportedException>(
            async () => await host.Ingest.UpdateAsync("a", _ => throw new NotSupportedException()));
        await Assert.ThrowsAsync<ArgumentException>(async () => await host.Ingest.UpdateAsync("a", a => a with { Id = "b" }));
        await Assert.ThrowsAsync<ArgumentException>(
            async () => await host.Ingest.UpdateAsync("a", a => a with { Title = null, Body = "" }));
        Assert.Equal(Make("a"), (await host.Index.GetAsync("a"))!.Article);
        Assert.Equal(IngestOutcome.Taken, (await host.Ingest.AddAsync(Make("c"), WaitFor.Durable)).Outcome);
    }

    [Fact]
    public async Task Many_articles_go_in_as_they_come_and_the_refused_ones_are_named()
    {
        await using var host = await TestHost.Start(o => o.QueueCapacity = 10);
        var most = 0;
        var summary = await host.Ingest.AddAllAsync(Articles());
        Assert.Equal((900, 100), (summary.Queued, summary.Refused));
        Assert.Equal((0, "", RejectCodes.MissingId), (summary.Faults[0].Number, summary.Faults[0].Id, summary.Faults[0].Fault.Code));
        Assert.Equal(100, summary.Faults.Count);
        Assert.InRange(most, 1, 10);
        Assert.Equal(900, await host.Count("fish"));
        Assert.True(summary.Sequence > 0);

        async IAsyncEnumerable<Article> Articles()
        {
            for (var i = 0; i < 1_000; i++)
            {
                most = Math.Max(most, host.Ingest.QueueLength);
                yield return i % 10 == 0 ? new() { Id = "", Body = "fish" } : Make($"{i}");
            }

            await Task.Yield();
        }
    }

    [Fact]
    public async Task What_was_queued_and_could_not_be_taken_is_in_the_summary_too()
    {
        using var folder = new TempFolder();
        await using var host = await TestHost.Start(o => (o.InMemory, o.Path) = (false, folder["index"]));
        var text = string.Concat(Enumerable.Repeat("fish ", 1_000_000));
        var inTheWay = Path.Combine(folder["index"], "staging");
        var summary = await host.Ingest.AddAllAsync(Articles());
        Assert.Equal((6, 0), (summary.Queued, summary.Refused));
        Assert.InRange(summary.Failed, 1, 4);
        Assert.Equal(summary.Failed, summary.Failures.Count);
        var failure = summary.Failures[0];
        Assert.Equal($"{failure.Number}", failure.Id);
        Assert.Equal(IndexFault.Unwritable, Assert.IsType<IndexException>(failure.Fault).Fault);
        Assert.True(await host.Count("fish") >= 2);

        async IAsyncEnumerable<Article> Articles()
        {
            // What is more than small is written to a folder of this name.
            File.WriteAllText(inTheWay, "");
            for (var n = 0; n < 5; n++)
            {
                yield return new() { Id = $"{n}", Body = text };
            }

            await Until(() => Task.FromResult(host.Logs.Entries.Any(e => e.Event == 5)));
            File.Delete(inTheWay);
            yield return Make("5");
        }
    }

    [Fact]
    public async Task A_full_queue_is_answered_and_not_swallowed()
    {
        await using var host = await TestHost.Start(o => (o.QueueCapacity, o.QueueTimeout) = (2, TimeSpan.Zero));
        using var gate = new ManualResetEventSlim();
        await host.Ingest.AddAsync(Make("a"), WaitFor.Visible);
        var held = host.Ingest.UpdateAsync("a", _ =>
        {
            gate.Wait();
            return null;
        });
        await Until(() => Task.FromResult(host.Ingest.QueueLength == 0));
        await host.Ingest.AddAsync(Make("b"));
        await host.Ingest.AddAsync(Make("c"));
        var refused = await Assert.ThrowsAsync<OverloadedException>(async () => await host.Ingest.AddAsync(Make("d")));
        Assert.Equal("news", refused.Index);
        Assert.True(refused.RetryAfter >= TimeSpan.FromSeconds(1));
        Assert.Equal(2, host.Ingest.QueueLength);
        gate.Set();
        await held;
        await host.Ingest.FlushAsync();
        Assert.Equal(3, await host.Count("fish"));
    }

    [Fact]
    public async Task Two_thousand_callers_of_a_queue_of_a_thousand_are_all_answered()
    {
        await using var host = await TestHost.Start(
            o => (o.QueueCapacity, o.QueueTimeout, o.MaxWaitingSearches) = (1_000, TimeSpan.FromMinutes(5), 2_000));
        var answers = new ConcurrentBag<(string Id, IngestOutcome Outcome)>();
        var callers = Enumerable.Range(0, 2_000).Select(i => Task.Run(async () =>
        {
            var wait = (WaitFor)(i % 3);
            var receipt = await host.Ingest.AddAsync(Make($"{i}"), wait);
            answers.Add(($"{i}", receipt.Outcome));
            if (wait != WaitFor.Queued)
            {
                Assert.NotNull(await host.Index.GetAsync($"{i}"));
            }
        })).ToList();

        await Task.WhenAll(callers).WaitAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(2_000, answers.Select(a => a.Id).Distinct().Count());
        await host.Ingest.FlushAsync();
        Assert.Equal(2_000, await host.Count("fish"));
    }
}
