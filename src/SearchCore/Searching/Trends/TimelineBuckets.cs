using System.Globalization;

using SearchCore.Queries;
using SearchCore.Searching.Planning;

namespace SearchCore.Searching.Trends;

/// <summary>The buckets of a timeline: where in time each begins, and which one a moment falls into. Immutable.</summary>
/// <remarks>A bucket begins where the query language's date of that name does, so that its count is the number of hits with
/// <c>date:2017-12</c> added.</remarks>
internal sealed class TimelineBuckets
{
    private const long SecondsPerDay = 86_400;

    // The longest list of days that is worth a table.
    private const long MaxTableDays = 100_000;

    private readonly long[] starts;
    private readonly int[] firstOfDay;
    private readonly long firstDay;
    private readonly long end;

    private TimelineBuckets(DateOnly[] days, long[] starts, long end)
    {
        (Days, this.starts, this.end) = (days, starts, end);
        firstDay = Day(starts[0]);
        var table = Day(starts[^1]) - firstDay + 1;
        firstOfDay = table > MaxTableDays ? [] : new int[table];
        for (int bucket = 0, day = 0; day < firstOfDay.Length; day++)
        {
            // The bucket that holds the day's first second of UTC.
            while (bucket + 1 < starts.Length && starts[bucket + 1] <= (firstDay + day) * SecondsPerDay)
            {
                bucket++;
            }

            firstOfDay[day] = bucket;
        }
    }

    /// <summary>The first day of each bucket, in the zone.</summary>
    public IReadOnlyList<DateOnly> Days { get; }

    /// <summary>Makes the buckets that hold two moments and everything between.</summary>
    /// <returns>Null where there are more than <see cref="QueryLimits.MaxBuckets"/>.</returns>
    public static TimelineBuckets? Between(long first, long last, TimelineUnit unit, TimeZoneInfo zone)
    {
        var (from, to) = (Truncate(LocalDay(first, zone), unit), LocalDay(last, zone));
        if (Count(from, to, unit) > QueryLimits.MaxBuckets)
        {
            return null;
        }

        var days = new List<DateOnly>();
        DateOnly? next = from;
        for (; next is { } start && start <= to; next = Next(start, unit))
        {
            days.Add(start);
        }

        return new([.. days], [.. days.Select(d => Begins(d, zone))], next is { } behind ? Begins(behind, zone) : long.MaxValue);
    }

    /// <summary>The bucket a moment falls into; -1 for one outside of them.</summary>
    public int IndexOf(long second)
    {
        if (second < starts[0] || second >= end)
        {
            return -1;
        }

        var day = Day(second) - firstDay;
        if ((ulong)day >= (ulong)firstOfDay.Length)
        {
            var found = starts.AsSpan().BinarySearch(second);
            return found < 0 ? ~found - 1 : found;
        }

        var bucket = firstOfDay[day];
        while (bucket + 1 < starts.Length && starts[bucket + 1] <= second)
        {
            bucket++;
        }

        return bucket;
    }

    /// <summary>How many buckets of a unit two days and what is between them need, about.</summary>
    public static long Count(long first, long last, TimelineUnit unit, TimeZoneInfo zone) =>
        Count(LocalDay(first, zone), LocalDay(last, zone), unit);

    private static long Count(DateOnly from, DateOnly to, TimelineUnit unit)
    {
        var months = ((to.Year - from.Year) * 12L) + to.Month - from.Month;
        return 1 + unit switch
        {
            TimelineUnit.Day => to.DayNumber - from.DayNumber,
            TimelineUnit.Week => (to.DayNumber - from.DayNumber) / 7,
            TimelineUnit.Month => months,
            TimelineUnit.Quarter => months / 3,
            _ => to.Year - from.Year,
        };
    }

    private static long Day(long second) => Math.DivRem(second, SecondsPerDay) is var (days, rest) && rest < 0 ? days - 1 : days;

    private static DateOnly LocalDay(long second, TimeZoneInfo zone)
    {
        // A zone can move the first and the last hours of all time out of the calendar.
        var moment = DateTimeOffset.FromUnixTimeSeconds(second);
        var ticks = moment.UtcTicks + zone.GetUtcOffset(moment).Ticks;
        return DateOnly.FromDateTime(new DateTime(Math.Clamp(ticks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks)));
    }

    private static DateOnly Truncate(DateOnly day, TimelineUnit unit) => unit switch
    {
        TimelineUnit.Day => day,
        TimelineUnit.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
        TimelineUnit.Month => new(day.Year, day.Month, 1),
        TimelineUnit.Quarter => new(day.Year, ((day.Month - 1) / 3 * 3) + 1, 1),
        _ => new(day.Year, 1, 1),
    };

    private static DateOnly? Next(DateOnly day, TimelineUnit unit)
    {
        if (DateOnly.MaxValue.DayNumber - day.DayNumber < 366)
        {
            var last = unit switch
            {
                TimelineUnit.Day => day == DateOnly.MaxValue,
                TimelineUnit.Week => DateOnly.MaxValue.DayNumber - day.DayNumber < 7,
                TimelineUnit.Month => day.Month == 12,
                TimelineUnit.Quarter => day.Month >= 10,
                _ => true,
            };
            if (last && day.Year == 9999)
            {
                return null;
            }
        }

        return unit switch
        {
            TimelineUnit.Day => day.AddDays(1),
            TimelineUnit.Week => day.AddDays(7),
            TimelineUnit.Month => day.AddMonths(1),
            TimelineUnit.Quarter => day.AddMonths(3),
            _ => day.AddYears(1),
        };
    }

    private static long Begins(DateOnly day, TimeZoneInfo zone) =>
        DateExpression.TryParse(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), null, zone, out var interval, out _)
            ? interval.From!.Value
            : long.MinValue;
}
