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
/// of them. The reader of the look-ups serves for the deletion too where nothing has changed since: opening one costs more than all else.
/// For one thread at a time; to be disposed.
/// </remarks>
/// <param name="before">Articles with this input sequence or a higher one stay.</param>
internal sealed class IdDeletion(long before = long.MaxValue) : IDisposable
{
    private const int LookEvery = 1_024;

    private readonly Dictionary<object, List<(int Document, int Number)>> found = [];
    private DirectoryReader? reader;

    /// <summary>Goes on to what is published now. Under the publication lock.</summary>
    /// <returns>Whether anything has changed since it was asked last.</returns>
    public bool Renew(IndexWriter writer)
    {
        // Every deletion, every new segment and every merge counts as a change. A writer that was closed is asked for a reader and says so.
        if (!writer.IsClosed && reader?.IsCurrent() == true)
        {
            return false;
        }

        Dispose();
        reader = DirectoryReader.Open(writer, applyAllDeletes: false);
        return true;
    }

    /// <summary>Looks for ids in the segments that were not looked through before.</summary>
    /// <param name="ids">
    /// The ids. Put in order. Those that are wanted later and not among them must not be in what <see cref="Renew"/> went on to.
    /// </param>
    /// <param name="cancellation">Ends the look-ups.</param>
    /// <returns>How many articles these segments have.</returns>
    public long LookUp(List<WantedId> ids, CancellationToken cancellation)
    {
        var articles = 0L;
        var isSorted = false;
        foreach (var leaf in reader!.Leaves)
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
            try
            {
                Renew(writer);
                LookUp(ids, cancellation);
                missed = !TryDelete(writer, isWanted, ref deleted);
            }
            finally
            {
                // Where something was missed, what is there now is something else.
                Dispose();
            }
        }

        return deleted;
    }

    /// <summary>Closes what it read.</summary>
    public void Dispose()
    {
        reader?.Dispose();
        reader = null;
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

    // False where a merge that ended meanwhile has taken a segment away: then once more, wherever its articles stand now.
    private bool TryDelete(IndexWriter writer, bool[] isWanted, ref int deleted)
    {
        var isAll = true;
        foreach (var leaf in reader!.Leaves)
        {
            var segment = leaf.AtomicReader;
            var live = segment.LiveDocs;
            foreach (var (document, number) in found[segment.CoreCacheKey])
            {
                if (isWanted[number] && live?.Get(document) != false)
                {
                    var isDone = writer.TryDeleteDocument(segment, document);
                    deleted += isDone ? 1 : 0;
                    isAll &= isDone;
                }
            }
        }

        return isAll;
    }

    private List<(int Document, int Number)> Find(AtomicReader segment, List<WantedId> ids, CancellationToken cancellation)
    {
        var matches = new List<(int, int)>();
        if (IdLookUp.Rent(segment) is not { } lookUp)
        {
            return matches;
        }

        var sequences = before == long.MaxValue ? null : segment.GetNumericDocValues(FieldNames.Sequence);
        var looked = 0;
        foreach (var (id, number) in ids)
        {
            if (looked++ % LookEvery == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            if (lookUp.Find(id, segment.LiveDocs) is not { } documents)
            {
                continue;
            }

            for (var document = documents.NextDoc(); document != DocIdSetIterator.NO_MORE_DOCS; document = documents.NextDoc())
            {
                if (sequences is null || sequences.Get(document) < before)
                {
                    matches.Add((document, number));
                }
            }
        }

        lookUp.Return();
        return matches;
    }
}
