using Lucene.Net.Index;

using SearchCore.Storage;

namespace SearchCore.Indexing.Publication;

/// <content>What becomes of failures, and what is left behind.</content>
internal sealed partial class ArticleWriter
{
    // Leaves nothing but the last commit. Lucene swallows it where segments.gen cannot be written.
    private void Leave()
    {
        var last = CommitPoint.Generations(directory.ListAll()).FirstOrDefault(0);
        Leftovers.RemoveManifests(directory, last);
        if (CommitPoint.Finished(directory) != last)
        {
            SegmentInfos.WriteSegmentsGen(directory, last);
            if (CommitPoint.Finished(directory) != last)
            {
                throw new IOException($"{IndexFileNames.SEGMENTS_GEN} could not be written.");
            }
        }
    }

    private void Guarded(string what, Action action) => Guarded(what, () =>
    {
        action();
        return true;
    });

    private T Guarded<T>(string what, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (e is not IndexException)
        {
            throw RollBack(what, e);
        }
    }

    // An index whose segments cannot be merged any more grows slow and holds damage or lacks room: its owner must hear of it. A last attempt tells
    // whether the cause has gone meanwhile.
    private void RequireHealthyMerges()
    {
        if (Merges.Trouble is null)
        {
            return;
        }

        ThrowIfBroken();
        var before = Merges.Failures.Failures;
        Guarded("Merging could not begin", () =>
        {
            writer.MaybeMerge();
            writer.WaitForMerges();
        });
        if (Merges.Failures is var (failures, cause) && failures == before)
        {
            Merges.Recover();
        }
        else
        {
            throw new IndexException(
                IndexFault.Corrupt, folder, $"Segments of the index in {folder} can no longer be merged ({failures} failures; the last: {cause}). What was committed before stands. Make room on the disk and commit again, or run a check (searchcore check) and restore the index from a snapshot.");
        }
    }

    // The commit is durable by now: what cannot be removed is no reason to undo it, and goes with the next one.
    private void RemoveOldManifests(long generation)
    {
        try
        {
            Leftovers.RemoveManifests(directory, generation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    /// <summary>
    /// Goes back to the last commit and closes for good: after a failure half-way nobody knows what is held in memory; the last commit is known to be whole.
    /// </summary>
    /// <returns>The fault to throw.</returns>
    public IndexException RollBack(string what, Exception cause)
    {
        lock (publication)
        {
            var fault = new IndexException(
                IndexFault.Unwritable, folder, $"{what} in {folder}: {cause.Message} What was committed before stands; mend the cause, open the index again and repeat what came after.", cause);
            broken = fault;
            try
            {
                writer.Rollback();
            }
            catch (Exception)
            {
                // Whatever it is (a merge that failed tells so here again), the first failure is the one to tell; the files it left are removed when
                // the index is opened next.
            }

            return fault;
        }
    }

    private void ThrowIfBroken()
    {
        if (broken is not null)
        {
            throw new IndexException(broken.Fault, folder, broken.Message, broken);
        }
    }
}
