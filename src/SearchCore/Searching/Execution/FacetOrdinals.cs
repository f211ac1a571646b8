using Lucene.Net.Index;
using Lucene.Net.Util;

using SearchCore.Schema;

namespace SearchCore.Searching.Execution;

/// <summary>
/// The facet column's values numbered over all segments. Counting goes by each segment's own numbers; only what was counted is mapped. The map is costly, so there
/// is one a moment of the index.
/// </summary>
internal sealed class FacetOrdinals
{
    private readonly IReadOnlyList<AtomicReaderContext> leaves;
    private readonly MultiDocValues.OrdinalMap? map;

    private FacetOrdinals(IReadOnlyList<AtomicReaderContext> leaves, MultiDocValues.OrdinalMap? map)
    {
        this.leaves = leaves;
        this.map = map;
    }

    public static FacetOrdinals Of(IndexReader reader)
    {
        var leaves = reader.Leaves.ToList();
        if (leaves.Count < 2)
        {
            return new(leaves, null);
        }

        var terms = leaves.Select(leaf => Column(leaf.AtomicReader).GetTermsEnum()).ToArray();
        return new(leaves, new MultiDocValues.OrdinalMap(new object(), terms));
    }

    /// <summary>A segment's column; an empty one where no article of the segment has values. For one thread.</summary>
    public static SortedSetDocValues Column(AtomicReader reader) => reader.GetSortedSetDocValues(FieldNames.Facet) ?? DocValues.EMPTY_SORTED_SET;

    /// <summary>A segment's numbers of a kind's values: from the first to behind the last.</summary>
    public static (int From, int To) Range(SortedSetDocValues column, string kind) =>
        (At(column, FacetTerm.Prefix(kind)), At(column, kind + FacetKinds.After));

    /// <summary>The most frequent values of a kind, ties in the order of values (by code points).</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="counts">For each segment, how often each of the kind's values occurs: index 0 is the kind's first value there. Null: never.</param>
    /// <param name="top">How many.</param>
    public IReadOnlyList<FacetValue> Top(string kind, int[]?[] counts, int top)
    {
        var best = new PriorityQueue<long, (long Count, long Behind)>();
        foreach (var (ordinal, count) in Totals(kind, counts))
        {
            var rank = (count, -ordinal);
            if (best.Count < top)
            {
                best.Enqueue(ordinal, rank);
            }
            else if (best.TryPeek(out _, out var worst) && rank.CompareTo(worst) > 0)
            {
                best.DequeueEnqueue(ordinal, rank);
            }
        }

        var values = new FacetValue[best.Count];
        for (var i = values.Length - 1; i >= 0; i--)
        {
            best.TryDequeue(out var ordinal, out var rank);
            values[i] = new(Value(kind, ordinal), rank.Count);
        }

        return values;
    }

    private IEnumerable<(long Ordinal, long Count)> Totals(string kind, int[]?[] counts)
    {
        var totals = new Dictionary<long, long>();
        for (var segment = 0; segment < leaves.Count; segment++)
        {
            if (counts[segment] is not { } found)
            {
                continue;
            }

            var (from, _) = Range(Column(leaves[segment].AtomicReader), kind);
            for (var i = 0; i < found.Length; i++)
            {
                if (found[i] > 0)
                {
                    var ordinal = map?.GetGlobalOrd(segment, from + i) ?? from + i;
                    totals[ordinal] = totals.GetValueOrDefault(ordinal) + found[i];
                }
            }
        }

        return totals.Select(t => (t.Key, t.Value));
    }

    private string Value(string kind, long ordinal)
    {
        var segment = map?.GetFirstSegmentNumber(ordinal) ?? 0;
        var bytes = new BytesRef();
        Column(leaves[segment].AtomicReader).LookupOrd(map?.GetFirstSegmentOrd(ordinal) ?? ordinal, bytes);
        return bytes.Utf8ToString()[(kind.Length + 1)..];
    }

    private static int At(SortedSetDocValues column, string value)
    {
        var ordinal = column.LookupTerm(new BytesRef(value));
        return (int)(ordinal < 0 ? -ordinal - 1 : ordinal);
    }
}
