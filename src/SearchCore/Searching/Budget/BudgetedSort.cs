using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

using SearchCore.Analysis;

namespace SearchCore.Searching.Budget;

/// <summary>Sorts that end with the time of a search: of some millions one takes seconds.</summary>
internal static class BudgetedSort
{
    /// <summary>So many are sorted as soon by comparisons as byte by byte.</summary>
    public const int Few = 4_096;

    private const ulong Sign = 1UL << 63;

    /// <summary>
    /// Sorts numbers, greatest first, and what belongs to each: many of them byte by byte (<see cref="PrefixSort"/>), which takes sixteen
    /// bytes of memory for each meanwhile. Where it throws, both hold anything.
    /// </summary>
    /// <param name="keys">The numbers; none is not a number.</param>
    /// <param name="items">What belongs to each.</param>
    /// <param name="budget">The time there is.</param>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static void Descending(Span<double> keys, Span<int> items, SearchBudget budget)
    {
        if (keys.Length <= Few)
        {
            Sort(keys, items, (a, b) => b.CompareTo(a), budget);
            return;
        }

        // The bits of numbers from 0 rise with them; those of negative ones fall. All turned round, the greatest comes first.
        var bits = MemoryMarshal.Cast<double, ulong>(keys);
        for (var i = 0; i < keys.Length; i++)
        {
            // 0 and -0 are the same number.
            var key = BitConverter.DoubleToUInt64Bits(keys[i] + 0.0);
            bits[i] = (key & Sign) != 0 ? key : ~(key | Sign);
        }

        PrefixSort.Sort(bits, items, GC.AllocateUninitializedArray<ulong>(PrefixSort.Room(keys.Length) - keys.Length), budget.Check);
        for (var i = 0; i < keys.Length; i++)
        {
            var key = bits[i];
            keys[i] = BitConverter.UInt64BitsToDouble((key & Sign) != 0 ? key : ~key & ~Sign);
        }
    }

    /// <summary>Sorts keys and what belongs to them. Where it throws, both are in some order.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="items">What belongs to each.</param>
    /// <param name="compare">How keys are compared.</param>
    /// <param name="budget">The time there is: a step each comparison.</param>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static void Sort<TKey, TItem>(Span<TKey> keys, Span<TItem> items, Comparison<TKey> compare, SearchBudget budget)
    {
        try
        {
            keys.Sort(items, (a, b) =>
            {
                budget.Spend(1);
                return compare(a, b);
            });
        }
        catch (InvalidOperationException e) when (e.InnerException is BudgetExceededException or OperationCanceledException)
        {
            // What a comparison throws comes wrapped.
            ExceptionDispatchInfo.Throw(e.InnerException);
        }
    }
}
