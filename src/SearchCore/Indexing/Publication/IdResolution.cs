using Lucene.Net.Index;

using SearchCore.Indexing.Segments;
using SearchCore.Schema;

namespace SearchCore.Indexing.Publication;

/// <summary>
/// Decides, when a segment is published, which articles of one id count: the one that was read or added last, unless it was deleted after
/// that. Under the publication lock, but for <see cref="IdsOf"/>.
/// </summary>
internal sealed class IdResolution(InputWindow window, bool isEmpty)
{
    private const int FewArticles = 10_000, IndexShare = 50;

    private readonly PublishedIds recent = new();
    private readonly RememberedDeletions deletions = new();
    private IdFilter? known = isEmpty ? new IdFilter() : null;
    private List<ulong>? sinceRead;
    private long published;

    /// <summary>The memory that grows with the index; may be asked for without the lock.</summary>
    public long Bytes => Volatile.Read(ref known)?.Bytes ?? 0;

    /// <summary>
    /// Whether so much was published that it pays to know all ids of the index. The caller reads them (<see cref="IdsOf"/>) from a reader
    /// opened now, and gives them to <see cref="Know"/>.
    /// </summary>
    public bool WantsIds(IndexWriter index)
    {
        if (known is not null || sinceRead is not null || published <= Math.Max(FewArticles, index.MaxDoc / IndexShare))
        {
            return false;
        }

        sinceRead = [];
        return true;
    }

    /// <summary>The ids of an index. Takes seconds where it is large, and needs no lock.</summary>
    public static IdFilter IdsOf(DirectoryReader reader)
    {
        var filter = new IdFilter();
        foreach (var leaf in reader.Leaves)
        {
            if (leaf.AtomicReader.GetTerms(FieldNames.Id)?.GetEnumerator() is { } terms)
            {
                while (terms.MoveNext())
                {
                    filter.Add(IdHash.Of(terms.Term.Bytes.AsSpan(terms.Term.Offset, terms.Term.Length)));
                }
            }
        }

        return filter;
    }

    /// <summary>Takes the ids of the index over, which were asked for by <see cref="WantsIds"/>; null where reading them failed.</summary>
    public void Know(IdFilter? ids)
    {
        foreach (var hash in sinceRead!)
        {
            ids?.Add(hash);
        }

        (known, sinceRead) = (ids, null);
    }

    /// <summary>The ids of a segment that the index may hold now.</summary>
    public List<WantedId> Candidates(StagedSegment segment)
    {
        var ids = new List<WantedId>();
        for (var document = 0; document < segment.Documents; document++)
        {
            if (segment.IsLive(document) && (known is null || known.MayContain(IdHash.Of(segment.Id(document).Span))))
            {
                ids.Add(new(segment.IdBytes(document), document));
            }
        }

        return ids;
    }

    /// <summary>
    /// Marks what a segment holds in vain: articles that a later one has replaced already, or that were deleted on their way.
    /// </summary>
    /// <param name="segment">The segment, before it is committed.</param>
    /// <param name="superseded">How many a later one has replaced.</param>
    /// <returns>
    /// The ids of the others that the index may hold, each with the number of its article in the segment: those articles came before and
    /// go.
    /// </returns>
    public List<WantedId> Resolve(StagedSegment segment, out int superseded)
    {
        ForgetSettled();
        var replaced = new List<WantedId>();
        superseded = segment.Superseded;
        for (var document = 0; document < segment.Documents; document++)
        {
            if (!segment.IsLive(document))
            {
                continue;
            }

            var id = segment.Id(document);
            var hash = IdHash.Of(id.Span);
            if (recent.Count > 0 && recent.HasNewer(id.Span, hash, segment.Sequence(document)))
            {
                superseded++;
                segment.Delete(document);
            }
            else if (deletions.Any && deletions.Covers(id.Span, segment.Sequence(document)))
            {
                segment.Delete(document);
            }
            else if (known is null || known.MayContain(hash))
            {
                replaced.Add(new(segment.IdBytes(document), document));
            }
        }

        return replaced;
    }

    /// <summary>The segment is in the index.</summary>
    public void Remember(StagedSegment segment)
    {
        published += segment.Documents;
        recent.Add(segment.LiveDocuments, LiveIds(segment));
        if (known is not null || sinceRead is not null)
        {
            foreach (var id in LiveIds(segment))
            {
                known?.Add(id.Hash);
                sinceRead?.Add(id.Hash);
            }
        }
    }

    /// <summary>Ids were deleted from what is published; what is on its way and came before is to go too.</summary>
    public void Delete(IReadOnlyList<WantedId> ids, InputWindow.Mark at)
    {
        ForgetSettled();
        if (window.LowWater < at.Number)
        {
            foreach (var (id, _) in ids)
            {
                deletions.Add(id.Bytes.AsSpan(id.Offset, id.Length), at.Sequence);
            }
        }
    }

    /// <summary>All that is published was deleted; what is on its way and came before is to go too.</summary>
    public void DeleteAll(InputWindow.Mark at)
    {
        if (window.LowWater < at.Number)
        {
            deletions.AddAll(at.Sequence);
        }
    }

    private void ForgetSettled()
    {
        var lowWater = InputSequence.Of(window.LowWater, 0);
        recent.ForgetBefore(lowWater);
        deletions.ForgetBefore(lowWater);
    }

    private static IEnumerable<PublishedId> LiveIds(StagedSegment segment)
    {
        for (var document = 0; document < segment.Documents; document++)
        {
            if (segment.IsLive(document))
            {
                var id = segment.Id(document);
                yield return new PublishedId(id, IdHash.Of(id.Span), segment.Sequence(document));
            }
        }
    }
}
