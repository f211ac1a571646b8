using Lucene.Net.Index;

using SearchCore.Indexing.Segments;

namespace SearchCore.Indexing.Publication;

/// <summary>
/// Looks for published articles by id before a segment is published or something is deleted, while others may publish and delete.
/// Thread-safe.
/// </summary>
/// <param name="writer">The index.</param>
/// <param name="ids">What it has of ids; under the publication lock.</param>
internal sealed class IdSearch(GuardedWriter writer, Func<IdResolution> ids)
{
    // Articles that may be looked through while everybody waits, and how often one tries to have no more left.
    private const int FewArticles = 1_000, MostRounds = 4;

    /// <summary>Looks for what a segment may replace. What is returned is to be disposed.</summary>
    public IdDeletion FindReplaced(StagedSegment segment)
    {
        DirectoryReader? index = null;
        IdResolution asking;
        lock (writer.Publication)
        {
            asking = ids();
            if (asking.WantsIds(writer.Lucene))
            {
                index = DirectoryReader.Open(writer.Lucene, applyAllDeletes: false);
            }
        }

        if (index is not null)
        {
            ReadIds(index, asking);
        }

        var deletion = new IdDeletion();
        try
        {
            Find(deletion, () => ids().Candidates(segment), CancellationToken.None);
            return deletion;
        }
        catch
        {
            deletion.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Looks for ids. What is published meanwhile is looked through too, until little is left for the moment in which nobody else may
    /// publish or delete.
    /// </summary>
    /// <param name="deletion">What goes on from there.</param>
    /// <param name="candidates">The ids; asked for under the publication lock.</param>
    /// <param name="cancellation">Ends it.</param>
    public void Find(IdDeletion deletion, Func<List<WantedId>> candidates, CancellationToken cancellation)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            List<WantedId> wanted;
            lock (writer.Publication)
            {
                wanted = candidates();
                if (wanted.Count == 0 || !deletion.Renew(writer.Lucene))
                {
                    return;
                }
            }

            if (deletion.LookUp(wanted, cancellation) < FewArticles)
            {
                return;
            }
        }
    }

    private void ReadIds(DirectoryReader index, IdResolution asking)
    {
        IdFilter? filter = null;
        try
        {
            using (index)
            {
                filter = IdResolution.IdsOf(index);
            }
        }
        finally
        {
            lock (writer.Publication)
            {
                asking.Know(filter);
            }
        }
    }
}
