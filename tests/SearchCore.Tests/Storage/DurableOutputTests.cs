using System.Text;

using Lucene.Net.Codecs;
using Lucene.Net.Store;

using SearchCore.Articles.Checksums;
using SearchCore.Files;
using SearchCore.Storage;
using SearchCore.TestKit;

namespace SearchCore.Tests.Storage;

public sealed class DurableOutputTests
{
    [Theory]
    [InlineData("", 0u)]
    [InlineData("123456789", 0xCBF43926u)]
    [InlineData("The quick brown fox jumps over the lazy dog", 0x414FA339u)]
    public void The_checksum_is_the_published_one(string text, uint expected) =>
        Assert.Equal(expected, Crc32.Append(0, Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void The_checksum_of_any_pieces_is_that_of_the_whole_and_the_one_Lucene_computes()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var i = 0; i < 500; i++)
        {
            var bytes = new byte[random.Next(random.Next(3) == 0 ? 5_000 : 300)];
            random.NextBytes(bytes);
            var crc = 0u;
            for (var at = 0; at < bytes.Length;)
            {
                var piece = random.Next(1, bytes.Length - at + 1);
                crc = Crc32.Append(crc, bytes.AsSpan(at, piece));
                at += piece;
            }

            Assert.True(crc == Lucenes(bytes), $"seed {seed}, {bytes.Length} bytes");
        }
    }

    [Fact]
    public void What_is_written_in_pieces_of_any_size_is_read_back_with_its_footer()
    {
        using var folder = new TempFolder();
        using var directory = new DurableDirectory(folder.Path, PhysicalFiles.Instance);
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var written = new MemoryStream();
        using (var output = directory.CreateOutput("file", IOContext.DEFAULT))
        {
            for (var i = 0; i < 300; i++)
            {
                var bytes = new byte[random.Next(random.Next(20) == 0 ? 50_000 : 40)];
                random.NextBytes(bytes);
                output.WriteBytes(bytes, 0, bytes.Length);
                output.WriteByte(7);
                written.Write(bytes);
                written.WriteByte(7);
                Assert.Equal(written.Length, output.Position);
            }

            CodecUtil.WriteFooter(output);
        }

        using var input = directory.OpenChecksumInput("file", IOContext.READ_ONCE);
        var read = new byte[written.Length];
        input.ReadBytes(read, 0, read.Length);
        Assert.True(read.AsSpan().SequenceEqual(written.ToArray()), $"seed {seed}");
        CodecUtil.CheckFooter(input);
        Assert.Equal(["file"], directory.ListAll());
    }

    private static uint Lucenes(byte[] bytes)
    {
        using var memory = new RAMOutputStream();
        memory.WriteBytes(bytes, 0, bytes.Length);
        return (uint)memory.Checksum;
    }
}
