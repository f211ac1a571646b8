using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;

namespace SearchCore.Articles;

/// <summary>A moment of publication: whole seconds of UTC, from 0001-01-01T00:00:00Z to 9999-12-31T23:59:59Z, both inclusive.</summary>
/// <remarks>
/// A bare date is midnight UTC of that day; that it was bare is not remembered. Immutable, ordered by time, safe to share between threads.
/// <c>default</c> is 1970-01-01T00:00:00Z. As text, in JSON too, it is ISO 8601 in UTC (<c>2017-12-11T00:00:00Z</c>), whatever the culture;
/// read is what <see cref="ArticleDateParser"/> reads, but for leap seconds.
/// </remarks>
[JsonConverter(typeof(ArticleDateConverter))]
public readonly record struct ArticleDate : IComparable<ArticleDate>, ISpanParsable<ArticleDate>, ISpanFormattable, IUtf8SpanFormattable
{
    /// <summary>The first moment, 0001-01-01T00:00:00Z, in seconds since 1970.</summary>
    public const long MinUnixSeconds = -62_135_596_800;

    /// <summary>The last moment, 9999-12-31T23:59:59Z, in seconds since 1970.</summary>
    public const long MaxUnixSeconds = 253_402_300_799;

    /// <summary>The length of a date as text, in characters and in bytes.</summary>
    internal const int TextLength = 20;

    private const string Iso = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>Makes a date from seconds since 1970-01-01T00:00:00Z.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside of the years 1 to 9999.</exception>
    public ArticleDate(long unixSeconds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(unixSeconds, MinUnixSeconds);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(unixSeconds, MaxUnixSeconds);
        UnixSeconds = unixSeconds;
    }

    /// <summary>Seconds since 1970-01-01T00:00:00Z; negative before it.</summary>
    public long UnixSeconds { get; }

    /// <summary>Midnight UTC of a day.</summary>
    public static ArticleDate FromDay(int year, int month, int day) => FromUtc(new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc));

    /// <summary>The second a moment falls in; fractions are cut off towards the past.</summary>
    public static ArticleDate FromDateTimeOffset(DateTimeOffset moment) => FromUtc(moment.UtcDateTime);

    /// <summary>The same moment as a <see cref="DateTimeOffset"/> with offset zero.</summary>
    public DateTimeOffset ToDateTimeOffset() => DateTimeOffset.FromUnixTimeSeconds(UnixSeconds);

    /// <inheritdoc/>
    public int CompareTo(ArticleDate other) => UnixSeconds.CompareTo(other.UnixSeconds);

    /// <summary>Whether the left moment is earlier.</summary>
    public static bool operator <(ArticleDate left, ArticleDate right) => left.UnixSeconds < right.UnixSeconds;

    /// <summary>Whether the left moment is earlier or the same.</summary>
    public static bool operator <=(ArticleDate left, ArticleDate right) => left.UnixSeconds <= right.UnixSeconds;

    /// <summary>Whether the left moment is later.</summary>
    public static bool operator >(ArticleDate left, ArticleDate right) => left.UnixSeconds > right.UnixSeconds;

    /// <summary>Whether the left moment is later or the same.</summary>
    public static bool operator >=(ArticleDate left, ArticleDate right) => left.UnixSeconds >= right.UnixSeconds;

    /// <summary>ISO 8601 in UTC: <c>2017-12-11T00:00:00Z</c>.</summary>
    public override string ToString() => ToDateTimeOffset().ToString(Iso, CultureInfo.InvariantCulture);

    /// <summary>ISO 8601 in UTC, the only format.</summary>
    /// <param name="format">Null or empty.</param>
    /// <param name="formatProvider">Not looked at.</param>
    /// <exception cref="FormatException">Another format is asked for.</exception>
    public string ToString(string? format, IFormatProvider? formatProvider)
    {
        RequireNoFormat(format);
        return ToString();
    }

    /// <summary>Writes ISO 8601 in UTC, twenty characters.</summary>
    /// <param name="destination">Where to.</param>
    /// <param name="charsWritten">How many characters were written; 0 where there is no room.</param>
    /// <param name="format">Empty.</param>
    /// <param name="provider">Not looked at.</param>
    /// <returns>Whether there was room.</returns>
    /// <exception cref="FormatException">Another format is asked for.</exception>
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        RequireNoFormat(format);
        return ToDateTimeOffset().TryFormat(destination, out charsWritten, Iso, CultureInfo.InvariantCulture);
    }

    /// <summary>Writes ISO 8601 in UTC, twenty bytes.</summary>
    /// <param name="utf8Destination">Where to.</param>
    /// <param name="bytesWritten">How many bytes were written; 0 where there is no room.</param>
    /// <param name="format">Empty.</param>
    /// <param name="provider">Not looked at.</param>
    /// <returns>Whether there was room.</returns>
    /// <exception cref="FormatException">Another format is asked for.</exception>
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        RequireNoFormat(format);
        return ToDateTimeOffset().TryFormat(utf8Destination, out bytesWritten, Iso, CultureInfo.InvariantCulture);
    }

    /// <summary>Reads a date as <see cref="ArticleDateParser"/> does, but for leap seconds.</summary>
    /// <param name="s">The text.</param>
    /// <param name="provider">Not looked at.</param>
    /// <exception cref="FormatException">It is no such date.</exception>
    public static ArticleDate Parse(string s, IFormatProvider? provider = null)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s.AsSpan(), provider);
    }

    /// <summary>Reads a date as <see cref="ArticleDateParser"/> does, but for leap seconds.</summary>
    /// <param name="s">The text.</param>
    /// <param name="provider">Not looked at.</param>
    /// <exception cref="FormatException">It is no such date.</exception>
    public static ArticleDate Parse(ReadOnlySpan<char> s, IFormatProvider? provider = null) => TryParse(s, provider, out var date)
        ? date
        : throw new FormatException($"{OneLine.Quote(s.ToString())} is not an ISO 8601 date such as 2020-01-01 or 2020-01-01T15:00:00Z.");

    /// <summary>Reads a date as <see cref="ArticleDateParser"/> does, but for leap seconds.</summary>
    /// <param name="s">The text.</param>
    /// <param name="provider">Not looked at.</param>
    /// <param name="result">The date; <c>default</c> where the text is none.</param>
    /// <returns>Whether the text is a date.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ArticleDate result) =>
        TryParse(s.AsSpan(), provider, out result);

    /// <summary>Reads a date as <see cref="ArticleDateParser"/> does, but for leap seconds.</summary>
    /// <param name="s">The text.</param>
    /// <param name="provider">Not looked at.</param>
    /// <param name="result">The date; <c>default</c> where the text is none.</param>
    /// <returns>Whether the text is a date.</returns>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out ArticleDate result)
    {
        if (ArticleDateParser.TryParse(s, out result, out var repaired) && !repaired)
        {
            return true;
        }

        result = default;
        return false;
    }

    private static void RequireNoFormat(ReadOnlySpan<char> format)
    {
        if (!format.IsEmpty)
        {
            throw new FormatException($"A date is written in ISO 8601 alone; there is no format '{format}'.");
        }
    }

    private static ArticleDate FromUtc(DateTime utc) => new((utc.Ticks / TimeSpan.TicksPerSecond) + MinUnixSeconds);
}
