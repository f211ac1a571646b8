namespace SearchCore.Client.Contracts;

/// <summary>The searches that a user has saved in a collection.</summary>
public sealed record SavedSearchList
{
    /// <summary>The searches, by name.</summary>
    public required IReadOnlyList<SavedSearch> Searches { get; init; }
}

/// <summary>A search that somebody has saved.</summary>
public sealed record SavedSearch
{
    /// <summary>The most characters of a name.</summary>
    public const int MaxName = 200;

    /// <summary>The most characters of an address.</summary>
    public const int MaxAddress = 8_000;

    /// <summary>What it is called.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>The search as the address of <c>search</c> says it, behind the question mark: <c>q=strike&amp;sort=newest</c>.</summary>
    public required string Address { get; init; }

    /// <summary>When it was saved.</summary>
    public DateTimeOffset Saved { get; init; }
}
