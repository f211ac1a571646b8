using SearchCore.Queries;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Trends;

/// <summary>
/// How many articles of an index fall into each bucket of a calendar, whatever was searched for: the half of a timeline that is the same
/// for all searches of a moment, and that has to look at every article. Immutable.
/// </summary>
internal sealed class ArchiveBuckets
{
    // By the bucket's number, in order.
    private readonly long[] numbers;
    private readonly long[] counts;

    private ArchiveBuckets(long[] numbers, long[] counts) => (this.numbers, this.counts) = (numbers, counts);

    /// <summary>Those of a moment, where they were asked for before; null where they were not, or are too many.</summary>
    /// <param name="point">The index.</param>
    /// <param name="field">The date of the archive's own that counts; null for that of publication.</param>
    /// <param name="calendar">The calendar.</param>
    /// <param name="budget">The time there is.</param>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public static ArchiveBuckets? Of(PointInTime point, string? field, TimelineCalendar calendar, SearchBudget budget) =>
        point.Again(new Key(field, calendar.Unit, calendar.Zone), () => Make(point, field, calendar, budget));

    /// <summary>The counts of some buckets of the same calendar.</summary>
    public long[] Of(TimelineBuckets buckets, SearchBudget budget)
    {
        var row = new long[buckets.Numbers.Length];
        budget.Spend(row.Length);
        for (int i = 0, at = 0; i < row.Length; i++)
        {
            while (at < numbers.Length && numbers[at] < buckets.Numbers[i])
            {
                at++;
            }

            row[i] = at < numbers.Length && numbers[at] == buckets.Numbers[i] ? counts[at] : 0;
        }

        return row;
    }

    private static ArchiveBuckets? Make(PointInTime point, string? field, TimelineCalendar calendar, SearchBudget budget)
    {
        var days = TimelineRun.Days(point, field, budget);
        if (days.Count == 0)
        {
            return new([], []);
        }

        var (first, last) = (TimelineCalendar.SecondOf(days[0]), TimelineCalendar.SecondOf(days[^1] + 1L) - 1);
        if (TimelineBuckets.Around(first, last, days, calendar, budget) is not { } buckets)
        {
            return null;
        }

        var row = TimelineRun.CountAlone(point, field, buckets, null, budget);
        int[] kept = [.. Enumerable.Range(0, row.Length).Where(i => row[i] > 0)];
        return new([.. kept.Select(i => buckets.Numbers[i])], [.. kept.Select(i => row[i])]);
    }

    private sealed record Key(string? Field, TimelineUnit Unit, TimeZoneInfo Zone);
}
