namespace SearchCore.Client.Contracts;

/// <summary>The collections that a reader may read.</summary>
public sealed record CollectionList
{
    /// <summary>The collections, by name.</summary>
    public required IReadOnlyList<CollectionInfo> Collections { get; init; }

    /// <summary>How many hits an answer has at most.</summary>
    public int MaxHits { get; init; }

    /// <summary>How many values of a facet an answer has at most.</summary>
    public int MaxFacetValues { get; init; }
}

/// <summary>A collection of a service: an archive that is searched by itself.</summary>
public sealed record CollectionInfo
{
    /// <summary>Its name in addresses.</summary>
    public required string Name { get; init; }

    /// <summary>What people call it.</summary>
    public required string Title { get; init; }

    /// <summary>How many articles the reader may see in it.</summary>
    public required long Articles { get; init; }

    /// <summary>The number of its last commit; null for a reader who may not see all of its articles.</summary>
    public long? Sequence { get; init; }

    /// <summary>The kinds of facet that articles have.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>The fields of the archive's own, as they were declared: <c>price:number</c>.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>Why it cannot be searched now, and what its operator has to do; null where it can.</summary>
    public string? Problem { get; init; }

    /// <summary>What the reader may do: <c>read</c>, <c>export</c>, <c>ingest</c>, <c>delete</c>, <c>snapshot</c>,
    /// <c>restore</c>.</summary>
    public IReadOnlyList<string> May { get; init; } = [];
}
