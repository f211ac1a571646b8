using System.Globalization;

using SearchCore.Queries;

namespace SearchCore.Searching.Trends;

/// <summary>The calendar of a timeline: which bucket a day belongs to, and which one follows it. Immutable.</summary>
/// <param name="unit">How wide a bucket is.</param>
/// <param name="zone">The zone in which days begin.</param>
internal sealed class TimelineCalendar(TimelineUnit unit, TimeZoneInfo zone)
{
    private const long SecondsPerDay = 86_400;

    private static readonly int FirstOf1970 = new DateOnly(1970, 1, 1).DayNumber;

    private readonly bool isUtc = zone.Equals(TimeZoneInfo.Utc);

    /// <summary>How wide a bucket is.</summary>
    public TimelineUnit Unit => unit;

    /// <summary>The zone in which days begin.</summary>
    public TimeZoneInfo Zone => zone;

    /// <summary>The days since 1970 of UTC; negative before.</summary>
    public static long DayOf(long second) => Math.DivRem(second, SecondsPerDay) is var (days, rest) && rest < 0 ? days - 1 : days;

    /// <summary>The first second of a day of UTC.</summary>
    public static long SecondOf(long day) => day * SecondsPerDay;

    /// <summary>The day of a moment, in the zone.</summary>
    public DateOnly LocalDay(long second)
    {
        // A zone can move the first and the last hours of all time out of the calendar.
        var moment = DateTimeOffset.FromUnixTimeSeconds(second);
        var ticks = moment.UtcTicks + (isUtc ? 0 : zone.GetUtcOffset(moment).Ticks);
        return DateOnly.FromDateTime(new DateTime(Math.Clamp(ticks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks)));
    }

    /// <summary>The first day of the bucket that a day belongs to.</summary>
    public DateOnly StartOf(DateOnly day) => unit switch
    {
        TimelineUnit.Day => day,
        TimelineUnit.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
        TimelineUnit.Month => new(day.Year, day.Month, 1),
        TimelineUnit.Quarter => new(day.Year, ((day.Month - 1) / 3 * 3) + 1, 1),
        _ => new(day.Year, 1, 1),
    };

    /// <summary>The number of a bucket among all of its unit: the next one has the next number.</summary>
    /// <param name="start">Its first day.</param>
    public long Number(DateOnly start) => unit switch
    {
        TimelineUnit.Day => start.DayNumber,
        TimelineUnit.Week => start.DayNumber / 7, // The first day of all was a Monday.
        TimelineUnit.Month => (start.Year * 12L) + start.Month,
        TimelineUnit.Quarter => (start.Year * 4L) + ((start.Month - 1) / 3),
        _ => start.Year,
    };

    /// <summary>The first day of the next bucket; null behind the last of all.</summary>
    public DateOnly? Next(DateOnly start)
    {
        if (start.Year == 9999 && unit switch
        {
            TimelineUnit.Day => start == DateOnly.MaxValue,
            TimelineUnit.Week => DateOnly.MaxValue.DayNumber - start.DayNumber < 7,
            TimelineUnit.Month => start.Month == 12,
            TimelineUnit.Quarter => start.Month >= 10,
            _ => true,
        })
        {
            return null;
        }

        return unit switch
        {
            TimelineUnit.Day => start.AddDays(1),
            TimelineUnit.Week => start.AddDays(7),
            TimelineUnit.Month => start.AddMonths(1),
            TimelineUnit.Quarter => start.AddMonths(3),
            _ => start.AddYears(1),
        };
    }

    /// <summary>The moment a day begins at, as the query language has it.</summary>
    public long Begins(DateOnly day) => isUtc ? SecondOf(day.DayNumber - FirstOf1970)
        : DateExpression.TryParse(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), null, zone, out var interval, out _)
            ? interval.From!.Value
            : long.MinValue;
}
