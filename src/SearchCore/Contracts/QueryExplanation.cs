using System.Text.Json.Serialization;

using SearchCore.Queries;

namespace SearchCore;

/// <summary>How a request's query runs against one moment of the index. Plain data.</summary>
[JsonConverter(typeof(ContractJsonConverterFactory))]
public sealed record QueryExplanation
{
    /// <summary>The query as it was understood, with its dates resolved.</summary>
    public required QueryParseResult Query { get; init; }

    /// <summary>The plan that runs, in Lucene's notation.</summary>
    public required string Rewritten { get; init; }

    /// <summary>What each part of the query costs, in the order of the tree: a node before its children.</summary>
    public required IReadOnlyList<ClauseCost> Clauses { get; init => field = ValueList.Of(value, nameof(Clauses)); }

    /// <summary>
    /// How articles are scored, with the archive's numbers in it, for a person to read; null where nothing of the query scores.
    /// </summary>
    public string? Formula { get; init; }

    /// <summary>
    /// What a score is multiplied by besides (<see cref="SearchRequest.Boosts"/>), for a person to read; null where it is not.
    /// </summary>
    public string? Boost { get; init; }

    /// <summary>What each word, phrase and pair of words of the query can add to a score, in the order of the plan.</summary>
    public IReadOnlyList<ClauseWeight> Weights
    {
        get;
        init => field = ValueList.Of(value, nameof(Weights));
    } = ValueList.Of<ClauseWeight>([]);

    /// <summary>What translating the query had to say: ignored stop words, a capped wildcard.</summary>
    public IReadOnlyList<QueryDiagnostic> Warnings
    {
        get;
        init => field = ValueList.Of(value, nameof(Warnings));
    } = ValueList.Of<QueryDiagnostic>([]);
}

/// <summary>What a word, a phrase or a pair of words can add to an article's score.</summary>
[JsonConverter(typeof(ContractJsonConverterFactory))]
public sealed record ClauseWeight
{
    /// <summary>The words, in the notation of <see cref="QueryExplanation.Rewritten"/>.</summary>
    public required string Clause { get; init; }

    /// <summary>The w of <see cref="QueryExplanation.Formula"/>: it adds less than this.</summary>
    public required double Weight { get; init; }

    /// <summary>In how many articles a word stands, of the field that more have it in; of a phrase the least of its words.</summary>
    public required long Articles { get; init; }

    /// <summary>
    /// Whether it is a pair: two words of the query beside each other, which add a little where they stand beside each other in the text.
    /// </summary>
    public required bool IsPair { get; init; }
}

/// <summary>What a part of a query costs.</summary>
[JsonConverter(typeof(ContractJsonConverterFactory))]
public sealed record ClauseCost
{
    /// <summary>The part, printed.</summary>
    public required string Clause { get; init; }

    /// <summary>How deep it stands in the tree; 0 is the whole.</summary>
    public required int Depth { get; init; }

    /// <summary>
    /// At most how many articles are looked at for it, but for those that are deleted; 0 where nothing can match. Of parts that must all
    /// match it is the least, taken segment by segment, so that it depends on how an archive is cut.
    /// </summary>
    public required long Articles { get; init; }

    /// <summary>Whether each of them also has its word positions read.</summary>
    public required bool ReadsPositions { get; init; }
}
