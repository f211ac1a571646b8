using Lucene.Net.Index;
using Lucene.Net.Store;

using SearchCore.Files;
using SearchCore.Indexing.Merging;
using SearchCore.Indexing.Segments;
using SearchCore.Proofs.Doubles;
using SearchCore.Storage;
using SearchCore.TestKit;

namespace SearchCore.Tests.Indexing.Merging;

public sealed class MergeInputTests : IDisposable
{
    private const int Length = 300_000;

    private readonly TempFolder folder = new();
    private readonly int seed = Environment.TickCount;

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Whatever_is_taken_wherever_is_what_stands_there()
    {
        var random = new Random(seed);
        using var directory = new DurableDirectory(folder.Path, PhysicalFiles.Instance);
        var bytes = Write(directory, random);
        using var input = new MergeInput(directory, "_0.doc");
        Assert.Equal(Length, input.Length);
        for (var i = 0; i < 3_000; i++)
        {
            if (random.Next(4) == 0)
            {
                input.Seek(random.Next(3) == 0 ? Length : random.Next(Length));
            }

            var at = (int)input.Position;
            var count = random.Next(Math.Min(Length - at, random.Next(8) == 0 ? 200_000 : 300) + 1);
            Assert.True(input.Take(count).SequenceEqual(bytes.AsSpan(at, count)), $"seed {seed}: {count} bytes at {at}");
            Assert.Equal(at + count, input.Position);
        }

        input.Seek(Length);
        Assert.Throws<CorruptIndexException>(() => input.Byte());
        Assert.Throws<CorruptIndexException>(() => input.Seek(Length + 1));
    }

    [Fact]
    public void From_its_beginning_to_its_end_each_block_is_read_once_and_compared_though_another_had_read_it()
    {
        var files = new CountedReads();
        using var directory = new DurableDirectory(folder.Path, files);
        var bytes = Write(directory, new Random(seed));
        using var other = directory.OpenInput("_0.doc", IOContext.DEFAULT);
        other.ReadBytes(new byte[Length], 0, Length);
        var before = files.Reads;
        using (var input = new MergeInput(directory, "_0.doc"))
        {
            for (var at = 0; at < Length; at += 100)
            {
                Assert.True(input.Take(100).SequenceEqual(bytes.AsSpan(at, 100)), $"seed {seed}: at {at}");
            }
        }

        Assert.Equal(FileSum.BlocksOf(Length), files.Reads - before);

        bytes[Length / 2] ^= 1;
        using (var file = new FileStream(folder["_0.doc"], FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.Write(bytes);
        }

        using var damaged = new MergeInput(directory, "_0.doc");
        var fault = Assert.Throws<CorruptIndexException>(() =>
        {
            for (var at = 0; at < Length; at += 100)
            {
                damaged.Take(100);
            }
        });
        Assert.Contains("_0.doc is damaged: its bytes 131072 to 196607", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sums_and_bounds_are_those_of_one_number_after_the_other()
    {
        var random = new Random(seed);
        for (var length = 0; length < 300; length++)
        {
            var numbers = new int[length];
            for (var i = 0; i < length; i++)
            {
                numbers[i] = random.Next(200) == 0 ? random.Next(-2, 1) : random.Next(1, int.MaxValue);
            }

            Assert.Equal(numbers.Sum(n => (long)n), IntegerSums.Sum(numbers));
            Assert.Equal(numbers.All(n => n > 0), IntegerSums.ArePositive(numbers));
        }
    }

    private static byte[] Write(DurableDirectory directory, Random random)
    {
        var bytes = new byte[Length];
        random.NextBytes(bytes);
        using var output = directory.CreateOutput("_0.doc", IOContext.DEFAULT);
        output.WriteBytes(bytes, Length);
        return bytes;
    }

    private sealed class CountedReads() : ObservedFiles(PhysicalFiles.Instance)
    {
        public int Reads { get; private set; }

        protected override T Do<T>(FileOperation operation, Func<T> act)
        {
            Reads += operation.Action == FileAction.Read ? 1 : 0;
            return act();
        }
    }
}
