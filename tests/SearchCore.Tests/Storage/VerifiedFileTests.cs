using Lucene.Net.Index;
using Lucene.Net.Store;

using SearchCore.Files;
using SearchCore.Storage;
using SearchCore.TestKit;

namespace SearchCore.Tests.Storage;

public sealed class VerifiedFileTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(FileSum.BlockBytes - 1)]
    [InlineData(FileSum.BlockBytes)]
    [InlineData(FileSum.BlockBytes + 1)]
    [InlineData(3 * FileSum.BlockBytes)]
    [InlineData((4 * FileSum.BlockBytes) + 777)]
    public void Whatever_is_read_is_what_was_written_and_a_changed_bit_spoils_its_block_alone(int length)
    {
        using var folder = new TempFolder();
        using var directory = new DurableDirectory(folder.Path, PhysicalFiles.Instance);
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var bytes = new byte[length];
        random.NextBytes(bytes);
        Write(directory, bytes, random);
        var sum = directory.SumOf("file");
        Assert.True(sum.HasBlocks);
        Assert.Equal(Math.Max(0, ((length - 1) / FileSum.BlockBytes)), sum.Blocks!.Length);
        AssertReads(bytes, bytes, sum, random, seed);
        for (var i = 0; i < 20 && length > 0; i++)
        {
            var changed = (byte[])bytes.Clone();
            changed[random.Next(length)] ^= (byte)(1 << random.Next(8));
            AssertReads(bytes, changed, sum, random, seed);
        }
    }

    [Fact]
    public void A_file_of_another_length_is_refused_and_closed()
    {
        var file = new BytesFile(new byte[99]);
        var e = Assert.Throws<CorruptIndexException>(() => new VerifiedFile("_0.pos", file, new FileSum(100, 0, [])));
        Assert.Equal("_0.pos is damaged: it has 99 bytes instead of 100.", e.Message);
        Assert.True(file.IsClosed);
    }

    [Fact]
    public void Lucenes_inputs_and_our_pages_name_the_file_whose_block_was_changed()
    {
        using var folder = new TempFolder();
        var files = PhysicalFiles.Instance;
        var bytes = new byte[200_000];
        new Random(3).NextBytes(bytes);
        using var written = new DurableDirectory(folder.Path, files);
        Write(written, bytes, new Random(4));
        bytes[150_000] ^= 1;
        File.WriteAllBytes(folder["file"], bytes);
        using var directory = new DurableDirectory(folder.Path, files);
        directory.Learn(new Dictionary<string, FileSum> { ["file"] = written.SumOf("file"), ["file.dvd"] = written.SumOf("file") });
        File.Copy(folder["file"], folder["file.dvd"]);
        foreach (var name in new[] { "file", "file.dvd" })
        {
            using var input = directory.OpenInput(name, IOContext.READ);
            Assert.Equal(name == "file" ? typeof(PositionalInput) : typeof(PagedInput), input.GetType());
            input.Seek(FileSum.BlockBytes + 5);
            Assert.Equal(bytes[FileSum.BlockBytes + 5], input.ReadByte());
            var e = Assert.Throws<CorruptIndexException>(() =>
            {
                input.Seek(149_999);
                input.ReadByte();
            });
            Assert.Contains($"{name} is damaged: its bytes 131072 to 196607", e.Message, StringComparison.Ordinal);
        }

        using var pages = new PagedFile("pages", directory.OpenShared("file"), PageCache.Shared);
        Assert.Equal(bytes[199_999], pages.Page(3)[199_999 - (3 * FileSum.BlockBytes)]);
        Assert.Throws<CorruptIndexException>(() => pages.Page(2));
    }

    private static void Write(DurableDirectory directory, byte[] bytes, Random random)
    {
        using var output = directory.CreateOutput("file", IOContext.DEFAULT);
        for (var at = 0; at < bytes.Length;)
        {
            var piece = Math.Min(bytes.Length - at, random.Next(1, random.Next(2) == 0 ? 300 : 150_000));
            output.WriteBytes(bytes, at, piece);
            at += piece;
            if (random.Next(3) == 0)
            {
                // As a footer's writer does, in the middle of a block.
                _ = output.Checksum;
            }
        }
    }

    // Reads of all sizes: right, or refused where and only where a block of theirs has changed.
    private static void AssertReads(byte[] written, byte[] present, FileSum sum, Random random, int seed)
    {
        using var file = new VerifiedFile("file", new BytesFile(present), sum);
        for (var i = 0; i < 60; i++)
        {
            var at = random.Next(written.Length + 1);
            var buffer = new byte[random.Next(3) switch { 0 => random.Next(40), 1 => random.Next(3_000), _ => random.Next(200_000) }];
            var end = Math.Min(written.Length, at + buffer.Length);
            var from = at & -FileSum.BlockBytes;
            var to = Math.Min(written.Length, (end + FileSum.BlockBytes - 1) & -FileSum.BlockBytes);
            if (end > at && !present.AsSpan(from..to).SequenceEqual(written.AsSpan(from..to)))
            {
                Assert.Throws<CorruptIndexException>(() => file.Read(buffer, at));
            }
            else
            {
                Assert.True(file.Read(buffer, at) == end - at, $"seed {seed}");
                Assert.True(buffer.AsSpan(0, end - at).SequenceEqual(written.AsSpan(at..end)), $"seed {seed}");
            }
        }
    }
}
