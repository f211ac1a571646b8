using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

using SearchCore.Schema;

namespace SearchCore.Indexing.Publication;

/// <summary>
/// Deletes published articles by id. IndexWriter's own way makes a reader of postings for each id, two kilobytes of garbage an article; here one
/// reader a segment serves all of them.
/// </summary>
internal static class IdDeletion
{
    /// <summary>Deletes the articles that have one of these ids; ids that none has are passed over. Under the publication lock.</summary>
    /// <param name="writer">The index.</param>
    /// <param name="ids">The ids, UTF-8. Put in order; their bytes must not change.</param>
    public static void Delete(IndexWriter writer, List<BytesRef> ids)
    {
        if (ids.Count == 0)
        {
            return;
        }

        ids.Sort();
        var missed = new List<Term>();
        using var reader = DirectoryReader.Open(writer, applyAllDeletes: false);
        foreach (var leaf in reader.Leaves)
        {
            Delete(writer, leaf.AtomicReader, ids, missed);
        }

        if (missed.Count > 0)
        {
            writer.DeleteDocuments([.. missed]);
        }
    }

    private static void Delete(IndexWriter writer, AtomicReader segment, List<BytesRef> ids, List<Term> missed)
    {
        if (segment.GetTerms(FieldNames.Id)?.GetEnumerator() is not { } terms)
        {
            return;
        }

        DocsEnum? documents = null;
        foreach (var id in ids)
        {
            if (!terms.SeekExact(id))
            {
                continue;
            }

            documents = terms.Docs(segment.LiveDocs, documents, DocsFlags.NONE);
            for (var document = documents.NextDoc(); document != DocIdSetIterator.NO_MORE_DOCS; document = documents.NextDoc())
            {
                // A merge that ended meanwhile has taken the segment away: then by the id, wherever it stands now.
                if (!writer.TryDeleteDocument(segment, document))
                {
                    missed.Add(new Term(FieldNames.Id, id));
                }
            }
        }
    }
}
