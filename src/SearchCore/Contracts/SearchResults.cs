using SearchCore.Articles;
using SearchCore.Queries;

namespace SearchCore;

/// <summary>What a query found at one moment of the index. Plain data, independent of the index once returned.</summary>
/// <remarks>
/// Two are equal when all they say is, list by list and element by element; <see cref="Took"/> too, so that to compare answers one writes <c>results with { Took = default }</c>.
/// </remarks>
public sealed record SearchResults
{
    /// <summary>How many articles match, exactly.</summary>
    public required long Total { get; init; }

    /// <summary>The hits asked for, in order.</summary>
    public required IReadOnlyList<SearchHit> Hits { get; init => field = ValueList.Of(value); }

    /// <summary>The facets asked for, in the order asked, counted over all matches.</summary>
    public IReadOnlyList<Facet> Facets { get; init => field = ValueList.Of(value); } = ValueList.Of<Facet>([]);

    /// <summary>The timeline asked for; null where none was.</summary>
    public Timeline? Timeline { get; init; }

    /// <summary>What sets the matches apart from the archive, in the order asked.</summary>
    public IReadOnlyList<Significance> Significant { get; init => field = ValueList.Of(value); } = ValueList.Of<Significance>([]);

    /// <summary>Misspelt words and names, and what was probably meant.</summary>
    public IReadOnlyList<Suggestion> Suggestions { get; init => field = ValueList.Of(value); } = ValueList.Of<Suggestion>([]);

    /// <summary>
    /// The cursor behind the last hit, for <see cref="SearchRequest.After"/>; null where there are no further hits. Opaque, URL-safe, good in other processes and for as long
    /// as the index exists.
    /// </summary>
    public string? Next { get; init; }

    /// <summary>
    /// Whether a limit cut the work short: counts are then lower bounds; a timeline, facets or significant values that were not finished may be empty; hits may lack snippet, source and url,
    /// and beyond the hundredth their title.
    /// </summary>
    public bool IsPartial { get; init; }

    /// <summary>Things to know: ignored stop words, a capped wildcard.</summary>
    public IReadOnlyList<QueryDiagnostic> Warnings { get; init => field = ValueList.Of(value); } = ValueList.Of<QueryDiagnostic>([]);

    /// <summary>How long the search took.</summary>
    public TimeSpan Took { get; init; }

    /// <summary>The values of one facet; empty where that facet was not asked for.</summary>
    public IReadOnlyList<FacetValue> Facet(string kind) => Facets.FirstOrDefault(f => f.Kind == kind)?.Values ?? [];
}

/// <summary>One article found.</summary>
public sealed record SearchHit
{
    /// <summary>The article's id.</summary>
    public required string Id { get; init; }

    /// <summary>How well it matches; comparable within one result only. 0 where hits are sorted by date.</summary>
    public required double Score { get; init; }

    /// <summary>The headline.</summary>
    public string? Title { get; init; }

    /// <summary>When it was published.</summary>
    public ArticleDate? Published { get; init; }

    /// <summary>The newspaper, agency or site.</summary>
    public string? Source { get; init; }

    /// <summary>Where it can be read.</summary>
    public string? Url { get; init; }

    /// <summary>The best passage of the body (or the title where the body has none), with what matched; null where none was asked for.</summary>
    public Snippet? Snippet { get; init; }
}

/// <summary>A passage of an article and the parts of it that matched.</summary>
/// <param name="Text">The passage, as stored, white space folded to single blanks; an ellipsis stands where it was cut.</param>
/// <param name="Matches">The matches in <paramref name="Text"/>, in order, without overlaps.</param>
public sealed record Snippet(string Text, IReadOnlyList<TextRange> Matches)
{
    /// <summary>The passage as HTML: encoded, with each match in <c>&lt;em&gt;</c>.</summary>
    public string ToHtml() => SnippetFormat.ToHtml(this);

    /// <summary>Equal when text and matches are.</summary>
    public bool Equals(Snippet? other) => other is not null && Text == other.Text && Matches.SequenceEqual(other.Matches);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Text, Matches.Count);
}

/// <summary>A range of UTF-16 code units.</summary>
/// <param name="Start">The first unit.</param>
/// <param name="End">The unit behind the last (exclusive).</param>
public readonly record struct TextRange(int Start, int End);

/// <summary>How often each value of a kind occurs among the matches.</summary>
/// <param name="Kind">The kind counted.</param>
/// <param name="Values">The most frequent values, most frequent first.</param>
public sealed record Facet(string Kind, IReadOnlyList<FacetValue> Values)
{
    /// <summary>The most frequent values, most frequent first.</summary>
    public IReadOnlyList<FacetValue> Values { get; init => field = ValueList.Of(value); } = ValueList.Of(Values);

    /// <summary>How many different values the matches have, those not shown included.</summary>
    public long Distinct { get; init; } = Values.Count;
}

/// <summary>One value of a facet.</summary>
/// <param name="Value">The value as it is to be shown.</param>
/// <param name="Count">How many matching articles have it.</param>
public readonly record struct FacetValue(string Value, long Count);
