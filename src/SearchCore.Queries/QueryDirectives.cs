namespace SearchCore.Queries;

/// <summary>
/// What a query's text asks for behind its bar: <c>| select place:(syria, russia) | facet person 20 | timeline month | sort newest | limit 50 | fields id,title</c>. Plain
/// data; compares by value, lists included.
/// </summary>
public sealed record QueryDirectives
{
    /// <summary>Facet choices: values of one kind widen, kinds narrow; they do not score.</summary>
    public IReadOnlyList<FacetChoice> Select { get; init; } = [];

    /// <summary>Facets to count.</summary>
    public IReadOnlyList<FacetWish> Facets { get; init; } = [];

    /// <summary>The unit of a timeline, or null for none.</summary>
    public TimelineStep? Timeline { get; init; }

    /// <summary>The order of hits, or null where it is not asked for.</summary>
    public HitOrder? Sort { get; init; }

    /// <summary>How many hits, 0 to 10,000, or null where it is not asked for.</summary>
    public int? Limit { get; init; }

    /// <summary>The fields of each hit to show, in order, by the names of <see cref="FieldNames"/>; empty where it is not asked for.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>The names that <see cref="Fields"/> may hold.</summary>
    public static IReadOnlyList<string> FieldNames { get; } = ["id", "title", "date", "source", "url", "score", "snippet"];

    /// <inheritdoc/>
    public bool Equals(QueryDirectives? other) =>
        other is not null && Timeline == other.Timeline && Sort == other.Sort && Limit == other.Limit
        && Select.SequenceEqual(other.Select) && Facets.SequenceEqual(other.Facets) && Fields.SequenceEqual(other.Fields);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Select.Count, Facets.Count, Fields.Count, Timeline, Sort, Limit);
}

/// <summary>A value chosen of a facet.</summary>
/// <param name="Kind">The kind: <c>place</c>, <c>source</c> …</param>
/// <param name="Value">The value, as typed.</param>
public readonly record struct FacetChoice(string Kind, string Value);

/// <summary>A facet to count.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Top">How many values, 1 to 1,000, or null where that is not said.</param>
/// <param name="Prefix">What a word of each value begins with, whatever its case and accents; empty for all values.</param>
public readonly record struct FacetWish(string Kind, int? Top = null, string Prefix = "");

/// <summary>The unit of a timeline.</summary>
public enum TimelineStep
{
    /// <summary>Days.</summary>
    Day,

    /// <summary>Weeks from Monday on.</summary>
    Week,

    /// <summary>Months.</summary>
    Month,

    /// <summary>Quarters.</summary>
    Quarter,

    /// <summary>Years.</summary>
    Year,
}

/// <summary>The order of hits.</summary>
public enum HitOrder
{
    /// <summary>Best first.</summary>
    Relevance,

    /// <summary>Latest first.</summary>
    Newest,

    /// <summary>Earliest first.</summary>
    Oldest,
}
