using System.Text.Json.Serialization;

namespace SearchCore;

/// <summary>
/// An article that matched a standing query when it came into the index; or, where <see cref="Fault"/> says so, articles that could not be
/// matched. Plain data: serializable (docs/json.md).
/// </summary>
[JsonConverter(typeof(ContractJsonConverterFactory))]
public sealed record StandingEvent
{
    /// <summary>Its place among the index's events, from 1: a later one has a higher number. Numbers may be left out.</summary>
    public required long Number { get; init; }

    /// <summary>The name of the query.</summary>
    public required string Query { get; init; }

    /// <summary>The <see cref="StandingQuery.Version"/> of the query that matched.</summary>
    public required long Version { get; init; }

    /// <summary>The sequence number of the commit that the article came with.</summary>
    public required long Commit { get; init; }

    /// <summary>When it was matched, by the index's clock: what relative dates in the query counted from.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>
    /// The article as a hit of the query, without a score: id, title, date, source, address, and a snippet with what matched. Null where
    /// there is a fault.
    /// </summary>
    public SearchHit? Article { get; init; }

    /// <summary>Why articles of the commit could not be matched, and how many; null (mostly) where one was.</summary>
    public string? Fault { get; init; }
}
