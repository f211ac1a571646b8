using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

using SearchCore.Queries;
using SearchCore.Searching.Columns;

namespace SearchCore.Searching.Filters;

/// <summary>Articles published in an interval, by the segment's column of dates: nothing is looked up and no set is built.</summary>
internal sealed class DateRangeFilter : Filter
{
    private readonly long first;
    private readonly long last;

    /// <summary>Makes the filter; articles without a date are in no interval.</summary>
    public DateRangeFilter(DateInterval interval) =>
        (first, last) = (Math.Max(interval.From ?? long.MinValue, DateColumn.NoDate + 1), interval.To - 1 ?? long.MaxValue);

    private Dated Accepting(AtomicReader reader, IBits? accepted) =>
        new(SegmentColumns.Of(reader).Dates, reader.MaxDoc, first, last, accepted);

    public override DocIdSet GetDocIdSet(AtomicReaderContext context, IBits acceptDocs) =>
        new DatedSet(Accepting(context.AtomicReader, acceptDocs));

    public override bool Equals(object? obj) => obj is DateRangeFilter other && first == other.first && last == other.last;

    public override int GetHashCode() => HashCode.Combine(first, last);

    public override string ToString() => $"published:[{first} TO {last}]";

    private sealed class Dated(DateColumn dates, int articles, long first, long last, IBits? accepted) : IBits
    {
        public int Length => articles;

        public bool Get(int index) =>
            dates.Window(index)[0] is var date && date >= first && date <= last && (accepted is null || accepted.Get(index));
    }

    private sealed class DatedSet(IBits bits) : DocIdSet
    {
        public override IBits Bits => bits;

        public override DocIdSetIterator GetIterator() => new Iterator(bits);
    }

    private sealed class Iterator(IBits bits) : DocIdSetIterator
    {
        private int doc = -1;

        public override int DocID => doc;

        public override int NextDoc() => Advance(doc + 1);

        public override int Advance(int target)
        {
            for (doc = target; doc < bits.Length; doc++)
            {
                if (bits.Get(doc))
                {
                    return doc;
                }
            }

            return doc = NO_MORE_DOCS;
        }

        public override long GetCost() => bits.Length;
    }
}
