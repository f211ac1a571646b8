using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace SearchCore.Searching.Filters;

/// <summary>
/// The articles of the values that a request drills down to, of a kind that is counted sideways: along the kind itself the condition does
/// not hold.
/// </summary>
/// <param name="Kind">The kind.</param>
/// <param name="Filter">The articles that have any of the values.</param>
internal sealed record DrillDownFilter(string Kind, Filter Filter)
{
    /// <summary>The articles of a segment, deleted ones included; null for none.</summary>
    public FixedBitSet? Bits(AtomicReaderContext context) => (FixedBitSet?)Filter.GetDocIdSet(context, null);
}
