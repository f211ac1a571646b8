using Lucene.Net.Util.Packed;

using SearchCore.Indexing.Segments;
using SearchCore.Searching.Postings;
using SearchCore.Storage;

namespace SearchCore.Tests.Searching.Postings;

/// <summary>What vectors make of blocks is what Lucene and the plainest code make of them.</summary>
public sealed class BlockDecoderTests
{
    private const int Size = BlockDecoder.Size;

    // Numbers behind those that count, which nothing may depend on.
    private const int Behind = 16;

    private static readonly int Rounds = Corpus.Whole ? 20_000 : 200;

    public static TheoryData<int> Widths => new(Enumerable.Range(1, 32));

    [Theory]
    [MemberData(nameof(Widths))]
    public void What_Lucene_packs_is_decoded(int bits) => Repeat((random, _) =>
    {
        var numbers = Numbers(random, bits);
        var packed = PackedByLucene(numbers, bits, random);
        AssertDecoded(numbers, packed, bits);
    });

    [Theory]
    [MemberData(nameof(Widths))]
    public void What_our_writer_packs_is_decoded(int bits) => Repeat((random, _) =>
    {
        var numbers = Numbers(random, bits);
        numbers[random.Next(Size)] |= 1 << (bits - 1);
        numbers[0] = numbers[1] ^ 1;
        if (numbers.Max(n => 32 - int.LeadingZeroCount(n)) != bits)
        {
            return;
        }

        var sink = new ByteSink();
        PackedBlock.Write(numbers, sink);
        Assert.Equal((1 + BlockDecoder.BytesOf(bits), bits), (sink.Count, sink.Written[0]));
        byte[] packed = [.. sink.Written[1..], .. Garbage(random, BlockDecoder.Slack)];
        AssertDecoded(numbers, packed, bits);
    });

    [Fact]
    public void Differences_are_summed_up_where_the_sums_rise_and_refused_where_they_do_not() => Repeat((random, _) =>
    {
        var bits = random.Next(1, 33);
        var differences = Numbers(random, bits);
        var start = random.Next(4) switch
        {
            0 => 0,
            1 => int.MaxValue - random.Next(3_000),
            _ => random.Next(1 << random.Next(31)),
        };

        // Most blocks of few bits have a zero by chance and would all be refused.
        for (var i = 0; i < Size; i++)
        {
            differences[i] = differences[i] == 0 ? 1 : differences[i];
        }

        if (random.Next(4) == 0)
        {
            differences[random.Next(Size)] = 0;
        }

        if (random.Next(3) == 0)
        {
            differences[0] = 0;
        }

        var mayStay = random.Next(2) == 0;
        var (sums, rise) = SummedUp(differences, start, mayStay);
        var target = differences.Concat(Enumerable.Repeat(random.Next(), Behind)).ToArray();
        Assert.Equal(rise, BlockSums.SumUp(target, start, mayStay));
        Assert.Equal(sums, target[..Size]);

        var decoded = new int[Size + Behind];
        Assert.Equal(rise, BlockSums.DecodeRising(PackedByLucene(differences, bits, random), bits, start, mayStay, decoded));
        Assert.Equal(sums, decoded[..Size]);
    });

    [Fact]
    public void Only_the_first_number_of_the_first_block_may_be_the_one_before()
    {
        foreach (var mayStay in new[] { true, false })
        {
            for (var zero = 0; zero < Size; zero++)
            {
                var differences = Enumerable.Repeat(1, Size).ToArray();
                differences[zero] = 0;
                Assert.Equal(mayStay && zero == 0, BlockSums.SumUp(differences, 0, mayStay));
            }
        }
    }

    [Fact]
    public void A_number_that_leaves_the_range_is_refused_wherever_it_stands()
    {
        foreach (var step in new[] { int.MaxValue, int.MinValue, -1, int.MaxValue - 200 })
        {
            for (var at = 0; at < Size; at++)
            {
                var differences = Enumerable.Repeat(1, Size).ToArray();
                differences[at] = step;
                Assert.False(BlockSums.SumUp(differences, 1_000, mayStay: true), $"{step} at {at}");
            }
        }
    }

    [Fact]
    public void Sums_before_each_number_are_those_of_a_loop() => Repeat((random, _) =>
    {
        var numbers = Numbers(random, random.Next(1, 33));
        var expected = new int[Size + 1];
        for (var i = 0; i < Size; i++)
        {
            expected[i + 1] = unchecked(expected[i] + numbers[i]);
        }

        var before = new int[Size + 1];
        before.AsSpan().Fill(-7);
        BlockSums.SumsBefore(numbers, before);
        Assert.Equal(expected, before);
    });

    [Fact]
    public void Running_sums_are_those_of_a_loop_and_stay_within_their_room() => Repeat((random, round) =>
    {
        const int pad = 7, untouched = 123_456;
        var count = round % 201;
        var numbers = Garbage(random, count + pad).Select(b => (int)b).ToArray();
        var sums = new int[count + pad + 1];
        sums[^1] = untouched;
        BlockSums.RunningSums(numbers, count, sums);
        var sum = 0;
        for (var i = 0; i < count; i++)
        {
            sum += numbers[i];
            Assert.Equal(sum, sums[i]);
        }

        Assert.Equal(untouched, sums[^1]);
    });

    [Fact]
    public void Shared_numbers_are_counted_at_any_distance() => Repeat((random, _) =>
    {
        var spread = random.Next(1, 6);
        var (first, firstCount) = Rising(random, random.Next(1, 201), spread);
        var (last, lastCount) = Rising(random, random.Next(1, 201), random.Next(1, 6));
        foreach (var distance in new[] { 0, 1, -1, random.Next(-50, 51), random.Next(-2_000, 2_001) })
        {
            var wanted = last[..lastCount].ToHashSet();
            var expected = first[..firstCount].Count(n => wanted.Contains(n + distance));
            Assert.Equal(expected, BlockSums.CountShared(first, firstCount, distance, last, lastCount));
            Assert.Equal(expected, BlockSums.CountSharedOneByOne(first.AsSpan(0, firstCount), distance, last.AsSpan(0, lastCount)));
        }
    });

    [Fact]
    public void All_sizes_of_lists_that_share_everything_or_nothing_are_counted()
    {
        var random = new Random(1);
        for (var size = 1; size <= 200; size++)
        {
            for (var other = Math.Max(1, size - 9); other <= size + 9; other++)
            {
                var (first, last) = (Every(random, size, 2, 0), Every(random, other, 2, 6));
                Assert.Equal(Math.Min(size, other), BlockSums.CountShared(first, size, 6, last, other));
                Assert.Equal(0, BlockSums.CountShared(first, size, 5, last, other));
                Assert.Equal(Math.Max(0, Math.Min(size - 3, other)), BlockSums.CountShared(first, size, 0, last, other));
            }
        }
    }

    [Fact]
    public void Numbers_below_one_are_seen_wherever_they_stand()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        foreach (var wrong in new[] { 0, -1, int.MinValue, int.MinValue + 1, -1_000 })
        {
            for (var at = 0; at < Size; at++)
            {
                var numbers = Enumerable.Range(0, Size).Select(_ => random.Next(1, int.MaxValue)).ToArray();
                numbers[random.Next(Size)] = int.MaxValue;
                numbers[random.Next(Size)] = 1;
                Assert.True(BlockSums.ArePositive(numbers), $"seed {seed}");
                numbers[at] = wrong;
                Assert.False(BlockSums.ArePositive(numbers), $"{wrong} at {at}");
            }
        }
    }

    private static void Repeat(Action<Random, int> test)
    {
        var first = Environment.TickCount;
        for (var round = 0; round < Rounds; round++)
        {
            var seed = unchecked(first + round);
            try
            {
                test(new Random(seed), round);
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"seed {seed}, round {round}", failure);
            }
        }
    }

    private static void AssertDecoded(int[] numbers, byte[] packed, int bits)
    {
        var decoded = new int[Size];
        BlockDecoder.DecodeOneByOne(packed, bits, decoded);
        Assert.Equal(numbers, decoded);
        decoded.AsSpan().Fill(-1);
        BlockDecoder.Decode(packed, bits, decoded);
        Assert.Equal(numbers, decoded);
    }

    private static int[] Numbers(Random random, int bits)
    {
        // Some blocks with mostly small numbers: of widths alone nothing ever adds up without leaving the range.
        var most = random.Next(2) == 0 ? bits : random.Next(1, bits + 1);
        var mask = (int)(uint.MaxValue >> (32 - most));
        return [.. Enumerable.Range(0, Size).Select(_ => (int)random.NextInt64(1L << 32) & mask)];
    }

    private static byte[] PackedByLucene(int[] numbers, int bits, Random random)
    {
        var format = PackedInt32s.FastestFormatAndBits(Size, bits, PackedInt32s.COMPACT).Format;
        var encoder = PackedInt32s.GetEncoder(format, PackedInt32s.VERSION_CURRENT, bits);
        var iterations = (Size + encoder.ByteValueCount - 1) / encoder.ByteValueCount;
        var values = new int[iterations * encoder.ByteValueCount];
        numbers.CopyTo(values, 0);
        var blocks = new byte[iterations * encoder.ByteBlockCount];
        encoder.Encode(values, 0, blocks, 0, iterations);
        return [.. blocks.AsSpan(0, BlockDecoder.BytesOf(bits)), .. Garbage(random, BlockDecoder.Slack)];
    }

    // The sums as numbers without end, so that one that leaves the range is larger and not smaller.
    private static (int[] Sums, bool Rise) SummedUp(int[] differences, int start, bool mayStay)
    {
        var sums = new int[Size];
        var rise = true;
        long last = start;
        for (var i = 0; i < Size; i++)
        {
            var next = last + (uint)differences[i];
            rise &= next <= int.MaxValue && (next > last || (i == 0 && mayStay));
            last = next;
            sums[i] = unchecked((int)next);
        }

        return (sums, rise);
    }

    private static (int[] Numbers, int Count) Rising(Random random, int count, int step)
    {
        var numbers = new int[count + Behind];
        var last = random.Next(300);
        for (var i = 0; i < count; i++)
        {
            numbers[i] = last += random.Next(1, step + 1);
        }

        // Behind them stands what makes most trouble: numbers that go on rising, stay, or are those of the list.
        for (var i = count; i < numbers.Length; i++)
        {
            numbers[i] = random.Next(3) switch { 0 => last + i - count, 1 => numbers[random.Next(count)], _ => random.Next() };
        }

        return (numbers, count);
    }

    private static int[] Every(Random random, int count, int step, int from)
    {
        var numbers = new int[count + Behind];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = i < count || random.Next(2) == 0 ? from + (i * step) : random.Next();
        }

        return numbers;
    }

    private static byte[] Garbage(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
