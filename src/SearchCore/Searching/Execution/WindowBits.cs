using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SearchCore.Searching.Execution;

/// <summary>Which documents of a block are in a set of a window's documents.</summary>
internal static class WindowBits
{
    private const int Lanes = 8;

    /// <summary>Picks the documents of a block that are in a set.</summary>
    /// <param name="documents">A block's documents, and eight numbers behind them.</param>
    /// <param name="at">The first that is asked about.</param>
    /// <param name="stop">The place behind the last; all between are in the window.</param>
    /// <param name="from">The window's first document.</param>
    /// <param name="within">The set.</param>
    /// <param name="found">Takes those that are in it, from the window's start; eight more may be written.</param>
    /// <param name="places">Takes their places in the block; eight more may be written.</param>
    /// <returns>How many they are.</returns>
    public static int Select(int[] documents, int at, int stop, int from, ReadOnlySpan<ulong> within, int[] found, int[] places) =>
        Avx512F.VL.IsSupported
            ? SelectEight(documents, at, stop, from, within, found, places)
            : SelectOneByOne(documents, at, stop, from, within, found, places);

    /// <summary>The twin of <see cref="Select"/> without vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static int SelectOneByOne(
        int[] documents, int at, int stop, int from, ReadOnlySpan<ulong> within, int[] found, int[] places)
    {
        ref var document = ref MemoryMarshal.GetReference(documents.AsSpan(0, stop));
        ref var word = ref MemoryMarshal.GetReference(within[..Window.Words]);
        ref var place = ref MemoryMarshal.GetReference(found.AsSpan(0, stop - at + 1));
        ref var index = ref MemoryMarshal.GetReference(places.AsSpan(0, stop - at + 1));
        var count = 0;
        for (; at < stop; at++)
        {
            var bit = (Unsafe.Add(ref document, at) - from) & (Window.Size - 1);
            Unsafe.Add(ref place, count) = bit;
            Unsafe.Add(ref index, count) = at;
            count += (int)(Unsafe.Add(ref word, bit >> 6) >> bit) & 1;
        }

        return count;
    }

    // The word of each document is gathered, its bit brought to the bottom, and what is set is pressed together.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe int SelectEight(
        int[] documents, int at, int stop, int from, ReadOnlySpan<ulong> within, int[] found, int[] places)
    {
        ref var document = ref MemoryMarshal.GetReference(documents.AsSpan(0, stop + Lanes));
        ref var place = ref MemoryMarshal.GetReference(found.AsSpan(0, stop - at + Lanes));
        ref var index = ref MemoryMarshal.GetReference(places.AsSpan(0, stop - at + Lanes));
        var start = Vector256.Create(from);
        var size = Vector256.Create(Window.Size - 1);
        var low = Vector256.Create(31u);
        var count = 0;
        fixed (ulong* words = within[..Window.Words])
        {
            for (; at < stop; at += Lanes)
            {
                // What stands behind the last document may be of another window, and does not count.
                var bits = (Vector256.LoadUnsafe(ref document, (nuint)at) - start) & size;
                var gathered = Avx2.GatherVector256((uint*)words, bits >>> 5, sizeof(uint));
                var moved = Avx2.ShiftRightLogicalVariable(gathered, bits.AsUInt32() & low);
                var isSet = Vector256.Equals(moved & Vector256<uint>.One, Vector256<uint>.One).AsInt32();
                var indices = Vector256<int>.Indices + Vector256.Create(at);
                isSet &= Vector256.LessThan(indices, Vector256.Create(stop));
                Avx512F.VL.Compress(Vector256<int>.Zero, isSet, bits).StoreUnsafe(ref place, (nuint)count);
                Avx512F.VL.Compress(Vector256<int>.Zero, isSet, indices).StoreUnsafe(ref index, (nuint)count);
                count += BitOperations.PopCount(isSet.ExtractMostSignificantBits());
            }
        }

        return count;
    }
}
