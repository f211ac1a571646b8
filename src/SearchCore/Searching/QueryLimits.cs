namespace SearchCore.Searching;

/// <summary>What a query may cost. Beyond it stands a diagnostic or the partial flag, never a crash.</summary>
internal static class QueryLimits
{
    public const int MaxTextLength = 8_192;

    /// <summary>Levels of brackets; deeper ones are refused before anything recurses.</summary>
    public const int MaxNesting = 50;

    /// <summary>Levels of a tree: those of its brackets, each with a boost, and the outermost.</summary>
    public const int MaxTreeDepth = (2 * MaxNesting) + 3;

    public const int MaxClauses = 1_024;

    public const int MinWildcardPrefix = 2;

    public const int MaxAsterisks = 2;

    /// <summary>The longest run of question marks behind an asterisk.</summary>
    public const int MaxQuestionRun = 2;

    public const int MaxEdits = 2;

    public const int MaxFuzzyExpansions = 50;

    /// <summary>The most terms a prefix or wildcard stands for; those past it, in the order of terms, are left out with a warning.</summary>
    public const int MaxExpansions = 1_024;

    public const int MaxSlop = 1_000;

    public const float MaxBoost = 1_000;

    /// <summary>The last hit that can be asked for by number.</summary>
    public const int MaxWindow = 10_000;

    public const int MaxFacetValues = 1_000;

    /// <summary>The most buckets of a timeline: 27 years of days.</summary>
    public const int MaxBuckets = 10_000;

    /// <summary>The most errors told of one text: more help nobody.</summary>
    public const int MaxErrors = 3;
}
