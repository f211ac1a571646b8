using Lucene.Net.Search;

using SearchCore.Queries;
using SearchCore.Searching.Translation;

namespace SearchCore.Searching.Execution;

/// <summary>Shows what would run, without running it; that takes no longer than reading the query, so that only cancelling ends it.</summary>
internal static class Explaining
{
    public static QueryExplanation Explain(SearchState state, SearchRequest request, TimeProvider clock, CancellationToken cancellation)
    {
        var budget = new SearchBudget(clock, Timeout.InfiniteTimeSpan, cancellation);
        request = RequestDirectives.Apply(request, state.Kinds);
        RequestCheck.Verify(request, state.Kinds);
        var parsed = RequestCheck.Parse(request, state.Kinds);
        var whole = Translate(parsed.Tree!);
        RequestCheck.ThrowOnError(parsed.Text, RequestCheck.Softened(request, whole.Diagnostics));
        var clauses = new List<ClauseCost>();
        Add(parsed.Tree!, 0);
        return new QueryExplanation
        {
            Query = parsed,
            Rewritten = state.Searcher.Rewrite(whole.Query).ToString(),
            Clauses = clauses,
            Warnings = [.. parsed.Diagnostics.Concat(RequestCheck.Softened(request, whole.Diagnostics)).OrderBy(d => d.Start)],
        };

        TranslatedQuery Translate(QueryNode node) => QueryTranslator.Translate(node, state, budget, request.Limits, parsed.SpanOf);

        void Add(QueryNode node, int depth)
        {
            budget.Check();
            var readsPositions = node is PhraseNode or ProximityNode or FirstNode or AtLeastNode;
            clauses.Add(new(QueryFormatter.Format(node), depth, Cost(state, Translate(node).Query), readsPositions));
            foreach (var child in QueryTree.Children(node))
            {
                Add(child, depth + 1);
            }
        }
    }

    private static long Cost(SearchState state, Query query)
    {
        var weight = state.Searcher.CreateNormalizedWeight(query);
        return state.Reader.Leaves.Sum(leaf => weight.GetScorer(leaf, leaf.AtomicReader.LiveDocs)?.GetCost() ?? 0);
    }
}
