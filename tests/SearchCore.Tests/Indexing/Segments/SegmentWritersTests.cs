using SearchCore.Indexing.Segments;

namespace SearchCore.Tests.Indexing.Segments;

public sealed class SegmentWritersTests
{
    [Fact]
    public void Small_segments_are_written_at_the_same_time_and_a_large_one_waits_for_another()
    {
        var writers = new SegmentWriters(100);
        Assert.True(writers.HasRoom(1_000));
        var first = writers.Rent(40);
        Assert.Equal((true, false), (writers.HasRoom(60), writers.HasRoom(61)));
        var second = writers.Rent(60);
        Assert.NotSame(first, second);
        using var rented = new ManualResetEventSlim();
        var third = new Thread(() =>
        {
            var writer = writers.Rent(50);
            rented.Set();
            writers.Return(writer, 50);
        });
        third.Start();
        Assert.False(rented.Wait(50));
        writers.Return(writers.Rent(1_000, waits: false), 1_000);
        Assert.False(rented.Wait(50));
        writers.Return(first, 40);
        Assert.False(rented.Wait(50));
        writers.Return(second, 60);
        Assert.True(rented.Wait(TimeSpan.FromSeconds(10)));
        third.Join();
    }

    [Fact]
    public void One_that_takes_more_than_there_may_be_is_written_alone()
    {
        var writers = new SegmentWriters(100);
        var alone = writers.Rent(1_000);
        writers.Return(alone, 1_000);
        Assert.Same(alone, writers.Rent(1));
    }

    [Fact]
    public void One_is_kept_for_the_next_and_none_when_it_is_emptied()
    {
        var writers = new SegmentWriters(0);
        var first = writers.Rent(0);
        var second = writers.Rent(0);
        writers.Return(first, 0);
        writers.Return(second, 0);
        var kept = writers.Rent(0);
        Assert.Contains(kept, new[] { first, second });
        var other = writers.Rent(0);
        Assert.DoesNotContain(other, new[] { first, second });
        writers.Return(kept, 0);
        writers.Clear();
        Assert.NotSame(kept, writers.Rent(0));
    }

    [Fact]
    public void A_log_keeps_the_pages_that_its_last_segment_of_some_size_needed()
    {
        var log = new TokenLog();
        var empty = log.Bytes;
        foreach (var (pages, kept) in new[] { (10, 10), (6, 6), (1, 6), (7, 7) })
        {
            log.Add(new int[pages * TokenLog.PageSize]);
            log.EndDocument(hasTokens: true);
            log.Clear();
            Assert.Equal(kept * TokenLog.PageSize * sizeof(int), log.Bytes - empty);
        }
    }
}
