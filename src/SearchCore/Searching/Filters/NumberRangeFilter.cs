using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

using SearchCore.Searching.Budget;
using SearchCore.Searching.Columns;
using SearchCore.Storage.Columns;

namespace SearchCore.Searching.Filters;

/// <summary>Articles with a number in a column that lies in any of some ranges, all bounds inclusive.</summary>
internal sealed class NumberRangeFilter(string column, IReadOnlyList<(long First, long Last)> ranges, SearchBudget budget) : Filter
{
    public override DocIdSet GetDocIdSet(AtomicReaderContext context, IBits acceptDocs)
    {
        var columns = SegmentColumns.Of(context.AtomicReader);
        var articles = context.AtomicReader.MaxDoc;
        var bits = new FixedBitSet(articles);
        var many = columns.Many(column);
        var numbers = many is null ? columns.Numbers(column, greatest: false) : null;
        for (var start = 0; start < articles; start += NumberColumn.BlockSize)
        {
            budget.Spend(NumberColumn.BlockSize / 4);
            var block = numbers is null ? [] : numbers.Window(start);
            for (var document = start; document < Math.Min(start + NumberColumn.BlockSize, articles); document++)
            {
                if ((many is null ? IsWithin(block[document - start]) : HasWithin(many, document))
                    && (acceptDocs is null || acceptDocs.Get(document)))
                {
                    bits.Set(document);
                }
            }
        }

        return bits;
    }

    private bool IsWithin(long number)
    {
        if (number == OptionalNumbers.None)
        {
            return false;
        }

        foreach (var (first, last) in ranges)
        {
            if (number >= first && number <= last)
            {
                return true;
            }
        }

        return false;
    }

    private bool HasWithin(ManyNumbers numbers, int document)
    {
        foreach (var (first, last) in ranges)
        {
            if (numbers.HasWithin(document, first, last))
            {
                return true;
            }
        }

        return false;
    }
}
