using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

using K4os.Compression.LZ4;

using SearchCore.Indexing.Segments;
using SearchCore.Storage;
using SearchCore.TestKit;
using SearchCore.TestKit.Corpora;

namespace SearchCore.Tests.Indexing.Segments;

/// <summary>Lucene's decoder, the reference's and our own read the blocks back; nothing outside of the two spans is touched.</summary>
public sealed class Lz4EncoderTests
{
    [Fact]
    public void Every_short_length_comes_back()
    {
        for (var length = 0; length < 600; length++)
        {
            Check(Encoding.UTF8.GetBytes(Sentence(length)), $"length {length}");
            Check(new byte[length], $"{length} zeros");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(26)]
    [InlineData(256)]
    public void Random_bytes_of_alphabets_of_any_size_come_back(int alphabet)
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var run = 0; run < 300; run++)
        {
            var bytes = new byte[random.Next(3_000)];
            for (var i = 0; i < bytes.Length; i++)
            {
                // Mostly anew, sometimes what stood there before: matches of every length and distance.
                var back = random.Next(1, 300);
                bytes[i] = random.Next(20) == 0 || i < back ? (byte)random.Next(alphabet) : bytes[i - back];
                for (var copy = random.Next(3) == 0 ? random.Next(600) : 0; copy > 0 && i + 1 < bytes.Length && i >= back; copy--, i++)
                {
                    bytes[i + 1] = bytes[i + 1 - back];
                }
            }

            Check(bytes, $"seed {seed}, run {run}");
        }
    }

    [Fact]
    public void The_longest_input_comes_back_and_a_longer_one_is_refused()
    {
        Check(Encoding.UTF8.GetBytes(Sentence(Lz4Encoder.MaxInput)), "the longest");
        Check(new byte[Lz4Encoder.MaxInput], "the longest of zeros");
        var random = new byte[Lz4Encoder.MaxInput];
        new Random(7).NextBytes(random);
        Check(random, "the longest of noise");
        Assert.Throws<ArgumentOutOfRangeException>(() => new Lz4Encoder().Encode(new byte[Lz4Encoder.MaxInput + 1], new byte[200_000]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Lz4Encoder().Encode(new byte[100], new byte[100]));
    }

    [Fact]
    public void It_compresses_news_as_well_as_the_reference_compressor_to_three_percent()
    {
        var text = string.Concat(SyntheticNews.Articles(3, 500, NewsProfile.Wire).Select(article => article.Title + " " + article.Body));
        var bytes = Encoding.UTF8.GetBytes(text);
        long ours = 0, theirs = 0;
        var target = new byte[LZ4Codec.MaximumOutputSize(16_384) + 64];
        for (var at = 0; at < bytes.Length; at += 16_384)
        {
            var chunk = bytes.AsSpan(at, Math.Min(16_384, bytes.Length - at));
            ours += new Lz4Encoder().Encode(chunk, target);
            theirs += LZ4Codec.Encode(chunk, target, LZ4Level.L00_FAST);
        }

        Assert.InRange(ours, 1, theirs * 103 / 100);
    }

    [Fact]
    public void It_reads_and_writes_nothing_outside_of_what_it_was_given()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var random = new Random(11);
        using var source = new GuardedPages();
        using var target = new GuardedPages();
        for (var length = 0; length < 2_000; length++)
        {
            var bytes = source.Last(length);
            for (var i = 0; i < length; i++)
            {
                bytes[i] = (byte)(random.Next(4) == 0 ? random.Next(256) : 'a' + (i % 3));
            }

            var room = target.Last(Lz4Encoder.Room(length));
            var size = new Lz4Encoder().Encode(bytes, room);
            var back = new byte[length];
            Assert.Equal(length, length == 0 ? 0 : LZ4Codec.Decode(room[..size], back));
            Assert.True(bytes.SequenceEqual(back));
        }
    }

    [SharedFact]
    public void Real_news_comes_back()
    {
        foreach (var name in (string[])["reuters21578", "trove"])
        {
            using var file = new GZipStream(File.OpenRead(SharedData.File(name + ".jsonl.gz")), CompressionMode.Decompress);
            var bytes = new byte[10_000_000];
            file.ReadExactly(bytes);
            for (var at = 0; at < bytes.Length; at += 20_000)
            {
                Check(bytes[at..Math.Min(bytes.Length, at + 20_000)], $"{name} at {at}");
            }
        }
    }

    private static void Check(byte[] bytes, string what)
    {
        var target = new byte[Lz4Encoder.Room(bytes.Length)];
        var length = new Lz4Encoder().Encode(bytes, target);

        // Lucene's decoder writes up to seven bytes past the end.
        var lucene = new byte[bytes.Length + 7];
        Lucene.Net.Codecs.Compressing.LZ4.Decompress(
            new Lucene.Net.Store.ByteArrayDataInput(target, 0, length), bytes.Length, lucene, 0);
        Assert.True(bytes.AsSpan().SequenceEqual(lucene.AsSpan(0, bytes.Length)), $"Lucene: {what}");

        var reference = new byte[bytes.Length];
        if (bytes.Length > 0)
        {
            Assert.Equal(bytes.Length, LZ4Codec.Decode(target.AsSpan(0, length), reference));
        }

        Assert.True(bytes.AsSpan().SequenceEqual(reference), $"reference: {what}");

        var (own, from, to) = (new byte[bytes.Length], 0, 0);
        Lz4Block.Decode(target.AsSpan(0, length), ref from, own, ref to, bytes.Length, "test");
        Assert.True(bytes.AsSpan().SequenceEqual(own), $"own: {what}");
    }

    private static string Sentence(int length)
    {
        const string Words = "the port strike in Rotterdam goes on and the ports of the north are shut, said the minister of ports ";
        return string.Concat(Enumerable.Range(0, (length / Words.Length) + 1).Select(i => $"{i} {Words}"))[..length];
    }

    // Memory behind which stands a page that nothing may touch.
    private sealed class GuardedPages : IDisposable
    {
        private const int Page = 4096, Pages = 2;
        private readonly nint memory = Map(0, (Pages + 1) * Page, 3, 0x22, -1, 0);

        public GuardedPages() => Assert.Equal(0, Protect(memory + (Pages * Page), Page, 0));

        public Span<byte> Last(int length) =>
            MemoryMarshal.CreateSpan(ref Unsafe.AddByteOffset(ref Unsafe.NullRef<byte>(), memory + (Pages * Page) - length), length);

        public void Dispose() => _ = Unmap(memory, (Pages + 1) * Page);

        [DllImport("libc", EntryPoint = "mmap")]
        private static extern nint Map(nint address, nint length, int protection, int flags, int file, nint offset);

        [DllImport("libc", EntryPoint = "mprotect")]
        private static extern int Protect(nint address, nint length, int protection);

        [DllImport("libc", EntryPoint = "munmap")]
        private static extern int Unmap(nint address, nint length);
    }
}
