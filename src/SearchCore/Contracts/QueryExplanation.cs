using SearchCore.Queries;

namespace SearchCore;

/// <summary>How a request's query runs against one moment of the index. Plain data.</summary>
public sealed record QueryExplanation
{
    /// <summary>The query as it was understood, with its dates resolved.</summary>
    public required QueryParseResult Query { get; init; }

    /// <summary>The query that Lucene runs, in Lucene's notation.</summary>
    public required string Rewritten { get; init; }

    /// <summary>What each part of the query costs, in the order of the tree: a node in front of its children.</summary>
    public required IReadOnlyList<ClauseCost> Clauses { get; init => field = ValueList.Of(value); }

    /// <summary>What translating the query had to say: ignored stop words, a capped wildcard.</summary>
    public IReadOnlyList<QueryDiagnostic> Warnings { get; init => field = ValueList.Of(value); } = ValueList.Of<QueryDiagnostic>([]);
}

/// <summary>What a part of a query costs.</summary>
/// <param name="Clause">The part, printed.</param>
/// <param name="Depth">How deep it stands in the tree; 0 is the whole.</param>
/// <param name="Articles">At most how many articles are looked at for it, deleted ones included; 0 where nothing can match.</param>
/// <param name="ReadsPositions">Whether each of them also has its word positions read.</param>
public readonly record struct ClauseCost(string Clause, int Depth, long Articles, bool ReadsPositions);
