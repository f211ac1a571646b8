using SearchCore.Searching.Budget;
using SearchCore.Searching.Running;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Benchmarks.Queries;

/// <summary>
/// A search made ready once and run often: the ten best, the total, the facets with their names; no stored article is read. Any number of
/// threads.
/// </summary>
internal sealed class PreparedQuery
{
    private readonly PointInTimeSet points;
    private readonly PreparedSearch search;

    public PreparedQuery(ArticleSearcher searcher, SearchRequest request)
    {
        points = searcher.Points;
        search = SearchRun.Prepare(request, points, SearchBudget.Unlimited).Search with { Size = request.Limit };
    }

    /// <summary>Runs it.</summary>
    /// <returns>How many articles match.</returns>
    public long Run()
    {
        var budget = SearchBudget.Unlimited;
        using var index = new IndexSearch(points.Members[0], 0, search, budget);
        var found = index.Collect(points.Ask(search.Plan.Statistics, budget), withTies: false);
        _ = search.Facets.Facets(found.Facets, budget);
        return found.Total;
    }
}
