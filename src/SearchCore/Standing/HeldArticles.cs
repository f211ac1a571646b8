using System.Runtime.InteropServices;

using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

using SearchCore.Schema;

namespace SearchCore.Standing;

/// <summary>Which articles an index has, by id and place in input order. For one thread.</summary>
/// <param name="index">The index.</param>
internal sealed class HeldArticles(DirectoryReader index)
{
    private readonly (AtomicReader Reader, TermsEnum Ids, NumericDocValues Places)[] segments =
    [
        .. index.Leaves.Select(leaf => leaf.AtomicReader).Where(r => r.GetTerms(FieldNames.Id) is not null).Select(r =>
            (r, r.GetTerms(FieldNames.Id).GetEnumerator(), r.GetNumericDocValues(FieldNames.Sequence))),
    ];

    private DocsEnum? reuse;
    private (ReadOnlyMemory<byte> Id, long Place, bool IsHeld) last;

    /// <summary>Whether the article with an id is the one that had a place in the input, and was not deleted.</summary>
    /// <remarks>Of several questions about one article in a row it looks for the first.</remarks>
    public bool Has(ReadOnlyMemory<byte> id, long place)
    {
        if (last.Place != place || !last.Id.Span.SequenceEqual(id.Span))
        {
            last = (id, place, Find(id, place));
        }

        return last.IsHeld;
    }

    private bool Find(ReadOnlyMemory<byte> id, long place)
    {
        if (!MemoryMarshal.TryGetArray(id, out var bytes))
        {
            bytes = id.ToArray();
        }

        var term = new BytesRef(bytes.Array, bytes.Offset, bytes.Count);
        foreach (var (reader, ids, places) in segments)
        {
            if (!ids.SeekExact(term))
            {
                continue;
            }

            reuse = ids.Docs(reader.LiveDocs, reuse, DocsFlags.NONE);
            if (reuse.NextDoc() is not DocIdSetIterator.NO_MORE_DOCS and var document)
            {
                return places.Get(document) == place;
            }
        }

        return false;
    }
}
