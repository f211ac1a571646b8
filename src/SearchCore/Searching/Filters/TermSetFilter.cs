using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

using SearchCore.Searching.Budget;

namespace SearchCore.Searching.Filters;

/// <summary>Articles with any of some terms. It looks at the clock at every term.</summary>
internal sealed class TermSetFilter(IReadOnlyCollection<Term> terms, SearchBudget budget) : Filter
{
    public override DocIdSet? GetDocIdSet(AtomicReaderContext context, IBits? live)
    {
        var reader = context.AtomicReader;
        FixedBitSet? bits = null;
        DocsEnum? docs = null;
        foreach (var field in terms.GroupBy(t => t.Field))
        {
            if (reader.GetTerms(field.Key)?.GetEnumerator() is not { } all)
            {
                continue;
            }

            foreach (var term in field)
            {
                budget.Check();
                if (all.SeekExact(term.Bytes))
                {
                    docs = all.Docs(live, docs, DocsFlags.NONE);
                    bits ??= new FixedBitSet(reader.MaxDoc);
                    bits.Or(docs);
                }
            }
        }

        return bits;
    }
}
