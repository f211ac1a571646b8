using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SearchCore.Storage.Columns;

/// <summary>Numbers of the same count of bits one after another, the highest bit first, as Lucene packs them.</summary>
internal static class PackedBits
{
    /// <summary>Bytes behind the numbers that are read though they mean nothing.</summary>
    public const int Slack = BlockDecoder.Slack;

    /// <summary>Bytes that a number may touch.</summary>
    public const int BytesOfOne = 9;

    // What is left of a load of eight bytes at the byte in which a number begins.
    private const int BitsInOneLoad = 57;

    private const int MostBitsOfPostings = 25;

    /// <summary>How many bytes some numbers take.</summary>
    public static long BytesOf(long count, int bits) => ((count * bits) + 7) >> 3;

    /// <summary>Reads numbers.</summary>
    /// <param name="bytes">All numbers from the first, and <see cref="Slack"/> bytes behind them.</param>
    /// <param name="bits">How many bits a number takes, 0 to 64.</param>
    /// <param name="into">As many numbers as are wanted.</param>
    /// <exception cref="ArgumentException">There are too few bytes.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Read(ReadOnlySpan<byte> bytes, int bits, Span<long> into)
    {
        if (bytes.Length < BytesOf(into.Length, bits) + Slack)
        {
            throw new ArgumentException("there are fewer bytes than numbers");
        }

        if (bits == 0)
        {
            into.Clear();
            return;
        }

        // The same stream as in blocks of postings, but for where those have a form of their own.
        if (bits <= MostBitsOfPostings && bits is not (1 or 2 or 4))
        {
            Span<int> some = stackalloc int[BlockDecoder.Size];
            for (; into.Length >= BlockDecoder.Size; into = into[BlockDecoder.Size..], bytes = bytes[BlockDecoder.BytesOf(bits)..])
            {
                BlockDecoder.Decode(bytes, bits, some);
                Widen(some, into);
            }
        }

        ref var from = ref MemoryMarshal.GetReference(bytes);
        long at = 0;
        if (bits > BitsInOneLoad)
        {
            foreach (ref var number in into)
            {
                number = (long)Wide(ref from, at, bits);
                at += bits;
            }

            return;
        }

        foreach (ref var number in into)
        {
            number = (long)((Load(ref from, at) << (int)(at & 7)) >>> (64 - bits));
            at += bits;
        }
    }

    /// <summary>Reads numbers and puts in place of each what a table has for it.</summary>
    /// <param name="bytes">All numbers from the first, and <see cref="Slack"/> bytes behind them.</param>
    /// <param name="table">What stands for each number of so many bits as its size says, a power of two, at most 2^25.</param>
    /// <param name="into">As many as are wanted.</param>
    /// <returns>The largest of the numbers; 0 where there are none.</returns>
    /// <exception cref="ArgumentException">There are too few bytes, or the table is of no such size.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Translate(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> table, Span<byte> into)
    {
        var bits = BitOperations.Log2((uint)table.Length);
        if (table.Length != 1 << bits || bits > MostBitsOfPostings)
        {
            throw new ArgumentException("the table is of no size for numbers of some bits");
        }

        if (bytes.Length < BytesOf(into.Length, bits) + Slack)
        {
            throw new ArgumentException("there are fewer bytes than numbers");
        }

        if (bits == 0)
        {
            into.Fill(table[0]);
            return 0;
        }

        // No number is larger than the table has room for.
        ref var meaning = ref MemoryMarshal.GetReference(table);
        var most = 0;
        if (bits is not (1 or 2 or 4))
        {
            Span<int> some = stackalloc int[BlockDecoder.Size];
            for (; into.Length >= BlockDecoder.Size; into = into[BlockDecoder.Size..], bytes = bytes[BlockDecoder.BytesOf(bits)..])
            {
                BlockDecoder.Decode(bytes, bits, some);
                ref var to = ref MemoryMarshal.GetReference(into);
                for (var i = 0; i < BlockDecoder.Size; i++)
                {
                    most = Math.Max(most, some[i]);
                    Unsafe.Add(ref to, i) = Unsafe.Add(ref meaning, some[i]);
                }
            }
        }

        ref var from = ref MemoryMarshal.GetReference(bytes);
        var at = 0;
        foreach (ref var target in into)
        {
            var number = (int)((Load(ref from, at) << (at & 7)) >>> (64 - bits));
            most = Math.Max(most, number);
            target = Unsafe.Add(ref meaning, number);
            at += bits;
        }

        return most;
    }

    /// <summary>Reads one number that begins at one of the first eight bits of <see cref="BytesOfOne"/> bytes.</summary>
    public static long One(ReadOnlySpan<byte> bytes, int bit, int bits)
    {
        ref var from = ref MemoryMarshal.GetReference(bytes[..BytesOfOne]);
        return bits == 0 ? 0
            : bits > BitsInOneLoad ? (long)Wide(ref from, bit, bits)
            : (long)((Load(ref from, bit) << bit) >>> (64 - bits));
    }

    private static void Widen(ReadOnlySpan<int> numbers, Span<long> into)
    {
        for (var i = 0; i < numbers.Length; i++)
        {
            into[i] = numbers[i];
        }
    }

    private static ulong Wide(ref byte from, long at, int bits)
    {
        var shift = (int)(at & 7);
        var high = Load(ref from, at) << shift;
        ulong low = Unsafe.Add(ref from, (nint)(at >> 3) + sizeof(ulong));
        return (high | (low >> (8 - shift))) >>> (64 - bits);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Load(ref byte from, long bit)
    {
        var read = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref from, (nint)(bit >> 3)));
        return BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(read) : read;
    }
}
