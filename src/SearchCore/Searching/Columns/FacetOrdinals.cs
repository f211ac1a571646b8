using System.Collections.Concurrent;

using Lucene.Net.Index;
using Lucene.Net.Util;

using SearchCore.Schema;
using SearchCore.Searching.Budget;

namespace SearchCore.Searching.Columns;

/// <summary>
/// The facet column's values numbered over all segments. Counting goes by each segment's own numbers; only what was counted is mapped. The
/// map is costly, so there is one for each point in time. Thread-safe.
/// </summary>
internal sealed class FacetOrdinals
{
    private readonly IndexReader reader;
    private readonly IReadOnlyList<AtomicReaderContext> leaves;
    private readonly MultiDocValues.OrdinalMap? map;
    private readonly ConcurrentDictionary<string, SingleFlight<KindOrdinals>> kinds = new(StringComparer.Ordinal);

    private FacetOrdinals(IndexReader reader, IReadOnlyList<AtomicReaderContext> leaves, MultiDocValues.OrdinalMap? map) =>
        (this.reader, this.leaves, this.map) = (reader, leaves, map);

    public static FacetOrdinals Of(IndexReader reader)
    {
        var leaves = reader.Leaves.ToList();
        if (leaves.Count < 2)
        {
            return new(reader, leaves, null);
        }

        var terms = leaves.Select(leaf => Column(leaf.AtomicReader).GetTermsEnum()).ToArray();
        return new(reader, leaves, new MultiDocValues.OrdinalMap(new object(), terms));
    }

    /// <summary>A segment's column; an empty one where no article of the segment has values. For one thread.</summary>
    public static SortedSetDocValues Column(AtomicReader reader) =>
        reader.GetSortedSetDocValues(FieldNames.Facet) ?? DocValues.EMPTY_SORTED_SET;

    /// <summary>A segment's numbers of a kind's values: from the first to after the last.</summary>
    public static (int From, int To) Range(SortedSetDocValues column, string kind) =>
        (At(column, FacetTerm.Prefix(kind)), At(column, kind + FacetKinds.After));

    /// <summary>The values of one kind.</summary>
    public KindOrdinals Kind(string kind, SearchBudget budget)
    {
        var work = kinds.GetOrAdd(kind, _ => new());
        return work.Known ?? work.Value(reader, () => KindOrdinals.Of(kind, reader, leaves, map), budget);
    }

    private static int At(SortedSetDocValues column, string value)
    {
        var ordinal = column.LookupTerm(new BytesRef(value));
        return (int)(ordinal < 0 ? -ordinal - 1 : ordinal);
    }
}
