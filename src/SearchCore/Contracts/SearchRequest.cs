using System.Text.Json.Serialization;

using SearchCore.Queries;

namespace SearchCore;

/// <summary>
/// One query and what is wanted back. Plain data: serializable (docs/json.md), comparable, safe to share between threads.
/// </summary>
/// <remarks>
/// A list or <see cref="Limits"/> that is null, and an element of a list that is null or says no kind, are refused with an
/// <see cref="ArgumentException"/> that names the member.
/// </remarks>
[JsonConverter(typeof(ContractJsonConverterFactory))]
public sealed record SearchRequest
{
    /// <summary>
    /// The query's text in <see cref="Dialect"/>; null or empty asks for all articles. What it asks for behind a bar
    /// (<c>strike | sort newest | limit 50</c>) wins over what the request says; a scope can forbid that (<see cref="QueryParts"/>).
    /// </summary>
    public string? Query { get; init; }

    /// <summary>The query as a tree instead of text; wins over <see cref="Query"/>.</summary>
    public QueryNode? Tree { get; init; }

    /// <summary>How <see cref="Query"/> is written. Default: <see cref="QueryDialect.SearchCore"/>.</summary>
    public QueryDialect Dialect { get; init; } = QueryDialect.SearchCore;

    /// <summary>
    /// Whether to make the best of a query with mistakes: they become warnings, and what makes no sense is left out. For a search
    /// box. Default: no, they are errors.
    /// </summary>
    public bool Lenient { get; init; }

    /// <summary>What the query may ask for. Raise it for trusted queries only.</summary>
    public SyntaxLimits Limits
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(Limits));
    } = SyntaxLimits.Default;

    /// <summary>Whether all words must match or any. Default: all.</summary>
    public QueryOperator DefaultOperator { get; init; } = QueryOperator.And;

    /// <summary>Only articles published in this interval; it filters and does not score.</summary>
    public PublishedRange? Published { get; init; }

    /// <summary>
    /// The facet values that hits are narrowed to: values of one kind widen (any of them), kinds narrow (all of them). They do not score.
    /// </summary>
    public IReadOnlyList<DrillDown> Select { get; init => field = ValueList.Of(value, nameof(Select)); } = ValueList.Of<DrillDown>([]);

    /// <summary>The facets wanted: a kind of entity, or <c>source</c>, <c>section</c>, <c>author</c>, <c>tag</c>.</summary>
    public IReadOnlyList<FacetRequest> Facets
    {
        get;
        init => field = ValueList.Of(value, nameof(Facets));
    } = ValueList.Of<FacetRequest>([]);

    /// <summary>A timeline of the matches; null (the default) for none.</summary>
    public TimelineRequest? Timeline { get; init; }

    /// <summary>What sets the matches apart, from the archive or from <see cref="Against"/>: kinds of facet, or words.</summary>
    public IReadOnlyList<SignificantRequest> Significant
    {
        get;
        init => field = ValueList.Of(value, nameof(Significant));
    } = ValueList.Of<SignificantRequest>([]);

    /// <summary>
    /// The articles with which <see cref="Significant"/> compares the matches; null (the default) for the whole archive.
    /// </summary>
    public SearchBackground? Against { get; init; }

    /// <summary>
    /// The id of an article: only others like it, the most alike first. With a query as well, those among its matches. An id that no
    /// article has is an error.
    /// </summary>
    public string? SimilarTo { get; init; }

    /// <summary>
    /// Whether hits are stories: of articles that near-duplicates connect, the best match alone is a hit, with how many others there are
    /// (<see cref="SearchHit.Story"/>). <see cref="SearchResults.Total"/> and what is significant count articles as ever;
    /// <see cref="SearchResults.Stories"/>, facets and timelines count stories: a story is one of each value, and one in each bucket, that
    /// any of its matches has. Default: no. Not where every match is taken: that is refused.
    /// </summary>
    public bool Unique { get; init; }

    /// <summary>The hits' order. Default: by relevance.</summary>
    public SearchSort Sort { get; init; } = SearchSort.Relevance;

    /// <summary>
    /// The hits' order by a field of the archive's own, in place of <see cref="Sort"/>; null (the default) for that. A field that is not
    /// declared as a number or date is an error.
    /// </summary>
    public FieldSort? SortBy { get; init; }

    /// <summary>
    /// What raises the scores of some articles, in any order; each field, and recency, at most once. Default: nothing does. It changes the
    /// order of relevance and the scores of hits, not which articles match. Recency needs <see cref="Now"/>.
    /// </summary>
    public IReadOnlyList<ScoreBoost> Boosts { get; init => field = ValueList.Of(value, nameof(Boosts)); } = ValueList.Of<ScoreBoost>([]);

    /// <summary>
    /// A kind of facet by whose values hits are grouped: of each value the best hit alone is returned, with the number of matches that have
    /// it (<see cref="SearchHit.Group"/>), in the order of those hits; limit, skip and cursor count groups. An article without a value
    /// stands for itself; one with several belongs to the first of them, by code points of how values are compared. Totals, facets and
    /// timelines count all matches. Null (the default) for none.
    /// </summary>
    public string? GroupBy { get; init; }

    /// <summary>How many hits to return, 0 to 10,000. Default 10. Zero still counts and facets.</summary>
    public int Limit { get; init; } = 10;

    /// <summary>How many of the first hits to skip; with <see cref="Limit"/> at most 10,000.</summary>
    public int Skip { get; init; }

    /// <summary>
    /// Go on after the last hit of an earlier result: its <see cref="SearchResults.Next"/>, with the same query, drill-downs and sort;
    /// facets, timeline and limit may differ. Goes beyond any number of hits. An <see cref="ArticleIndex"/> answers from the point in time
    /// that the earlier result saw, while it is kept (<see cref="ArticleIndexOptions.CursorLifetime"/>). Afterwards, where the index has
    /// changed, it answers from the index as it is now: what follows the last hit's sort key and id, with a warning.
    /// </summary>
    public string? After { get; init; }

    /// <summary>What hits carry besides id, score and date. Default: everything.</summary>
    public HitFields Fields { get; init; } = HitFields.All;

    /// <summary>
    /// Whether misspelt words and names are to be noticed where the search finds less than was asked for. Default: they are.
    /// </summary>
    public bool Suggest { get; init; } = true;

    /// <summary>The longest snippet in characters of text (its marks come on top); 0 for none. Default 240.</summary>
    public int SnippetLength { get; init; } = 240;

    /// <summary>The moment relative dates in the query count from. Needed only where the query has some.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary>The zone in which the days of dates in the query begin, such as <c>Europe/Berlin</c>; null (the default): UTC.</summary>
    public string? Zone { get; init; }

    /// <summary>
    /// How long the search may take; then it returns what it has and says so (<see cref="SearchResults.IsPartial"/>). Default two seconds;
    /// <see cref="Timeout.InfiniteTimeSpan"/> for no limit.
    /// </summary>
    public TimeSpan TimeLimit { get; init; } = StandardTimeLimits.Search;

    /// <summary>
    /// This request with what a query's text asks for after its bar: for programs that put another query in the text's place. A search does
    /// it by itself. What is typed wins over what the request says.
    /// </summary>
    /// <param name="asked">The directives, as <see cref="QueryText"/> reads them.</param>
    /// <exception cref="ArgumentNullException">There are none.</exception>
    public SearchRequest With(QueryDirectives asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        return this with
        {
            Select = [.. Select, .. asked.Select],
            Facets = [.. Facets.Where(f => !asked.Facets.Any(a => a.Kind == f.Kind)), .. asked.Facets.Distinct()],
            Sort = asked.Sort ?? Sort,
            SortBy = asked.SortBy ?? (asked.Sort is null ? SortBy : null),
            Boosts = [.. Boosts.Where(b => !asked.Boosts.Any(a => a.Field == b.Field)), .. asked.Boosts],
            GroupBy = asked.GroupBy ?? GroupBy,
            Limit = asked.Limit ?? Limit,
            Unique = asked.Unique || Unique,
            Timeline = asked.Timeline is { } unit ? new TimelineRequest(unit) { By = Timeline?.By, Field = asked.TimelineField } : Timeline,
            Fields = asked.Fields.Count > 0 ? asked.Fields.Aggregate(HitFields.None, (fields, name) => fields | FieldOf(name)) : Fields,
        };
    }

    // Id, date and score are cheap and always there.
    private static HitFields FieldOf(string name) => name switch
    {
        "title" => HitFields.Title,
        "source" => HitFields.Source,
        "url" => HitFields.Url,
        "snippet" => HitFields.Snippet,
        _ => HitFields.None,
    };
}
