using System.Runtime.ExceptionServices;

namespace SearchCore.Searching.Budget;

/// <summary>Sorts that end with the time of a search: of some millions one takes seconds.</summary>
internal static class BudgetedSort
{
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
