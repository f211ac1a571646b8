using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

using SearchCore.Schema;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Filters;
using SearchCore.Searching.Planning;
using SearchCore.Searching.Positions;

namespace SearchCore.Searching.Running;

/// <summary>
/// One pass over the matches of a query. Like IndexSearcher's, but it ends within the budget also where a query looks at many articles and
/// matches none of them, and filters that any article can be asked about are asked before it is scored.
/// </summary>
internal static class SearchPass
{
    // Postings a segment may be worth without being watched: some milliseconds. Watching costs a call a posting.
    private const long FewPostings = 300_000;

    // Positions that are read in the time of one step.
    private const int PositionsAStep = 16;

    /// <summary>Runs a query; ends early where the time is up.</summary>
    /// <param name="searcher">The searcher.</param>
    /// <param name="clause">What matches and scores.</param>
    /// <param name="conditions">Conditions besides, which can be asked of any one article.</param>
    /// <param name="collector">What takes the matches.</param>
    /// <param name="budget">The time there is.</param>
    public static void Run(
        IndexSearcher searcher, PlanClause clause, IReadOnlyList<ArticleCondition> conditions, IMatchCollector collector,
        SearchBudget budget)
    {
        try
        {
            var filters = conditions.Select(c => ConditionFilter.Pointwise(c, budget)).ToList();
            var query = new LuceneQueries(budget).Of(clause);
            var matches = UnscoredMatches.Of(query);
            var weight = matches is null ? searcher.CreateNormalizedWeight(query) : null;
            var reading = Reading.Of(query);
            foreach (var leaf in searcher.IndexReader.Leaves)
            {
                budget.Check();
                collector.SetNextReader(leaf);
                var accepted = Accepted(leaf, filters, reading, budget);
                if (matches is null)
                {
                    weight!.GetBulkScorer(leaf, !collector.AcceptsDocsOutOfOrder, accepted)?.Score(collector);
                }
                else if (matches.In(leaf, accepted) is { } documents)
                {
                    collector.CollectAll(documents, query.Boost);
                }
            }
        }
        catch (BudgetExceededException)
        {
            // What was collected until now is the answer, and the budget says that it is a part.
        }
    }

    private static IBits? Accepted(AtomicReaderContext leaf, IReadOnlyList<IArticleFilter> filters, Reading reading, SearchBudget budget)
    {
        var reader = leaf.AtomicReader;
        var accepted = reader.LiveDocs;
        foreach (var filter in filters)
        {
            accepted = filter.Accepting(reader, accepted);
        }

        var steps = reading.Positions ? 1 + (int)(WordsAnArticle(reader) / PositionsAStep) : 1;
        return reading.Terms * (long)reader.MaxDoc * steps < FewPostings
            ? accepted
            : new WatchedBits(accepted, reader.MaxDoc, steps, budget);
    }

    // What one article of a phrase may cost.
    private static long WordsAnArticle(AtomicReader reader) =>
        reader.GetTerms(FieldNames.Body) is { DocCount: > 0 } terms ? terms.SumTotalTermFreq / terms.DocCount : 0;

    // Every enumeration of postings asks for each article it passes, whether it ends as a match or not: the place to tell of it.
    private sealed class WatchedBits(IBits? accepted, int length, int steps, SearchBudget budget) : IBits
    {
        public int Length => length;

        public bool Get(int index)
        {
            budget.Spend(steps);
            return accepted is null || accepted.Get(index);
        }
    }

    /// <summary>What a query reads: how many terms' postings, and whether with their positions.</summary>
    private readonly record struct Reading(int Terms, bool Positions)
    {
        public static Reading Of(Query query) => query switch
        {
            PhraseQuery phrase => new(phrase.GetTerms().Length, Positions: true),
            BooleanQuery boolean => boolean.Clauses.Select(c => Of(c.Query))
                .Aggregate(default(Reading), (a, b) => new(a.Terms + b.Terms, a.Positions || b.Positions)),
            ConstantScoreQuery { Query: { } inner } => Of(inner),
            PositionQuery near => Of(near.Words),
            _ => new(1, Positions: false),
        };
    }
}
