using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

using SearchCore.Schema;

namespace SearchCore.Indexing.Publication;

/// <summary>
/// Deletes published articles by id. IndexWriter's own way makes a reader of postings for each id, two kilobytes of garbage an article;
/// here one reader a segment serves all of them. Under the publication lock.
/// </summary>
internal static class IdDeletion
{
    private const int LookEvery = 1_024;

    /// <summary>Deletes the articles that have one of these ids; ids that none has are passed over.</summary>
    /// <param name="writer">The index.</param>
    /// <param name="ids">The ids, UTF-8. Put in order; their bytes must not change.</param>
    /// <returns>How many were deleted.</returns>
    public static int Delete(IndexWriter writer, List<BytesRef> ids) => Delete(writer, ids, long.MaxValue, CancellationToken.None);

    /// <summary>As above, of the articles that come before a place in the input order.</summary>
    /// <param name="writer">The index.</param>
    /// <param name="ids">The ids, UTF-8. Put in order; their bytes must not change.</param>
    /// <param name="before">Articles with this sequence or a higher one stay.</param>
    /// <param name="cancellation">Looked at before anything is deleted.</param>
    public static int Delete(IndexWriter writer, List<BytesRef> ids, long before, CancellationToken cancellation)
    {
        if (ids.Count == 0)
        {
            return 0;
        }

        ids.Sort();
        var found = 0;
        while (ids.Count > 0)
        {
            var missed = new List<BytesRef>();
            using var reader = DirectoryReader.Open(writer, applyAllDeletes: false);
            var targets = Find(reader, ids, before, cancellation);
            foreach (var (segment, document, id) in targets)
            {
                // A merge that ended meanwhile has taken the segment away: then once more, wherever it stands now.
                if (!writer.TryDeleteDocument(segment, document))
                {
                    missed.Add(id);
                }
            }

            found += targets.Count - missed.Count;
            (ids, cancellation) = (missed, CancellationToken.None);
        }

        return found;
    }

    /// <summary>Deletes every article that comes before a place in the input order.</summary>
    /// <returns>How many were deleted.</returns>
    public static long DeleteAll(IndexWriter writer, long before, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var deleted = 0L;
        for (var missed = true; missed;)
        {
            missed = false;
            using var reader = DirectoryReader.Open(writer, applyAllDeletes: false);
            foreach (var leaf in reader.Leaves)
            {
                var segment = leaf.AtomicReader;
                var (live, sequences) = (segment.LiveDocs, segment.GetNumericDocValues(FieldNames.Sequence));
                for (var document = 0; document < segment.MaxDoc && !missed; document++)
                {
                    if (live?.Get(document) == false || sequences?.Get(document) >= before)
                    {
                        continue;
                    }

                    missed = !writer.TryDeleteDocument(segment, document);
                    deleted += missed ? 0 : 1;
                }
            }
        }

        return deleted;
    }

    private static List<(AtomicReader Segment, int Document, BytesRef Id)> Find(
        DirectoryReader reader, List<BytesRef> ids, long before, CancellationToken cancellation)
    {
        var found = new List<(AtomicReader, int, BytesRef)>();
        foreach (var leaf in reader.Leaves)
        {
            var segment = leaf.AtomicReader;
            if (segment.GetTerms(FieldNames.Id)?.GetEnumerator() is not { } terms)
            {
                continue;
            }

            var sequences = before == long.MaxValue ? null : segment.GetNumericDocValues(FieldNames.Sequence);
            DocsEnum? documents = null;
            var looked = 0;
            foreach (var id in ids)
            {
                if (looked++ % LookEvery == 0)
                {
                    cancellation.ThrowIfCancellationRequested();
                }

                if (!terms.SeekExact(id))
                {
                    continue;
                }

                documents = terms.Docs(segment.LiveDocs, documents, DocsFlags.NONE);
                for (var document = documents.NextDoc(); document != DocIdSetIterator.NO_MORE_DOCS; document = documents.NextDoc())
                {
                    if (sequences is null || sequences.Get(document) < before)
                    {
                        found.Add((segment, document, id));
                    }
                }
            }
        }

        return found;
    }
}
