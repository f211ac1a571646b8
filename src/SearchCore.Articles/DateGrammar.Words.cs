using SearchCore.Articles.Dates;

namespace SearchCore.Articles;

/// <summary>Words, marks and zones.</summary>
internal ref partial struct DateGrammar
{
    private DateReading StepWord()
    {
        var token = tokens[at];
        var before = Peek(-1);
        if (before is { Kind: DateTokenKind.Number } && !token.Blank)
        {
            // 1st, 1er; 2021م.
            if ((token.Can(WordUses.Ordinal) && before.Length <= 2) || (token.Can(WordUses.Filler) && before.Length == 4))
            {
                at++;
                return DateReading.Plain;
            }
        }

        if (token.Can(WordUses.Am | WordUses.Pm) && !isAm && !isPm && (HasTime || !token.Can(WordUses.Weekday | WordUses.Filler)))
        {
            (isAm, isPm) = (token.Can(WordUses.Am), token.Can(WordUses.Pm));
            at++;
            return DateReading.Plain;
        }

        if (token.Can(WordUses.Prefix))
        {
            return StepPrefix(token);
        }

        if (token.Can(WordUses.Month) && month == 0 && !isDay && !(token.Can(WordUses.Weekday) && MonthFollows()))
        {
            month = token.Word.Month;
            dayInMonthsPlace = token.Can(WordUses.Weekday) && weekday < 0 ? token.Word.Weekday : -1;
            at++;
            return DateReading.Plain;
        }

        if (token.Can(WordUses.Zone) && !HasZone && (HasTime || !token.Can(WordUses.Weekday)))
        {
            return StepZone(token);
        }

        if (token.Can(WordUses.Weekday) && weekday < 0)
        {
            weekday = token.Word.Weekday;
            at++;
            return DateReading.Plain;
        }

        // The Uhr of 17:03 Uhr, the 分 of 17:03分.
        var isFiller = token.Can(WordUses.Filler)
            || (HasTime && token.Can(WordUses.HourMark | WordUses.MinuteMark | WordUses.SecondMark));
        at++;
        return isFiller ? DateReading.Plain : DateReading.NotADate;
    }

    /// <summary>The T of 20210309T170300[Europe/Berlin].</summary>
    private readonly bool IsTimeMark(DateToken token) => token.Length == 1 && raw[token.Start] is 'T' or 't' && isDay && !HasTime
        && !token.Blank && Peek(-1).Kind == DateTokenKind.Number && Peek(1) is { Kind: DateTokenKind.Number, Blank: false };

    private DateReading StepTime()
    {
        at++;
        var token = tokens[at];
        if (Peek(1).Is(':'))
        {
            return DateReading.Plain;
        }

        var digits = raw.Slice(token.Start, token.Length);
        if (token.Length is not (2 or 4 or 6))
        {
            return DateReading.NotADate;
        }

        (hour, minute, second) = (Two(digits, 0), token.Length > 2 ? Two(digits, 2) : 0, token.Length > 4 ? Two(digits, 4) : 0);
        at++;
        return DateReading.Plain;
    }

    /// <summary>tháng 3 năm 2021: the words of Vietnamese stand before their figures.</summary>
    private DateReading StepPrefix(DateToken token)
    {
        at++;
        if (Peek(0).Kind != DateTokenKind.Number || isDay)
        {
            return DateReading.NotADate;
        }

        var (value, digits) = (Peek(0).Value, Peek(0).Length);
        if (token.Can(WordUses.DayMark))
        {
            // ngày 9/3/2021: figures follow that say all themselves.
            return DateReading.Plain;
        }

        at++;
        if (token.Can(WordUses.YearMark) && year < 0 && digits == 4)
        {
            year = value;
            return DateReading.Plain;
        }

        if (token.Can(WordUses.MonthMark) && month == 0 && digits <= 2 && value is >= 1 and <= 12)
        {
            month = value;
            return DateReading.Plain;
        }

        return DateReading.NotADate;
    }

    private readonly bool MonthFollows()
    {
        for (var ahead = 1; at + ahead < tokens.Length; ahead++)
        {
            if (Peek(ahead) is { Kind: DateTokenKind.Word } token && token.Can(WordUses.Month))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>CET, GMT+1.</summary>
    private DateReading StepZone(DateToken token)
    {
        zone = token.Word.Zone;
        at++;
        if ((Peek(0).Is('+') || Peek(0).Is('-')) && Peek(1) is { Kind: DateTokenKind.Number, Blank: false } && !hasOffset
            && zone < ZoneNames.Fixed.Length && ZoneNames.Fixed[zone].Minutes == 0)
        {
            return StepOffset(anyLength: true);
        }

        return DateReading.Plain;
    }

    private DateReading StepPlace()
    {
        var token = tokens[at++];
        if (place is not null || !ZoneNames.TryFind(raw.Slice(token.Start, token.Length), out var found))
        {
            return place is null && (HasTime || isDay) ? DateReading.UnknownZone : DateReading.NotADate;
        }

        place = found;
        return DateReading.Plain;
    }

    /// <summary>A word of no date: behind a time it is taken for a zone's name where it looks like one.</summary>
    private DateReading StepUnknown()
    {
        var token = tokens[at];
        if (IsTimeMark(token))
        {
            return StepTime();
        }

        var isCapitals = true;
        foreach (var letter in raw.Slice(token.Start, token.Length))
        {
            isCapitals &= char.IsAsciiLetterUpper(letter);
        }

        return HasTime && !HasZone && token.Length <= 5 && isCapitals ? DateReading.UnknownZone : DateReading.NotADate;
    }

    private DateReading StepMark()
    {
        var token = tokens[at];
        var (before, after) = (Peek(-1), Peek(1));
        switch (token.Value)
        {
            case ',' or '.' when at > 0:
                break;
            case '+' when (HasTime || isDay) && !hasOffset && after is { Kind: DateTokenKind.Number, Blank: false }:
                return StepOffset(anyLength: false);
            case '-' when HasTime && !hasOffset && after is { Kind: DateTokenKind.Number, Blank: false }
                && (after.Length is 2 or 4 || Peek(2).Is(':')):
                return StepOffset(anyLength: false);
            case '-' or '|' or '@' or '\u2022' when token.Blank && after.Blank && at > 0:
                break;
            case '-' or '/' when !token.Blank && !after.Blank && IsBesideMonth(before, after):
                break;
            case ':' when before is { Kind: DateTokenKind.Number, Length: 4 } && !token.Blank && IsNumber(1, 2) && !after.Blank:
                // 09/Mar/2021:17:03:00
                break;
            case '\'' when before.Can(WordUses.Month) && !token.Blank && after.Blank:
                // What Hebrew abbreviates with.
                break;
            case '\'' when !apostrophe && after is { Kind: DateTokenKind.Number, Blank: false, Length: 2 }:
                apostrophe = true;
                break;
            case '(' when hasOffset || zone >= 0:
                return SkipComment();
            case '(':
                open++;
                break;
            case ')' when open > 0:
                open--;
                break;
            case '[' when (after.Kind == DateTokenKind.Place || after.Can(WordUses.Zone)) && Peek(2).Is(']'):
                return StepBracket(after);
            default:
                return DateReading.NotADate;
        }

        at++;
        return DateReading.Plain;
    }

    private static bool IsBesideMonth(DateToken before, DateToken after) =>
        (before.Kind == DateTokenKind.Number && after.Can(WordUses.Month))
        || (before.Can(WordUses.Month) && after.Kind == DateTokenKind.Number);

    /// <summary>[Europe/Berlin] behind a time, as Java writes it.</summary>
    private DateReading StepBracket(DateToken token)
    {
        at++;
        if (token.Kind == DateTokenKind.Place)
        {
            var step = StepPlace();
            at++;
            return step == DateReading.UnknownZone && hasOffset ? DateReading.Plain : step;
        }

        zone = zone < 0 ? token.Word.Zone : zone;
        at += 2;
        return DateReading.Plain;
    }

    /// <summary>(Central European Standard Time): what a zone is called, behind the zone; whatever it says.</summary>
    private DateReading SkipComment()
    {
        at++;
        while (at < tokens.Length && (tokens[at].Kind != DateTokenKind.Mark || !(tokens[at].Is('(') || tokens[at].Is(')'))))
        {
            at++;
        }

        return Peek(0).Is(')') && at++ > 0 ? DateReading.Plain : DateReading.NotADate;
    }

    /// <summary>+0100, +01:00, +01; behind GMT also +1.</summary>
    private DateReading StepOffset(bool anyLength)
    {
        var west = tokens[at].Is('-');
        var hours = tokens[at + 1];
        at += 2;
        var minutes = hours.Length == 4 ? hours.Value % 100 : 0;
        var whole = hours.Length == 4 ? hours.Value / 100 : hours.Value;
        if (hours.Length <= 2 && Peek(0).Is(':') && Peek(1) is { Kind: DateTokenKind.Number, Length: 2, Blank: false })
        {
            minutes = Peek(1).Value;
            at += 2;
        }
        else if (hours.Length is 3 or > 4 || (hours.Length == 1 && !anyLength))
        {
            return DateReading.NotADate;
        }

        offset = ((whole * 60) + minutes) * 60;
        hasOffset = true;
        var stands = minutes < 60 && offset <= MaxOffset;
        offset = west ? -offset : offset;
        return stands ? DateReading.Plain : DateReading.NotADate;
    }
}
