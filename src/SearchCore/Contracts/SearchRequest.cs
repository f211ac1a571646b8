using System.Globalization;

using SearchCore.Articles;
using SearchCore.Queries;

namespace SearchCore;

/// <summary>One query and what is wanted back. Plain data: serializable, comparable, safe to share between threads.</summary>
public sealed record SearchRequest
{
    /// <summary>The query's text in <see cref="Dialect"/>; null or empty asks for all articles.</summary>
    public string? Query { get; init; }

    /// <summary>The query as a tree instead of text; wins over <see cref="Query"/>.</summary>
    public QueryNode? Tree { get; init; }

    /// <summary>How <see cref="Query"/> is written. Default: <see cref="QueryDialect.SearchCore"/>.</summary>
    public QueryDialect Dialect { get; init; } = QueryDialect.SearchCore;

    /// <summary>
    /// Whether to make the best of a query with mistakes: they are told as warnings, and what makes no sense is left away. For a search box. Default: no, they are errors.
    /// </summary>
    public bool Lenient { get; init; }

    /// <summary>What the query may ask for. Raise it for trusted queries only.</summary>
    public SyntaxLimits Limits { get; init; } = SyntaxLimits.Default;

    /// <summary>Whether all words must match or any. Default: all.</summary>
    public QueryOperator DefaultOperator { get; init; } = QueryOperator.And;

    /// <summary>Only articles published in this interval; it filters and does not score.</summary>
    public PublishedRange? Published { get; init; }

    /// <summary>
    /// Facet choices: values of one kind widen (any of them), kinds narrow (all of them). They do not score.
    /// </summary>
    public IReadOnlyList<EntityName> Select { get; init => field = ValueList.Of(value); } = ValueList.Of<EntityName>([]);

    /// <summary>The facets wanted: a kind of entity, or <c>source</c>, <c>section</c>, <c>author</c>, <c>tag</c>.</summary>
    public IReadOnlyList<FacetRequest> Facets { get; init => field = ValueList.Of(value); } = ValueList.Of<FacetRequest>([]);

    /// <summary>A timeline of the matches; null (the default) for none.</summary>
    public TimelineRequest? Timeline { get; init; }

    /// <summary>What sets the matches apart from the archive: kinds of facet, or words.</summary>
    public IReadOnlyList<SignificantRequest> Significant { get; init => field = ValueList.Of(value); } = ValueList.Of<SignificantRequest>([]);

    /// <summary>
    /// The id of an article: only others like it, the most alike first. With a query as well, those among its matches. An id that no article has is an error.
    /// </summary>
    public string? SimilarTo { get; init; }

    /// <summary>The hits' order. Default: by relevance.</summary>
    public SearchSort Sort { get; init; } = SearchSort.Relevance;

    /// <summary>How many hits to return, 0 to 10,000. Default 10. Zero still counts and facets.</summary>
    public int Limit { get; init; } = 10;

    /// <summary>How many of the first hits to skip; with <see cref="Limit"/> at most 10,000.</summary>
    public int Skip { get; init; }

    /// <summary>
    /// Go on behind the last hit of an earlier result: its <see cref="SearchResults.Next"/>, with the same query, choices and sort; facets, timeline and limit may
    /// differ. Goes beyond any number of hits. An <see cref="ArticleIndex"/> answers from the moment the earlier result saw as long as it keeps it
    /// (<see cref="ArticleIndexOptions.CursorLifetime"/>); else, where the index has changed, from now, behind the last hit's sort key and id, with a warning that it moved.
    /// </summary>
    public string? After { get; init; }

    /// <summary>What hits carry besides id, score and date. Default: everything.</summary>
    public HitFields Fields { get; init; } = HitFields.All;

    /// <summary>Whether misspelt words and names are to be noticed where the search finds less than was asked for. Default: they are.</summary>
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
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(2);
}

/// <summary>How a query's text is written.</summary>
public enum QueryDialect
{
    /// <summary>SearchCore's own language (docs/query-language.md).</summary>
    SearchCore,

    /// <summary>The syntax of Lucene's classic query parser, with SearchCore's fields and dates.</summary>
    Lucene,

    /// <summary>Factiva's operators (<c>w/5 adj5 near5 same atleast3 /F50/</c>), with SearchCore's fields and dates.</summary>
    Factiva,

    /// <summary>Words only: nothing in the text is syntax.</summary>
    Plain,
}

/// <summary>The order of hits. Ties are broken by id, so that an order is the same however the index is cut into segments.</summary>
public enum SearchSort
{
    /// <summary>Best first.</summary>
    Relevance,

    /// <summary>Latest first; articles without a date last.</summary>
    Newest,

    /// <summary>Earliest first; articles without a date last.</summary>
    Oldest,
}

/// <summary>A facet wanted.</summary>
/// <param name="Kind">The kind to count.</param>
/// <param name="Top">How many values to return at most, most frequent first, ties by value (ordinal); 1 to 1,000.</param>
/// <param name="Prefix">Only values in which a word begins so, whatever its case and accents: <c>pu</c> finds Vladimir Putin. Null for all.</param>
public readonly record struct FacetRequest(string Kind, int Top = 10, string? Prefix = null);

/// <summary>An interval of publication, half-open: from <see cref="From"/> (inclusive) to <see cref="To"/> (exclusive).</summary>
/// <param name="From">The first moment inside, or null for no bound.</param>
/// <param name="To">The first moment behind it, or null for no bound.</param>
/// <remarks>
/// Articles without a date are in no interval with a bound. <c>PublishedRange.Days(first, last)</c> makes one from
/// whole days, both inclusive, because that is how people say it.
/// </remarks>
public sealed record PublishedRange(ArticleDate? From, ArticleDate? To)
{
    /// <summary>Whole days in UTC, both inclusive: Monday to Friday holds Friday's last second.</summary>
    /// <exception cref="ArgumentException">The last day is before the first.</exception>
    public static PublishedRange Days(DateOnly first, DateOnly last)
    {
        if (last < first)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The range runs backwards: {first:yyyy-MM-dd} to {last:yyyy-MM-dd}."), nameof(last));
        }

        return new(
            ArticleDate.FromDay(first.Year, first.Month, first.Day),
            last == DateOnly.MaxValue ? null : ArticleDate.FromDay(last.AddDays(1).Year, last.AddDays(1).Month, last.AddDays(1).Day));
    }
}
