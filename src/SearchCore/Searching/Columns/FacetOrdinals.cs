using System.Collections.Concurrent;

using Lucene.Net.Index;

using SearchCore.Searching.Budget;

namespace SearchCore.Searching.Columns;

/// <summary>
/// The facet column's values numbered over all segments, kind by kind. Counting goes by each segment's own numbers; only what was counted
/// is mapped. The map of a kind is costly, so there is one for each point in time. Thread-safe.
/// </summary>
internal sealed class FacetOrdinals
{
    private readonly IndexReader owner;
    private readonly IReadOnlyList<AtomicReaderContext> leaves;
    private readonly ConcurrentDictionary<string, SingleFlight<KindOrdinals>> kinds = new(StringComparer.Ordinal);

    /// <summary>Makes those of an index; a kind's values are numbered when it is asked for.</summary>
    /// <param name="reader">The index.</param>
    /// <param name="owner">What is held open while something is made of it.</param>
    public FacetOrdinals(IndexReader reader, IndexReader owner) => (this.owner, leaves) = (owner, [.. reader.Leaves]);

    /// <summary>The values of one kind.</summary>
    public KindOrdinals Kind(string kind, SearchBudget budget)
    {
        var work = kinds.GetOrAdd(kind, _ => new());
        return work.Known ?? work.Value(owner, () => KindOrdinals.Of(kind, owner, leaves), budget);
    }
}
