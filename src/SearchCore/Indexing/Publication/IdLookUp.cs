using System.Runtime.CompilerServices;

using Lucene.Net.Index;
using Lucene.Net.Util;

using SearchCore.Schema;

namespace SearchCore.Indexing.Publication;

/// <summary>
/// Finds articles of a segment by id. To make ready costs more than a look-up, so what did one serves the next, over any number of
/// reopenings of the segment and as long as that lives. For one thread at a time.
/// </summary>
internal sealed class IdLookUp
{
    private static readonly ConditionalWeakTable<object, StrongBox<IdLookUp?>> Spare = [];

    private readonly StrongBox<IdLookUp?> place;
    private readonly TermsEnum terms;
    private DocsEnum? documents;

    private IdLookUp(StrongBox<IdLookUp?> place, TermsEnum terms) => (this.place, this.terms) = (place, terms);

    /// <summary>One of a segment; null where it has no ids. Who fails with it does not give it back.</summary>
    public static IdLookUp? Rent(AtomicReader segment)
    {
        var place = Spare.GetOrCreateValue(segment.CoreCacheKey);
        return Interlocked.Exchange(ref place.Value, null)
            ?? (segment.GetTerms(FieldNames.Id)?.GetEnumerator() is { } terms ? new(place, terms) : null);
    }

    /// <summary>Gives it back.</summary>
    public void Return() => place.Value = this;

    /// <summary>The articles with an id; null where there is none. Good until the next call.</summary>
    /// <param name="id">The id.</param>
    /// <param name="live">Which articles are not deleted; null for all.</param>
    public DocsEnum? Find(BytesRef id, IBits? live) =>
        terms.SeekExact(id) ? documents = terms.Docs(live, documents, DocsFlags.NONE) : null;
}
