namespace SearchCore.Searching.Planning;

/// <summary>
/// What a query may cost once it is understood; <see cref="SearchCore.Queries.SyntaxLimits"/> are those of its text. Beyond it stands a
/// diagnostic or the partial flag, never a crash.
/// </summary>
internal static class QueryLimits
{
    public const int MaxFuzzyExpansions = 50;

    /// <summary>
    /// The most terms a prefix or wildcard stands for; those past it, in the order of their words, are left out with a warning.
    /// </summary>
    public const int MaxExpansions = 16_384;

    /// <summary>The same where it stands near something: each takes the room in which positions are read.</summary>
    public const int MaxPlacedExpansions = 1_024;

    /// <summary>The last hit that can be asked for by number.</summary>
    public const int MaxWindow = Queries.SyntaxLimits.MaxWindow;

    public const int MaxFacetValues = Queries.SyntaxLimits.MaxFacetValues;

    /// <summary>The most buckets of a timeline: 27 years of days.</summary>
    public const int MaxBuckets = 10_000;
}
