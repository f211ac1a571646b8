using SearchCore.Searching.Budget;
using SearchCore.Searching.Facets;

namespace SearchCore.Searching.Trends;

/// <summary>What matches are compared with, of one index or of several together. Plain data.</summary>
/// <param name="Articles">How many articles.</param>
/// <param name="Others">How many of them are no matches.</param>
/// <param name="Values">For each kind that is compared, how many of the articles have each value.</param>
/// <param name="OtherValues">For each kind, how many of those that are no matches.</param>
/// <param name="Sample">A sample of those that are no matches; null where no words are compared.</param>
internal sealed record Background(
    long Articles, long Others, IReadOnlyList<FacetTally> Values, IReadOnlyList<FacetTally> OtherValues,
    IReadOnlyList<SampledArticle>? Sample)
{
    /// <summary>Those of several indexes, put together.</summary>
    public static Background Merge(IReadOnlyList<Background> parts, SearchBudget budget) => parts is [var only] ? only : new(
        parts.Sum(p => p.Articles),
        parts.Sum(p => p.Others),
        [.. parts[0].Values.Select((_, i) => FacetTally.Merge([.. parts.Select(p => p.Values[i])], budget))],
        [.. parts[0].OtherValues.Select((_, i) => FacetTally.Merge([.. parts.Select(p => p.OtherValues[i])], budget))],
        parts[0].Sample is null ? null : MatchSample.Merge([.. parts.Select(p => p.Sample!)]));
}

/// <summary>In how many articles of a background a word stands.</summary>
/// <param name="Articles">Of all.</param>
/// <param name="Others">Of those that are no matches.</param>
internal readonly record struct WordCount(long Articles, long Others)
{
    /// <summary>Counts of the same words in several indexes, added up.</summary>
    public static IReadOnlyList<WordCount> Merge(IReadOnlyList<IReadOnlyList<WordCount>> parts) => parts is [var only]
        ? only
        : [.. parts[0].Select((_, i) => new WordCount(parts.Sum(p => p[i].Articles), parts.Sum(p => p[i].Others)))];
}
