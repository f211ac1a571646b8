using System.Text.Json.Serialization;

namespace SearchCore.Queries;

/// <summary>How wide a bucket of a timeline is.</summary>
[JsonConverter(typeof(QueryJsonConverterFactory))]
public enum TimelineUnit
{
    /// <summary>A day.</summary>
    Day,

    /// <summary>A week from Monday, as ISO 8601 has it.</summary>
    Week,

    /// <summary>A month.</summary>
    Month,

    /// <summary>Three months from January, April, July or October.</summary>
    Quarter,

    /// <summary>A year.</summary>
    Year,
}
