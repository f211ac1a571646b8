using SearchCore.Queries;
using SearchCore.Web.Configuration;

namespace SearchCore.Web.Requests;

/// <summary>Keeps a whole request within what the service allows.</summary>
internal static class Bounded
{
    /// <summary>The most characters of a snippet.</summary>
    public const int MaxSnippet = 10_000;

    private const int MostFacets = 100;

    // What a request has that does not say how many.
    private static readonly int DefaultLimit = new SearchRequest().Limit;

    /// <summary>The request with its time, and what it does not say, cut to what is allowed.</summary>
    /// <exception cref="Refusal">It asks for too much.</exception>
    public static SearchRequest Of(SearchRequest request, LimitOptions limits)
    {
        if (request.Limit > limits.MaxHits && request.Limit > DefaultLimit)
        {
            throw TooMany(request.Limit, limits);
        }

        if (request.Facets.Any(f => f.Top > limits.MaxFacetValues) || request.Significant.Any(s => s.Top > limits.MaxFacetValues)
            || request.Timeline?.By?.Top > limits.MaxFacetValues)
        {
            throw Refusal.Bad($"A facet asks for more than {limits.MaxFacetValues} values; use its prefix to look for others.");
        }

        if (request.Facets.Count + request.Significant.Count > MostFacets)
        {
            throw Refusal.Bad($"A request has {MostFacets} facets and kinds of significance at most.");
        }

        if (request.SnippetLength > MaxSnippet)
        {
            throw Refusal.Bad($"snippetLength is {request.SnippetLength}; it is {MaxSnippet} at most.");
        }

        if (request.Limits != SyntaxLimits.Default)
        {
            throw Refusal.Bad("limits cannot be changed here; leave the member out.");
        }

        var isLong = request.TimeLimit < TimeSpan.Zero || request.TimeLimit > limits.MaxSearchTime;
        return request with
        {
            Limit = Math.Min(request.Limit, limits.MaxHits),
            TimeLimit = isLong ? limits.MaxSearchTime : request.TimeLimit,
        };
    }

    /// <summary>
    /// Sees to it that what a request's text asks for behind its bar, which wins over the request, is within what is allowed too.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="fields">The types of the fields of the archive's own, by name.</param>
    /// <param name="limits">What is allowed.</param>
    /// <exception cref="Refusal">It asks for too much.</exception>
    public static void RequireTyped(SearchRequest request, IReadOnlyDictionary<string, FieldType> fields, LimitOptions limits)
    {
        // A text that cannot be read is refused where it is searched for; what of it can be read is looked at here.
        if (request is { Tree: null, Query: { } text } && text.Contains('|', StringComparison.Ordinal)
            && QueryText.Parse(text, request.Dialect, new() { Lenient = true, Fields = fields }).Directives is { } typed)
        {
            _ = typed.Limit > limits.MaxHits ? throw TooMany(typed.Limit.Value, limits) : Of(request.With(typed), limits);
        }
    }

    /// <summary>As the other one, where hits are not counted out: all that match are meant.</summary>
    /// <exception cref="Refusal">It asks for too much.</exception>
    public static SearchRequest Matching(SearchRequest request, LimitOptions limits) =>
        Of(request with { Limit = Math.Min(request.Limit, limits.MaxHits) }, limits) with { Limit = request.Limit };

    private static Refusal TooMany(int limit, LimitOptions limits) =>
        Refusal.Bad($"limit is {limit}; it is {limits.MaxHits} at most. Use after for the next page, or export.");
}
