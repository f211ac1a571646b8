using System.Globalization;

namespace SearchCore.Queries;

/// <summary>Dates that count from now.</summary>
public static partial class DateExpression
{
    private const string NoSpan = "write last-30d, \"last 30 days\", last-month, this-year or now-1M/M";

    // The words of a relative date with single hyphens between, or null where it is none. M (month) and m (minute) differ after now and
    // today.
    private static string? ReadSpoken(string text)
    {
        var trimmed = text.Trim();
        if (IsMath(trimmed, "now") || IsMath(trimmed, "today"))
        {
            var name = trimmed[..3].Equals("now", StringComparison.OrdinalIgnoreCase) ? "now" : "today";
            return string.Concat(name, trimmed.AsSpan(name.Length));
        }

        var word = string.Join('-', trimmed.ToLowerInvariant().Split([' ', '\t', '\u00A0', '-'], StringSplitOptions.RemoveEmptyEntries));
        return word == "yesterday" || Begins("last-") || Begins("past-") || Begins("this-") ? word : null;

        bool Begins(string name) => word.StartsWith(name, StringComparison.Ordinal);

        static bool IsMath(string text, string name) =>
            text.StartsWith(name, StringComparison.OrdinalIgnoreCase)
            && (text.Length == name.Length || text[name.Length] is '+' or '-' or '/');
    }

    private static bool TryRelative(string word, DateTimeOffset? now, TimeZoneInfo zone, out DateInterval interval, out string? problem)
    {
        interval = default;
        problem = null;
        if (now is not { } moment)
        {
            problem = $"'{word}' depends on the current time, and none was given";
            return false;
        }

        var local = TimeZoneInfo.ConvertTime(moment, zone).DateTime;
        var found = word[..3] switch
        {
            "now" => Math(word.AsSpan(3), moment, local, zone, wholeDay: false),
            "tod" => Math(word.AsSpan(5), moment, local, zone, wholeDay: true),
            "yes" => Whole(local.Date, 'd', -1, zone),
            "thi" => UnitOf(word["this-".Length..]) is var unit and not ' ' ? Whole(local, unit, 0, zone) : null,
            _ => Last(word["last-".Length..], local, zone),
        };
        if (found is { } known)
        {
            interval = known;
            return true;
        }

        problem = $"'{word}' is not a span of time; {NoSpan}";
        return false;
    }

    // 30d, 30-days: so many units that end with today. month: the one before this one.
    private static DateInterval? Last(string span, DateTime local, TimeZoneInfo zone)
    {
        var digits = span.TakeWhile(char.IsAsciiDigit).Count();
        var unit = UnitOf(span[digits..].TrimStart('-'));
        if (digits == 0)
        {
            return unit == ' ' || span.Length == 1 ? null : Whole(local, unit, -1, zone);
        }

        if (unit == ' ' || !TryNumber(span[..digits], 1, 100_000, out var count) || Moved(local.Date, unit, -count) is not { } back)
        {
            return null;
        }

        return new(Second(back.AddDays(1), zone), DayAfter(local.Date, zone));
    }

    private static char UnitOf(string name) => name switch
    {
        "d" or "day" or "days" => 'd',
        "w" or "week" or "weeks" => 'w',
        "m" or "month" or "months" => 'M',
        "q" or "quarter" or "quarters" => 'q',
        "y" or "year" or "years" => 'y',
        _ => ' ',
    };

    // +1d-2M/y, each step in turn. Hours and less are counted in real time, days and more in calendar days of the zone.
    private static DateInterval? Math(ReadOnlySpan<char> steps, DateTimeOffset moment, DateTime local, TimeZoneInfo zone, bool wholeDay)
    {
        var utc = moment.ToUnixTimeSeconds();
        var unit = wholeDay ? 'd' : 's';
        while (steps.Length > 1)
        {
            var sign = steps[0];
            var digits = steps[1..].IndexOfAnyExceptInRange('0', '9');
            if (sign == '/')
            {
                if (steps.Length != 2 || !"yMwdhmsq".Contains(steps[1], StringComparison.Ordinal))
                {
                    return null;
                }

                unit = steps[1];
                steps = [];
                break;
            }

            if (sign is not ('+' or '-') || digits < 1
                || !int.TryParse(steps[1..(digits + 1)], NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > 100_000)
            {
                return null;
            }

            count = sign == '-' ? -count : count;
            var step = steps[digits + 1];
            if (step is 'h' or 'm' or 's')
            {
                utc += count * (step == 'h' ? 3600L : step == 'm' ? 60 : 1);
                if (utc is < DateInterval.MinSecond or > DateInterval.MaxSecond)
                {
                    return null;
                }

                local = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeSeconds(utc), zone).DateTime;
            }
            else if (Moved(local, step, count) is { } moved)
            {
                local = moved;
                utc = Second(local, zone);
            }
            else
            {
                return null;
            }

            steps = steps[(digits + 2)..];
        }

        return !steps.IsEmpty ? null : unit switch
        {
            's' => new(utc, utc + 1),
            'h' or 'm' => Clock(utc, local, unit == 'h' ? 3600 : 60),
            _ => Whole(local, unit, 0, zone),
        };
    }

    private static DateInterval Clock(long utc, DateTime local, int length)
    {
        var inside = (int)(local.TimeOfDay.TotalSeconds % length);
        return new(utc - inside, utc - inside + length);
    }

    // The calendar unit a day is in, or the one so many units on.
    private static DateInterval? Whole(DateTime day, char unit, int shift, TimeZoneInfo zone)
    {
        var date = day.Date;
        DateTime? start = unit switch
        {
            'w' => Moved(date, 'd', -(((int)date.DayOfWeek + 6) % 7)),
            'M' => new DateTime(date.Year, date.Month, 1),
            'q' => new DateTime(date.Year, (((date.Month - 1) / 3) * 3) + 1, 1),
            'y' => new DateTime(date.Year, 1, 1),
            _ => date,
        };
        start = start is { } first ? Moved(first, unit, shift) : null;
        if (start is not { } from)
        {
            return null;
        }

        var end = Moved(from, unit, 1) is { } to ? Second(to, zone) : DayAfter(DateTime.MaxValue, zone);
        return new(Second(from, zone), end);
    }

    private static DateTime? Moved(DateTime time, char unit, int count)
    {
        try
        {
            return unit switch
            {
                'd' => time.AddDays(count),
                'w' => time.AddDays(7.0 * count),
                'M' => time.AddMonths(count),
                'q' => time.AddMonths(3 * count),
                'y' => time.AddYears(count),
                _ => null,
            };
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>An interval as a range that reads the same in every zone: <c>[2017-12-01T00:00:00Z TO 2018-01-01T00:00:00Z}</c>.</summary>
    internal static string Format(DateInterval interval)
    {
        // A bound that no year of four digits holds is written with an offset, as the end of the second before it.
        var to = interval.To is not { } end ? "*]" : end > DateInterval.MaxSecond ? $"{Bound(end - 1)}]" : $"{Bound(end)}}}";
        return $"[{(interval.From is { } from ? Bound(from) : "*")} TO {to}";
    }

    private static string Bound(long second)
    {
        var offset = second - System.Math.Clamp(second, DateInterval.MinSecond, DateInterval.MaxSecond);
        var minutes = (int)System.Math.Clamp(System.Math.Sign(offset) * ((System.Math.Abs(offset) + 59) / 60), -14 * 60, 14 * 60);
        var local = System.Math.Clamp(second - (minutes * 60L), DateInterval.MinSecond, DateInterval.MaxSecond);
        var text = DateTimeOffset.FromUnixTimeSeconds(local).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
        if (minutes == 0)
        {
            return $"{text}Z";
        }

        var (hours, rest) = System.Math.DivRem(System.Math.Abs(minutes), 60);
        return string.Create(CultureInfo.InvariantCulture, $"{text}{(minutes > 0 ? '-' : '+')}{hours:00}:{rest:00}");
    }
}
