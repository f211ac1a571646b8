using System.Text.Json.Serialization;

namespace SearchCore;

/// <summary>The values of a kind that are more frequent among the matches than in the archive.</summary>
/// <remarks>
/// Ranked by the log-likelihood ratio G² of T. Dunning, <i>Accurate Methods for the Statistics of Surprise and Coincidence</i>,
/// Computational Linguistics 19 (1993): how much less likely the counts would be if the value were as frequent among the matches as in the
/// rest of the archive. 10.83 means that chance does so once in a thousand values; values below 6.63 (once in a hundred), of fewer than two
/// matches, or no more frequent than in the archive are left out.
/// </remarks>
[JsonConverter(typeof(ContractJsonConverterFactory))]
public sealed record Significance
{
    /// <summary>The kind.</summary>
    public required string Kind { get; init; }

    /// <summary>The values, most significant first.</summary>
    public IReadOnlyList<SignificantValue> Values
    {
        get;
        init => field = ValueList.Of(value, nameof(Values));
    } = ValueList.Of<SignificantValue>([]);

    /// <summary>
    /// How many matches were looked at. For facets all of them; for words at most the 200 first in the result's order (the same text
    /// once), whose counts <see cref="SignificantValue.Matches"/> are.
    /// </summary>
    public long Sample { get; init; }

    /// <summary>How many articles the archive has.</summary>
    public long Archive { get; init; }
}

/// <summary>One value that sets the matches apart.</summary>
/// <param name="Value">The value; of words the most frequent form.</param>
/// <param name="Score">G², larger is more significant.</param>
/// <param name="Matches">How many of the sample have it.</param>
/// <param name="Articles">How many articles of the archive have it (words: of those deleted and not yet merged away too).</param>
[JsonConverter(typeof(ContractJsonConverterFactory))]
public readonly record struct SignificantValue(string Value, double Score, long Matches, long Articles);
