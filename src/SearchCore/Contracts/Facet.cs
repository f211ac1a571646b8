using System.Text.Json.Serialization;

namespace SearchCore;

/// <summary>
/// How often each value of a kind occurs among the matches: in how many of them, or with <see cref="SearchRequest.Unique"/> in how many of
/// their stories, each once for every value that any of its matches has.
/// </summary>
[JsonConverter(typeof(ContractJsonConverterFactory))]
public sealed record Facet
{
    /// <summary>The kind counted.</summary>
    public required string Kind { get; init; }

    /// <summary>The most frequent values, most frequent first.</summary>
    public IReadOnlyList<FacetValue> Values { get; init => field = ValueList.Of(value, nameof(Values)); } = ValueList.Of<FacetValue>([]);

    /// <summary>How many different values the matches have, those not shown included.</summary>
    public long Distinct { get; init; }
}

/// <summary>One value of a facet.</summary>
/// <param name="Value">The value as it is to be shown.</param>
/// <param name="Count">How many matching articles, or stories, have it.</param>
[JsonConverter(typeof(ContractJsonConverterFactory))]
public readonly record struct FacetValue(string Value, long Count);
