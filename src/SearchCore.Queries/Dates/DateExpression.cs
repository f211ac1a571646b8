using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace SearchCore.Queries;

/// <summary>
/// Dates as people write them, to intervals: a partial date is that whole unit (<c>2017</c>, <c>2017-Q4</c>, <c>2017-12</c>,
/// <c>2017-W50</c>, <c>2017-12-11</c>, <c>20171211</c>, <c>2017-12-11T14:30</c>), and <c>today</c>, <c>yesterday</c>, <c>last-30d</c>,
/// <c>last 30 days</c>, <c>last month</c>, <c>this year</c>, <c>now-2h</c>, <c>now-1M/M</c> count from a given moment. Pure: the clock and
/// the zone are parameters.
/// </summary>
/// <remarks>
/// Weeks are those of ISO 8601: they begin on Monday and week 1 holds the year's first Thursday. <c>last-30d</c> is today and the 29 days
/// before it (units <c>d w m y</c>, counted in calendar units of the zone); <c>last month</c> is the whole calendar month before this one.
/// <c>now</c> is a second; <c>+1d</c> and <c>-1M</c> move it (units <c>y M w d h m s</c>), a slash and a unit make it that whole unit.
/// A time may end in <c>Z</c> or an offset; otherwise it is a time of the zone. A local time that a change of clocks skips is read with
/// the offset before the change.
/// </remarks>
public static partial class DateExpression
{
    /// <summary>Reads a date.</summary>
    /// <param name="text">The text, without blanks around it.</param>
    /// <param name="now">The moment relative dates count from, or null where there is none; then they are not understood.</param>
    /// <param name="zone">The zone days begin in.</param>
    /// <param name="interval">The interval.</param>
    /// <param name="problem">What is wrong, for a person.</param>
    public static bool TryParse(
        string text, DateTimeOffset? now, TimeZoneInfo zone, out DateInterval interval, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(zone);
        interval = default;
        if (ReadSpoken(text) is { } spoken)
        {
            return TryRelative(spoken, now, zone, out interval, out problem);
        }

        var word = text.Trim().ToLowerInvariant();

        problem = null;
        if (TryCalendar(word, zone, out interval) || TryMoment(word, zone, out interval))
        {
            return true;
        }

        problem = $"'{text}' is not a date; "
            + "write 2017, 2017-Q4, 2017-12, 2017-W50, 2017-12-11, 2017-12-11T14:30, today, last-30d or now-1M/M";
        return false;
    }

    private static bool TryCalendar(string word, TimeZoneInfo zone, out DateInterval interval)
    {
        interval = default;
        if (word.Length < 4 || !TryNumber(word[..4], 1, 9999, out var year))
        {
            return false;
        }

        var rest = word[4..];
        switch (rest)
        {
            case "":
                var next = year == 9999 ? DayAfter(new(9999, 12, 31), zone) : Second(new(year + 1, 1, 1), zone);
                interval = new(DayOf(new(year, 1, 1), zone), next);
                return true;
            case ['-', 'q', >= '1' and <= '4' and var q]:
                interval = Months(year, ((q - '1') * 3) + 1, 3, zone);
                return true;
            case ['-', 'w', _, _] when TryNumber(rest[2..], 1, ISOWeek.GetWeeksInYear(year), out var week):
                var monday = ISOWeek.ToDateTime(year, week, DayOfWeek.Monday);
                var last = monday > DateTime.MaxValue.AddDays(-6) ? DateTime.MaxValue.Date : monday.AddDays(6);
                interval = new(DayOf(monday, zone), DayAfter(last, zone));
                return true;
            case ['-', _, _] when TryNumber(rest[1..], 1, 12, out var month):
                interval = Months(year, month, 1, zone);
                return true;
            case ['-', _, _, '-', _, _]:
                return TryDay(year, rest[1..3], rest[4..], zone, out interval);
            case [_, _, _, _]:
                return TryDay(year, rest[..2], rest[2..], zone, out interval);
            default:
                return false;
        }
    }

    private static bool TryDay(int year, string monthText, string dayText, TimeZoneInfo zone, out DateInterval interval)
    {
        interval = default;
        if (!TryNumber(monthText, 1, 12, out var month) || !TryNumber(dayText, 1, DateTime.DaysInMonth(year, month), out var day))
        {
            return false;
        }

        var date = new DateTime(year, month, day);
        interval = new(DayOf(date, zone), DayAfter(date, zone));
        return true;
    }

    // yyyy-MM-ddTHH[:mm[:ss[.f…]]][Z|±hh[:]mm], the interval being that hour, minute or second.
    private static bool TryMoment(string word, TimeZoneInfo zone, out DateInterval interval)
    {
        interval = default;
        if (word.Length < 13 || word[10] is not ('t' or ' ') || !TryCalendar(word[..10], TimeZoneInfo.Utc, out var day))
        {
            return false;
        }

        var time = word[11..];
        var mark = time.IndexOfAny(['z', '+', '-']);
        int? offset = null;
        if (mark >= 0)
        {
            if (!TryOffset(time[mark..], out var seconds))
            {
                return false;
            }

            offset = seconds;
            time = time[..mark];
        }

        if (time.IndexOf('.', StringComparison.Ordinal) is var dot and > 0)
        {
            if (dot == time.Length - 1 || time[(dot + 1)..].Any(c => !char.IsAsciiDigit(c)) || dot != 8)
            {
                return false;
            }

            time = time[..dot];
        }

        var parts = time.Split(':');
        int minute = 0, second = 0;
        if (parts.Length > 3 || parts.Any(p => p.Length != 2) || !TryNumber(parts[0], 0, 23, out var hour)
            || (parts.Length > 1 && !TryNumber(parts[1], 0, 59, out minute))
            || (parts.Length > 2 && !TryNumber(parts[2], 0, 59, out second)))
        {
            return false;
        }

        var inDay = (hour * 3600) + (minute * 60) + second;
        var length = parts.Length switch { 1 => 3600, 2 => 60, _ => 1 };
        var utc = day.From!.Value + inDay;
        var from = offset is { } o ? utc - o : Second(DateTime.UnixEpoch.AddSeconds(utc), zone);
        interval = new(from, from + length);
        return true;
    }

    private static bool TryOffset(string text, out int seconds)
    {
        seconds = 0;
        if (text == "z")
        {
            return true;
        }

        var digits = text[1..].Replace(":", string.Empty, StringComparison.Ordinal);
        if (digits.Length is not (2 or 4) || !TryNumber(digits[..2], 0, 14, out var hours))
        {
            return false;
        }

        var minutes = 0;
        if (digits.Length == 4 && !TryNumber(digits[2..], 0, 59, out minutes))
        {
            return false;
        }

        seconds = ((hours * 3600) + (minutes * 60)) * (text[0] == '-' ? -1 : 1);
        return true;
    }

    private static DateInterval Months(int year, int month, int count, TimeZoneInfo zone)
    {
        var last = new DateTime(year, month + count - 1, DateTime.DaysInMonth(year, month + count - 1));
        return new(DayOf(new(year, month, 1), zone), DayAfter(last, zone));
    }

    // A zone moves some hours out of the calendar: they belong to its first and its last day, as they do where days are counted.
    private static long DayOf(DateTime day, TimeZoneInfo zone) =>
        day == DateTime.MinValue ? long.Min(DateInterval.MinSecond, Second(day, zone)) : Second(day, zone);

    private static long DayAfter(DateTime day, TimeZoneInfo zone) => day.Date == DateTime.MaxValue.Date
        ? long.Max(DateInterval.MaxSecond + 1, Second(day.Date, zone) + 86_400)
        : Second(day.Date.AddDays(1), zone);

    private static long Second(DateTime local, TimeZoneInfo zone) =>
        ((local.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond)
        - (long)zone.GetUtcOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified)).TotalSeconds;

    private static bool TryNumber(string text, int min, int max, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= min && value <= max;
}
