using SearchCore.Queries;
using SearchCore.Schema;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Execution;
using SearchCore.Searching.Lookups;
using SearchCore.Searching.Partials;
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
        request = RequestDirectives.Apply(request, points);
        RequestCheck.Verify(request, points);
        var parsed = RequestCheck.Parse(request, points);
        RequestCheck.ThrowOnError(parsed.Text, ForbiddenParts.In(parsed, points));
        var whole = Plan(parsed.Tree!);
        RequestCheck.ThrowOnError(parsed.Text, RequestCheck.Softened(request, whole.Diagnostics));
        var clauses = new List<ClauseCost>();
        Add(parsed.Tree!, 0);
        var statistics = points.Ask(SearchPlan.StatisticsOf(request, whole.Clause), budget);
        var formula = SearchPlan.FormulaOf(request, statistics = WordGroups.Counted(whole.Clause, statistics));
        return new QueryExplanation
        {
            Query = parsed,
            Rewritten = PlanText.Of(whole.Clause),
            Clauses = clauses,
            Formula = statistics.Terms.Count > 0 ? formula.Text : null,
            Weights = [.. Weights(whole.Clause, 1, formula, statistics), .. Pairs(whole.Clause, formula, statistics)],
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

    private static IEnumerable<ClauseWeight> Weights(
        PlanClause clause, double factor, ScoringFormula formula, ScoringStatistics statistics)
    {
        return clause switch
        {
            TextClause text => Weights(text, factor, isPair: false, formula, statistics),
            PositionClause positions => Weights(positions.Words, factor, formula, statistics),
            BoostedClause boosted => Weights(boosted.Clause, factor * boosted.Factor, formula, statistics),
            CompoundClause compound => compound.Must.Concat(compound.Should).SelectMany(c => Weights(c, factor, formula, statistics)),
            _ => [],
        };
    }

    private static IEnumerable<ClauseWeight> Pairs(PlanClause clause, ScoringFormula formula, ScoringStatistics statistics) =>
        formula.ScoresPairs
            ? WordPairs.Of(clause).SelectMany(pair => Weights(pair, WordPairs.Factor, isPair: true, formula, statistics))
            : [];

    // Where the fields score together, what is worth something is one thing; else it is one in each.
    private static IEnumerable<ClauseWeight> Weights(
        TextClause text, double factor, bool isPair, ScoringFormula formula, ScoringStatistics statistics)
    {
        var fields = QueryPlanner.FieldsOf(text.Words.Field);
        return formula.Combines
            ? [Weight(text.Words, FieldTable.TextNames)]
            : fields.Select(name => Weight(
                text.Words with { Field = name == FieldNames.Title ? TextField.Title : TextField.Body }, [name]));

        ClauseWeight Weight(PhrasePattern words, IReadOnlyList<string> counted) => new()
        {
            Clause = PlanText.Of(new TextClause(words)),
            Weight = factor * formula.Weight(counted[^1], words),
            Articles = words.Terms.Min(term => counted.Max(field => statistics.Terms[(field, term)])),
            IsPair = isPair,
        };
    }

    private static long Cost(PointInTimeSet points, PlanClause clause, SearchBudget budget)
    {
        var scratch = Scratch.Rent();
        try
        {
            return points.Members.Sum(point => CostEstimate.Of(clause, point, scratch, budget));
        }
        finally
        {
            scratch.Return();
        }
    }
}
