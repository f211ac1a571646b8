using System.Text.Json.Serialization;

namespace SearchCore.Queries;

/// <summary>A value of a facet that hits are narrowed to: several of one kind widen (any of them), kinds narrow (all of them).</summary>
/// <param name="Kind">The kind: <c>place</c>, <c>source</c> …</param>
/// <param name="Value">The whole value, whatever its case and accents.</param>
[JsonConverter(typeof(QueryJsonConverterFactory))]
public readonly record struct DrillDown(string Kind, string Value);
