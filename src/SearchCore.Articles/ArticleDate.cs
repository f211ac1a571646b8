using System.Globalization;

namespace SearchCore.Articles;

/// <summary>A moment of publication: whole seconds of UTC, from 0001-01-01T00:00:00Z to 9999-12-31T23:59:59Z, both inclusive.</summary>
/// <remarks>
/// A bare date is midnight UTC of that day; that it was bare is not remembered. Immutable, ordered by time,
/// safe to share between threads. <c>default</c> is 1970-01-01T00:00:00Z.
/// </remarks>
public readonly record struct ArticleDate : IComparable<ArticleDate>
{
    /// <summary>The first moment, 0001-01-01T00:00:00Z, in seconds since 1970.</summary>
    public const long MinUnixSeconds = -62_135_596_800;

    /// <summary>The last moment, 9999-12-31T23:59:59Z, in seconds since 1970.</summary>
    public const long MaxUnixSeconds = 253_402_300_799;

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
    public override string ToString() => ToDateTimeOffset().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static ArticleDate FromUtc(DateTime utc) => new((utc.Ticks / TimeSpan.TicksPerSecond) + MinUnixSeconds);
}
