namespace SearchCore.Client.Contracts;

/// <summary>Two searches beside each other.</summary>
public sealed record Comparison
{
    /// <summary>The one.</summary>
    public required ComparedSearch A { get; init; }

    /// <summary>The other.</summary>
    public required ComparedSearch B { get; init; }
}

/// <summary>One of two searches.</summary>
public sealed record ComparedSearch
{
    /// <summary>The query.</summary>
    public required string Query { get; init; }

    /// <summary>How many articles it finds.</summary>
    public required long Total { get; init; }

    /// <summary>Whether there are no more.</summary>
    public bool TotalIsExact { get; init; }

    /// <summary>Whether there was not enough time for all.</summary>
    public bool Partial { get; init; }

    /// <summary>By kind, who and what is named more in its articles than in the other's.</summary>
    public IReadOnlyDictionary<string, Significance> Significant { get; init; } = new Dictionary<string, Significance>();
}

/// <summary>The near-duplicates of an article.</summary>
public sealed record NearList
{
    /// <summary>The most similar first.</summary>
    public required IReadOnlyList<NearArticle> Near { get; init; }
}

/// <summary>Values of a kind of facet, or terms.</summary>
public sealed record TermList
{
    /// <summary>The kind or the field.</summary>
    public required string Field { get; init; }

    /// <summary>The most frequent first.</summary>
    public required IReadOnlyList<FacetValue> Values { get; init; }
}
