using SearchCore.Queries;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Execution;
using SearchCore.Searching.Lookups;
using SearchCore.Searching.Partials;
using SearchCore.Searching.Planning;
using SearchCore.Searching.Ranking;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Running;

/// <summary>
/// Shows what would run, without running it; that takes no longer than reading the query, so that only cancelling ends it.
/// </summary>
internal static class Explaining
{
    /// <summary>Explains a request to what is searched.</summary>
    /// <exception cref="QueryException">The request cannot run.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async ValueTask<QueryExplanation> ExplainAsync(
        ISearched searched, SearchRequest request, TimeProvider clock, CancellationToken cancellation)
    {
        var budget = new SearchBudget(clock, Timeout.InfiniteTimeSpan, cancellation);
        var (explanation, parts) = await searched.WithTermsAsync(terms => Prepare(request, terms, budget), budget).ConfigureAwait(false);
        var costs = await searched.CostsAsync(request, parts, budget).ConfigureAwait(false);
        return explanation with { Clauses = [.. explanation.Clauses.Zip(costs, (clause, cost) => clause with { Articles = cost })] };
    }

    /// <summary>Makes an explanation but for what its parts cost, and the plans of the parts, of which an index knows that.</summary>
    /// <exception cref="QueryException">The request cannot run.</exception>
    public static (QueryExplanation Explanation, IReadOnlyList<PlanClause> Parts) Prepare(
        SearchRequest request, ITermView terms, SearchBudget budget)
    {
        request = RequestDirectives.Apply(request, terms, out var read);
        RequestCheck.Verify(request, terms);
        var parsed = RequestCheck.Parse(request, terms, read);
        RequestCheck.ThrowOnError(parsed.Text, ForbiddenParts.In(parsed, terms));
        var whole = Plan(parsed.Tree!);
        RequestCheck.ThrowOnError(parsed.Text, RequestCheck.Softened(request, whole.Diagnostics));
        var (clauses, parts) = (new List<ClauseCost>(), new List<PlanClause>());
        Add(parsed.Tree!, 0, own: null);
        var statistics = terms.Ask(SearchPlan.StatisticsOf(request, whole.Clause), budget);
        var formula = SearchPlan.FormulaOf(request, statistics = WordGroups.Counted(whole.Clause, statistics));
        var explanation = new QueryExplanation
        {
            Query = parsed,
            Rewritten = PlanText.Of(whole.Clause),
            Clauses = clauses,
            Formula = statistics.Terms.Count > 0 ? formula.Text : null,
            Boost = ArticleBoosts.Text(request.Boosts, request.Now),
            Weights = [.. Weights(whole.Clause, 1, formula, statistics), .. Pairs(whole.Clause, formula, statistics)],
            Warnings = [.. parsed.Diagnostics.Concat(RequestCheck.Softened(request, whole.Diagnostics)).OrderBy(d => d.Start)],
        };
        return (explanation, parts);

        PlannedQuery Plan(QueryNode node) => QueryPlanner.Plan(node, terms, budget, request.Limits, parsed.SpanOf);

        // What is below a text of the archive's own is looked for in it.
        void Add(QueryNode node, int depth, string? own)
        {
            budget.Check();
            var readsPositions = node is PhraseNode or ProximityNode or FirstNode or AtLeastNode;
            parts.Add(Plan(own is null ? node : new OwnTextNode(own, node)).Clause);
            clauses.Add(new() { Clause = QueryFormatter.Format(node), Depth = depth, Articles = 0, ReadsPositions = readsPositions });
            foreach (var child in QueryTree.Children(node))
            {
                Add(child, depth + 1, node is OwnTextNode text ? text.Field : own);
            }
        }
    }

    /// <summary>What plans cost in an index.</summary>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public static long[] Costs(IReadOnlyList<PlanClause> parts, PointInTime point, SearchBudget budget)
    {
        var scratch = Scratch.Rent();
        try
        {
            return [.. parts.Select(part => CostEstimate.Of(part, point, scratch, budget))];
        }
        finally
        {
            scratch.Return();
        }
    }

    /// <summary>What plans cost in several indexes together.</summary>
    /// <param name="parts">How many plans there are.</param>
    /// <param name="costs">The costs in each index.</param>
    public static long[] Sum(int parts, IReadOnlyCollection<IReadOnlyList<long>> costs) =>
        [.. Enumerable.Range(0, parts).Select(part => costs.Sum(c => c[part]))];

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
            ? WordPairs.Of(clause).SelectMany(
                pair => Weights(new TextClause(pair.Phrase), WordPairs.Factor, isPair: true, formula, statistics))
            : [];

    // Where the fields score together, what is worth something is one thing; else it is one in each.
    private static IEnumerable<ClauseWeight> Weights(
        TextClause text, double factor, bool isPair, ScoringFormula formula, ScoringStatistics statistics)
    {
        return formula.Combines
            ? [Weight(text.Words, statistics.Names)]
            : text.Words.Fields.Select(name => Weight(text.Words with { Fields = [name] }, [name]));

        ClauseWeight Weight(PhrasePattern words, IReadOnlyList<string> counted) => new()
        {
            Clause = PlanText.Of(new TextClause(words)),
            Weight = factor * formula.Weight(counted[^1], words),
            Articles = words.Terms.Min(term => counted.Max(field => statistics.Terms.GetValueOrDefault((field, term)))),
            IsPair = isPair,
        };
    }
}
