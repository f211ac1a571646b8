using SearchCore.Searching.Execution;

namespace SearchCore.Benchmarks.Queries;

/// <summary>A search made ready once and run often: the ten best, the total, the facets with their names; no stored article is read. Any number of threads.</summary>
internal sealed class PreparedSearch
{
    private readonly SearchState state;
    private readonly SearchRequest request;
    private readonly SearchPlan plan;

    public PreparedSearch(SearchSnapshot snapshot, SearchRequest request)
    {
        (state, this.request) = (snapshot.State, request);
        plan = SearchPlan.Prepare(state, request, SearchBudget.Unlimited);
    }

    /// <summary>Runs it.</summary>
    /// <returns>How many articles match.</returns>
    public long Run()
    {
        var budget = SearchBudget.Unlimited;
        var facets = new FacetPlan(state, request, budget);
        using var collector = new HitCollector(request.Limit, request.Sort, null, facets.Counts, plan.Choices, 0, budget);
        SearchPass.Run(state.Searcher, plan.Query, plan.Filters, collector, budget);
        _ = collector.Finish();
        _ = facets.Facets(collector);
        return collector.Total;
    }
}
