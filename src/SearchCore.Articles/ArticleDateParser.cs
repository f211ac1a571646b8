namespace SearchCore.Articles;

/// <summary>Reads ISO 8601 dates and date-times. Allocates nothing; depends on no culture, clock or time zone.</summary>
/// <remarks>
/// <para>
/// Dates: <c>2017-12-11</c>, <c>20171211</c>, by week <c>2017-W50-1</c>, by day of the year <c>2017-345</c>; always four digits of
/// year, 0001 to 9999. A bare date is midnight UTC. Times follow after <c>T</c>, <c>t</c> or a blank: <c>15</c>, <c>15:01</c>,
/// <c>150100</c>, <c>15:01:01</c>, with a fraction after <c>.</c> or <c>,</c> (cut off towards the past); <c>24:00</c> is the day's
/// end. Offsets: <c>Z</c> or <c>±hh</c>, <c>±hhmm</c>, <c>±hh:mm</c> up to ±14:00, one blank allowed before; without one the time is
/// UTC. White space around the whole is ignored.
/// </para>
/// <para>
/// Not read, because it would be a guess: a month or year alone, two-digit years, <c>03/04/05</c>, month names, the year 0 and
/// negative ones, days that do not exist, and moments that fall outside of the years 1 to 9999 in UTC. What archives write beyond
/// ISO 8601 is read by <see cref="ArticleDateReader"/>, which asks this one first.
/// </para>
/// </remarks>
public static class ArticleDateParser
{
    /// <summary>The longest text read, in characters.</summary>
    private const int MaxLength = 64;

    private const int MaxOffsetMinutes = 14 * 60;

    /// <summary>Reads a date or date-time.</summary>
    /// <param name="text">UTF-8.</param>
    /// <param name="date">The date; <c>default</c> where the text is none.</param>
    /// <returns>Whether the text is a date.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, out ArticleDate date) => TryParse(text, out date, out _);

    /// <summary>Reads a date or date-time, telling whether it had to be brought into form.</summary>
    /// <param name="text">UTF-8.</param>
    /// <param name="date">The date; <c>default</c> where the text is none.</param>
    /// <param name="repaired">Whether a leap second <c>:60</c> was read as <c>:59</c>.</param>
    /// <returns>Whether the text is a date.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, out ArticleDate date, out bool repaired) =>
        TryParse(text, out date, out repaired, out _);

    /// <summary>Reads a date or date-time, telling whether its zone was assumed.</summary>
    /// <param name="text">UTF-8.</param>
    /// <param name="date">The date; <c>default</c> where the text is none.</param>
    /// <param name="repaired">Whether a leap second <c>:60</c> was read as <c>:59</c>.</param>
    /// <param name="isLocal">Whether there is a time and no offset: it was read as UTC.</param>
    /// <returns>Whether the text is a date.</returns>
    internal static bool TryParse(ReadOnlySpan<byte> text, out ArticleDate date, out bool repaired, out bool isLocal)
    {
        date = default;
        repaired = false;
        isLocal = false;
        var rest = text.Trim(" \t\r\n"u8);
        if (rest.Length > MaxLength || !TryDay(ref rest, out var day, out var basic))
        {
            return false;
        }

        var seconds = 0L;
        if (!rest.IsEmpty)
        {
            if (rest[0] is not ((byte)'T' or (byte)'t' or (byte)' '))
            {
                return false;
            }

            rest = rest[1..];
            if (!TryTime(ref rest, basic, out seconds, out repaired) || !TryOffset(rest, out var offset))
            {
                repaired = false;
                return false;
            }

            isLocal = rest.IsEmpty;
            seconds -= offset;
        }

        var moment = (day * 86_400L) + seconds + ArticleDate.MinUnixSeconds;
        if (moment is < ArticleDate.MinUnixSeconds or > ArticleDate.MaxUnixSeconds)
        {
            repaired = false;
            isLocal = false;
            return false;
        }

        date = new ArticleDate(moment);
        return true;
    }

    /// <summary>Reads a date or date-time.</summary>
    /// <param name="text">UTF-16.</param>
    /// <param name="date">The date; <c>default</c> where the text is none.</param>
    /// <returns>Whether the text is a date.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out ArticleDate date) => TryParse(text, out date, out _);

    /// <summary>Reads a date or date-time, telling whether it had to be brought into form.</summary>
    /// <param name="text">UTF-16.</param>
    /// <param name="date">The date; <c>default</c> where the text is none.</param>
    /// <param name="repaired">Whether a leap second <c>:60</c> was read as <c>:59</c>.</param>
    /// <returns>Whether the text is a date.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out ArticleDate date, out bool repaired)
    {
        text = text.Trim();
        Span<byte> ascii = stackalloc byte[MaxLength];
        if (text.Length > MaxLength)
        {
            (date, repaired) = (default, false);
            return false;
        }

        for (var i = 0; i < text.Length; i++)
        {
            // No character above 0x7F is part of a date: anything that no rule accepts will do in its place.
            ascii[i] = text[i] < 0x80 ? (byte)text[i] : (byte)'?';
        }

        return TryParse(ascii[..text.Length], out date, out repaired);
    }

    /// <summary>Takes the day off the front, as days since 0001-01-01.</summary>
    private static bool TryDay(ref ReadOnlySpan<byte> rest, out int day, out bool basic)
    {
        (day, basic) = (0, false);
        if (!TakeDigits(ref rest, 4, out var year) || year == 0)
        {
            return false;
        }

        basic = !Take(ref rest, (byte)'-');
        if (Take(ref rest, (byte)'W'))
        {
            return TakeDigits(ref rest, 2, out var week)
                && (basic || Take(ref rest, (byte)'-'))
                && TakeDigits(ref rest, 1, out var weekday)
                && TryWeekDay(year, week, weekday, out day);
        }

        var digits = CountDigits(rest);
        if (digits == 3)
        {
            TakeDigits(ref rest, 3, out var ordinal);
            day = FirstOfYear(year) + ordinal - 1;
            return ordinal >= 1 && ordinal <= (DateTime.IsLeapYear(year) ? 366 : 365);
        }

        if (digits != (basic ? 4 : 2) || !TakeDigits(ref rest, 2, out var month) || (!basic && !Take(ref rest, (byte)'-'))
            || CountDigits(rest) != 2 || !TakeDigits(ref rest, 2, out var dayOfMonth)
            || month is < 1 or > 12 || dayOfMonth < 1 || dayOfMonth > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        day = new DateOnly(year, month, dayOfMonth).DayNumber;
        return true;
    }

    private static bool TryWeekDay(int year, int week, int weekday, out int day)
    {
        // Week 1 is the one with January 4th in it. DayNumber 0, 0001-01-01, was a Monday.
        var fourth = FirstOfYear(year) + 3;
        var firstMonday = fourth - (fourth % 7);
        var newYear = FirstOfYear(year) % 7;
        var weeks = newYear == 3 || (newYear == 2 && DateTime.IsLeapYear(year)) ? 53 : 52;
        day = firstMonday + ((week - 1) * 7) + weekday - 1;
        return week >= 1 && week <= weeks && weekday is >= 1 and <= 7;
    }

    private static int FirstOfYear(int year) => new DateOnly(year, 1, 1).DayNumber;

    /// <summary>Takes the time of day off the front, in seconds since midnight.</summary>
    private static bool TryTime(ref ReadOnlySpan<byte> rest, bool basicDate, out long seconds, out bool repaired)
    {
        (seconds, repaired) = (0, false);
        var (minute, second) = (0, 0);
        if (!TakeDigits(ref rest, 2, out var hour))
        {
            return false;
        }

        var colons = Take(ref rest, (byte)':');
        if (colons || (basicDate && CountDigits(rest) is 2 or 4))
        {
            if (!TakeDigits(ref rest, 2, out minute))
            {
                return false;
            }

            if (colons ? Take(ref rest, (byte)':') : CountDigits(rest) == 2)
            {
                if (!TakeDigits(ref rest, 2, out second))
                {
                    return false;
                }

                if (Take(ref rest, (byte)'.') || Take(ref rest, (byte)','))
                {
                    var fraction = CountDigits(rest);
                    if (fraction == 0)
                    {
                        return false;
                    }

                    rest = rest[fraction..];
                }
            }
        }

        repaired = second == 60;
        second = repaired ? 59 : second;
        seconds = (hour * 3600) + (minute * 60) + second;
        return minute < 60 && second < 60 && (hour < 24 || seconds == 86_400);
    }

    /// <summary>Reads the offset that must be all that is left, in seconds east of UTC; nothing stands for UTC.</summary>
    private static bool TryOffset(ReadOnlySpan<byte> rest, out long seconds)
    {
        seconds = 0;
        if (rest.IsEmpty)
        {
            return true;
        }

        Take(ref rest, (byte)' ');
        if (rest is [(byte)'Z' or (byte)'z'])
        {
            return true;
        }

        var west = Take(ref rest, (byte)'-');
        if ((!west && !Take(ref rest, (byte)'+')) || !TakeDigits(ref rest, 2, out var hours))
        {
            return false;
        }

        var minutes = 0;
        if (!rest.IsEmpty)
        {
            Take(ref rest, (byte)':');
            if (!TakeDigits(ref rest, 2, out minutes))
            {
                return false;
            }
        }

        var total = (hours * 60) + minutes;
        seconds = (west ? -total : total) * 60L;
        return rest.IsEmpty && minutes < 60 && total <= MaxOffsetMinutes;
    }

    private static bool Take(ref ReadOnlySpan<byte> rest, byte expected)
    {
        if (rest.IsEmpty || rest[0] != expected)
        {
            return false;
        }

        rest = rest[1..];
        return true;
    }

    private static bool TakeDigits(ref ReadOnlySpan<byte> rest, int count, out int value)
    {
        value = 0;
        if (rest.Length < count)
        {
            return false;
        }

        for (var i = 0; i < count; i++)
        {
            if (!char.IsAsciiDigit((char)rest[i]))
            {
                return false;
            }

            value = (value * 10) + (rest[i] - '0');
        }

        rest = rest[count..];
        return true;
    }

    private static int CountDigits(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return end < 0 ? text.Length : end;
    }
}
