using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SearchCore.Storage;

/// <summary>
/// How sixteen packed numbers of a width lie in their bytes, for machines that can put any byte of 64 anywhere (AVX-512 VBMI): the four
/// bytes that hold a number come into its lane, a shift brings its last bit to the bottom, a mask takes off what stands above.
/// </summary>
internal readonly struct WideBlocks
{
    /// <summary>The widest numbers; a wider one may lie in five bytes.</summary>
    public const int MostBits = 25;

    /// <summary>Numbers that are decoded at a time.</summary>
    public const int Lanes = 16;

    // Sixteen numbers of fewer bits lie in 32 bytes; with 64 read, those of the last ones would end behind the block's slack.
    private const int NarrowBits = 16;

    private static readonly WideBlocks[] Layouts = Avx512Vbmi.IsSupported
        ? [.. Enumerable.Range(0, MostBits + 1).Select(bits => new WideBlocks(bits))]
        : [];

    private readonly Vector512<byte> order;
    private readonly Vector512<uint> shift;
    private readonly Vector512<uint> mask;
    private readonly int bits;
    private readonly bool isAligned;

    private WideBlocks(int bits)
    {
        (this.bits, isAligned) = (bits, BlockDecoder.IsAligned(bits));
        var (bytes, shifts) = (new byte[Vector512<byte>.Count], new uint[Lanes]);
        for (var i = 0; i < Lanes; i++)
        {
            var bit = i * bits;
            if (isAligned)
            {
                // What stands in a lane above the number's own byte is taken off.
                bytes[4 * i] = (byte)((2 * bits) - 1 - (bit / 8));
                shifts[i] = (uint)(bit % 8);
                continue;
            }

            for (var k = 0; k < 4; k++)
            {
                bytes[(4 * i) + k] = (byte)((bit / 8) + 3 - k);
            }

            shifts[i] = (uint)(32 - bits - (bit % 8));
        }

        (order, shift, mask) = (Vector512.Create(bytes), Vector512.Create(shifts), Vector512.Create((uint)((1L << bits) - 1)));
    }

    /// <summary>The layout of a width, from 1 to <see cref="MostBits"/>; only where <see cref="Avx512Vbmi"/> is there.</summary>
    public static ref readonly WideBlocks Of(int bits) => ref Layouts[bits];

    /// <summary>Numbers of a block.</summary>
    /// <param name="from">The block's first byte, with all of it and <see cref="BlockDecoder.Slack"/> behind.</param>
    /// <param name="group">Which sixteen of the 128.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<int> At(ref byte from, int group)
    {
        var first = group * 2 * bits;
        ref var at = ref Unsafe.Add(ref from, isAligned ? (first & ~7) + 8 - (first & 7) - (2 * bits) : first);
        var bytes = bits < NarrowBits ? Vector256.LoadUnsafe(ref at).ToVector512Unsafe() : Vector512.LoadUnsafe(ref at);
        var lanes = Avx512Vbmi.PermuteVar64x8(bytes, order).AsUInt32();
        return (Avx512F.ShiftRightLogicalVariable(lanes, shift) & mask).AsInt32();
    }

    /// <summary>Decodes a block.</summary>
    /// <param name="from">As for <see cref="At"/>.</param>
    /// <param name="to">Room for 128 numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Decode(ref byte from, ref int to)
    {
        for (var group = 0; group < BlockDecoder.Size / Lanes; group++)
        {
            At(ref from, group).StoreUnsafe(ref to, (nuint)(group * Lanes));
        }
    }
}
