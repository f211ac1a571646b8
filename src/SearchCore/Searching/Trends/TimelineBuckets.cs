using SearchCore.Searching.Budget;

namespace SearchCore.Searching.Trends;

/// <summary>The buckets of a timeline: where in time each begins, and which one a moment falls into. Immutable.</summary>
/// <remarks>
/// A bucket begins where the query language's date of that name does, so that its count is the number of hits with <c>date:2017-12</c>
/// added. They are in order, and need not follow one upon the other.
/// </remarks>
internal sealed class TimelineBuckets
{
    /// <summary>The longest stretch without articles that stays in a timeline that is too long to have all of them.</summary>
    public const int LongestBlank = 30;

    /// <summary>The most buckets of which none is left out.</summary>
    public const int MostUnbroken = 2_000;

    // The longest list of days that is worth a table.
    private const long MaxTableDays = 100_000;

    // Before articles are counted: nobody shows so many, and making them takes time.
    private const int MostCandidates = 200_000;

    private const int StepsADay = 40, StepsABucket = 100;

    private readonly long[] starts;
    private readonly long[] ends;

    // Runs of buckets one upon the other: the first day of each, where its part of the table begins, and how long that is.
    private readonly List<(long FirstDay, int At, int Days)> runs = [];
    private readonly List<int> firstOfDay = [];

    private TimelineBuckets(TimelineCalendar calendar, List<DateOnly> days, SearchBudget budget)
    {
        (Calendar, Days) = (calendar, days);
        (starts, ends, Numbers) = (new long[days.Count], new long[days.Count], new long[days.Count]);
        for (var i = days.Count - 1; i >= 0; i--)
        {
            budget.Spend(StepsABucket);
            (starts[i], Numbers[i]) = (calendar.Begins(days[i]), calendar.Number(days[i]));
            ends[i] = i + 1 < days.Count && Numbers[i + 1] == Numbers[i] + 1 ? starts[i + 1]
                : calendar.Next(days[i]) is { } behind ? calendar.Begins(behind)
                : long.MaxValue;
        }

        MakeTable();
    }

    /// <summary>The unit and the zone.</summary>
    public TimelineCalendar Calendar { get; }

    /// <summary>The first day of each bucket, in the zone.</summary>
    public IReadOnlyList<DateOnly> Days { get; }

    /// <summary>The number of each bucket (<see cref="TimelineCalendar.Number"/>).</summary>
    public long[] Numbers { get; }

    /// <summary>Whether two moments are so near that every bucket between them can be shown.</summary>
    public static bool IsShort(long first, long last, TimelineCalendar calendar) =>
        NumberOf(last, calendar) - NumberOf(first, calendar) < MostUnbroken;

    /// <summary>Makes the buckets that hold two moments and everything between.</summary>
    public static TimelineBuckets Between(long first, long last, TimelineCalendar calendar, SearchBudget budget)
    {
        var days = new List<DateOnly>();
        var to = calendar.LocalDay(last);
        for (DateOnly? next = calendar.StartOf(calendar.LocalDay(first)); next is { } start && start <= to; next = calendar.Next(start))
        {
            days.Add(start);
        }

        return new(calendar, days, budget);
    }

    /// <summary>
    /// Makes the buckets that hold two moments and the articles between, and those of stretches of at most <see cref="LongestBlank"/>
    /// buckets without any. Some that hold none may be among them besides.
    /// </summary>
    /// <param name="first">The first moment.</param>
    /// <param name="last">The last one.</param>
    /// <param name="days">The days since 1970, of UTC and in order, on which articles were published.</param>
    /// <param name="calendar">The calendar.</param>
    /// <param name="budget">The time there is.</param>
    /// <returns>Null where there are too many.</returns>
    public static TimelineBuckets? Around(
        long first, long last, IReadOnlyList<int> days, TimelineCalendar calendar, SearchBudget budget)
    {
        var starts = new List<DateOnly> { calendar.StartOf(calendar.LocalDay(first)) };
        foreach (var day in days)
        {
            budget.Spend(StepsADay);
            var (from, to) = (TimelineCalendar.SecondOf(day), TimelineCalendar.SecondOf(day + 1L) - 1);
            if (to >= first && from <= last)
            {
                Add(calendar.LocalDay(Math.Max(from, first)));
                Add(calendar.LocalDay(Math.Min(to, last)));
            }

            if (starts.Count > MostCandidates)
            {
                return null;
            }
        }

        Add(calendar.LocalDay(last));
        return new(calendar, starts, budget);

        // Two more than may stay: where articles really stand is known once they are counted.
        void Add(DateOnly day)
        {
            var (before, start) = (starts[^1], calendar.StartOf(day));
            if (start <= before)
            {
                return;
            }

            if (calendar.Number(start) - calendar.Number(before) <= LongestBlank + 3)
            {
                for (var next = calendar.Next(before); next is { } between && between < start; next = calendar.Next(between))
                {
                    starts.Add(between);
                }
            }

            starts.Add(start);
        }
    }

    /// <summary>The buckets that begin with some days, in order.</summary>
    public static TimelineBuckets Of(TimelineCalendar calendar, List<DateOnly> days, SearchBudget budget) => new(calendar, days, budget);

    /// <summary>Some of the buckets.</summary>
    /// <param name="kept">Their places, in order.</param>
    /// <param name="budget">The time there is.</param>
    public TimelineBuckets Only(IReadOnlyList<int> kept, SearchBudget budget) =>
        kept.Count == Days.Count ? this : new(Calendar, [.. kept.Select(k => Days[k])], budget);

    /// <summary>The bucket a moment falls into; -1 for one outside of them.</summary>
    public int IndexOf(long second)
    {
        var bucket = Begin(second);
        if (bucket < 0)
        {
            return -1;
        }

        while (bucket + 1 < starts.Length && starts[bucket + 1] <= second)
        {
            bucket++;
        }

        return second >= starts[bucket] && second < ends[bucket] ? bucket : -1;
    }

    private static long NumberOf(long second, TimelineCalendar calendar) => calendar.Number(calendar.StartOf(calendar.LocalDay(second)));

    // A bucket at or before a moment's, not far from it; -1 where there is none.
    private int Begin(long second)
    {
        var day = TimelineCalendar.DayOf(second);
        if (runs.Count == 0)
        {
            var found = starts.AsSpan().BinarySearch(second);
            return found < 0 ? ~found - 1 : found;
        }

        var (low, high) = (0, runs.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) >>> 1;
            (low, high) = runs[middle].FirstDay <= day ? (middle, high) : (low, middle - 1);
        }

        var (firstDay, at, days) = runs[low];
        return day < firstDay ? -1 : firstOfDay[at + (int)Math.Min(day - firstDay, days - 1)];
    }

    private void MakeTable()
    {
        for (int from = 0, to; from < starts.Length; from = to)
        {
            for (to = from + 1; to < starts.Length && Numbers[to] == Numbers[to - 1] + 1;)
            {
                to++;
            }

            var firstDay = TimelineCalendar.DayOf(starts[from]);
            var days = TimelineCalendar.DayOf(starts[to - 1]) - firstDay + 1;
            if (firstOfDay.Count + days > MaxTableDays)
            {
                runs.Clear();
                return;
            }

            runs.Add((firstDay, firstOfDay.Count, (int)days));
            var bucket = from;
            for (var day = 0; day < days; day++)
            {
                // The bucket that holds the day's first second of UTC.
                while (bucket + 1 < to && starts[bucket + 1] <= TimelineCalendar.SecondOf(firstDay + day))
                {
                    bucket++;
                }

                firstOfDay.Add(bucket);
            }
        }
    }
}
