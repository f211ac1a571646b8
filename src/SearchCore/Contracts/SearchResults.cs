using System.Text.Json.Serialization;

using SearchCore.Queries;

namespace SearchCore;

/// <summary>What a query found at one moment of the index. Plain data, independent of the index once returned.</summary>
/// <remarks>
/// Two are equal when all their members are, lists element by element. <see cref="Took"/> counts too: to compare answers, set it aside with
/// <c>results with { Took = default }</c>.
/// </remarks>
[JsonConverter(typeof(ContractJsonConverterFactory))]
public sealed record SearchResults
{
    /// <summary>How many articles match: exactly, or where <see cref="IsPartial"/> at least so many.</summary>
    public required TotalHits Total { get; init; }

    /// <summary>
    /// How many stories match, articles without near-duplicates among them: exactly, or where <see cref="IsPartial"/> at least so many.
    /// Null where <see cref="SearchRequest.Unique"/> did not ask for them.
    /// </summary>
    public TotalHits? Stories { get; init; }

    /// <summary>The hits asked for, in order.</summary>
    public required IReadOnlyList<SearchHit> Hits { get; init => field = ValueList.Of(value, nameof(Hits)); }

    /// <summary>
    /// How many groups the matches make, articles without a value counted one by one: exactly, or where <see cref="IsPartial"/> at least so
    /// many. Null where hits are not grouped (<see cref="SearchRequest.GroupBy"/>).
    /// </summary>
    public long? Groups { get; init; }

    /// <summary>The facets asked for, in the order asked, counted over all matches, or over their stories.</summary>
    public IReadOnlyList<Facet> Facets { get; init => field = ValueList.Of(value, nameof(Facets)); } = ValueList.Of<Facet>([]);

    /// <summary>The timeline asked for; null where none was.</summary>
    public Timeline? Timeline { get; init; }

    /// <summary>What sets the matches apart from the archive, in the order asked.</summary>
    public IReadOnlyList<Significance> Significant
    {
        get;
        init => field = ValueList.Of(value, nameof(Significant));
    } = ValueList.Of<Significance>([]);

    /// <summary>Misspelt words and names, and what was probably meant.</summary>
    public IReadOnlyList<Suggestion> Suggestions
    {
        get;
        init => field = ValueList.Of(value, nameof(Suggestions));
    } = ValueList.Of<Suggestion>([]);

    /// <summary>
    /// The cursor after the last hit, for <see cref="SearchRequest.After"/>; null where there are no further hits. Opaque, URL-safe, good
    /// in other processes and for as long as the index exists.
    /// </summary>
    public string? Next { get; init; }

    /// <summary>
    /// Whether a limit cut the work short: counts are then lower bounds; a timeline, facets or significant values that were not finished
    /// may be empty; hits may lack snippet, source and url, and beyond the hundredth their title.
    /// </summary>
    public bool IsPartial { get; init; }

    /// <summary>
    /// The parts of a sharded archive that gave no answer (<see cref="ShardedSearcher"/>): everything else is what the others found, counts
    /// are lower bounds, and scores follow from the articles of those that answered. Empty where nothing is missing.
    /// </summary>
    public IReadOnlyList<MissingShard> Missing
    {
        get;
        init => field = ValueList.Of(value, nameof(Missing));
    } = ValueList.Of<MissingShard>([]);

    /// <summary>Things to know: ignored stop words, a capped wildcard.</summary>
    public IReadOnlyList<QueryDiagnostic> Warnings
    {
        get;
        init => field = ValueList.Of(value, nameof(Warnings));
    } = ValueList.Of<QueryDiagnostic>([]);

    /// <summary>How long the search took.</summary>
    public TimeSpan Took { get; init; }

    /// <summary>The values of one facet; empty where that facet was not asked for.</summary>
    public IReadOnlyList<FacetValue> Facet(string kind) => Facets.FirstOrDefault(f => f.Kind == kind)?.Values ?? [];
}
