using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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
    /// <exception cref="ArgumentException">There are too few bytes, or the table is of no such size.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Translate(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> table, Span<byte> into)
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
            return;
        }

        // No number is larger than the table has room for.
        ref var meaning = ref MemoryMarshal.GetReference(table);
        if (bits == 4)
        {
            var pairs = TranslatePairs(bytes, table, into);
            bytes = bytes[(pairs / 2)..];
            into = into[pairs..];
        }
        else if (bits is not (1 or 2))
        {
            Span<int> some = stackalloc int[BlockDecoder.Size];
            ref var number = ref MemoryMarshal.GetReference(some);
            for (; into.Length >= BlockDecoder.Size; into = into[BlockDecoder.Size..], bytes = bytes[BlockDecoder.BytesOf(bits)..])
            {
                BlockDecoder.Decode(bytes, bits, some);
                ref var to = ref MemoryMarshal.GetReference(into);
                for (var i = 0; i < BlockDecoder.Size; i += 4)
                {
                    // Four are written at once: writing is what this loop waits for.
                    var four = Unsafe.Add(ref meaning, Unsafe.Add(ref number, i))
                        | ((uint)Unsafe.Add(ref meaning, Unsafe.Add(ref number, i + 1)) << 8)
                        | ((uint)Unsafe.Add(ref meaning, Unsafe.Add(ref number, i + 2)) << 16)
                        | ((uint)Unsafe.Add(ref meaning, Unsafe.Add(ref number, i + 3)) << 24);
                    Unsafe.WriteUnaligned(
                        ref Unsafe.Add(ref to, i), BitConverter.IsLittleEndian ? four : BinaryPrimitives.ReverseEndianness(four));
                }
            }
        }

        ref var from = ref MemoryMarshal.GetReference(bytes);
        var at = 0;
        foreach (ref var target in into)
        {
            target = Unsafe.Add(ref meaning, (int)((Load(ref from, at) << (at & 7)) >>> (64 - bits)));
            at += bits;
        }
    }

    // Two numbers to a byte, the first one highest. How many were translated: an even number.
    private static int TranslatePairs(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> table, Span<byte> into)
    {
        var count = 0;
        if (Vector128.IsHardwareAccelerated && BitConverter.IsLittleEndian)
        {
            var meaning = Vector128.Create(table);
            var low = Vector128.Create((byte)0x0F);
            for (; count + (2 * Vector128<byte>.Count) <= into.Length; count += 2 * Vector128<byte>.Count)
            {
                var some = Vector128.Create(bytes.Slice(count / 2, Vector128<byte>.Count));
                var first = Vector128.ShuffleNative(meaning, (some.AsUInt16() >>> 4).AsByte() & low);
                var second = Vector128.ShuffleNative(meaning, some & low);
                Interleave(first, second, lower: true).CopyTo(into[count..]);
                Interleave(first, second, lower: false).CopyTo(into[(count + Vector128<byte>.Count)..]);
            }
        }

        for (; count + 2 <= into.Length; count += 2)
        {
            (into[count], into[count + 1]) = (table[bytes[count / 2] >> 4], table[bytes[count / 2] & 0x0F]);
        }

        return count;
    }

    // Numbers of two vectors in turn: those of their lower halves, or of their upper ones.
    private static Vector128<byte> Interleave(Vector128<byte> first, Vector128<byte> second, bool lower)
    {
        var (a, b) = lower
            ? (Vector128.WidenLower(first), Vector128.WidenLower(second))
            : (Vector128.WidenUpper(first), Vector128.WidenUpper(second));
        return (a | (b << 8)).AsByte();
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
