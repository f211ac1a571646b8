namespace SearchCore.Client.Contracts;

/// <summary>What several articles can be narrowed by.</summary>
public sealed record NamedList
{
    /// <summary>The articles, in the order in which they were asked for; those that are not there are left out.</summary>
    public required IReadOnlyList<NamedArticle> Named { get; init; }
}

/// <summary>Who and what an article names, and how many others are nearly the same.</summary>
public sealed record NamedArticle
{
    /// <summary>The article's id.</summary>
    public required string Id { get; init; }

    /// <summary>Its entities, those that it mentions most often first; behind them its authors and its tags.</summary>
    public required IReadOnlyList<NamedValue> Values { get; init; }

    /// <summary>How many articles have nearly its text; null where that is not known, or not in time.</summary>
    public int? Near { get; init; }
}

/// <summary>A value that searches can be narrowed to.</summary>
/// <param name="Kind">Its kind of facet.</param>
/// <param name="Value">The value.</param>
public sealed record NamedValue(string Kind, string Value);
