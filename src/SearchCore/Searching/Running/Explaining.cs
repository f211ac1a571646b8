using SearchCore.Queries;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Execution;
using SearchCore.Searching.Planning;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Running;

/// <summary>
/// Shows what would run, without running it; that takes no longer than reading the query, so that only cancelling ends it.
/// </summary>
internal static class Explaining
{
    public static QueryExplanation Explain(PointInTimeSet points, SearchRequest request, TimeProvider clock, CancellationToken cancellation)
    {
        var budget = new SearchBudget(clock, Timeout.InfiniteTimeSpan, cancellation);
        request = RequestDirectives.Apply(request, points.Kinds);
        RequestCheck.Verify(request, points.Kinds);
        var parsed = RequestCheck.Parse(request, points.Kinds);
        var whole = Plan(parsed.Tree!);
        RequestCheck.ThrowOnError(parsed.Text, RequestCheck.Softened(request, whole.Diagnostics));
        var clauses = new List<ClauseCost>();
        Add(parsed.Tree!, 0);
        return new QueryExplanation
        {
            Query = parsed,
            Rewritten = PlanText.Of(whole.Clause),
            Clauses = clauses,
            Warnings = [.. parsed.Diagnostics.Concat(RequestCheck.Softened(request, whole.Diagnostics)).OrderBy(d => d.Start)],
        };

        PlannedQuery Plan(QueryNode node) => QueryPlanner.Plan(node, points, budget, request.Limits, parsed.SpanOf);

        void Add(QueryNode node, int depth)
        {
            budget.Check();
            var readsPositions = node is PhraseNode or ProximityNode or FirstNode or AtLeastNode;
            clauses.Add(new()
            {
                Clause = QueryFormatter.Format(node),
                Depth = depth,
                Articles = Cost(points, Plan(node).Clause, budget),
                ReadsPositions = readsPositions,
            });
            foreach (var child in QueryTree.Children(node))
            {
                Add(child, depth + 1);
            }
        }
    }

    private static long Cost(PointInTimeSet points, PlanClause clause, SearchBudget budget)
    {
        var scratch = Scratch.Rent();
        try
        {
            return points.Members.Sum(point => WindowPass.Cost(clause, point, scratch, budget));
        }
        finally
        {
            scratch.Return();
        }
    }
}
