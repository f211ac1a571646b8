using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace SearchCore.Searching.Execution;

/// <summary>
/// A query that looks at the clock while it runs, also where it finds nothing: the collector is asked for matches alone, and a phrase of common words reads on for
/// long before it has one.
/// </summary>
/// <remarks>In a small segment it looks between windows of articles; in a large one also at every so many articles that postings are read of.</remarks>
internal sealed class BudgetQuery(Query inner, SearchBudget budget) : Query
{
    private const int Window = 8_192, LargeSegment = 1 << 16, CheckInterval = 4_096;

    public override Query Rewrite(IndexReader reader)
    {
        var rewritten = inner.Rewrite(reader);
        return ReferenceEquals(rewritten, inner) ? this : new BudgetQuery(rewritten, budget);
    }

    public override Weight CreateWeight(IndexSearcher searcher) => new BudgetWeight(this, inner.CreateWeight(searcher));

    public override void ExtractTerms(ISet<Term> terms) => inner.ExtractTerms(terms);

    public override string ToString(string field) => inner.ToString(field);

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    private sealed class BudgetWeight(BudgetQuery query, Weight inner) : Weight
    {
        public override Query Query => query;

        public override bool ScoresDocsOutOfOrder => inner.ScoresDocsOutOfOrder;

        public override float GetValueForNormalization() => inner.GetValueForNormalization();

        public override void Normalize(float norm, float topLevelBoost) => inner.Normalize(norm, topLevelBoost);

        public override Explanation Explain(AtomicReaderContext context, int doc) => inner.Explain(context, doc);

        public override Scorer GetScorer(AtomicReaderContext context, IBits acceptDocs) => inner.GetScorer(context, acceptDocs);

        // The searcher expects that its time may end while scoring, not while a scorer is made.
        public override BulkScorer? GetBulkScorer(AtomicReaderContext context, bool scoreDocsInOrder, IBits? acceptDocs)
        {
            try
            {
                var size = context.AtomicReader.MaxDoc;
                var watched = size < LargeSegment ? acceptDocs : new WatchedBits(acceptDocs, size, query.Budget);
                return inner.GetBulkScorer(context, scoreDocsInOrder, watched) is { } scorer ? new BudgetScorer(scorer, size, query.Budget) : null;
            }
            catch (CollectionTerminatedException)
            {
                return null;
            }
        }
    }

    private SearchBudget Budget => budget;

    private sealed class BudgetScorer(BulkScorer inner, int size, SearchBudget budget) : BulkScorer
    {
        public override bool Score(ICollector collector, int max)
        {
            // A scorer that was asked for a window stands on an article behind it, which "all of them" would skip: the last window ends with the segment.
            var last = size <= Window ? max : Math.Min(max, size);
            for (var end = Window; end < last && size > Window; end += Window)
            {
                if (!inner.Score(collector, end))
                {
                    return false;
                }

                if (budget.IsExceeded())
                {
                    throw new CollectionTerminatedException();
                }
            }

            return inner.Score(collector, last);
        }
    }

    private sealed class WatchedBits(IBits? live, int length, SearchBudget budget) : IBits
    {
        private int asked;

        public int Length => length;

        public bool Get(int index)
        {
            if (++asked % CheckInterval == 0 && budget.IsExceeded())
            {
                throw new CollectionTerminatedException();
            }

            return live is null || live.Get(index);
        }
    }
}
