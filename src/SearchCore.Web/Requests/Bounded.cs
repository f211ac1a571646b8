using SearchCore.Queries;
using SearchCore.Web.Configuration;

namespace SearchCore.Web.Requests;

/// <summary>Keeps a whole request within what the service allows.</summary>
internal static class Bounded
{
    /// <summary>The request with its time cut to what is allowed.</summary>
    /// <exception cref="Refusal">It asks for too much.</exception>
    public static SearchRequest Of(SearchRequest request, LimitOptions limits)
    {
        if (request.Limit > limits.MaxHits)
        {
            throw Refusal.Bad($"limit is {request.Limit}; it is {limits.MaxHits} at most. Use after for the next page, or export.");
        }

        if (request.Facets.Any(f => f.Top > limits.MaxFacetValues) || request.Significant.Any(s => s.Top > limits.MaxFacetValues))
        {
            throw Refusal.Bad($"A facet asks for more than {limits.MaxFacetValues} values; use its prefix to look for others.");
        }

        if (request.Limits != SyntaxLimits.Default)
        {
            throw Refusal.Bad("limits cannot be changed here; leave the member out.");
        }

        var isLong = request.TimeLimit < TimeSpan.Zero || request.TimeLimit > limits.MaxSearchTime;
        return isLong ? request with { TimeLimit = limits.MaxSearchTime } : request;
    }
}
