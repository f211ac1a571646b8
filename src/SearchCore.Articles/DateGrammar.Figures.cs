using SearchCore.Articles.Dates;

namespace SearchCore.Articles;

/// <summary>Figures: days, times and what stands close to them.</summary>
internal ref partial struct DateGrammar
{
    private DateReading StepNumber()
    {
        var token = tokens[at];
        var next = Peek(1);
        if (next.Is(':') && token.Length <= 2 && IsNumber(2, 2) && !Peek(2).Blank && !next.Blank)
        {
            return StepClock(':');
        }

        if (token.Length is 8 or 12 or 14)
        {
            return StepRun();
        }

        if (next.Kind == DateTokenKind.Word && StepMarked(token, next) is { } marked)
        {
            return marked;
        }

        if (next.Kind == DateTokenKind.Mark && next.Value is '.' or '/' or '-' && Peek(2).Kind == DateTokenKind.Number
            && StepFigures((char)next.Value) is { } figures)
        {
            return figures;
        }

        if (isDay || numbers == 2 || token.Length is 3 or > 4)
        {
            return DateReading.NotADate;
        }

        if (numbers++ == 0)
        {
            (firstNumber, firstDigits) = (token.Value, token.Length);
        }
        else
        {
            (secondNumber, secondDigits) = (token.Value, token.Length);
        }

        at++;
        return DateReading.Plain;
    }

    /// <summary>17:03, 17:03:00, 17:03:00.5; with full stops 17.03.00.</summary>
    private DateReading StepClock(char mark)
    {
        if (HasTime)
        {
            return DateReading.NotADate;
        }

        (hour, minute) = (tokens[at].Value, Peek(2).Value);
        at += 3;
        if (Peek(0).Is(mark) && !Peek(0).Blank && IsNumber(1, 2) && !Peek(1).Blank)
        {
            second = Peek(1).Value;
            at += 2;

            // A fraction is cut off towards the past.
            var isFraction = Peek(0) is { Blank: false } point && (point.Is('.') || point.Is(','))
                && Peek(1) is { Kind: DateTokenKind.Number, Blank: false };
            at += isFraction ? 2 : 0;
        }

        return DateReading.Plain;
    }

    /// <summary>Gives a word its second meaning, where figures hold the month.</summary>
    private void FreeMonth()
    {
        if (month > 0 && dayInMonthsPlace >= 0 && numbers == 0)
        {
            (month, weekday, dayInMonthsPlace) = (0, dayInMonthsPlace, -1);
        }
    }

    /// <summary>20210309, 202103091703, 20210309170300.</summary>
    private DateReading StepRun()
    {
        var token = tokens[at];
        FreeMonth();
        if (isDay || month > 0 || numbers > 0)
        {
            return DateReading.NotADate;
        }

        var digits = raw.Slice(token.Start, token.Length);
        isDay = true;
        (year, month, day) = (Two(digits, 0) * 100 + Two(digits, 2), Two(digits, 4), Two(digits, 6));
        if (token.Length > 8 && !HasTime)
        {
            (hour, minute) = (Two(digits, 8), Two(digits, 10));
            second = token.Length == 14 ? Two(digits, 12) : 0;
        }
        else if (token.Length > 8)
        {
            return DateReading.NotADate;
        }

        at++;
        return month is < 1 or > 12 || day < 1 ? DateReading.NoSuchDay : DateReading.Plain;
    }

    // Digits of other scripts are no characters of ASCII: their text is not looked at, and no run is written in them.
    private static int Two(ReadOnlySpan<char> digits, int from) =>
        char.IsAsciiDigit(digits[from]) && char.IsAsciiDigit(digits[from + 1]) ? ((digits[from] - '0') * 10) + digits[from + 1] - '0' : 99;

    /// <summary>2021年, 3月, 9日, 17 Uhr, 17h03, 5 pm.</summary>
    private DateReading? StepMarked(DateToken token, DateToken next)
    {
        if (next.Can(WordUses.Prefix))
        {
            return null;
        }

        if (next.Can(WordUses.YearMark))
        {
            at += 2;
            if (isDay || year >= 0 || token.Length != 4)
            {
                return DateReading.NotADate;
            }

            year = token.Value;
            return DateReading.Plain;
        }

        if (next.Can(WordUses.MonthMark))
        {
            at += 2;
            FreeMonth();
            if (isDay || month > 0 || token.Length > 2 || token.Value == 0)
            {
                return DateReading.NotADate;
            }

            month = token.Value;
            return DateReading.Plain;
        }

        if (next.Can(WordUses.DayMark) && !(next.Can(WordUses.Weekday) && day > 0))
        {
            at += 2;
            return isDay || day > 0 || !TakeDay(token.Value, token.Length) ? DateReading.NotADate : DateReading.Plain;
        }

        if (HasTime || token.Length > 2)
        {
            return null;
        }

        if (next.Can(WordUses.HourMark))
        {
            return StepHour(token);
        }

        if (next.Can(WordUses.Am | WordUses.Pm) && !next.Can(WordUses.Filler))
        {
            // The word itself is the next step.
            hour = token.Value;
            at++;
            return DateReading.Plain;
        }

        return null;
    }

    /// <summary>17h, 17h03, 17 Uhr 03, 17時03分05秒.</summary>
    private DateReading StepHour(DateToken token)
    {
        hour = token.Value;
        at += 2;
        var marked = Peek(1) is { Kind: DateTokenKind.Word } after && after.Can(WordUses.MinuteMark);
        if (!IsNumber(0, 2) || !(marked || !Peek(0).Blank || (Peek(0).Length == 2 && Peek(1).Kind == DateTokenKind.Mark && numbers == 2)))
        {
            return DateReading.Plain;
        }

        minute = Peek(0).Value;
        at += marked ? 2 : 1;
        if (marked && IsNumber(0, 2) && Peek(1) is { Kind: DateTokenKind.Word } last && last.Can(WordUses.SecondMark))
        {
            second = Peek(0).Value;
            at += 2;
        }

        return DateReading.Plain;
    }

    /// <summary>Three figures with a mark between them, or two.</summary>
    /// <returns>Null where they are none together.</returns>
    private DateReading? StepFigures(char mark)
    {
        // 9. 3. 2021 and 9 / 3 / 2021, but 9-3-2021 alone: a dash between blanks stands between day and time.
        if (mark == '-' && (Peek(1).Blank || Peek(2).Blank))
        {
            return null;
        }

        var three = Peek(3).Is(mark) && Peek(4).Kind == DateTokenKind.Number && !(mark == '-' && (Peek(3).Blank || Peek(4).Blank));
        var (first, second, third) = (tokens[at], Peek(2), Peek(4));
        if (mark == '.' && !HasTime && !second.Blank && first.Length <= 2 && second.Length == 2
            && (HasDay || (!three && Peek(3) is { Kind: DateTokenKind.Word } word && word.Can(WordUses.HourMark))))
        {
            return StepClock('.');
        }

        if (three)
        {
            FreeMonth();
        }

        if (isDay || month > 0 || numbers > 0)
        {
            return null;
        }

        if (!three)
        {
            // 2021-03 and 03/2021 are a month, where nothing else stands.
            var longer = first.Length == 4 ? second : first;
            if (tokens.Length != 3 || first.Length + second.Length != 4 + longer.Length || longer.Length > 2)
            {
                return null;
            }

            (year, month, isDay) = (first.Length == 4 ? first.Value : second.Value, longer.Value, true);
            at += 3;
            return month is < 1 or > 12 ? DateReading.NoSuchDay : DateReading.Plain;
        }

        at += 5;
        isDay = true;
        return Take(first, second, third, mark);
    }

    private DateReading Take(DateToken first, DateToken second, DateToken third, char mark)
    {
        if (second.Length > 2)
        {
            return DateReading.NotADate;
        }

        if (first.Length == 4)
        {
            return third.Length <= 2 && IsDay(first.Value, second.Value, third.Value) ? DateReading.Plain
                : third.Length > 2 ? DateReading.NotADate : DateReading.NoSuchDay;
        }

        if (first.Length > 2 || third.Length is not (2 or 4) && !(third.Length == 1 && first.Length == 2))
        {
            return DateReading.NotADate;
        }

        // Full stops put the day first in all languages that write them so; an archive may say that it does not.
        var stated = mark != '.' || order != DateOrder.Unstated ? order : DateOrder.DayMonthYear;
        stated = mark == '.' && stated == DateOrder.YearMonthDay && third.Length == 4 ? DateOrder.DayMonthYear : stated;
        var last = third.Length == 2 ? Century(third.Value) : third.Value;
        var ymd = third.Length == 4 || first.Length != 2 ? 0 : Number(Century(first.Value), second.Value, third.Value);
        var dmy = third.Length == 1 ? 0 : Number(last, second.Value, first.Value);
        var mdy = third.Length == 1 ? 0 : Number(last, first.Value, second.Value);
        if (mark == '.')
        {
            var number = stated switch { DateOrder.MonthDayYear => mdy, DateOrder.YearMonthDay => ymd, _ => dmy };
            return Set(number);
        }

        // What is a day in one order alone is that day, whatever the order stated.
        var only = Math.Max(dmy, Math.Max(mdy, ymd));
        if ((dmy == 0 || dmy == only) && (mdy == 0 || mdy == only) && (ymd == 0 || ymd == only))
        {
            return Set(only);
        }

        var chosen = stated switch
        {
            DateOrder.DayMonthYear => dmy,
            DateOrder.MonthDayYear => mdy,
            DateOrder.YearMonthDay => ymd,
            _ => 0,
        };
        return chosen != 0 ? Set(chosen) : DateReading.AmbiguousOrder;
    }

    private DateReading Set(int number)
    {
        if (number == 0)
        {
            return DateReading.NoSuchDay;
        }

        var date = DateOnly.FromDayNumber(number - 1);
        (year, month, day) = (date.Year, date.Month, date.Day);
        return DateReading.Plain;
    }

    private bool IsDay(int inYear, int inMonth, int dayOfMonth) => Set(Number(inYear, inMonth, dayOfMonth)) == DateReading.Plain;

    /// <summary>The number of a day, from 1; 0 where there is no such day.</summary>
    private static int Number(int year, int month, int day) =>
        year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            ? 0
            : new DateOnly(year, month, day).DayNumber + 1;
}
