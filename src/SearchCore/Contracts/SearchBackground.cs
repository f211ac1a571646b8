using System.Text.Json.Serialization;

using SearchCore.Queries;

namespace SearchCore;

/// <summary>
/// Other articles, with which matches are compared in place of the whole archive: what is in March that was not in February.
/// </summary>
/// <remarks>
/// What it does not say is the request's: dialect, zone, limits and so on. Articles that match both are compared as matches, and not with
/// themselves. Plain data.
/// </remarks>
[JsonConverter(typeof(ContractJsonConverterFactory))]
public sealed record SearchBackground
{
    /// <summary>The query's text, in the request's dialect; null or empty stands for all articles.</summary>
    public string? Query { get; init; }

    /// <summary>The query as a tree instead of text; wins over <see cref="Query"/>.</summary>
    public QueryNode? Tree { get; init; }

    /// <summary>Only articles published in this interval.</summary>
    public PublishedRange? Published { get; init; }

    /// <summary>The facet values to narrow to, as in <see cref="SearchRequest.Select"/>.</summary>
    public IReadOnlyList<DrillDown> Select { get; init => field = ValueList.Of(value, nameof(Select)); } = ValueList.Of<DrillDown>([]);
}
