using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

using SearchCore.Schema;
using SearchCore.Searching.Budget;

namespace SearchCore.Searching.Filters;

/// <summary>Articles with any facet term that begins so; several beginnings count together.</summary>
internal sealed class TermPrefixFilter(string field, IReadOnlyCollection<string> prefixes, SearchBudget budget) : Filter
{
    // Most have few articles.
    private const int StepsATerm = 500;

    public override DocIdSet? GetDocIdSet(AtomicReaderContext context, IBits acceptDocs)
    {
        var reader = context.AtomicReader;
        if (reader.GetTerms(field)?.GetEnumerator() is not { } terms)
        {
            return null;
        }

        FixedBitSet? bits = null;
        DocsEnum? docs = null;
        foreach (var prefix in prefixes)
        {
            var start = new BytesRef(prefix);
            for (var found = terms.SeekCeil(start) != TermsEnum.SeekStatus.END;
                 found && StringHelper.StartsWith(terms.Term, start);
                 found = terms.MoveNext())
            {
                budget.Spend(StepsATerm);
                docs = terms.Docs(acceptDocs, docs, DocsFlags.NONE);
                bits ??= new FixedBitSet(reader.MaxDoc);
                bits.Or(docs);
            }
        }

        return bits;
    }
}

/// <summary>
/// Articles that have a title or body: those with a norm, which is written for every text field an article has and is 0 elsewhere.
/// </summary>
internal sealed class TextPresenceFilter(string field, SearchBudget budget) : Filter
{
    public override DocIdSet? GetDocIdSet(AtomicReaderContext context, IBits acceptDocs)
    {
        var reader = context.AtomicReader;
        if (reader.GetNormValues(field) is not { } norms)
        {
            return null;
        }

        var bits = new FixedBitSet(reader.MaxDoc);
        for (var doc = 0; doc < reader.MaxDoc; doc++)
        {
            budget.Spend(1);
            if (norms.Get(doc) != 0 && (acceptDocs is null || acceptDocs.Get(doc)))
            {
                bits.Set(doc);
            }
        }

        return bits;
    }
}

/// <summary>Articles with a date.</summary>
internal sealed class DatePresenceFilter(SearchBudget budget) : Filter
{
    public override DocIdSet? GetDocIdSet(AtomicReaderContext context, IBits acceptDocs)
    {
        var reader = context.AtomicReader;
        if (reader.GetDocsWithField(FieldNames.Published) is not { } present)
        {
            return null;
        }

        var bits = new FixedBitSet(reader.MaxDoc);
        for (var doc = 0; doc < reader.MaxDoc; doc++)
        {
            budget.Spend(1);
            if (present.Get(doc) && (acceptDocs is null || acceptDocs.Get(doc)))
            {
                bits.Set(doc);
            }
        }

        return bits;
    }
}
