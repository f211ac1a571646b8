using System.Text.Json.Serialization;

namespace SearchCore.Queries;

/// <summary>
/// What a query's text asks for after its bar: <c>| select place:(syria, russia) | facet person 20 | timeline month | sort newest | boost
/// recent 30d | group source | limit 50 | fields id,title</c>. Plain data; compares by value, lists included.
/// </summary>
[JsonConverter(typeof(QueryJsonConverterFactory))]
public sealed record QueryDirectives
{
    /// <summary>The values that hits are narrowed to; they do not score.</summary>
    public IReadOnlyList<DrillDown> Select { get; init; } = [];

    /// <summary>Facets to count.</summary>
    public IReadOnlyList<FacetRequest> Facets { get; init; } = [];

    /// <summary>The unit of a timeline, or null for none.</summary>
    public TimelineUnit? Timeline { get; init; }

    /// <summary>The date of the archive's own that the timeline is of, or null where it is that of publication.</summary>
    public string? TimelineField { get; init; }

    /// <summary>Whether hits are stories: of articles that are near-duplicates of each other, one.</summary>
    public bool Unique { get; init; }

    /// <summary>The order of hits, or null where it is not asked for.</summary>
    public SearchSort? Sort { get; init; }

    /// <summary>The order by a field of the archive's own, or null where it is not asked for.</summary>
    public FieldSort? SortBy { get; init; }

    /// <summary>What raises the scores of some articles, in the order in which it is said.</summary>
    public IReadOnlyList<ScoreBoost> Boosts { get; init; } = [];

    /// <summary>The kind of facet by whose values hits are grouped, or null where it is not asked for.</summary>
    public string? GroupBy { get; init; }

    /// <summary>How many hits, 0 to 10,000, or null where it is not asked for.</summary>
    public int? Limit { get; init; }

    /// <summary>
    /// The fields of each hit to show, in order, by the names of <see cref="FieldNames"/>; empty where it is not asked for.
    /// </summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>The names that <see cref="Fields"/> may hold.</summary>
    public static IReadOnlyList<string> FieldNames { get; } = ["id", "title", "date", "source", "url", "score", "snippet"];

    /// <inheritdoc/>
    public bool Equals(QueryDirectives? other) =>
        other is not null && Timeline == other.Timeline && TimelineField == other.TimelineField
        && Unique == other.Unique && Sort == other.Sort && SortBy == other.SortBy
        && Limit == other.Limit && GroupBy == other.GroupBy && Boosts.SequenceEqual(other.Boosts)
        && Select.SequenceEqual(other.Select) && Facets.SequenceEqual(other.Facets) && Fields.SequenceEqual(other.Fields);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(
        Select.Count, Facets.Count, Fields.Count, Timeline, Sort, SortBy, Limit, HashCode.Combine(Boosts.Count, GroupBy, Unique));
}
