using Lucene.Net.Index;

namespace SearchCore.Storage;

/// <content>How files become durable.</content>
internal sealed partial class DurableDirectory
{
    /// <summary>
    /// Makes the bytes of files durable. Their names are made so once a commit: by its manifest, which is written when all of them are
    /// there, and before the commit counts as one.
    /// </summary>
    public override void Sync(ICollection<string> names)
    {
        EnsureOpen();
        SyncFiles(name => names.Contains(name), mayBeGone: false);
        lock (gate)
        {
            if (commitFile is not null && !names.Contains(commitFile) && !names.Contains(IndexFileNames.SEGMENTS_GEN))
            {
                Prepared = (CommitPoint.Generations([commitFile])[0], [.. names]);
            }
        }
    }

    /// <summary>
    /// Makes the bytes of all files durable that are written so far, so that a commit finds little left to do. Others may go on writing and
    /// deleting.
    /// </summary>
    public void SyncWritten()
    {
        EnsureOpen();
        SyncFiles(_ => true, mayBeGone: true);
    }

    /// <summary>
    /// Puts what is held on the disk, to be synced by <see cref="SyncWritten"/>. Where that fails nothing has changed but that some of it
    /// is there.
    /// </summary>
    public void WriteHeld()
    {
        EnsureOpen();
        var written = held.Write(held.Names);
        lock (gate)
        {
            begun.AddRange(written);
        }
    }

    private void SyncFiles(Func<string, bool> which, bool mayBeGone)
    {
        var wanted = new List<Writing>();
        List<WrittenFile> written;
        lock (gate)
        {
            ThrowIfSyncFailed();
            wanted.AddRange(unsynced.Values.Where(w => which(w.File)));
            written = [.. begun.Where(w => which(w.Name))];
            begun.RemoveAll(w => which(w.Name));
        }

        try
        {
            try
            {
                written.AddRange(held.Write(wanted.Select(w => w.File)));
                written.ForEach(w => w.File.Sync());
            }
            finally
            {
                written.ForEach(w => w.File.Dispose());
            }

            var done = written.Select(w => w.Name).ToHashSet(StringComparer.Ordinal);
            foreach (var writing in wanted.Where(w => !done.Contains(w.File)))
            {
                MakeDurable(writing.File, mayBeGone);
            }
        }
        catch (Exception e)
        {
            lock (gate)
            {
                syncFailure = e;
            }

            throw;
        }

        lock (gate)
        {
            // The system tells of a failed write once: where another thread was told, what this one synced since says nothing.
            ThrowIfSyncFailed();
            foreach (var writing in wanted)
            {
                if (unsynced.TryGetValue(writing.File, out var latest) && latest == writing)
                {
                    unsynced.Remove(writing.File);
                }
            }
        }
    }

    // A file that is deleted, or written again: syncing the old one would be taken for syncing the new one.
    private void LetGo(string name)
    {
        foreach (var file in begun.FindAll(w => w.Name == name))
        {
            file.File.Dispose();
            begun.Remove(file);
        }
    }

    private void MakeDurable(string name, bool mayBeGone)
    {
        try
        {
            Files.SyncFile(PathOf(name));
        }
        catch (FileNotFoundException) when (mayBeGone && !IsUnsynced(name))
        {
            // Merged away meanwhile.
        }
    }

    private bool IsUnsynced(string name)
    {
        lock (gate)
        {
            return unsynced.ContainsKey(name);
        }
    }

    private void ThrowIfSyncFailed()
    {
        if (syncFailure is not null)
        {
            throw new IOException(
                $"An earlier sync of {Folder} failed: {syncFailure.Message} Open the index again: what was committed before stands.",
                syncFailure);
        }
    }
}
