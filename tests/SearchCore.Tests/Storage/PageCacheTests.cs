using SearchCore.Files;
using SearchCore.Storage;

namespace SearchCore.Tests.Storage;

public sealed class PageCacheTests
{
    private const int Page = PagedFile.PageBytes, Held = Page + PagedFile.Slack;

    [Theory]
    [InlineData(1)]
    [InlineData(Page - 1)]
    [InlineData(Page)]
    [InlineData(Page + 1)]
    [InlineData((3 * Page) + 777)]
    public void Pages_are_what_the_file_holds_and_the_last_is_as_long_as_the_rest(int length)
    {
        var bytes = Bytes(length);
        using var file = new PagedFile("file", new BytesFile(bytes), new PageCache(long.MaxValue));
        Assert.Equal(("file", length), (file.Name, file.Length));
        for (var page = 0; page * Page < length; page++)
        {
            var expected = bytes.AsSpan(page * Page, Math.Min(Page, length - (page * Page)));
            var read = file.Page(page);
            Assert.Equal(expected.Length + PagedFile.Slack, read.Length);
            Assert.True(expected.SequenceEqual(read.AsSpan(0, expected.Length)));
            Assert.Same(read, file.Page(page));
        }
    }

    [Fact]
    public void Bytes_are_copied_also_over_the_ends_of_pages_and_never_past_the_end()
    {
        var bytes = Bytes((4 * Page) + 99);
        using var file = new PagedFile("file", new BytesFile(bytes), new PageCache(2 * Held));
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var i = 0; i < 2_000; i++)
        {
            var start = random.Next(3) == 0 ? (random.Next(1, 5) * Page) - random.Next(20) : random.Next(bytes.Length);
            var count = random.Next(4) == 0 ? random.Next(bytes.Length - start + 1) : Math.Min(bytes.Length - start, random.Next(40));
            var read = new byte[count];
            file.Read(start, read);
            Assert.True(bytes.AsSpan(start, count).SequenceEqual(read), $"seed {seed}: {count} at {start}");
        }

        file.Read(bytes.Length, []);
        Assert.Contains("file is damaged", Assert.Throws<FileReadException>(() => file.Read(bytes.Length, new byte[1])).Message,
            StringComparison.Ordinal);
        Assert.Throws<FileReadException>(() => file.Read(-1, new byte[1]));
        Assert.Throws<FileReadException>(() => file.Read(long.MaxValue, new byte[1]));
        Assert.Throws<FileReadException>(() => file.Read(bytes.Length - 10, new byte[11]));
    }

    [Fact]
    public void No_more_is_held_than_the_budget_and_what_was_let_go_is_read_again()
    {
        var bytes = Bytes(10 * Page);
        var source = new BytesFile(bytes);
        var cache = new PageCache(3 * Held);
        using var file = new PagedFile("file", source, cache);
        for (var round = 0; round < 3; round++)
        {
            for (var page = 0; page < 10; page++)
            {
                Assert.True(bytes.AsSpan(page * Page, Page).SequenceEqual(file.Page(page).AsSpan(0, Page)));
                Assert.InRange(cache.Bytes, Held, 3 * Held);
            }
        }

        Assert.Equal(30, source.Reads);
        cache.Budget = Held;
        Assert.InRange(cache.Bytes, 0, Held);
        cache.Budget = 0;
        Assert.Equal(0, cache.Bytes);

        // Without any room a page is given out all the same.
        Assert.True(bytes.AsSpan(0, Page).SequenceEqual(file.Page(0).AsSpan(0, Page)));
        Assert.Equal(0, cache.Bytes);
    }

    [Fact]
    public void A_page_that_is_used_again_and_again_stays_while_others_pass_by()
    {
        var source = new BytesFile(Bytes(40 * Page));
        using var file = new PagedFile("file", source, new PageCache(4 * Held));
        for (var page = 1; page < 40; page++)
        {
            file.Page(0);
            file.Page(page);
        }

        Assert.InRange(source.Reads, 40, 60);
    }

    [Fact]
    public void A_page_is_held_from_the_second_pass_on_that_asks_for_it_and_read_through_before()
    {
        var bytes = Bytes((3 * Page) + 77);
        var cache = new PageCache(10 * Held);
        using var file = new PagedFile("file", new BytesFile(bytes), cache);
        BlockPass.Begin();
        var read = new byte[500];
        for (var round = 0; round < 3; round++)
        {
            Assert.Null(file.PageIfWanted(1));
            file.ReadOnce(Page - 100, read);
            Assert.True(bytes.AsSpan(Page - 100, read.Length).SequenceEqual(read));
            Assert.Equal(0, cache.Bytes);
        }

        BlockPass.Begin();
        Assert.True(bytes.AsSpan(Page, Page).SequenceEqual(file.PageIfWanted(1).AsSpan(0, Page)));
        Assert.Equal(Held, cache.Bytes);
        Assert.Null(file.PageIfWanted(2));
        file.ReadOnce(Page - 100, read);
        Assert.True(bytes.AsSpan(Page - 100, read.Length).SequenceEqual(read));
        Assert.Equal(2 * Held, cache.Bytes);
        Assert.Throws<FileReadException>(() => file.ReadOnce(bytes.Length - 1, read));
        Assert.Throws<FileReadException>(() => file.ReadOnce(-1, read));

        // What is let go is held again at once: it was asked for before.
        cache.Budget = 0;
        cache.Budget = 10 * Held;
        Assert.NotNull(file.PageIfWanted(1));
        Assert.Equal(Held, cache.Bytes);
    }

    [Fact]
    public void Room_for_pages_is_used_again_and_is_never_two_readers_at_once()
    {
        var rooms = Enumerable.Range(0, 200).Select(_ => PageRooms.Rent()).ToList();
        Assert.Equal(rooms.Count, rooms.Distinct().Count());
        Assert.All(rooms, room => Assert.Equal(Held, room.Length));
        rooms.ForEach(PageRooms.Return);
        var again = Enumerable.Range(0, 200).Select(_ => PageRooms.Rent()).ToList();
        Assert.Equal(again.Count, again.Distinct().Count());
        Assert.Contains(again, rooms.Contains);
        again.ForEach(PageRooms.Return);
    }

    [Fact]
    public void Files_share_the_budget_and_one_that_is_closed_lets_go_of_its_pages_and_of_no_others()
    {
        var cache = new PageCache(100 * Held);
        var (source, other) = (new BytesFile(Bytes(5 * Page)), new BytesFile(Bytes(7 * Page)));
        var first = new PagedFile("first", source, cache);
        using var second = new PagedFile("second", other, cache);
        first.Read(0, new byte[5 * Page]);
        second.Read(0, new byte[7 * Page]);
        Assert.Equal(12 * Held, cache.Bytes);
        first.Dispose();
        Assert.Equal((7L * Held, true, false), (cache.Bytes, source.IsClosed, other.IsClosed));
        second.Read(0, new byte[7 * Page]);
        Assert.Equal(7, other.Reads);
        Assert.ThrowsAny<Exception>(() => first.Page(0));
        Assert.Equal(7L * Held, cache.Bytes);
    }

    [Fact]
    public void Threads_that_read_while_pages_come_and_go_see_the_bytes_of_the_file()
    {
        var bytes = Bytes((32 * Page) + 5);
        var cache = new PageCache(6 * Held);
        using var file = new PagedFile("file", new BytesFile(bytes), cache);
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, thread =>
        {
            var random = new Random(thread);
            var read = new byte[300];
            for (var i = 0; i < 4_000; i++)
            {
                if (thread == 0 && i % 100 == 0)
                {
                    cache.Budget = random.Next(8) * Held;
                }

                var start = random.Next(bytes.Length - read.Length);
                file.Read(start, read);
                Assert.True(bytes.AsSpan(start, read.Length).SequenceEqual(read), $"thread {thread}: {start}");
            }
        });
        cache.Budget = 6 * Held;
        file.Page(0);
        Assert.InRange(cache.Bytes, 1, 6 * Held);
        file.Dispose();
        Assert.Equal(0, cache.Bytes);
    }

    [Fact]
    public void What_cannot_be_read_is_an_error_that_names_the_file_and_nothing_is_kept_of_it()
    {
        var cache = new PageCache(10 * Held);
        using var shorter = new PagedFile("shorter", new ShortFile(), cache);
        var ended = Assert.Throws<FileReadException>(() => shorter.Page(0));
        Assert.StartsWith("shorter ends before", ended.Message, StringComparison.Ordinal);
        var failed = Assert.Throws<FileReadException>(() => shorter.Page(1));
        Assert.StartsWith("shorter cannot be read", failed.Message, StringComparison.Ordinal);
        Assert.Equal(0, cache.Bytes);
    }

    [Fact]
    public void A_page_that_comes_when_its_file_is_closed_is_not_kept()
    {
        var cache = new PageCache(10 * Held);
        var slow = new SlowFile();
        var file = new PagedFile("slow", slow, cache);
        slow.Reading = file.Dispose;
        file.Page(0);
        Assert.Equal(0, cache.Bytes);
    }

    private static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    /// <summary>A file that has become shorter, on a device that fails behind its first page.</summary>
    private sealed class ShortFile : IReadableFile
    {
        public long Length => 2 * Page;

        public int Read(Span<byte> buffer, long offset) => offset == 0 ? buffer.Length - 1 : throw new IOException("the device is gone");

        public void Dispose()
        {
            // There is nothing to close.
        }
    }

    /// <summary>A file during whose reading something else happens.</summary>
    private sealed class SlowFile : IReadableFile
    {
        public Action Reading { get; set; } = () => { };

        public long Length => Page;

        public int Read(Span<byte> buffer, long offset)
        {
            Reading();
            return buffer.Length;
        }

        public void Dispose()
        {
            // There is nothing to close.
        }
    }
}
