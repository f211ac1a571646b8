using System.Text.Json.Serialization;

namespace SearchCore.Queries;

/// <summary>What reading a query's text depends on besides the text.</summary>
public sealed record QueryTextOptions
{
    /// <summary>How neighbouring words combine. Default: all must match.</summary>
    public QueryOperator DefaultOperator { get; init; } = QueryOperator.And;

    /// <summary>
    /// Whether to make the best of a text with mistakes: what would be an error is a warning, and there is a tree for every text. For a
    /// search box. Default: no.
    /// </summary>
    public bool Lenient { get; init; }

    /// <summary>The moment relative dates count from; null: relative dates are not understood.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary>The zone days begin in. Default: UTC.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>
    /// The kinds of entity there are besides the built-in ones; a field that is none of them is an error. Null (the default): not known, so
    /// that every name that may be a kind counts as one, unless it looks like a misspelt field.
    /// </summary>
    public IReadOnlySet<string>? Kinds { get; init; }

    /// <summary>The archive's own fields and what their values are; null (the default): there are none.</summary>
    public IReadOnlyDictionary<string, FieldType>? Fields { get; init; }

    /// <summary>What the text may ask for.</summary>
    public SyntaxLimits Limits { get; init; } = SyntaxLimits.Default;
}

/// <summary>How neighbouring words combine.</summary>
[JsonConverter(typeof(QueryJsonConverterFactory))]
public enum QueryOperator
{
    /// <summary>All must match.</summary>
    And,

    /// <summary>Any may match; more is better.</summary>
    Or,
}
