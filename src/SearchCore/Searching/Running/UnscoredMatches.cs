using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace SearchCore.Searching.Running;

/// <summary>
/// The matches of a query that gives all of them the same score (an entity, a wildcard, all articles), without Lucene's scorers around
/// them: they cost three virtual calls and a computation a match, more than reading it.
/// </summary>
internal sealed class UnscoredMatches
{
    private readonly ConstantScoreQuery query;

    private UnscoredMatches(ConstantScoreQuery query) => this.query = query;

    /// <summary>The matches of a query of this kind; null for others. All of them score the query's boost.</summary>
    public static UnscoredMatches? Of(Query query) =>
        query is ConstantScoreQuery constant && (constant.Filter is not null || constant.Query is TermQuery or MatchAllDocsQuery)
            ? new(constant)
            : null;

    /// <summary>Those of a segment; null for none.</summary>
    public DocIdSetIterator? In(AtomicReaderContext leaf, IBits? accepted) => query switch
    {
        { Filter: { } filter } => filter.GetDocIdSet(leaf, accepted)?.GetIterator(),
        { Query: TermQuery { Term: var term } } => Postings(leaf.AtomicReader, term, accepted),
        _ => new All(leaf.AtomicReader.MaxDoc, accepted),
    };

    private static DocsEnum? Postings(AtomicReader reader, Term term, IBits? accepted) =>
        reader.GetTerms(term.Field)?.GetEnumerator() is { } terms && terms.SeekExact(term.Bytes)
            ? terms.Docs(accepted, null, DocsFlags.NONE)
            : null;

    private sealed class All(int articles, IBits? accepted) : DocIdSetIterator
    {
        private int doc = -1;

        public override int DocID => doc;

        public override int NextDoc() => Advance(doc + 1);

        public override int Advance(int target)
        {
            while (target < articles && accepted?.Get(target) == false)
            {
                target++;
            }

            return doc = target < articles ? target : NO_MORE_DOCS;
        }

        public override long GetCost() => articles;
    }
}
