using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

using SearchCore.Schema;

namespace SearchCore.Indexing.Publication;

/// <summary>An id to look for.</summary>
/// <param name="Id">Its UTF-8 bytes; they must not change.</param>
/// <param name="Number">Its number among those of one deletion, from 0.</param>
internal readonly record struct WantedId(BytesRef Id, int Number);

/// <summary>
/// Deletes published articles by id, in two steps, so that nobody waits for look-ups: segments are looked through without the publication
/// lock (<see cref="LookUp"/>), and under it only those that came meanwhile (<see cref="Delete"/>).
/// </summary>
/// <remarks>
/// IndexWriter's own way makes a reader of postings for each id, two kilobytes of garbage an article; here one reader a segment serves all
/// of them. For one thread at a time.
/// </remarks>
/// <param name="before">Articles with this input sequence or a higher one stay.</param>
internal sealed class IdDeletion(long before = long.MaxValue)
{
    private const int LookEvery = 1_024;

    private readonly Dictionary<object, List<(int Document, int Number)>> found = [];

    /// <summary>Looks for ids in the segments that were not looked through before.</summary>
    /// <param name="reader">What is published. Ids that are wanted later and not among <paramref name="ids"/> must not be in it.</param>
    /// <param name="ids">The ids. Put in order.</param>
    /// <param name="cancellation">Ends the look-ups.</param>
    /// <returns>How many articles these segments have.</returns>
    public long LookUp(DirectoryReader reader, List<WantedId> ids, CancellationToken cancellation)
    {
        var articles = 0L;
        var isSorted = false;
        foreach (var leaf in reader.Leaves)
        {
            var segment = leaf.AtomicReader;
            if (found.ContainsKey(segment.CoreCacheKey))
            {
                continue;
            }

            if (!isSorted)
            {
                ids.Sort((a, b) => a.Id.CompareTo(b.Id));
                isSorted = true;
            }

            found.Add(segment.CoreCacheKey, Find(segment, ids, cancellation));
            articles += segment.MaxDoc;
        }

        return articles;
    }

    /// <summary>Deletes the articles that have one of some ids; ids that none has are passed over. Under the publication lock.</summary>
    /// <param name="writer">The index.</param>
    /// <param name="ids">The ids. Put in order.</param>
    /// <param name="numbers">More than their highest number.</param>
    /// <param name="cancellation">Looked at before anything is deleted.</param>
    /// <returns>How many articles were deleted.</returns>
    public int Delete(IndexWriter writer, List<WantedId> ids, int numbers, CancellationToken cancellation = default)
    {
        if (ids.Count == 0)
        {
            return 0;
        }

        var isWanted = new bool[numbers];
        foreach (var id in ids)
        {
            isWanted[id.Number] = true;
        }

        var deleted = 0;
        for (var missed = true; missed; cancellation = default)
        {
            missed = false;
            using var reader = DirectoryReader.Open(writer, applyAllDeletes: false);
            LookUp(reader, ids, cancellation);
            foreach (var leaf in reader.Leaves)
            {
                var segment = leaf.AtomicReader;
                var live = segment.LiveDocs;
                foreach (var (document, number) in found[segment.CoreCacheKey])
                {
                    if (!isWanted[number] || live?.Get(document) == false)
                    {
                        continue;
                    }

                    // A merge that ended meanwhile has taken the segment away: then once more, wherever its articles stand now.
                    var isDone = writer.TryDeleteDocument(segment, document);
                    deleted += isDone ? 1 : 0;
                    missed |= !isDone;
                }
            }
        }

        return deleted;
    }

    /// <summary>Deletes every article that comes before a place in the input order. Under the publication lock.</summary>
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

    private List<(int Document, int Number)> Find(AtomicReader segment, List<WantedId> ids, CancellationToken cancellation)
    {
        var matches = new List<(int, int)>();
        if (segment.GetTerms(FieldNames.Id)?.GetEnumerator() is not { } terms)
        {
            return matches;
        }

        var sequences = before == long.MaxValue ? null : segment.GetNumericDocValues(FieldNames.Sequence);
        DocsEnum? documents = null;
        var looked = 0;
        foreach (var (id, number) in ids)
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
                    matches.Add((document, number));
                }
            }
        }

        return matches;
    }
}
