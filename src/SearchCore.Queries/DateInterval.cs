using System.Globalization;
using System.Text.Json.Serialization;

namespace SearchCore.Queries;

/// <summary>
/// An interval of time in seconds since 1970-01-01T00:00:00Z, half-open: <see cref="From"/> is inside, <see cref="To"/> is not.
/// </summary>
/// <param name="From">The first second inside, or null for no bound.</param>
/// <param name="To">The first second after it, or null for no bound.</param>
/// <remarks>
/// Half-open, so that neighbours meet without a gap or an overlap: December is <c>[December 1, January 1)</c>. An interval whose
/// <see cref="To"/> is not after its <see cref="From"/> is empty. <c>default</c> has no bounds.
/// </remarks>
[JsonConverter(typeof(QueryJsonConverterFactory))]
public readonly record struct DateInterval(long? From, long? To)
{
    /// <summary>The first second that has a date: 0001-01-01T00:00:00Z.</summary>
    internal const long MinSecond = -62_135_596_800;

    /// <summary>The last second that has a date: 9999-12-31T23:59:59Z.</summary>
    internal const long MaxSecond = 253_402_300_799;

    /// <summary>Whether a second is inside.</summary>
    public bool Contains(long second) => (From is not { } from || second >= from) && (To is not { } to || second < to);

    /// <summary>Whether no second can be inside.</summary>
    public bool IsEmpty => From is { } from && To is { } to && to <= from;

    /// <summary>ISO 8601 in UTC, <c>*</c> for no bound: <c>[2017-12-01T00:00:00Z TO 2018-01-01T00:00:00Z}</c>.</summary>
    public override string ToString() => $"[{Format(From)} TO {Format(To)}}}";

    internal static string Format(long? second) => second switch
    {
        null => "*",
        > MaxSecond => "10000-01-01T00:00:00Z",
        < MinSecond => "0000-12-31T23:59:59Z",
        { } s => DateTimeOffset.FromUnixTimeSeconds(s).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
    };
}
