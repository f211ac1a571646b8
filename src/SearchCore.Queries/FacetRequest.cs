using System.Text.Json.Serialization;

namespace SearchCore.Queries;

/// <summary>
/// A facet wanted: how often each value of a kind occurs among the matches, or how many matches lie in each range of a number or date of
/// the archive's own. Compares by value, lists included.
/// </summary>
/// <param name="Kind">
/// The kind to count: one of entities, or <c>source</c>, <c>section</c>, <c>author</c>, <c>tag</c>, <c>lang</c>, or a field of the
/// archive's own.
/// </param>
[JsonConverter(typeof(QueryJsonConverterFactory))]
public sealed record FacetRequest(string Kind)
{
    /// <summary>How many values are returned where the request does not say.</summary>
    public const int DefaultTop = 10;

    /// <summary>
    /// How many values to return at most, most frequent first, ties by value (ordinal); 1 to 1,000. Default 10. Of computed ranges the most
    /// frequent are returned too, in the order of their numbers.
    /// </summary>
    public int Top { get; init; } = DefaultTop;

    /// <summary>
    /// Only values in which a word begins so, whatever its case and accents: <c>pu</c> finds Vladimir Putin. Null (the default) for all.
    /// </summary>
    public string? Prefix { get; init; }

    /// <summary>
    /// Ranges of a number or date, written as behind the field in a query: <c>[10 TO 20}</c>, <c>&lt;10</c>, <c>2019-03</c>. Each is
    /// counted and returned in this order, whatever <see cref="Top"/> is; they may overlap. At most 100. Empty (the default): ranges are
    /// computed.
    /// </summary>
    public IReadOnlyList<string> Ranges { get; init; } = [];

    /// <summary>
    /// How wide the computed ranges of a number are, above 0: 10 makes <c>[0 TO 10}</c>, <c>[10 TO 20}</c> … Null (the default): they begin
    /// at 0, 1, 2, 5, 10, 20, 50, 100 … and below 0 likewise.
    /// </summary>
    public double? Step { get; init; }

    /// <summary>What the computed ranges of a date are; null (the default) for months. Days begin in the request's zone.</summary>
    public TimelineUnit? Unit { get; init; }

    /// <inheritdoc/>
    public bool Equals(FacetRequest? other) =>
        other is not null && Kind == other.Kind && Top == other.Top && Prefix == other.Prefix && Step == other.Step && Unit == other.Unit
        && Ranges.SequenceEqual(other.Ranges);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Top, Prefix, Step, Unit, Ranges.Count);
}
