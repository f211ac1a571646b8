using System.Text.Json.Serialization;

namespace SearchCore;

/// <summary>The values of a kind that are more frequent among the matches than in the archive, or than in other articles.</summary>
/// <remarks>
/// Ranked by the log-likelihood ratio G² of T. Dunning, <i>Accurate Methods for the Statistics of Surprise and Coincidence</i>,
/// Computational Linguistics 19 (1993): how much less likely the counts would be if the value were as frequent among the matches as in the
/// rest of the archive. 10.83 means that chance does so once in a thousand values; values below 6.63 (once in a hundred), of fewer than two
/// matches, or no more frequent than in the rest are left out. So is what the query asked for itself, which is no news: its words, the
/// values it chose, what either stands for by an alias, and values all of whose words it asked for. The rest is the archive without the
/// matches, or what <see cref="SearchRequest.Against"/> finds without them.
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
    /// How many matches were looked at. For facets all of them; for words at most 200 (the same text once), whose counts
    /// <see cref="SignificantValue.Matches"/> are: a sample that is spread over all matches, the same whatever their order.
    /// </summary>
    public long Sample { get; init; }

    /// <summary>
    /// How many articles they are compared with: those of the archive, or those that <see cref="SearchRequest.Against"/> finds.
    /// </summary>
    public long Archive { get; init; }

    /// <summary>
    /// How many times as frequent a value is among the matches: 8 where 10 of 63 have it against 400 of 20,841. Null where nothing that the
    /// matches are compared with has it.
    /// </summary>
    public double? RatioOf(SignificantValue value) => Sample == 0 || Archive == 0 || value.Articles == 0
        ? null
        : (double)value.Matches / Sample / ((double)value.Articles / Archive);
}

/// <summary>One value that sets the matches apart.</summary>
/// <param name="Value">The value; of words the most frequent form.</param>
/// <param name="Score">G², larger is more significant.</param>
/// <param name="Matches">How many of the sample have it.</param>
/// <param name="Articles">
/// How many of the articles have it with which the matches are compared (words, of the archive: of those deleted and not yet merged away
/// too).
/// </param>
[JsonConverter(typeof(ContractJsonConverterFactory))]
public readonly record struct SignificantValue(string Value, double Score, long Matches, long Articles);
