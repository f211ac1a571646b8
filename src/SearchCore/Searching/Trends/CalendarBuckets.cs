using System.Collections.Concurrent;
using System.Globalization;

using SearchCore.Queries;
using SearchCore.Searching.Facets;

namespace SearchCore.Searching.Trends;

/// <summary>
/// The days, weeks, months, quarters or years of a calendar as ranges of dates; a range is the number of its first day. Thread-safe.
/// </summary>
internal sealed class CalendarBuckets(TimelineCalendar calendar) : RangeBuckets
{
    private readonly ConcurrentDictionary<DateOnly, (long First, long End)> bounds = new();

    /// <inheritdoc/>
    public override long Of(long number)
    {
        var start = calendar.StartOf(calendar.LocalDay(number));

        // Where clocks are set at midnight, the hour that is there twice belongs to the day that has begun, as in queries.
        var (first, end) = Bounds(start);
        return number < first && start > DateOnly.MinValue ? calendar.StartOf(start.AddDays(-1)).DayNumber
            : number >= end && calendar.Next(start) is { } next ? next.DayNumber
            : start.DayNumber;
    }

    /// <inheritdoc/>
    public override string Text(long range)
    {
        var start = DateOnly.FromDayNumber((int)range);
        return calendar.Unit switch
        {
            TimelineUnit.Day => start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),

            // A week's year is that of its Thursday.
            TimelineUnit.Week => string.Create(
                CultureInfo.InvariantCulture,
                $"{ISOWeek.GetYear(start.ToDateTime(default)):D4}-W{ISOWeek.GetWeekOfYear(start.ToDateTime(default)):D2}"),
            TimelineUnit.Month => start.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            TimelineUnit.Quarter => string.Create(CultureInfo.InvariantCulture, $"{start.Year:D4}-Q{((start.Month - 1) / 3) + 1}"),
            _ => start.ToString("yyyy", CultureInfo.InvariantCulture),
        };
    }

    private (long First, long End) Bounds(DateOnly start) => bounds.TryGetValue(start, out var known)
        ? known
        : bounds[start] = (calendar.Begins(start), calendar.Next(start) is { } next ? calendar.Begins(next) : long.MaxValue);
}
