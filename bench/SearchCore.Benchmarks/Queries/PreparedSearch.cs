using SearchCore.Searching.Budget;
using SearchCore.Searching.Facets;
using SearchCore.Searching.Running;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Benchmarks.Queries;

/// <summary>A search made ready once and run often: the ten best, the total, the facets with their names; no stored article is read. Any number of threads.</summary>
internal sealed class PreparedSearch
{
    private readonly PointInTime point;
    private readonly SearchRequest request;
    private readonly SearchPlan plan;

    public PreparedSearch(ArticleSearcher searcher, SearchRequest request)
    {
        (point, this.request) = (searcher.PointInTime, request);
        plan = SearchPlan.Prepare(point, request, SearchBudget.Unlimited);
    }

    /// <summary>Runs it.</summary>
    /// <returns>How many articles match.</returns>
    public long Run()
    {
        var budget = SearchBudget.Unlimited;
        var facets = new FacetPlan(point, request, budget);
        using var collector = new HitCollector(request.Limit, request.Sort, null, facets.Counts, SearchRun.DrillDowns(plan, budget), 0, budget);
        SearchPass.Run(point.Searcher, plan.Clause, plan.Filters, collector, budget);
        _ = collector.Finish();
        _ = facets.Facets(collector);
        return collector.Total;
    }
}
