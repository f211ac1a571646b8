using SearchCore.Indexing.Segments;

namespace SearchCore.Tests.Indexing.Segments;

public sealed class LoadMemoryTests
{
    [Theory]
    [InlineData(100_000_000, 4_000_000, 100_000_000)]
    [InlineData(100_000_000, 34_000_000, 85_000_000)]
    [InlineData(100_000_000, 1_000_000_000, 50_000_000)]
    public void The_ids_of_a_large_index_are_of_the_memory_of_its_workers(long share, long ids, long left) =>
        Assert.Equal(left, new LoadMemory(new ArticleIndexOptions { Workers = 2 }).ShareBeside(share, ids));

    [Theory]
    [InlineData(1, 16)]
    [InlineData(2, 256)]
    [InlineData(3, 16)]
    [InlineData(16, 1_000)]
    public void The_shares_of_all_workers_leave_room_for_one_that_goes_on_beyond_its_own(int workers, int megabytes)
    {
        var share = new LoadMemory(new ArticleIndexOptions { Workers = workers, MemoryMegabytes = megabytes }).WorkerBytes;
        Assert.InRange((workers * share) + (workers > 1 ? share / 8 : 0), megabytes * 850_000L, megabytes * 1_000_000L);
    }
}
