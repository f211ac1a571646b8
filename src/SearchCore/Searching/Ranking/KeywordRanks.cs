using Lucene.Net.Index;

using SearchCore.Searching.Budget;
using SearchCore.Searching.Columns;
using SearchCore.Searching.Lookups;
using SearchCore.Searching.Snapshots;
using SearchCore.Storage.Columns;

namespace SearchCore.Searching.Ranking;

/// <summary>
/// Which place each value of an index has among the values of everything that is searched together. Immutable, thread-safe.
/// </summary>
internal sealed class KeywordRanks
{
    private const int StepsAValue = 20;

    private readonly KindOrdinals values;
    private readonly int[] ranks;
    private readonly Dictionary<AtomicReader, int> segments;

    private KeywordRanks(KindOrdinals values, int[] ranks, Dictionary<AtomicReader, int> segments) =>
        (this.values, this.ranks, this.segments) = (values, ranks, segments);

    /// <summary>The places of an index's values.</summary>
    /// <param name="point">The index.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="ordered">The values of all indexes.</param>
    /// <param name="budget">The time there is.</param>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public static KeywordRanks Of(PointInTime point, string kind, OrderedValues ordered, SearchBudget budget)
    {
        var values = point.Facets.Kind(kind, budget);
        var (ranks, at) = (new int[values.Size], 0);
        foreach (var number in values.InOrder(budget))
        {
            budget.Spend(StepsAValue);
            var folded = values.Folded(number);
            while (at < ordered.Values.Count && Utf8Order.Compare(ordered.Values[at], folded) < 0)
            {
                at++;
            }

            ranks[number] = at;
        }

        return new(values, ranks, point.Reader.Leaves.ToDictionary(l => l.AtomicReader, l => l.Ord));
    }

    /// <summary>What the articles of a segment are sorted by. For one thread.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="greatest">Whether the last of an article's values counts, else the first.</param>
    public ISortNumbers Numbers(AtomicReader segment, bool greatest) => new SegmentNumbers(this, segments[segment], greatest);

    private sealed class SegmentNumbers(KeywordRanks all, int segment, bool greatest) : ISortNumbers
    {
        private readonly KindColumn? column = all.values.Column(segment);
        private readonly long[] window = new long[NumberColumn.BlockSize];
        private int block = -1;

        /// <inheritdoc/>
        public long this[int document]
        {
            get
            {
                var number = OptionalNumbers.None;
                if (column is null)
                {
                    return number;
                }

                foreach (var own in column.Of(document))
                {
                    long rank = all.ranks[all.values.Global(segment, own - column.First)];
                    number = number == OptionalNumbers.None ? rank : greatest ? Math.Max(number, rank) : Math.Min(number, rank);
                }

                return number;
            }
        }

        /// <inheritdoc/>
        public ReadOnlySpan<long> Window(int document)
        {
            if (document >> NumberColumn.BlockShift != block)
            {
                block = document >> NumberColumn.BlockShift;
                window.AsSpan().Fill(OptionalNumbers.None);
                var first = block << NumberColumn.BlockShift;
                for (var i = 0; column is not null && i < Math.Min(window.Length, column.Column.Count - first); i++)
                {
                    window[i] = this[first + i];
                }
            }

            return window.AsSpan(document & (NumberColumn.BlockSize - 1));
        }
    }
}
