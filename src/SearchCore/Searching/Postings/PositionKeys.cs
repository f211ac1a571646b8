using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SearchCore.Searching.Postings;

/// <summary>
/// Where words stand in many documents at once: a list of rising numbers, each a document's number with a position below. What words have
/// in common in all of the documents is then found by one pass over two lists, eight numbers and eight at a time, and no document's end
/// has to be foreseen.
/// </summary>
internal static class PositionKeys
{
    /// <summary>Bits of a position.</summary>
    public const int Shift = 19;

    /// <summary>Words that stand farther from each other than this cannot be compared.</summary>
    public const int MostDistance = 1_000;

    /// <summary>So many numbers are read and written at once.</summary>
    public const int Row = 2 * Lanes;

    private const int Lanes = 8, MostPosition = (1 << Shift) - (2 * MostDistance);

    // Behind a list: larger than all that stand in one, and different in the two that are compared.
    private const uint Behind = uint.MaxValue - (4 * MostDistance), BehindOthers = uint.MaxValue;

    /// <summary>Whether the machine can.</summary>
    public static bool AreSupported => Avx2.IsSupported;

    /// <summary>Some documents of a block.</summary>
    /// <param name="numbers">Their numbers, from 0.</param>
    /// <param name="indices">Where they stand in the block.</param>
    /// <param name="before">For each document of the block how many positions come before its first.</param>
    /// <param name="sums">
    /// Sixteen numbers, the last a zero; the sums of all differences from the first of the documents to the last; sixteen numbers.
    /// </param>
    public readonly ref struct Run(
        ReadOnlySpan<int> numbers, ReadOnlySpan<int> indices, ReadOnlySpan<int> before, ReadOnlySpan<int> sums)
    {
        public readonly ReadOnlySpan<int> Numbers = numbers, Indices = indices, Before = before, Sums = sums;
    }

    /// <summary>Makes keys of positions.</summary>
    /// <param name="run">The documents.</param>
    /// <param name="into">Room for them and sixteen more.</param>
    /// <param name="isDamaged">Whether the counts of positions contradict each other.</param>
    /// <returns>How many there are; -1 where a position is too large.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static int Add(in Run run, Span<uint> into, out bool isDamaged)
    {
        var all = run.Sums.Length - (2 * Row);
        var low = run.Before[run.Indices[0]];
        ref var sum = ref MemoryMarshal.GetReference(run.Sums);
        ref var key = ref MemoryMarshal.GetReference(into[..(all + Row)]);
        var (count, most) = (0, 0u);
        isDamaged = false;
        for (var i = 0; i < run.Numbers.Length; i++)
        {
            var index = run.Indices[i];
            var (from, end) = (run.Before[index] - low, run.Before[index + 1] - low);
            if (from < 0 || end <= from || end > all || count + end - from > all)
            {
                isDamaged = true;
                return 0;
            }

            var last = Unsafe.Add(ref sum, from + Row - 1);
            most |= (uint)(Unsafe.Add(ref sum, end + Row - 1) - last);
            var start = Vector256.Create((uint)(((run.Numbers[i] + 1) << Shift) - last));
            for (; from < end; from += Row)
            {
                var some = Vector256.LoadUnsafe(ref sum, (nuint)(from + Row)).AsUInt32() + start;
                var others = Vector256.LoadUnsafe(ref sum, (nuint)(from + Row + Lanes)).AsUInt32() + start;
                some.StoreUnsafe(ref key, (nuint)count);
                others.StoreUnsafe(ref key, (nuint)(count + Lanes));
                count += Math.Min(Row, end - from);
            }
        }

        return most < MostPosition ? count : -1;
    }

    /// <summary>Those numbers of a list that, moved by a distance, are in another.</summary>
    /// <param name="keys">The list, and eight more behind it.</param>
    /// <param name="count">How many it has.</param>
    /// <param name="distance">The distance.</param>
    /// <param name="others">The other list, and eight more behind it.</param>
    /// <param name="othersCount">How many that has.</param>
    /// <param name="into">Room for as many as the list has, and eight more.</param>
    /// <returns>How many they are.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static int Shared(Span<uint> keys, int count, int distance, Span<uint> others, int othersCount, Span<uint> into)
    {
        keys.Slice(count, Lanes).Fill(Behind);
        others.Slice(othersCount, Lanes).Fill(BehindOthers);
        ref var x = ref MemoryMarshal.GetReference(keys);
        ref var y = ref MemoryMarshal.GetReference(others);
        ref var kept = ref MemoryMarshal.GetReference(into[..(count + Lanes)]);
        var move = Vector256.Create((uint)distance);
        int i = 0, j = 0, found = 0;
        while (i < count && j < othersCount)
        {
            var own = Vector256.LoadUnsafe(ref x, (nuint)i);
            var a = own + move;
            var b = Vector256.LoadUnsafe(ref y, (nuint)j);
            var c = Avx2.Permute2x128(b, b, 1);
            var same = Vector256.Equals(a, b) | Vector256.Equals(a, Avx2.Shuffle(b, 0x39)) | Vector256.Equals(a, Avx2.Shuffle(b, 0x4E))
                | Vector256.Equals(a, Avx2.Shuffle(b, 0x93)) | Vector256.Equals(a, c) | Vector256.Equals(a, Avx2.Shuffle(c, 0x39))
                | Vector256.Equals(a, Avx2.Shuffle(c, 0x4E)) | Vector256.Equals(a, Avx2.Shuffle(c, 0x93));
            if (Avx512F.VL.IsSupported)
            {
                Avx512F.VL.Compress(Vector256<uint>.Zero, same, own).StoreUnsafe(ref kept, (nuint)found);
                found += BitOperations.PopCount(same.ExtractMostSignificantBits());
            }
            else
            {
                for (var bits = same.ExtractMostSignificantBits(); bits != 0; bits &= bits - 1)
                {
                    Unsafe.Add(ref kept, found++) = Unsafe.Add(ref x, i + BitOperations.TrailingZeroCount(bits));
                }
            }

            // Who is behind goes on, without a branch that nobody can foretell.
            var ahead = (long)Unsafe.Add(ref y, j + Lanes - 1) - (Unsafe.Add(ref x, i + Lanes - 1) + (uint)distance);
            i += Lanes & (int)~(ahead >> 63);
            j += Lanes & (int)((ahead - 1) >> 63);
        }

        return found;
    }
}
