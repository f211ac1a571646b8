using SearchCore.Searching.Budget;
using SearchCore.Searching.Facets;
using SearchCore.Searching.Ranking;
using SearchCore.Searching.Trends;

namespace SearchCore.Searching.Partials;

/// <summary>A hit of one of the indexes that are searched together. Plain data.</summary>
/// <param name="Key">What it is sorted by: larger is better.</param>
/// <param name="Score">Its score.</param>
/// <param name="Tie">Its place among hits of the same key; not read where there is but one index.</param>
/// <param name="Member">The number of its index.</param>
/// <param name="Document">Its number there.</param>
internal readonly record struct PartialHit(double Key, double Score, Tie Tie, int Member, int Document)
{
    /// <summary>Best first; the same article in several indexes comes in their order.</summary>
    public static int Compare(PartialHit a, PartialHit b) =>
        Tie.Compare(a.Key, a.Tie, b.Key, b.Tie) is not 0 and var byPlace ? byPlace
        : a.Member != b.Member ? a.Member.CompareTo(b.Member)
        : a.Document.CompareTo(b.Document);
}

/// <summary>
/// What one index found, or several together: everything that an answer is made of but the texts of its hits, in a form that can be added
/// up.
/// </summary>
internal sealed record PartialResults
{
    /// <summary>How many articles match.</summary>
    public required long Total { get; init; }

    /// <summary>The best hits, best first: as many as the answer may need of one index.</summary>
    public required IReadOnlyList<PartialHit> Hits { get; init; }

    /// <summary>
    /// The groups that the matches make, where hits are grouped; then <see cref="Hits"/> are of those alone that belong to none. Null where
    /// they are not.
    /// </summary>
    public GroupedMatches? Groups { get; init; }

    /// <summary>
    /// How many of the matches have each value, of every kind that the search counts; all values, not only the most frequent.
    /// </summary>
    public required IReadOnlyList<FacetTally> Facets { get; init; }

    /// <summary>Between which dates the matches lie; null where no timeline was asked for.</summary>
    public required TimelineBounds? Bounds { get; init; }

    /// <summary>Stories with undated matches that other indexes may count too, each once; not among the bounds' own.</summary>
    public IReadOnlyList<int> SharedUndated { get; init; } = [];

    /// <summary>A sample of the matches; null where no words of theirs are asked for.</summary>
    public required IReadOnlyList<SampledArticle>? Sample { get; init; }

    /// <summary>How many live articles there are.</summary>
    public required long Articles { get; init; }

    /// <summary>What several indexes found, put together. Changes none of them.</summary>
    /// <param name="parts">One at least, of the same search.</param>
    /// <param name="size">How many hits to keep.</param>
    /// <param name="budget">The time there is; where it is up, facets are counted as far as it went.</param>
    public static PartialResults Merge(IReadOnlyList<PartialResults> parts, int size, SearchBudget budget)
    {
        if (parts is [{ SharedUndated.Count: 0 } only] && only.Facets.All(f => f.Shared.Count == 0))
        {
            return only;
        }

        var hits = parts.SelectMany(p => p.Hits).ToList();
        hits.Sort(PartialHit.Compare);
        return new()
        {
            Total = parts.Sum(p => p.Total),
            Hits = hits.Count > size ? hits.GetRange(0, size) : hits,
            Groups = parts[0].Groups is null ? null : GroupedMatches.Merge([.. parts.Select(p => p.Groups!)]),
            Facets = [.. parts[0].Facets.Select((_, i) => FacetTally.Merge([.. parts.Select(p => p.Facets[i])], budget))],
            Bounds = parts[0].Bounds is null
                ? null
                : parts.Select(p => p.Bounds!.Value)
                    .Append(TimelineBounds.None with { Undated = parts.SelectMany(p => p.SharedUndated).Distinct().Count() })
                    .Aggregate(TimelineBounds.Merge),
            Sample = parts[0].Sample is null ? null : MatchSample.Merge([.. parts.Select(p => p.Sample!)]),
            Articles = parts.Sum(p => p.Articles),
        };
    }
}
