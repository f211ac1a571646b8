using System.Text.Json.Serialization;

namespace SearchCore;

/// <summary>Did you mean: a word or name of the query that no or hardly any article has, and one that many have.</summary>
[JsonConverter(typeof(ContractJsonConverterFactory))]
public sealed record Suggestion
{
    /// <summary>
    /// The first UTF-16 unit of the query's text to replace; with <see cref="End"/> 0 where the query was a tree.
    /// </summary>
    public int Start { get; init; }

    /// <summary>The unit after the last (exclusive).</summary>
    public int End { get; init; }

    /// <summary>What was asked for.</summary>
    public required string Text { get; init; }

    /// <summary>What was probably meant.</summary>
    public required string Replacement { get; init; }

    /// <summary>How many articles have that.</summary>
    public required long Articles { get; init; }

    /// <summary>The whole query with the replacement in place; null where the query was a tree.</summary>
    public string? Query { get; init; }
}
