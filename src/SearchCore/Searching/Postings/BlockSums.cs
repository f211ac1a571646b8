using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

using SearchCore.Storage;

namespace SearchCore.Searching.Postings;

/// <summary>
/// Sums of differences, and what rising lists share: eight numbers at a time where the machine has vectors of 256 bits, else one by one.
/// Optimized at once: vector code is not compiled ahead of time, and its quick form is a hundred times slower.
/// </summary>
internal static class BlockSums
{
    /// <summary>So many numbers fit into a vector.</summary>
    public const int Few = Lanes;

    private const int Size = BlockDecoder.Size, Lanes = 8;

    /// <summary>Decodes a block of differences into rising numbers.</summary>
    /// <param name="source">The packed bytes, and <see cref="BlockDecoder.Slack"/> behind them.</param>
    /// <param name="bits">Bits of a difference, from 1 to 32.</param>
    /// <param name="start">The number before the first, 0 or more.</param>
    /// <param name="mayStay">Whether the first number may be <paramref name="start"/>: of the first block of all.</param>
    /// <param name="target">Room for 128 numbers.</param>
    /// <returns>Whether every number is larger than the one before it, as in a file that is whole.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool DecodeRising(ReadOnlySpan<byte> source, int bits, int start, bool mayStay, Span<int> target)
    {
        if (Avx512Vbmi.IsSupported && bits <= WideBlocks.MostBits)
        {
            return DecodeRisingWide(source, bits, start, mayStay, target);
        }

        BlockDecoder.Decode(source, bits, target);
        return SumUp(target, start, mayStay);
    }

    // Sixteen at a time, summed up as they are decoded.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool DecodeRisingWide(ReadOnlySpan<byte> source, int bits, int start, bool mayStay, Span<int> target)
    {
        ref var from = ref MemoryMarshal.GetReference(source[..(BlockDecoder.BytesOf(bits) + BlockDecoder.Slack)]);
        ref var to = ref MemoryMarshal.GetReference(target[..Size]);
        var layout = WideBlocks.Of(bits);
        var carry = Vector512.Create(start);
        var (least, signs) = (Vector512.Create(int.MaxValue), Vector512<int>.Zero);
        for (var group = 0; group < Size / WideBlocks.Lanes; group++)
        {
            var differences = layout.At(ref from, group);
            var own = Sums(differences);
            var sums = own + carry;
            carry += Vector512.Shuffle(own, Vector512.Create(WideBlocks.Lanes - 1));
            sums.StoreUnsafe(ref to, (nuint)(group * WideBlocks.Lanes));

            // A difference has too few bits to pass over all negative numbers.
            least = Vector512.Min(least, differences);
            signs |= sums;
        }

        return signs.ExtractMostSignificantBits() == 0
            && (!Vector512.EqualsAny(least, Vector512<int>.Zero) || (mayStay && to == start && !AnyFalls(target)));
    }

    /// <summary>Makes numbers of 128 differences, in place.</summary>
    /// <returns>Whether every number is larger than the one before it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool SumUp(Span<int> numbers, int start, bool mayStay)
    {
        ref var at = ref MemoryMarshal.GetReference(numbers[..Size]);
        var first = at;
        bool falls;
        if (Vector256.IsHardwareAccelerated)
        {
            var carry = Vector256.Create(start);
            var bad = Vector256<int>.Zero;
            for (nuint i = 0; i < Size; i += Lanes)
            {
                var differences = Vector256.LoadUnsafe(ref at, i);
                var own = Sums(differences);
                var sums = own + carry;
                bad |= Vector256.LessThanOrEqual(sums, sums - differences);
                sums.StoreUnsafe(ref at, i);

                // Not the last of the sums: whoever waits for the one before is soon served.
                carry += Vector256.Shuffle(own, Vector256.Create(Lanes - 1));
            }

            // A first number that stays looks like one that falls: it is looked at by itself.
            falls = bad != Vector256<int>.Zero && (first != 0 || !mayStay || AnyFalls(numbers));
        }
        else
        {
            var last = start;
            falls = false;
            for (var i = 0; i < Size; i++)
            {
                var next = unchecked(last + numbers[i]);
                falls |= next <= last && !(i == 0 && mayStay && next == last);
                numbers[i] = last = next;
            }
        }

        return !falls;
    }

    /// <summary>How many of the first numbers of an array of 128 come before each, and how many all are.</summary>
    /// <param name="numbers">128 numbers.</param>
    /// <param name="before">Room for 129.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SumsBefore(ReadOnlySpan<int> numbers, Span<int> before)
    {
        before[0] = 0;
        ref var from = ref MemoryMarshal.GetReference(numbers[..Size]);
        ref var to = ref MemoryMarshal.GetReference(before[1..(Size + 1)]);
        if (Vector256.IsHardwareAccelerated)
        {
            var carry = Vector256<int>.Zero;
            for (nuint i = 0; i < Size; i += Lanes)
            {
                var own = Sums(Vector256.LoadUnsafe(ref from, i));
                (own + carry).StoreUnsafe(ref to, i);
                carry += Vector256.Shuffle(own, Vector256.Create(Lanes - 1));
            }

            return;
        }

        var sum = 0;
        for (var i = 0; i < Size; i++)
        {
            Unsafe.Add(ref to, i) = sum = unchecked(sum + Unsafe.Add(ref from, i));
        }
    }

    /// <summary>Makes running sums of numbers, from 0.</summary>
    /// <param name="numbers">The numbers, and seven behind them.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="sums">Room for them and seven more.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void RunningSums(ReadOnlySpan<int> numbers, int count, Span<int> sums)
    {
        if (!Vector256.IsHardwareAccelerated)
        {
            var sum = 0;
            for (var i = 0; i < count; i++)
            {
                sums[i] = sum = unchecked(sum + numbers[i]);
            }

            return;
        }

        ref var from = ref MemoryMarshal.GetReference(numbers[..(count + Lanes - 1)]);
        ref var to = ref MemoryMarshal.GetReference(sums[..(count + Lanes - 1)]);
        var carry = Vector256<int>.Zero;
        for (var i = 0; i < count; i += Lanes)
        {
            var own = Sums(Vector256.LoadUnsafe(ref from, (nuint)i));
            (own + carry).StoreUnsafe(ref to, (nuint)i);
            carry += Vector256.Shuffle(own, Vector256.Create(Lanes - 1));
        }
    }

    /// <summary>How many numbers two rising lists share, the first list's moved by a distance.</summary>
    /// <param name="first">Rising numbers, and eight of no meaning behind them.</param>
    /// <param name="firstCount">How many there are.</param>
    /// <param name="distance">What is added to each of the first list.</param>
    /// <param name="last">Rising numbers, and eight of no meaning behind them.</param>
    /// <param name="lastCount">How many there are.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int CountShared(ReadOnlySpan<int> first, int firstCount, int distance, ReadOnlySpan<int> last, int lastCount)
    {
        if (!Avx2.IsSupported)
        {
            return CountSharedOneByOne(first[..firstCount], distance, last[..lastCount]);
        }

        // All pairs of eight and eight; who is behind goes on.
        ref var x = ref MemoryMarshal.GetReference(first[..(firstCount + Lanes)]);
        ref var y = ref MemoryMarshal.GetReference(last[..(lastCount + Lanes)]);
        var move = Vector256.Create(distance);
        int i = 0, j = 0, count = 0;
        while (i < firstCount && j < lastCount)
        {
            var a = Vector256.LoadUnsafe(ref x, (nuint)i) + move;

            var b = Only(Vector256.LoadUnsafe(ref y, (nuint)j), lastCount - j);
            count += BitOperations.PopCount(Same(a, b) & FirstBits(firstCount - i));
            var (lastOfFirst, lastOfLast) = (unchecked(Unsafe.Add(ref x, i + Lanes - 1) + distance), Unsafe.Add(ref y, j + Lanes - 1));
            if (i + Lanes > firstCount && j + Lanes > lastCount)
            {
                break;
            }

            var passesFirst = i + Lanes <= firstCount && (lastOfFirst <= lastOfLast || j + Lanes > lastCount);
            var passesLast = j + Lanes <= lastCount && (lastOfLast <= lastOfFirst || i + Lanes > firstCount);
            i += passesFirst ? Lanes : 0;
            j += passesLast ? Lanes : 0;
        }

        return count;
    }

    /// <summary>The twin of <see cref="CountShared"/> without vectors.</summary>
    internal static int CountSharedOneByOne(ReadOnlySpan<int> first, int distance, ReadOnlySpan<int> last)
    {
        int count = 0, at = 0;
        foreach (var number in first)
        {
            while (at < last.Length && last[at] < number + distance)
            {
                at++;
            }

            if (at == last.Length)
            {
                break;
            }

            count += last[at] == number + distance ? 1 : 0;
        }

        return count;
    }

    /// <summary>
    /// Which of a few numbers, moved by a distance, are among others: a bit for each. Only where <see cref="Avx2"/> is there.
    /// </summary>
    /// <param name="first">The differences of rising numbers, <see cref="Few"/> of them, some of no meaning behind.</param>
    /// <param name="firstCount">How many there are.</param>
    /// <param name="distance">What is added to each of them.</param>
    /// <param name="others">As <paramref name="first"/>, of the others.</param>
    /// <param name="othersCount">How many there are.</param>
    /// <param name="areValid">Whether no sum of the differences has left the range.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static uint SharedOfFew(
        ReadOnlySpan<int> first, int firstCount, int distance, ReadOnlySpan<int> others, int othersCount, out bool areValid)
    {
        var a = Sums(Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(first[..Few])));
        var b = Sums(Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(others[..Few])));
        var (ofFirst, ofOthers) = (FirstBits(firstCount), FirstBits(othersCount));
        areValid = ((a.ExtractMostSignificantBits() & ofFirst) | (b.ExtractMostSignificantBits() & ofOthers)) == 0;
        return Same(a + Vector256.Create(distance), Only(b, othersCount)) & ofFirst;
    }

    /// <summary>As <see cref="SharedOfFew"/>, with any number of others.</summary>
    /// <param name="first">The differences of rising numbers, <see cref="Few"/> of them, some of no meaning behind.</param>
    /// <param name="firstCount">How many there are.</param>
    /// <param name="distance">What is added to each of them.</param>
    /// <param name="others">Rising numbers, and eight of no meaning behind them.</param>
    /// <param name="othersCount">How many there are.</param>
    /// <param name="areValid">Whether no sum of the differences has left the range.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static uint SharedOfFewAndMany(
        ReadOnlySpan<int> first, int firstCount, int distance, ReadOnlySpan<int> others, int othersCount, out bool areValid)
    {
        var a = Sums(Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(first[..Few])));
        var ofFirst = FirstBits(firstCount);
        areValid = (a.ExtractMostSignificantBits() & ofFirst) == 0;
        a += Vector256.Create(distance);
        ref var other = ref MemoryMarshal.GetReference(others[..(othersCount + Few)]);
        var same = 0u;
        for (var at = 0; at < othersCount; at += Few)
        {
            same |= Same(a, Only(Vector256.LoadUnsafe(ref other, (nuint)at), othersCount - at));
        }

        return same & ofFirst;
    }

    /// <summary>Where in rising numbers the first that is not below a target stands; there must be one.</summary>
    /// <param name="numbers">The numbers, and seven behind them that are no smaller.</param>
    /// <param name="at">Where to begin.</param>
    /// <param name="target">The target.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int FirstFrom(int[] numbers, int at, int target)
    {
        if (numbers[at] >= target)
        {
            return at;
        }

        if (Vector256.IsHardwareAccelerated)
        {
            for (; at + Lanes <= numbers.Length; at += Lanes)
            {
                var below = Vector256.LessThan(Vector256.LoadUnsafe(ref numbers[at]), Vector256.Create(target));
                if (below.ExtractMostSignificantBits() is not byte.MaxValue and var bits)
                {
                    return at + BitOperations.TrailingZeroCount(~bits);
                }
            }
        }

        while (numbers[at] < target)
        {
            at++;
        }

        return at;
    }

    /// <summary>Whether 128 numbers are 1 at least each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool ArePositive(ReadOnlySpan<int> numbers)
    {
        ref var from = ref MemoryMarshal.GetReference(numbers[..Size]);
        var signs = Vector256<int>.Zero;
        for (nuint i = 0; i < Size; i += Lanes)
        {
            // The least number of all, less one, is the largest.
            var some = Vector256.LoadUnsafe(ref from, i);
            signs |= some | (some - Vector256<int>.One);
        }

        return signs.ExtractMostSignificantBits() == 0;
    }

    private static uint FirstBits(int count) => count >= Lanes ? byte.MaxValue : (1u << count) - 1;

    // What stands behind the numbers is none of them.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Only(Vector256<int> numbers, int count) => Vector256.ConditionalSelect(
        Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count)), numbers, Vector256.Create(int.MinValue));

    // Which of eight numbers are among eight others.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Same(Vector256<int> a, Vector256<int> b)
    {
        var c = Avx2.Permute2x128(b, b, 1);
        var same = Vector256.Equals(a, b) | Vector256.Equals(a, Avx2.Shuffle(b, 0x39)) | Vector256.Equals(a, Avx2.Shuffle(b, 0x4E))
            | Vector256.Equals(a, Avx2.Shuffle(b, 0x93)) | Vector256.Equals(a, c) | Vector256.Equals(a, Avx2.Shuffle(c, 0x39))
            | Vector256.Equals(a, Avx2.Shuffle(c, 0x4E)) | Vector256.Equals(a, Avx2.Shuffle(c, 0x93));
        return same.ExtractMostSignificantBits();
    }

    private static bool AnyFalls(ReadOnlySpan<int> numbers)
    {
        for (var i = 1; i < Size; i++)
        {
            if (numbers[i] <= numbers[i - 1])
            {
                return true;
            }
        }

        return false;
    }

    // Running sums of eight numbers: of neighbours, of pairs, of halves.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Sums(Vector256<int> numbers)
    {
        if (Avx2.IsSupported)
        {
            numbers += Avx2.ShiftLeftLogical128BitLane(numbers, 4);
            numbers += Avx2.ShiftLeftLogical128BitLane(numbers, 8);
            var lasts = Avx2.Shuffle(numbers, 0xFF);
            return numbers + Avx2.Permute2x128(lasts, lasts, 0x08);
        }

        numbers = Vector256.Create(SumsOfFour(numbers.GetLower()), SumsOfFour(numbers.GetUpper()));
        return numbers + Vector256.Create(Vector128<int>.Zero, Vector128.Create(numbers.GetElement((Lanes / 2) - 1)));
    }

    // Running sums of sixteen: of neighbours and pairs in each four, then of the fours before.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Sums(Vector512<int> numbers)
    {
        numbers += Avx512BW.ShiftLeftLogical128BitLane(numbers.AsByte(), 4).AsInt32();
        numbers += Avx512BW.ShiftLeftLogical128BitLane(numbers.AsByte(), 8).AsInt32();
        var lasts = Avx512F.Shuffle(numbers, 0xFF);
        var before = Avx512F.AlignRight32(lasts, Vector512<int>.Zero, 12);
        before += Avx512F.AlignRight32(before, Vector512<int>.Zero, 12);
        return numbers + before + Avx512F.AlignRight32(before, Vector512<int>.Zero, 8);
    }

    private static Vector128<int> SumsOfFour(Vector128<int> numbers)
    {
        numbers += Vector128.Shuffle(numbers, Vector128.Create(-1, 0, 1, 2));
        return numbers + Vector128.Shuffle(numbers, Vector128.Create(-1, -1, 0, 1));
    }
}
