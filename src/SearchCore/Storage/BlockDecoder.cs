using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SearchCore.Storage;

/// <summary>
/// Decodes the blocks of 128 packed numbers that Lucene 4.1's postings are made of: sixteen numbers at a time where the machine has
/// AVX-512 VBMI (<see cref="WideBlocks"/>), eight with vectors of 256 bits, four with 128, one by one else. All four give the same.
/// </summary>
/// <remarks>
/// A number of up to 25 bits lies within four bytes. A shuffle brings the four bytes of each number into its lane, a multiplication moves
/// its first bit to the top, a shift brings its last one to the bottom. (Lemire and Boytsov, Decoding billions of integers per second
/// through vectorization, 2015, with a layout of its own; this is for Lucene's, which is one stream of bits.) Optimized at once: vector
/// code is not compiled ahead of time, and its quick form is a hundred times slower.
/// </remarks>
internal static class BlockDecoder
{
    /// <summary>Numbers in a block.</summary>
    public const int Size = 128;

    /// <summary>Bytes behind a block that may be read (and are not used).</summary>
    public const int Slack = 32;

    private const int MostBits = 32, MostVectorBits = 25, Lanes = 8;

    private static readonly Layout[] Layouts = MakeLayouts();

    /// <summary>The bytes that a packed block takes behind the byte that says how many bits a number has.</summary>
    public static int BytesOf(int bits) => bits * (Size / 8);

    /// <summary>Decodes a block.</summary>
    /// <param name="source">The packed bytes, and <see cref="Slack"/> behind them.</param>
    /// <param name="bits">Bits of a number, from 1 to 32.</param>
    /// <param name="target">Room for 128 numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Decode(ReadOnlySpan<byte> source, int bits, Span<int> target)
    {
        if (bits > MostVectorBits || !Vector128.IsHardwareAccelerated)
        {
            DecodeOneByOne(source, bits, target);
            return;
        }

        ref var from = ref MemoryMarshal.GetReference(source[..(BytesOf(bits) + Slack)]);
        ref var to = ref MemoryMarshal.GetReference(target[..Size]);
        if (Avx512Vbmi.IsSupported)
        {
            WideBlocks.Of(bits).Decode(ref from, ref to);
            return;
        }

        ref readonly var layout = ref Layouts[bits];
        var shift = MostBits - bits;
        if (Vector256.IsHardwareAccelerated)
        {
            var (shuffle, factor) = (layout.Shuffle, layout.Factor);
            for (var group = 0; group < Size / Lanes; group++)
            {
                var bytes = Vector256.Create(
                    Vector128.LoadUnsafe(ref from, layout.Low(group)), Vector128.LoadUnsafe(ref from, layout.High(group)));
                ((Spread(bytes, shuffle).AsUInt32() * factor) >>> shift).AsInt32().StoreUnsafe(ref to, (nuint)(group * Lanes));
            }

            return;
        }

        for (var group = 0; group < Size / Lanes; group++)
        {
            Half(ref from, layout.Low(group), layout.Shuffle.GetLower(), layout.Factor.GetLower(), shift)
                .StoreUnsafe(ref to, (nuint)(group * Lanes));
            Half(ref from, layout.High(group), layout.Shuffle.GetUpper(), layout.Factor.GetUpper(), shift)
                .StoreUnsafe(ref to, (nuint)((group * Lanes) + (Lanes / 2)));
        }
    }

    /// <summary>The twin of <see cref="Decode"/> without vectors.</summary>
    internal static void DecodeOneByOne(ReadOnlySpan<byte> source, int bits, Span<int> target)
    {
        source = source[..BytesOf(bits)];
        if (IsAligned(bits))
        {
            var perLong = 64 / bits;
            for (var i = 0; i < Size; i++)
            {
                // Eight bytes, the highest first; the numbers in them, the lowest first.
                var bit = i % perLong * bits;
                var octet = source[(i / perLong * sizeof(ulong)) + sizeof(ulong) - 1 - (bit / 8)];
                target[i] = (octet >> (bit % 8)) & ((1 << bits) - 1);
            }

            return;
        }

        ulong held = 0;
        var count = 0;
        var next = 0;
        for (var i = 0; i < Size; i++)
        {
            while (count < bits)
            {
                held = (held << 8) | source[next++];
                count += 8;
            }

            count -= bits;
            target[i] = (int)((held >> count) & (uint.MaxValue >> (MostBits - bits)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Spread(Vector256<byte> bytes, Vector256<byte> shuffle) =>
        Avx2.IsSupported
            ? Avx2.Shuffle(bytes, shuffle)
            : Vector256.Create(
                Vector128.ShuffleNative(bytes.GetLower(), shuffle.GetLower()),
                Vector128.ShuffleNative(bytes.GetUpper(), shuffle.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Half(ref byte from, nuint offset, Vector128<byte> shuffle, Vector128<uint> factor, int shift) =>
        ((Vector128.ShuffleNative(Vector128.LoadUnsafe(ref from, offset), shuffle).AsUInt32() * factor) >>> shift).AsInt32();

    // Lucene packs 1, 2 and 4 bits as whole numbers to a long, the first one lowest; all others as one stream of bits, highest first.
    internal static bool IsAligned(int bits) => bits is 1 or 2 or 4;

    private static Layout[] MakeLayouts()
    {
        var layouts = new Layout[MostVectorBits + 1];
        for (var bits = 1; bits <= MostVectorBits; bits++)
        {
            layouts[bits] = new Layout(bits);
        }

        return layouts;
    }

    /// <summary>
    /// How eight numbers of a width lie in their bytes: the first four in sixteen bytes from a place, the others from another.
    /// </summary>
    private readonly struct Layout
    {
        private readonly int bits;
        private readonly bool aligned;

        public Layout(int bits)
        {
            this.bits = bits;
            aligned = IsAligned(bits);
            Span<byte> shuffle = stackalloc byte[4 * Lanes];
            Span<uint> factor = stackalloc uint[Lanes];

            // An index with its highest bit set gives zero.
            shuffle.Fill(0x80);
            for (var i = 0; i < Lanes; i++)
            {
                var lane = 4 * i;
                if (aligned)
                {
                    // Eight numbers are as many bytes as one has bits, and stand in them from the last byte to the first.
                    var bit = i * bits;
                    shuffle[lane + 3] = (byte)(bits - 1 - (bit / 8));
                    factor[i] = 1u << (8 - bits - (bit % 8));
                }
                else
                {
                    var bit = i < Lanes / 2 ? i * bits : (i * bits) - (Lanes / 2 * bits / 8 * 8);
                    for (var k = 0; k < 4; k++)
                    {
                        shuffle[lane + k] = (byte)((bit / 8) + 3 - k);
                    }

                    factor[i] = 1u << (bit % 8);
                }
            }

            Shuffle = Vector256.Create<byte>(shuffle);
            Factor = Vector256.Create<uint>(factor);
        }

        public Vector256<byte> Shuffle { get; }

        public Vector256<uint> Factor { get; }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public nuint Low(int group) =>
            (nuint)(aligned ? (group * bits / 8 * 8) + 8 - (group * bits % 8) - bits : group * bits);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public nuint High(int group) => aligned ? Low(group) : Low(group) + (nuint)(Lanes / 2 * bits / 8);
    }
}
