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

    /// <summary>What translating the query had to say: ignored stop words, a capped wildcard.</summary>
    public IReadOnlyList<QueryDiagnostic> Warnings
    {
        get;
        init => field = ValueList.Of(value, nameof(Warnings));
    } = ValueList.Of<QueryDiagnostic>([]);
}

/// <summary>What a part of a query costs.</summary>
[JsonConverter(typeof(ContractJsonConverterFactory))]
public sealed record ClauseCost
{
    /// <summary>The part, printed.</summary>
    public required string Clause { get; init; }

    /// <summary>How deep it stands in the tree; 0 is the whole.</summary>
    public required int Depth { get; init; }

    /// <summary>At most how many articles are looked at for it, deleted ones included; 0 where nothing can match.</summary>
    public required long Articles { get; init; }

    /// <summary>Whether each of them also has its word positions read.</summary>
    public required bool ReadsPositions { get; init; }
}
