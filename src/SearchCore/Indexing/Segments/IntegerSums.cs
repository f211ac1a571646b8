using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SearchCore.Indexing.Segments;

/// <summary>Sums and bounds of numbers, eight at a time.</summary>
internal static class IntegerSums
{
    private const int Lanes = 8;

    /// <summary>The sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static long Sum(ReadOnlySpan<int> numbers)
    {
        ref var first = ref MemoryMarshal.GetReference(numbers);
        var sums = Vector256<long>.Zero;
        var i = 0;
        for (; i <= numbers.Length - Lanes; i += Lanes)
        {
            var some = Vector256.LoadUnsafe(ref first, (nuint)i);
            sums += Vector256.WidenLower(some) + Vector256.WidenUpper(some);
        }

        var sum = Vector256.Sum(sums);
        for (; i < numbers.Length; i++)
        {
            sum += numbers[i];
        }

        return sum;
    }

    /// <summary>Whether all are greater than zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool ArePositive(ReadOnlySpan<int> numbers)
    {
        ref var first = ref MemoryMarshal.GetReference(numbers);
        var least = Vector256.Create(1);
        var i = 0;
        for (; i <= numbers.Length - Lanes; i += Lanes)
        {
            least = Vector256.Min(least, Vector256.LoadUnsafe(ref first, (nuint)i));
        }

        var isPositive = Vector256.EqualsAll(least, Vector256.Create(1));
        for (; i < numbers.Length; i++)
        {
            isPositive &= numbers[i] > 0;
        }

        return isPositive;
    }
}
