using System.Globalization;
using System.Text.Json.Serialization;

namespace SearchCore;

/// <summary>How many articles match: a number, and whether there may be more.</summary>
/// <param name="Value">The number.</param>
/// <param name="Relation">Whether it is exact.</param>
[JsonConverter(typeof(ContractJsonConverterFactory))]
public readonly record struct TotalHits(long Value, TotalRelation Relation = TotalRelation.Exact)
{
    /// <summary>Whether it is the number itself.</summary>
    public bool IsExact => Relation == TotalRelation.Exact;

    /// <summary><c>12</c>, or <c>at least 12</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(IsExact ? "" : "at least ")}{Value}");
}

/// <summary>How a counted number relates to the true one.</summary>
[JsonConverter(typeof(ContractJsonConverterFactory))]
public enum TotalRelation
{
    /// <summary>It is the true one.</summary>
    Exact,

    /// <summary>The true one is not below it: counting was cut short.</summary>
    AtLeast,
}
