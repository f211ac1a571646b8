using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace SearchCore.Searching.Execution;

/// <summary>
/// One pass over the matches of a query. Like IndexSearcher's, but it ends within the budget also where a query looks at many articles and matches none of them, and
/// filters that any article can be asked about are asked before it is scored.
/// </summary>
internal static class SearchPass
{
    // Below it a segment is read through in a few milliseconds, whatever the query.
    private const int LargeSegment = 50_000;

    /// <summary>Runs a query; ends early where the time is up.</summary>
    /// <param name="searcher">The searcher.</param>
    /// <param name="query">The query.</param>
    /// <param name="filters">Conditions besides, which do not score.</param>
    /// <param name="collector">What takes the matches.</param>
    /// <param name="budget">The time there is.</param>
    public static void Run(IndexSearcher searcher, Query query, IReadOnlyList<IArticleFilter> filters, ICollector collector, SearchBudget budget)
    {
        try
        {
            var weight = searcher.CreateNormalizedWeight(query);
            foreach (var leaf in searcher.IndexReader.Leaves)
            {
                collector.SetNextReader(leaf);
                var scorer = weight.GetBulkScorer(leaf, !collector.AcceptsDocsOutOfOrder, Accepted(leaf, filters, budget));
                scorer?.Score(collector);
            }
        }
        catch (BudgetExceededException)
        {
            // What was collected until now is the answer, and the budget says that it is a part.
        }
    }

    private static IBits? Accepted(AtomicReaderContext leaf, IReadOnlyList<IArticleFilter> filters, SearchBudget budget)
    {
        var accepted = leaf.AtomicReader.LiveDocs;
        foreach (var filter in filters)
        {
            accepted = filter.Accepting(leaf.AtomicReader, accepted);
        }

        return leaf.AtomicReader.MaxDoc < LargeSegment ? accepted : new WatchedBits(accepted, leaf.AtomicReader.MaxDoc, budget);
    }

    // Every enumeration of postings asks for each article it passes, whether it ends as a match or not: the place to look at the clock.
    private sealed class WatchedBits(IBits? accepted, int length, SearchBudget budget) : IBits
    {
        private const int Interval = 4_096;
        private int asked;

        public int Length => length;

        public bool Get(int index)
        {
            if (++asked == Interval)
            {
                asked = 0;
                budget.Check();
            }

            return accepted is null || accepted.Get(index);
        }
    }
}

/// <summary>A condition that can be asked of any one article.</summary>
internal interface IArticleFilter
{
    /// <summary>Narrows a set of articles of a segment.</summary>
    /// <param name="reader">The segment.</param>
    /// <param name="accepted">The set; null for all.</param>
    IBits Accepting(AtomicReader reader, IBits? accepted);
}
