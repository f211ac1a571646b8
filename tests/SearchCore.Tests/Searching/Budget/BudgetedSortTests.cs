using SearchCore.Searching.Budget;

namespace SearchCore.Tests.Searching.Budget;

public sealed class BudgetedSortTests
{
    [Fact]
    public void Keys_are_sorted_with_what_belongs_to_them()
    {
        var random = new Random(7);
        var keys = Enumerable.Range(0, 10_000).Select(_ => random.Next(100_000)).ToArray();
        var items = Array.ConvertAll(keys, k => $"{k}");
        BudgetedSort.Sort<int, string>(keys, items, (a, b) => b.CompareTo(a), SearchBudget.Unlimited);
        Assert.Equal(keys.OrderDescending(), keys);
        Assert.Equal(keys.Select(k => $"{k}"), items);
    }

    [Theory]
    [InlineData(BudgetedSort.Few)]
    [InlineData(20_000)]
    public void Numbers_are_sorted_greatest_first(int count)
    {
        var random = new Random(count);
        double[] special = [0, -0.0, double.NegativeInfinity, double.PositiveInfinity, double.Epsilon, -double.Epsilon, 1, -1, 1e300];
        var keys = Enumerable.Range(0, count).Select(i => i % 5 == 0
            ? special[random.Next(special.Length)]
            : (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-20, 20))).ToArray();
        var (sorted, items) = (keys.ToArray(), Enumerable.Range(0, count).ToArray());
        BudgetedSort.Descending(sorted, items, SearchBudget.Unlimited);
        Assert.Equal(keys.OrderDescending(), sorted);
        Assert.Equal(sorted, items.Select(i => keys[i]));
        Assert.Equal(count, items.Distinct().Count());
    }

    [Fact]
    public void A_sort_of_numbers_ends_with_the_time_or_when_it_is_cancelled()
    {
        var keys = Enumerable.Range(0, 100_000).Select(n => (double)(n * 48_271L % 100_003)).ToArray();
        var clock = new LookClock(3);
        Assert.Throws<BudgetExceededException>(() => BudgetedSort.Descending(
            keys, new int[keys.Length], new(clock, TimeSpan.FromTicks(1), CancellationToken.None)));
        Assert.Equal(3, clock.Looks);
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        Assert.Throws<OperationCanceledException>(() => BudgetedSort.Descending(
            keys, new int[keys.Length], new(TimeProvider.System, Timeout.InfiniteTimeSpan, cancellation.Token)));
    }

    [Fact]
    public void A_sort_ends_with_the_time_or_when_it_is_cancelled()
    {
        // Some million comparisons: more looks than one.
        var keys = Enumerable.Range(0, 100_000).Select(n => n * 48_271L % 100_003).ToArray();
        var whole = new LookClock(long.MaxValue);
        BudgetedSort.Sort<long, int>(
            [.. keys], new int[keys.Length], Comparer<long>.Default.Compare, new(whole, TimeSpan.FromTicks(1), CancellationToken.None));
        Assert.InRange(whole.Looks, 20, 100);
        var clock = new LookClock(3);
        Assert.Throws<BudgetExceededException>(() => BudgetedSort.Sort<long, int>(
            [.. keys], new int[keys.Length], Comparer<long>.Default.Compare, new(clock, TimeSpan.FromTicks(1), CancellationToken.None)));
        Assert.Equal(3, clock.Looks);
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        Assert.Throws<OperationCanceledException>(() => BudgetedSort.Sort<long, int>(
            [.. keys], new int[keys.Length], Comparer<long>.Default.Compare,
            new(TimeProvider.System, Timeout.InfiniteTimeSpan, cancellation.Token)));
    }

    [Fact]
    public void What_a_comparison_throws_besides_is_not_hidden() => Assert.IsType<FormatException>(
        Assert.Throws<InvalidOperationException>(() => BudgetedSort.Sort<int, int>(
            [2, 1, 3], [0, 1, 2], (_, _) => throw new FormatException(), SearchBudget.Unlimited)).InnerException);
}
