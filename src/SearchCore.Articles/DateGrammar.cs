using SearchCore.Articles.Dates;

namespace SearchCore.Articles;

/// <summary>Puts the parts of one text together to a date: each part has one meaning, none is left over.</summary>
/// <remarks>
/// The parts come in any order, for archives write them in any: what tells them apart is their form. Steps of figures are in
/// <c>DateGrammar.Figures.cs</c>, of words and marks in <c>DateGrammar.Words.cs</c>.
/// </remarks>
/// <param name="tokens">The parts.</param>
/// <param name="raw">The ASCII characters of the text at their places.</param>
/// <param name="order">The order of figures that tell none.</param>
internal ref partial struct DateGrammar(ReadOnlySpan<DateToken> tokens, ReadOnlySpan<char> raw, DateOrder order)
{
    private const int MaxOffset = 14 * 3600;

    private readonly ReadOnlySpan<DateToken> tokens = tokens;
    private readonly ReadOnlySpan<char> raw = raw;
    private int at;

    // The day: by figures together, or a month's name or mark with figures beside it.
    private int year = -1, month, day;
    private bool isDay;
    private int numbers, firstNumber, secondNumber;
    private int firstDigits, secondDigits;
    private int weekday = -1;
    private bool apostrophe;

    // A day of the week that was taken for a month, until figures show the month: mar, 2021/03/09.
    private int dayInMonthsPlace = -1;

    // The time of day.
    private int hour = -1, minute, second;
    private bool isAm, isPm, leap;

    // Where: an offset, or a zone by its number in ZoneNames, or a place.
    private bool hasOffset;
    private int offset, zone = -1;
    private TimeZoneInfo? place;
    private int open;

    /// <summary>The day that the text says, in its own zone, once it is read.</summary>
    public readonly DateOnly Day => new(year, month, day);

    private readonly bool HasTime => hour >= 0;

    private readonly bool HasDay =>
        isDay || (month > 0 && numbers + (day > 0 ? 1 : 0) + (year >= 0 ? 1 : 0) == 2);

    private readonly bool HasZone => hasOffset || zone >= 0 || place is not null;

    /// <summary>Reads the whole.</summary>
    /// <param name="assumed">The zone of a time that states none.</param>
    /// <param name="seconds">Seconds since 1970, UTC.</param>
    /// <returns>What became of it.</returns>
    public DateReading Read(TimeZoneInfo assumed, out long seconds)
    {
        seconds = 0;
        while (at < tokens.Length)
        {
            var step = tokens[at].Kind switch
            {
                DateTokenKind.Number => StepNumber(),
                DateTokenKind.Mark => StepMark(),
                DateTokenKind.Place => StepPlace(),
                DateTokenKind.Word => StepWord(),
                _ => StepUnknown(),
            };
            if (step != DateReading.Plain)
            {
                return step;
            }
        }

        return open != 0 ? DateReading.NotADate : Finish(assumed, out seconds);
    }

    private DateReading Finish(TimeZoneInfo assumed, out long seconds)
    {
        seconds = 0;
        if (!isDay && !Settle())
        {
            return DateReading.NotADate;
        }

        if (month == 0)
        {
            return year >= 0 && day == 0 && !HasTime && weekday < 0 ? DateReading.YearAlone : DateReading.NotADate;
        }

        if (year < 0)
        {
            return day > 0 ? DateReading.NoYear : DateReading.NotADate;
        }

        var monthAlone = day == 0;
        if (monthAlone && (HasTime || weekday >= 0 || HasZone))
        {
            return DateReading.NotADate;
        }

        day = monthAlone ? 1 : day;
        if (year is < 1 or > 9999 || month > 12 || day > DateTime.DaysInMonth(year, month) || !IsTime())
        {
            return DateReading.NoSuchDay;
        }

        var number = new DateOnly(year, month, day).DayNumber;
        var local = (number * 86_400L) + (HasTime ? (hour * 3600) + (minute * 60) + second : 0);
        if (!TryOffset(assumed, local, out var east))
        {
            return DateReading.UnknownZone;
        }

        seconds = local - east + ArticleDate.MinUnixSeconds;
        return seconds is < ArticleDate.MinUnixSeconds or > ArticleDate.MaxUnixSeconds ? DateReading.NoSuchDay
            : monthAlone ? DateReading.MonthAlone
            : weekday is >= 0 and not DateWord.AnyWeekday && weekday != number % 7 ? DateReading.WeekdayContradicts
            : leap ? DateReading.LeapSecond
            : DateReading.Plain;
    }

    /// <summary>Gives the figures beside a month their meaning.</summary>
    private bool Settle()
    {
        if (month == 0)
        {
            // One figure of four digits and nothing else is a year.
            year = numbers == 1 && firstDigits == 4 ? firstNumber : year;
            return numbers == 0 ? year >= 0 : numbers == 1 && firstDigits == 4;
        }

        if (numbers == 2)
        {
            // The year is told by its digits or its apostrophe, else it is the last of the two but where the order says otherwise.
            var isFirst = firstDigits == 4 || (secondDigits != 4 && !apostrophe && firstDigits == 2
                && (firstNumber > 31 || order == DateOrder.YearMonthDay));
            return year < 0 && day == 0
                && (isFirst
                    ? TakeYear(firstNumber, firstDigits) && TakeDay(secondNumber, secondDigits)
                    : TakeYear(secondNumber, secondDigits) && TakeDay(firstNumber, firstDigits));
        }

        // The 9 of March 9, or the 2021 of March 2021; an apostrophe says which '21 is.
        return numbers == 0 || (year < 0 && (firstDigits == 4 || (apostrophe && day > 0))
            ? TakeYear(firstNumber, firstDigits)
            : day == 0 && TakeDay(firstNumber, firstDigits));
    }

    private bool TakeYear(int value, int digits)
    {
        // RFC 2822 has 50 for the border, POSIX 69: there are more archives of the seventies than of the fifties to come.
        year = digits == 2 ? Century(value) : value;
        return digits is 2 or 4;
    }

    private bool TakeDay(int value, int digits)
    {
        day = value;
        return digits <= 2 && value > 0;
    }

    private static int Century(int year) => year + (year < 69 ? 2000 : 1900);

    /// <summary>Brings a time to twenty-four hours; whether there is such a time.</summary>
    private bool IsTime()
    {
        if (!HasTime)
        {
            return !isAm && !isPm;
        }

        // 17:03 PM says twice what it is; 17:03 AM contradicts itself.
        if ((isAm && hour > 12) || (isAm && isPm))
        {
            return false;
        }

        hour = isAm && hour == 12 ? 0 : isPm && hour < 12 ? hour + 12 : hour;
        leap = second == 60;
        second = leap ? 59 : second;
        return minute < 60 && second < 60 && (hour < 24 || (hour == 24 && minute == 0 && second == 0));
    }

    private readonly bool TryOffset(TimeZoneInfo assumed, long local, out int east)
    {
        // Midnight of a bare day is UTC, whatever zone stands beside it. An offset decides over a name.
        east = !HasTime ? 0 : hasOffset ? offset : place is not null ? ZoneNames.Offset(place, local)
            : zone < 0 ? ZoneNames.Offset(assumed, local) : 0;
        return !HasTime || hasOffset || place is not null || zone < 0 || ZoneNames.TryOffset(zone, local, out east);
    }

    private readonly DateToken Peek(int ahead) => at + ahead < tokens.Length && at + ahead >= 0
        ? tokens[at + ahead]
        : new DateToken(DateTokenKind.Mark, true, 0, 0, 0, default);

    private readonly bool IsNumber(int ahead, int most) => Peek(ahead) is { Kind: DateTokenKind.Number } token && token.Length <= most;
}
