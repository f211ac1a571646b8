using Lucene.Net.Index;

using SearchCore.Storage;

using Lock = System.Threading.Lock;

namespace SearchCore.Indexing.Publication;

/// <summary>
/// The commits of an index, one after another: each with its number, the load's checkpoint and a manifest, and only a finished one counts.
/// Thread-safe; one commit at a time.
/// </summary>
internal sealed class CommitSequence(
    string folder, DurableDirectory directory, GuardedWriter writer, MergeHealth merges, InputWindow window, CommitData last)
{
    private readonly Lock committing = new();
    private CommitData last = last;

    /// <summary>Who keeps what was found in articles on their way; null for nobody.</summary>
    public IBatchWatch? Watch { get; set; }

    /// <summary>What the last commit says about itself.</summary>
    public CommitData Last => Volatile.Read(ref last);

    /// <summary>Makes everything published so far durable; without changes since the last commit it does nothing.</summary>
    /// <param name="load">The load under way; null for none.</param>
    /// <returns>The last commit's number.</returns>
    /// <exception cref="IndexException">
    /// It failed, and everything since the last commit is undone; or merges keep failing: then nothing is undone, and a later commit
    /// succeeds once they do.
    /// </exception>
    public long Commit(ICheckpoints? load)
    {
        lock (committing)
        {
            RequireHealthyMerges();
            WriteHeld();

            // What is published by now is synced before the publication lock is taken: nobody is to wait for the disk behind it.
            writer.Run("The commit failed", directory.SyncWritten);
            if (Prepare(load) is not { } prepared)
            {
                return last.Sequence;
            }

            var next = prepared.Data;
            KeepFindings(prepared);

            writer.Run("The commit failed", () =>
            {
                var synced = directory.Prepared ?? throw new InvalidOperationException("A prepared commit had no files synced.");
                RequireFiles(synced.Files);
                new Manifest(synced.Generation, next.Sequence, synced.Files.ToDictionary(file => file, directory.SumOf))
                    .Write(folder, directory.Files);
                writer.Lucene.Commit();
                RemoveOldManifests(synced.Generation);
            });
            Volatile.Write(ref last, next);
            Watch?.Committed();
            return next.Sequence;
        }
    }

    /// <summary>Sees to it that findings to come have higher numbers than one; the next commit says so.</summary>
    public void PassEvents(long number)
    {
        lock (committing)
        {
            lock (writer.Publication)
            {
                if (last.Event is not { } known || number > known)
                {
                    Volatile.Write(ref last, last with { Event = number });
                }
            }
        }
    }

    /// <summary>
    /// Exchanges everything for another index in one commit: whoever reads, and whatever happens, has the one or the other.
    /// </summary>
    /// <param name="schema">What the other one is made to hold, as text.</param>
    /// <param name="checkpoint">How far its load has come; null where it is complete.</param>
    /// <param name="exchange">Puts its segments in the place of all there are. Called once, under the publication lock.</param>
    /// <returns>The commit's number.</returns>
    /// <exception cref="IndexException">It failed, and everything since the last commit is undone.</exception>
    public long Exchange(string schema, Checkpoint? checkpoint, Action<IndexWriter> exchange)
    {
        lock (committing)
        {
            lock (writer.Publication)
            {
                writer.Run("The index could not be exchanged", () =>
                {
                    exchange(writer.Lucene);
                    Volatile.Write(ref last, last with { SchemaText = schema, Checkpoint = checkpoint });
                });
                writer.HasChanges = true;
            }

            try
            {
                return Commit(load: null);
            }
            catch (IndexException e) when (!writer.IsBroken)
            {
                // Who is told that it failed must not find it made by a later commit.
                throw writer.RollBack("The index could not be exchanged", e.InnerException ?? e);
            }
        }
    }

    /// <summary>Commits as the first of a new epoch (<see cref="CommitData.Epoch"/>).</summary>
    /// <returns>The commit's number.</returns>
    public long Promote() => Begin(last => last + 1);

    /// <summary>As <see cref="Promote"/>, an epoch that somebody else gave.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not later than the index's.</exception>
    public long Begin(long epoch) => Begin(last =>
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(epoch, last);
        return epoch;
    });

    private long Begin(Func<long, long> epoch)
    {
        lock (committing)
        {
            lock (writer.Publication)
            {
                Volatile.Write(ref last, last with { Epoch = epoch(last.Epoch) });
                writer.HasChanges = true;
            }

            return Commit(load: null);
        }
    }

    /// <summary>Leaves nothing but the last commit. Lucene swallows it where segments.gen cannot be written.</summary>
    public void RemoveOthers()
    {
        var generation = CommitPoint.Generations(directory.ListAll()).FirstOrDefault(0);
        Leftovers.RemoveManifests(directory, generation);
        if (CommitPoint.Finished(directory) != generation)
        {
            SegmentInfos.WriteSegmentsGen(directory, generation);
            if (CommitPoint.Finished(directory) != generation)
            {
                throw new IOException($"{IndexFileNames.SEGMENTS_GEN} could not be written.");
            }
        }
    }

    private void KeepFindings(PreparedCommit commit)
    {
        if (commit.Index is not { } index)
        {
            return;
        }

        using (index)
        {
            var (next, found) = (commit.Data, commit.Found);
            writer.Run(
                "The events of standing queries could not be written",
                () => Watch!.Keep(found, next.Event!.Value - found.Count + 1, next.Sequence, index));
        }
    }

    // Files that somebody removed can still be read by whoever has them open: a commit that names them would be damaged from its beginning.
    private void RequireFiles(IReadOnlyList<string> names)
    {
        var there = directory.ListAll().ToHashSet(StringComparer.Ordinal);
        if (names.FirstOrDefault(name => !there.Contains(name)) is { } gone)
        {
            throw new CorruptIndexException($"{gone} is gone: somebody removed files of the index while it was open.");
        }
    }

    // What is published is not on the disk yet where it is small. Where the disk is full nothing needs to be undone.
    private void WriteHeld()
    {
        try
        {
            directory.WriteHeld();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IndexException(
                IndexFault.Unwritable,
                folder,
                $"The commit failed in {folder}: {e.Message} Nothing is undone; make room or mend the cause, and commit again.",
                e);
        }
    }

    private PreparedCommit? Prepare(ICheckpoints? load)
    {
        lock (writer.Publication)
        {
            writer.ThrowIfBroken();
            var checkpoint = load is null ? last.Checkpoint : load.Reached(window.LowWater);
            if (!writer.HasChanges && checkpoint == last.Checkpoint)
            {
                return null;
            }

            return writer.Run("The commit failed", () =>
            {
                var found = Watch?.Take() ?? [];
                var next = last with
                {
                    Sequence = last.Sequence + 1,
                    NextChunk = window.Next,
                    Checkpoint = checkpoint,
                    Event = last.Event + found.Count,
                };
                writer.Lucene.SetCommitData(next.ToUserData());
                writer.Lucene.PrepareCommit();
                writer.HasChanges = false;
                var index = found.Count == 0 ? null : DirectoryReader.Open(writer.Lucene, applyAllDeletes: true);
                return new PreparedCommit(next, found, index);
            });
        }
    }

    // An index whose segments cannot be merged any more grows slow and holds damage or lacks room: its owner must hear of it. A last
    // attempt tells whether the cause has gone meanwhile.
    private void RequireHealthyMerges()
    {
        if (merges.Trouble is null)
        {
            return;
        }

        var before = merges.Failures.Failures;
        writer.Run("Merging could not begin", () =>
        {
            writer.Lucene.MaybeMerge();
            writer.Lucene.WaitForMerges();
        });
        if (merges.Failures is var (failures, cause) && failures == before)
        {
            merges.Recover();
            return;
        }

        throw new IndexException(
            IndexFault.Corrupt,
            folder,
            $"Segments of the index in {folder} can no longer be merged ({failures} failures; the last: {cause}). "
            + "What was committed before stands. "
            + "Make room on the disk and commit again, or run a check (searchcore check) and restore the index from a snapshot.");
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

    /// <summary>A commit that is not one yet.</summary>
    /// <param name="Data">What it says about itself.</param>
    /// <param name="Found">What was found in articles that came with it.</param>
    /// <param name="Index">The index as it is in it, to be disposed; null where nothing was found.</param>
    private sealed record PreparedCommit(CommitData Data, IReadOnlyList<BatchFinding> Found, DirectoryReader? Index);
}
