using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

using Lucene.Net.Util.Packed;

namespace SearchCore.Indexing.Segments;

/// <summary>
/// Blocks of 128 numbers as Lucene 4.1's postings have them: a byte with the bits a number takes and the numbers packed, or a zero and
/// the one number where all are equal.
/// </summary>
internal static class PackedBlock
{
    /// <summary>Numbers in a block.</summary>
    public const int Size = 128;

    /// <summary>The table of packings that a postings file begins with.</summary>
    public static void WriteTable(ByteSink sink)
    {
        sink.WriteVInt(PackedInt32s.VERSION_CURRENT);
        for (var bits = 1; bits <= 32; bits++)
        {
            sink.WriteVInt((FormatOf(bits).Id << 5) | (bits - 1));
        }
    }

    /// <summary>Writes 128 numbers, none negative.</summary>
    /// <remarks>Optimized at once where there is no image: the quick form of vector code is a hundred times slower.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Write(ReadOnlySpan<int> values, ByteSink sink)
    {
        ref var first = ref MemoryMarshal.GetReference(values[..Size]);
        var any = Vector256<int>.Zero;
        var unlike = Vector256<int>.Zero;
        var one = Vector256.Create(first);
        for (var i = 0; i < Size; i += 8)
        {
            var some = Vector256.LoadUnsafe(ref first, (nuint)i);
            any |= some;
            unlike |= some ^ one;
        }

        if (unlike == Vector256<int>.Zero)
        {
            sink.WriteByte(0);
            sink.WriteVInt(first);
            return;
        }

        var folded = any.GetLower() | any.GetUpper();
        var bits = 32 - BitOperations.LeadingZeroCount((uint)(folded[0] | folded[1] | folded[2] | folded[3]));
        var room = sink.Reserve(1 + (bits * (Size / 8)));
        room[0] = (byte)bits;
        if (bits is 1 or 2 or 4)
        {
            PackAligned(ref first, bits, room[1..]);
        }
        else
        {
            Pack(ref first, bits, room[1..]);
        }

        sink.Advance(1 + (bits * (Size / 8)));
    }

    // Lucene packs 1, 2 and 4 bits as whole numbers to a long, the first one lowest; all others as one stream of bits, highest first.
    private static PackedInt32s.Format FormatOf(int bits) =>
        bits is 1 or 2 or 4 ? PackedInt32s.Format.PACKED_SINGLE_BLOCK : PackedInt32s.Format.PACKED;

    private static void PackAligned(ref int first, int bits, Span<byte> target)
    {
        var perLong = 64 / bits;
        for (var i = 0; i < Size; i += perLong)
        {
            ulong packed = 0;
            for (var k = perLong - 1; k >= 0; k--)
            {
                packed = (packed << bits) | (uint)Unsafe.Add(ref first, i + k);
            }

            BinaryPrimitives.WriteUInt64BigEndian(target[(i / perLong * sizeof(ulong))..], packed);
        }
    }

    // Neighbours are joined to one number first, and those again where they have room in 64 bits: a half or a quarter of the steps.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pack(ref int first, int bits, Span<byte> target)
    {
        const int pairs = Size / 2, half = 32;
        Span<ulong> joined = stackalloc ulong[pairs];
        var low = Vector256.Create((ulong)uint.MaxValue);
        for (var i = 0; i < pairs; i += 4)
        {
            var some = Vector256.LoadUnsafe(ref first, (nuint)(2 * i)).AsUInt64();
            var (one, next) = BitConverter.IsLittleEndian ? (some & low, some >>> half) : (some >>> half, some & low);
            ((one << bits) | next).StoreUnsafe(ref joined[0], (nuint)i);
        }

        var (count, width) = (pairs, 2 * bits);
        if (width <= half)
        {
            for (count = 0; count < pairs / 2; count++)
            {
                joined[count] = (joined[2 * count] << width) | joined[(2 * count) + 1];
            }

            width *= 2;
        }

        Pack(joined[..count], width, target);
    }

    private static void Pack(ReadOnlySpan<ulong> values, int bits, Span<byte> target)
    {
        var at = 0;
        ulong packed = 0;
        var free = 64;
        foreach (var value in values)
        {
            free -= bits;
            if (free > 0)
            {
                packed |= value << free;
                continue;
            }

            BinaryPrimitives.WriteUInt64BigEndian(target[at..], packed | (value >> -free));
            at += sizeof(ulong);
            free += 64;
            packed = free == 64 ? 0 : value << free;
        }
    }
}
