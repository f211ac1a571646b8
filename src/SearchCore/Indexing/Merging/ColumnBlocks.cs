using System.Buffers.Binary;

using SearchCore.Indexing.Segments;
using SearchCore.Storage.Columns;

namespace SearchCore.Indexing.Merging;

/// <summary>
/// Writes the numbers of a column in the blocks of Lucene 4.5's format, byte for byte: each as how far it lies above the least of its
/// block, or, where they rise, from a line through the first and the last. For one thread.
/// </summary>
/// <param name="sink">Where they go.</param>
/// <param name="isRising">Whether they rise.</param>
internal sealed class ColumnBlocks(ByteSink sink, bool isRising)
{
    private const int First = 256;

    private long[] block = new long[First];
    private int count;

    /// <summary>Adds numbers.</summary>
    public void Add(ReadOnlySpan<long> numbers)
    {
        while (!numbers.IsEmpty)
        {
            var some = Math.Min(numbers.Length, NumberColumn.BlockSize - count);
            if (count + some > block.Length)
            {
                Array.Resize(ref block, Math.Min(NumberColumn.BlockSize, 2 * (count + some)));
            }

            numbers[..some].CopyTo(block.AsSpan(count));
            numbers = numbers[some..];
            count += some;
            if (count == NumberColumn.BlockSize)
            {
                Write();
            }
        }
    }

    /// <summary>Writes what does not fill a block.</summary>
    public void Finish()
    {
        if (count > 0)
        {
            Write();
        }
    }

    private void Write()
    {
        if (isRising)
        {
            WriteRising();
        }
        else
        {
            WriteAny();
        }

        count = 0;
    }

    private void WriteAny()
    {
        var numbers = block.AsSpan(0, count);
        var (least, most) = (long.MaxValue, long.MinValue);
        foreach (var number in numbers)
        {
            least = Math.Min(least, number);
            most = Math.Max(most, number);
        }

        var range = unchecked(most - least);
        var bits = range < 0 ? 64 : range == 0 ? 0 : PackedNumbers.Bits((ulong)range);
        if (bits == 64)
        {
            least = 0;
        }
        else if (least > 0)
        {
            // As little as the bits allow, which takes fewer bytes.
            least = Math.Max(0, most - ((1L << bits) - 1));
        }

        sink.WriteByte((byte)((bits << 1) | (least == 0 ? 1 : 0)));
        if (least != 0)
        {
            WriteWholeLong(unchecked(ZigZag(least) - 1));
            foreach (ref var number in numbers)
            {
                number = unchecked(number - least);
            }
        }

        Pack(numbers, bits);
    }

    private void WriteRising()
    {
        var numbers = block.AsSpan(0, count);
        var least = numbers[0];
        var average = count == 1 ? 0f : (float)(numbers[^1] - least) / (count - 1);
        var any = 0L;
        for (var i = 0; i < numbers.Length; i++)
        {
            // The product is rounded to a float before it is cut, as where it is read.
            numbers[i] = ZigZag(numbers[i] - least - (long)(float)(average * i));
            any |= numbers[i];
        }

        sink.WriteVLong(least);
        BinaryPrimitives.WriteSingleBigEndian(sink.Reserve(sizeof(float)), average);
        sink.Advance(sizeof(float));
        var bits = any == 0 ? 0 : PackedNumbers.Bits((ulong)any);
        sink.WriteVInt(bits);
        Pack(numbers, bits);
    }

    private void Pack(ReadOnlySpan<long> numbers, int bits)
    {
        if (bits > 0)
        {
            var packer = new BitPacker(bits);
            packer.Add(numbers, sink);
            packer.Finish(sink);
        }
    }

    // Seven bits a byte, but for the ninth, which has eight.
    private void WriteWholeLong(long value)
    {
        var rest = (ulong)value;
        for (var bytes = 0; rest >= 0x80 && bytes < 8; bytes++)
        {
            sink.WriteByte((byte)(rest | 0x80));
            rest >>= 7;
        }

        sink.WriteByte((byte)rest);
    }

    private static long ZigZag(long value) => (value >> 63) ^ (value << 1);
}
