using System.Text.Json.Serialization;

namespace SearchCore.Queries;

/// <summary>
/// Articles published in an interval, or with a date in it in a field of the archive's own; it filters and does not score. Articles without
/// the date are in no interval, not even an unbounded one.
/// </summary>
/// <param name="Interval">The interval.</param>
/// <param name="Field">The field, declared as <see cref="FieldType.Date"/>; null for when the article was published.</param>
[JsonConverter(typeof(QueryJsonConverterFactory))]
public sealed record DateRangeNode(DateInterval Interval, string? Field = null) : QueryNode;

/// <summary>
/// Articles with a value of a kind: an entity's kind (<c>person</c>, <c>place</c>, <c>organization</c>, any other) or one of the article's
/// own, <c>source section author tag lang</c>. Whole values, whatever their case and accents. It filters and does not score.
/// </summary>
/// <param name="Kind">The kind; null for an entity of any kind.</param>
/// <param name="Value">The value, or what it begins with.</param>
/// <param name="IsPrefix">Whether values that begin so count too.</param>
[JsonConverter(typeof(QueryJsonConverterFactory))]
public sealed record FacetNode(string? Kind, string Value, bool IsPrefix = false) : QueryNode;

/// <summary>The article with an id, compared byte for byte; it does not score.</summary>
/// <param name="Id">The id.</param>
[JsonConverter(typeof(QueryJsonConverterFactory))]
public sealed record IdNode(string Id) : QueryNode;

/// <summary>
/// The article with an id, and its near-duplicates: articles whose body overlaps with its body by 80 percent or more. It does not score.
/// </summary>
/// <param name="Id">The id, compared byte for byte.</param>
[JsonConverter(typeof(QueryJsonConverterFactory))]
public sealed record NearNode(string Id) : QueryNode;

/// <summary>Articles that have something in a field; it does not score.</summary>
/// <param name="Field"><c>title</c>, <c>body</c>, <c>published</c>, <c>url</c>, <c>site</c>, <c>entity</c> or a kind of
/// <see cref="FacetNode"/>.</param>
[JsonConverter(typeof(QueryJsonConverterFactory))]
public sealed record HasFieldNode(string Field) : QueryNode;
