using SearchCore.Searching.Budget;
using SearchCore.Searching.Facets;
using SearchCore.Searching.Running;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Benchmarks.Queries;

/// <summary>
/// A search made ready once and run often: the ten best, the total, the facets with their names; no stored article is read. Any number of
/// threads.
/// </summary>
internal sealed class PreparedSearch
{
    private readonly PointInTimeSet points;
    private readonly SearchPlan plan;
    private readonly FacetPlan facets;

    public PreparedSearch(ArticleSearcher searcher, SearchRequest request)
    {
        points = searcher.Points;
        plan = SearchPlan.Prepare(points, request, SearchBudget.Unlimited);
        facets = new FacetPlan(plan.Request);
    }

    /// <summary>Runs it.</summary>
    /// <returns>How many articles match.</returns>
    public long Run()
    {
        var budget = SearchBudget.Unlimited;
        using var search = new IndexSearch(points.Members[0], 0, plan, facets, null, plan.Request.Limit, budget);
        var found = search.Collect(search.Statistics, withTies: false);
        _ = facets.Facets(found.Facets, budget);
        return found.Total;
    }
}
