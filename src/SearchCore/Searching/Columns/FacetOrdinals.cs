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
    private readonly IndexReader owner;
    private readonly IReadOnlyList<AtomicReaderContext> leaves;
    private readonly MultiDocValues.OrdinalMap? map;
    private readonly ConcurrentDictionary<string, SingleFlight<KindOrdinals>> kinds = new(StringComparer.Ordinal);

    private FacetOrdinals(IndexReader owner, IReadOnlyList<AtomicReaderContext> leaves, MultiDocValues.OrdinalMap? map) =>
        (this.owner, this.leaves, this.map) = (owner, leaves, map);

    /// <summary>Makes the map.</summary>
    /// <param name="reader">The index.</param>
    /// <param name="owner">What is held open while something is made of it.</param>
    public static FacetOrdinals Of(IndexReader reader, IndexReader owner)
    {
        var leaves = reader.Leaves.ToList();
        if (leaves.Count < 2)
        {
            return new(owner, leaves, null);
        }

        var terms = leaves.Select(leaf => Column(leaf.AtomicReader).GetTermsEnum()).ToArray();
        return new(owner, leaves, new MultiDocValues.OrdinalMap(new object(), terms));
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
        return work.Known ?? work.Value(owner, () => KindOrdinals.Of(kind, owner, leaves, map), budget);
    }

    private static int At(SortedSetDocValues column, string value)
    {
        var ordinal = column.LookupTerm(new BytesRef(value));
        return (int)(ordinal < 0 ? -ordinal - 1 : ordinal);
    }
}
