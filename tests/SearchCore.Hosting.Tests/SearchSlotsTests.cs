using SearchCore.Hosting.Searching;

namespace SearchCore.Hosting.Tests;

public class SearchSlotsTests
{
    [Fact]
    public async Task So_many_run_so_many_wait_and_further_ones_are_refused()
    {
        using var slots = new SearchSlots("news", slots: 2, most: 3);
        using var gate = new ManualResetEventSlim();
        var (running, most) = (0, 0);
        var searches = Enumerable.Range(0, 5).Select(_ => slots.Run(
            () =>
            {
                var now = Interlocked.Increment(ref running);
                InterlockedMax(ref most, now);
                gate.Wait();
                Interlocked.Decrement(ref running);
                return now;
            },
            default)).ToList();
        Assert.Equal(3, slots.Waiting);
        var refused = await Assert.ThrowsAsync<OverloadedException>(() => slots.Run(() => 0, default));
        Assert.Equal("news", refused.Index);
        Assert.True(refused.RetryAfter >= TimeSpan.FromSeconds(1));
        Assert.Contains("2 searches", refused.Message, StringComparison.Ordinal);
        while (Volatile.Read(ref running) < 2)
        {
            await Task.Delay(5);
        }

        gate.Set();
        await Task.WhenAll(searches);
        Assert.Equal(2, most);
        Assert.Equal(0, slots.Waiting);
        Assert.Equal(7, await slots.Run(() => 7, default));
    }

    [Fact]
    public async Task Who_gives_up_its_turn_leaves_it_to_others_and_a_fault_frees_the_slot()
    {
        using var slots = new SearchSlots("news", slots: 1, most: 1);
        using var gate = new ManualResetEventSlim();
        var first = slots.Run(
            () =>
            {
                gate.Wait();
                return 1;
            },
            default);
        using var tired = new CancellationTokenSource();
        var second = slots.Run(() => 2, tired.Token);
        await tired.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        var third = slots.Run<int>(() => throw new NotSupportedException(), default);
        gate.Set();
        Assert.Equal(1, await first);
        await Assert.ThrowsAsync<NotSupportedException>(() => third);
        Assert.Equal(4, await slots.Run(() => 4, default));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => slots.Run(() => 5, new CancellationToken(canceled: true)));
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
    }
}
