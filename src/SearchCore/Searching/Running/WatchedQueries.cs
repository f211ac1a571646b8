using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

using SearchCore.Searching.Budget;

namespace SearchCore.Searching.Running;

/// <summary>
/// A term query that charges its look-ups, and the opening of its postings, to the budget: a thousand terms in many segments take longer
/// than a time limit may be exceeded by.
/// </summary>
internal sealed class WatchedTermQuery(Term term, SearchBudget budget) : TermQuery(term)
{
    public override Weight CreateWeight(IndexSearcher searcher)
    {
        budget.Spend(WatchedWeight.StepsATerm * searcher.IndexReader.Leaves.Count);
        return new WatchedWeight(base.CreateWeight(searcher), 1, budget);
    }
}

/// <summary>The same for a phrase.</summary>
internal sealed class WatchedPhraseQuery(SearchBudget budget) : PhraseQuery
{
    public override Weight CreateWeight(IndexSearcher searcher)
    {
        var words = GetTerms().Length;
        budget.Spend(WatchedWeight.StepsATerm * words * searcher.IndexReader.Leaves.Count);
        return new WatchedWeight(base.CreateWeight(searcher), words, budget);
    }
}

/// <summary>A weight that charges the terms it opens in a segment.</summary>
internal sealed class WatchedWeight(Weight inner, int terms, SearchBudget budget) : Weight
{
    /// <summary>What looking for a term in a segment costs, and opening its postings (see <see cref="SearchBudget.Spend"/>).</summary>
    public const int StepsATerm = 500;

    public override Query Query => inner.Query;

    public override bool ScoresDocsOutOfOrder => inner.ScoresDocsOutOfOrder;

    public override float GetValueForNormalization() => inner.GetValueForNormalization();

    public override void Normalize(float norm, float topLevelBoost) => inner.Normalize(norm, topLevelBoost);

    public override Explanation Explain(AtomicReaderContext context, int doc) => inner.Explain(context, doc);

    public override Scorer? GetScorer(AtomicReaderContext context, IBits? acceptDocs)
    {
        budget.Spend(StepsATerm * terms);
        return inner.GetScorer(context, acceptDocs);
    }

    public override BulkScorer? GetBulkScorer(AtomicReaderContext context, bool scoreDocsInOrder, IBits? acceptDocs)
    {
        budget.Spend(StepsATerm * terms);
        return inner.GetBulkScorer(context, scoreDocsInOrder, acceptDocs);
    }
}
