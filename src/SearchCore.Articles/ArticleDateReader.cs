using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

using SearchCore.Articles.Dates;

namespace SearchCore.Articles;

/// <summary>Reads dates as archives write them: ISO 8601, mail, epochs, figures, and the languages of news.</summary>
/// <remarks>
/// <para>
/// The whole text is the date: a word that belongs to none makes it no date. What may be two days is not guessed but named
/// (<see cref="DateReading.AmbiguousOrder"/>). Seconds count, fractions are cut off towards the past; a time without a zone is in
/// <see cref="ArticleDateOptions.Zone"/>, a day without a time is midnight UTC. Years of two digits are 1969 to 2068.
/// The forms are listed in docs/dates.md.
/// </para>
/// <para>Immutable, safe to share between threads. Allocates nothing but for a zone of the IANA database when it first comes.</para>
/// </remarks>
public sealed class ArticleDateReader
{
    // Bare figures are taken for moments from 1970 to 2100.
    private const long LastEpochSecond = 4_102_444_800;

    private static readonly SearchValues<byte> OfNumbers = SearchValues.Create("0123456789.eE+"u8);

    /// <summary>Makes a reader.</summary>
    /// <param name="options">What the dates do not say themselves; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">The order is none.</exception>
    public ArticleDateReader(ArticleDateOptions? options = null) => Options = (options ?? ArticleDateOptions.Default).Validated();

    /// <summary>The reader with the default options.</summary>
    public static ArticleDateReader Default { get; } = new();

    /// <summary>What the dates do not say themselves.</summary>
    public ArticleDateOptions Options { get; }

    /// <summary>Reads a date.</summary>
    /// <param name="text">UTF-8; white space around it is ignored.</param>
    /// <param name="date">The date; <c>default</c> where the text is none.</param>
    /// <param name="reading">What became of it: how it was read, or why not.</param>
    /// <returns>Whether it was read.</returns>
    public bool TryRead(ReadOnlySpan<byte> text, out ArticleDate date, out DateReading reading)
    {
        if (ArticleDateParser.TryParse(text, out date, out var repaired, out var isLocal))
        {
            reading = repaired ? DateReading.LeapSecond : DateReading.Plain;
            return !isLocal || ReferenceEquals(Options.Zone, TimeZoneInfo.Utc) || TryMove(ref date, ref reading);
        }

        return TryReadOther(text, Options.Order, out date, out reading, out _);
    }

    /// <summary>Reads a date.</summary>
    /// <param name="text">UTF-16; white space around it is ignored.</param>
    /// <param name="date">The date; <c>default</c> where the text is none.</param>
    /// <param name="reading">What became of it: how it was read, or why not.</param>
    /// <returns>Whether it was read.</returns>
    public bool TryRead(ReadOnlySpan<char> text, out ArticleDate date, out DateReading reading)
    {
        Span<byte> utf8 = stackalloc byte[DateTokens.MaxBytes];
        if (Encoding.UTF8.TryGetBytes(text.Trim(), utf8, out var length))
        {
            return TryRead(utf8[..length], out date, out reading);
        }

        (date, reading) = (default, DateReading.NotADate);
        return false;
    }

    /// <summary>
    /// Reads a moment given as a number: seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by their size, or a day
    /// as <c>20210309</c>, <c>202103091703</c>, <c>20210309170300</c>.
    /// </summary>
    /// <param name="number">As JSON writes numbers, <c>1615305780.0</c> and <c>1.61530578E9</c> among them; UTF-8.</param>
    /// <param name="date">The moment; <c>default</c> where the number is none.</param>
    /// <param name="reading">What became of it.</param>
    /// <returns>Whether it was read.</returns>
    public bool TryReadNumber(ReadOnlySpan<byte> number, out ArticleDate date, out DateReading reading)
    {
        (date, reading) = (default, DateReading.NotADate);
        if (!Utf8Parser.TryParse(number, out decimal value, out var length) || length != number.Length || value is < 1000 or >= 1e19m)
        {
            return false;
        }

        Span<byte> digits = stackalloc byte[20];
        var whole = (ulong)value;
        whole.TryFormat(digits, out length, default, CultureInfo.InvariantCulture);
        if (length is 8 or 12 or 14 && TryReadOther(digits[..length], Options.Order, out date, out reading, out _))
        {
            return true;
        }

        reading = length == 4 ? DateReading.YearAlone : DateReading.NotADate;
        return TryEpoch(whole, length, ref date, ref reading);
    }

    /// <summary>Says what became of a text in words: <c>""</c> for <see cref="DateReading.Plain"/>.</summary>
    /// <param name="text">The text that was read, in UTF-8.</param>
    /// <param name="reading">What came of reading it.</param>
    /// <returns>A clause without the text itself; of an ambiguous date it names the days it may be and how to choose.</returns>
    public string Explain(ReadOnlySpan<byte> text, DateReading reading) => reading switch
    {
        DateReading.Plain => "",
        DateReading.LeapSecond => "a leap second, read as the second before",
        DateReading.WeekdayContradicts => "another day of the week than it says; the figures count",
        DateReading.MonthAlone => "a month alone, read as its first day",
        DateReading.AmbiguousOrder => ExplainOrder(text),
        DateReading.NoSuchDay => "there is no such day or time",
        DateReading.NoYear => "a day without a year",
        DateReading.YearAlone => "a year alone",
        DateReading.UnknownZone => "a time zone that is not known; an offset such as +0100 is",
        _ => "no date",
    };

    private string ExplainOrder(ReadOnlySpan<byte> text)
    {
        var choices = new List<string>(3);
        foreach (var (order, name) in (ReadOnlySpan<(DateOrder, string)>)
            [(DateOrder.DayMonthYear, "dmy"), (DateOrder.MonthDayYear, "mdy"), (DateOrder.YearMonthDay, "ymd")])
        {
            if (TryReadOther(text, order, out _, out _, out var day))
            {
                var write = choices.Count == 0 ? "write --date-order " : "";
                choices.Add($"{day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)} ({write}{name})");
            }
        }

        return choices.Count == 0
            ? "may be several days"
            : $"may be {string.Join(", ", choices.Take(choices.Count - 1))} or {choices[^1]}";
    }

    private bool TryMove(ref ArticleDate date, ref DateReading reading)
    {
        var local = date.UnixSeconds - ArticleDate.MinUnixSeconds;
        var moment = date.UnixSeconds - ZoneNames.Offset(Options.Zone, local);
        if (moment is < ArticleDate.MinUnixSeconds or > ArticleDate.MaxUnixSeconds)
        {
            (date, reading) = (default, DateReading.NoSuchDay);
            return false;
        }

        date = new ArticleDate(moment);
        return true;
    }

    /// <summary>Reads what is not ISO 8601.</summary>
    /// <param name="text">The text.</param>
    /// <param name="order">The order of figures.</param>
    /// <param name="date">The date.</param>
    /// <param name="reading">What became of it.</param>
    /// <param name="day">The day that the text says, in its own zone; none where it says a moment.</param>
    private bool TryReadOther(ReadOnlySpan<byte> text, DateOrder order, out ArticleDate date, out DateReading reading, out DateOnly day)
    {
        (date, day) = (default, default);
        text = text.Trim(" \t\r\n"u8);
        if (IsNumber(text) && text.Length is not (8 or 12 or 14) && TryEpoch(text, out date))
        {
            reading = DateReading.Plain;
            return true;
        }

        // "/Date(1615305780000)/", as an older .NET writes moments into JSON.
        if (text.StartsWith("/Date("u8) && text.EndsWith(")/"u8) && TryEpoch(text[6..^2], out date))
        {
            reading = DateReading.Plain;
            return true;
        }

        Span<char> folded = stackalloc char[DateTokens.MaxFolded];
        Span<char> raw = stackalloc char[DateTokens.MaxFolded];
        Span<DateToken> tokens = stackalloc DateToken[DateTokens.Most];
        var count = DateTokens.Read(text, folded, raw, tokens);
        if (count <= 0)
        {
            reading = DateReading.NotADate;
            return false;
        }

        var grammar = new DateGrammar(tokens[..count], raw, order);
        reading = grammar.Read(Options.Zone, out var seconds);
        if (reading < DateReading.NotADate)
        {
            day = grammar.Day;
            date = new ArticleDate(seconds);
            return true;
        }

        // Twelve digits that form no day may be milliseconds.
        if (text.Length == 12 && TryEpoch(text, out date))
        {
            reading = DateReading.Plain;
            return true;
        }

        return false;
    }

    private static bool IsNumber(ReadOnlySpan<byte> text) =>
        text.Length >= 9 && char.IsAsciiDigit((char)text[0]) && !text.ContainsAnyExcept(OfNumbers);

    private static bool TryEpoch(ReadOnlySpan<byte> text, out ArticleDate date)
    {
        date = default;
        if (!Utf8Parser.TryParse(text, out decimal value, out var length) || length != text.Length || value is < 1e8m or >= 1e19m)
        {
            return false;
        }

        Span<byte> digits = stackalloc byte[20];
        ((ulong)value).TryFormat(digits, out length, default, CultureInfo.InvariantCulture);
        var reading = DateReading.NotADate;
        return TryEpoch((ulong)value, length, ref date, ref reading);
    }

    private static bool TryEpoch(ulong value, int digits, ref ArticleDate date, ref DateReading reading)
    {
        var seconds = digits switch
        {
            9 or 10 => value,
            12 or 13 => value / 1000,
            15 or 16 => value / 1_000_000,
            19 => value / 1_000_000_000,
            _ => ulong.MaxValue,
        };
        if (seconds >= LastEpochSecond)
        {
            return false;
        }

        (date, reading) = (new ArticleDate((long)seconds), DateReading.Plain);
        return true;
    }
}
