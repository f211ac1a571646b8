using System.Globalization;

namespace SearchCore.Articles.Formats.Clippings;

/// <summary>A date that stands in a line.</summary>
/// <param name="Start">Its first character.</param>
/// <param name="End">After its last character.</param>
/// <param name="Value">The day; null where the figures make no day (30 February) or may mean two (03/04/2005).</param>
internal readonly record struct FoundDate(int Start, int End, ArticleDate? Value);

/// <summary>
/// Finds dates as English print writes them: <c>December 11,2017</c>, <c>TUESDAY 11 APRIL 2006</c>, <c>13.4.99</c>,
/// <c>2017-12-11</c>.
/// </summary>
/// <remarks>
/// A year of two figures counts with an apostrophe or between figures: 30…99 is of the 20th century, 00…29 of the 21st. Figures with
/// full stops are day, month, year; with strokes they count only where one of them cannot be a month. One pass over a short line.
/// </remarks>
internal static class ClippingDates
{
    private static readonly string[] Months =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    /// <summary>The first date of a line at or after <paramref name="from"/>; null for none.</summary>
    public static FoundDate? Find(ReadOnlySpan<char> line, int from = 0)
    {
        for (var i = from; i < line.Length; i++)
        {
            if (i > 0 && char.IsLetterOrDigit(line[i - 1]))
            {
                continue;
            }

            var found = char.IsAsciiDigit(line[i]) || IsMisreadDigit(line, i) ? FromFigure(line, i)
                : char.IsAsciiLetter(line[i]) ? FromMonth(line, i)
                : null;
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>The month a word names, in full or cut to three letters or more (<c>Sept.</c>), from 1; 0 for none.</summary>
    public static int MonthOf(ReadOnlySpan<char> word)
    {
        for (var month = 0; word.Length >= 3 && month < Months.Length; month++)
        {
            var name = Months[month].AsSpan();
            if ((word.Length <= 4 || word.Length == name.Length) && name.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                return month + 1;
            }
        }

        return 0;
    }

    // December 11,2017 · Dec. 11th, '17
    private static FoundDate? FromMonth(ReadOnlySpan<char> line, int start)
    {
        var at = WordEnd(line, start);
        var month = MonthOf(line[start..at]);
        if (month == 0)
        {
            return null;
        }

        at = SkipBetween(line, at, out _);
        if (!TryDay(line, ref at, out var day))
        {
            return null;
        }

        at = SkipBetween(line, at, out var apostrophe);
        return TryYear(line, ref at, apostrophe, out var year) ? Make(start, at, year, month, day) : null;
    }

    // 11 April 2006 · 3rd of May, 2021 · 2017-12-11 · 13.4.99 · 25/12/2019
    private static FoundDate? FromFigure(ReadOnlySpan<char> line, int start)
    {
        var at = start;
        while (at < line.Length && char.IsAsciiDigit(line[at]))
        {
            at++;
        }

        if (at < line.Length && line[at] is '.' or '/' or '-' && at + 1 < line.Length && char.IsAsciiDigit(line[at + 1]))
        {
            return FromFigures(line, start);
        }

        at = start;
        if (!TryDay(line, ref at, out var day))
        {
            return null;
        }

        at = SkipBetween(line, at, out _);
        var end = WordEnd(line, at);
        if (line[at..end].Equals("of", StringComparison.OrdinalIgnoreCase))
        {
            at = SkipBetween(line, end, out _);
            end = WordEnd(line, at);
        }

        var month = MonthOf(line[at..end]);
        if (month == 0)
        {
            return null;
        }

        at = SkipBetween(line, end, out var apostrophe);
        return TryYear(line, ref at, apostrophe, out var year) ? Make(start, at, year, month, day) : null;
    }

    private static FoundDate? FromFigures(ReadOnlySpan<char> line, int start)
    {
        if (!Figures.TryRead(line, start, out var figures) || figures.GoesOn(line))
        {
            return null;
        }

        var (first, second, third) = (figures.First, figures.Second, figures.Third);
        var end = figures.End;
        return figures switch
        {
            // 2017-12-11, 2017/12/11
            { FirstLength: 4, SecondLength: <= 2, ThirdLength: <= 2, Mark: not '.' } => Make(start, end, first, second, third),

            // 2017.12.11, 11.2017.12, 1.2.3
            { FirstLength: 4 } or { SecondLength: 4 } or { ThirdLength: 1 } => null,

            // 03/04/2005: the third of April, or the fourth of March
            { Mark: '/', First: <= 12, Second: <= 12 } when first != second => new FoundDate(start, end, null),

            // 12/25/2019
            { Mark: '/', First: <= 12 } => Make(start, end, figures.LastYear, first, second),

            // 13.4.99, 25/12/2019, 11-12-2017
            _ => Make(start, end, figures.LastYear, second, first),
        };
    }

    private static FoundDate? Make(int start, int end, int year, int month, int day)
    {
        if (month is < 1 or > 12 || day is < 1 or > 31 || year is < 1 or > 9999)
        {
            return null;
        }

        return new FoundDate(start, end, day <= DateTime.DaysInMonth(year, month) ? ArticleDate.FromDay(year, month, day) : null);
    }

    private static bool TryDay(ReadOnlySpan<char> line, ref int at, out int day)
    {
        day = 0;
        var start = at;
        while (at < line.Length && at - start < 3 && (char.IsAsciiDigit(line[at]) || IsMisreadDigit(line, at)))
        {
            day = (day * 10) + (char.IsAsciiDigit(line[at]) ? line[at] - '0' : line[at] is 'O' or 'o' ? 0 : 1);
            at++;
        }

        if (at == start || at - start > 2 || day is < 1 or > 31)
        {
            return false;
        }

        var suffix = line[at..];
        if (suffix.Length >= 2 && (suffix[..2] is "st" or "nd" or "rd" or "th" or "ST" or "ND" or "RD" or "TH")
            && (suffix.Length == 2 || !char.IsLetterOrDigit(suffix[2])))
        {
            at += 2;
        }

        return at >= line.Length || !char.IsLetterOrDigit(line[at]);
    }

    private static bool TryYear(ReadOnlySpan<char> line, ref int at, bool apostrophe, out int year)
    {
        var start = at;
        while (at < line.Length && at - start < 5 && char.IsAsciiDigit(line[at]))
        {
            at++;
        }

        _ = int.TryParse(line[start..at], NumberStyles.None, CultureInfo.InvariantCulture, out year);
        if (at < line.Length && char.IsLetterOrDigit(line[at]))
        {
            return false;
        }

        if (at - start == 2 && apostrophe)
        {
            year = Figures.Century(year);
        }
        else if (at - start != 4)
        {
            return false;
        }

        return year >= 1000;
    }

    /// <summary>An <c>l</c>, <c>I</c> or <c>O</c> beside a figure is a figure that the scanner misread.</summary>
    private static bool IsMisreadDigit(ReadOnlySpan<char> line, int at) =>
        line[at] is 'l' or 'I' or 'O' or 'o'
        && ((at + 1 < line.Length && char.IsAsciiDigit(line[at + 1]) && (at == 0 || !char.IsLetterOrDigit(line[at - 1])))
            || (at > 0 && char.IsAsciiDigit(line[at - 1]) && (at + 1 >= line.Length || !char.IsLetterOrDigit(line[at + 1]))));

    private static int WordEnd(ReadOnlySpan<char> line, int at)
    {
        while (at < line.Length && char.IsAsciiLetter(line[at]))
        {
            at++;
        }

        return at;
    }

    /// <summary>After the blanks and marks that may stand between the parts of a date: at most four.</summary>
    private static int SkipBetween(ReadOnlySpan<char> line, int at, out bool apostrophe)
    {
        apostrophe = false;
        for (var limit = at + 4; at < limit && at < line.Length
            && line[at] is ' ' or ',' or '.' or '-' or '/' or '\'' or '\u2019' or '\u2018'; at++)
        {
            apostrophe |= line[at] is '\'' or '\u2019' or '\u2018';
        }

        return at;
    }
}
