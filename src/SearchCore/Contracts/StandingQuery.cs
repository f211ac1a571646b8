using System.Text.Json.Serialization;

namespace SearchCore;

/// <summary>
/// A query that stands: every article that comes into the index and matches it is told of as a <see cref="StandingEvent"/>. Plain data:
/// serializable (docs/json.md), safe to share between threads.
/// </summary>
[JsonConverter(typeof(ContractJsonConverterFactory))]
public sealed record StandingQuery
{
    /// <summary>The most characters of a name.</summary>
    public const int MaxName = 200;

    /// <summary>What it is called: 1 to <see cref="MaxName"/> characters without control characters; names differ by case.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// What articles must match: <see cref="SearchRequest.Query"/> or <see cref="SearchRequest.Tree"/> with dialect, default operator,
    /// limits and zone, <see cref="SearchRequest.Published"/> and <see cref="SearchRequest.Select"/>. Everything else must be as it is in a
    /// new request, and the text has no directives. Dates such as <c>published:today</c> count from the moment of matching.
    /// </summary>
    public required SearchRequest Request { get; init; }

    /// <summary>The articles that whoever stored it may know of; null (the default) for all.</summary>
    public SearchScope? Scope { get; init; }

    /// <summary>
    /// Which change of the index's standing queries stored it, from 1: a later change has a higher number. 0 before it is stored.
    /// </summary>
    public long Version { get; init; }

    /// <summary>When it was stored, by the index's clock; null before.</summary>
    public DateTimeOffset? Stored { get; init; }
}
