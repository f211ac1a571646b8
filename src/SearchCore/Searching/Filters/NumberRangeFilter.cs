using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

using SearchCore.Searching.Budget;
using SearchCore.Searching.Columns;
using SearchCore.Storage.Columns;

namespace SearchCore.Searching.Filters;

/// <summary>Articles whose number in a column lies between two, both inclusive.</summary>
internal sealed class NumberRangeFilter(string column, long first, long last, SearchBudget budget) : Filter
{
    public override DocIdSet GetDocIdSet(AtomicReaderContext context, IBits acceptDocs)
    {
        var numbers = SegmentColumns.Of(context.AtomicReader).Numbers(column);
        var articles = context.AtomicReader.MaxDoc;
        var bits = new FixedBitSet(articles);
        for (var start = 0; start < articles; start += NumberColumn.BlockSize)
        {
            budget.Spend(NumberColumn.BlockSize / 4);
            var block = numbers.Window(start);
            for (var i = 0; i < Math.Min(block.Length, articles - start); i++)
            {
                if (block[i] != OptionalNumbers.None && block[i] >= first && block[i] <= last
                    && (acceptDocs is null || acceptDocs.Get(start + i)))
                {
                    bits.Set(start + i);
                }
            }
        }

        return bits;
    }
}
