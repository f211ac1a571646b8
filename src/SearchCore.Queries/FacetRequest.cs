using System.Text.Json.Serialization;

namespace SearchCore.Queries;

/// <summary>A facet wanted: how often each value of a kind occurs among the matches.</summary>
/// <param name="Kind">The kind to count: one of entities, or <c>source</c>, <c>section</c>, <c>author</c>, <c>tag</c>, <c>lang</c>.</param>
[JsonConverter(typeof(QueryJsonConverterFactory))]
public sealed record FacetRequest(string Kind)
{
    /// <summary>How many values are returned where the request does not say.</summary>
    public const int DefaultTop = 10;

    /// <summary>How many values to return at most, most frequent first, ties by value (ordinal); 1 to 1,000. Default 10.</summary>
    public int Top { get; init; } = DefaultTop;

    /// <summary>
    /// Only values in which a word begins so, whatever its case and accents: <c>pu</c> finds Vladimir Putin. Null (the default) for all.
    /// </summary>
    public string? Prefix { get; init; }
}
