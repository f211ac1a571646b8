using System.Globalization;

using SearchCore.Files;
using SearchCore.Indexing.Publication;
using SearchCore.Storage;

namespace SearchCore.Maintenance;

/// <summary>
/// Brings a snapshot back into an index's folder: verified first, then as one commit that replaces what was there, so that whatever happens
/// one of the two is there. An index that was damaged is moved aside instead of being replaced.
/// </summary>
internal static class Restorer
{
    /// <summary>Restores.</summary>
    /// <param name="snapshot">The snapshot's folder.</param>
    /// <param name="folder">The index's.</param>
    /// <param name="written">
    /// The number of the last event of standing queries that stands in files: where no commit says how many count, all do; none is to be
    /// lost, and no number given twice.
    /// </param>
    /// <param name="options">The file system, and how segments are merged.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="IndexException">The snapshot is missing, damaged or of another schema; the target is locked or cannot be written.
    /// The target is as it was then.</exception>
    public static RestoreReport Restore(
        string snapshot, string folder, Func<long> written, ArticleIndexOptions options, CancellationToken cancellation)
    {
        var files = options.Files;
        using var source = OpenSnapshot(snapshot, folder, files, cancellation);
        IndexFolder.Create(folder, files);
        using var held = IndexLock.Take(folder, files);
        return held.Orderly(() => IndexFolder.Guard(folder, () =>
        {
            using var directory = IndexFolder.Open(folder, files);
            var (before, aside) = Look(folder, directory, cancellation);
            long sequence;
            using (var writer = WriterOpening.Replace(folder, directory, options, new CommitData(
                source.Commit.Data.SchemaText,
                Math.Max(before?.Sequence ?? 0, source.Commit.Data.Sequence),
                Math.Max(before?.NextChunk ?? 0, source.Commit.Data.NextChunk),
                source.Commit.Data.Checkpoint)
            {
                Epoch = before?.Epoch ?? source.Commit.Data.Epoch,
                Event = Math.Max(before is null ? written() : before.Event ?? 0, source.Commit.Data.Event ?? 0),
            }))
            {
                writer.Adopt(source.Directory);
                sequence = writer.Commit();
            }

            return new RestoreReport { Sequence = sequence, Articles = source.Check.Articles, Bytes = source.Check.Bytes, Aside = aside };
        }, files));
    }

    /// <summary>Opens a snapshot to restore from, every byte of which is verified.</summary>
    /// <param name="snapshot">Its folder.</param>
    /// <param name="folder">The index's.</param>
    /// <param name="files">The file system of the snapshot.</param>
    /// <param name="cancellation">Ends the verification.</param>
    /// <exception cref="IndexException">The snapshot is missing, damaged, or the index itself.</exception>
    public static OpenSnapshot OpenSnapshot(string snapshot, string folder, IFileOperations files, CancellationToken cancellation)
    {
        if (snapshot == folder)
        {
            throw new IndexException(
                IndexFault.Unwritable, folder,
                $"{folder} cannot be restored from itself. Name the snapshot's folder, and the index's with --index.");
        }

        IndexFolder.Require(snapshot);
        var directory = IndexFolder.Open(snapshot, files);
        PinnedCommit? commit = null;
        try
        {
            var check = IndexChecker.Check(snapshot, directory, quick: false, cancellation);
            if (!check.IsSound)
            {
                throw new IndexException(
                    IndexFault.Corrupt, snapshot,
                    $"Nothing was restored, because the snapshot in {snapshot} is damaged: {check.Problems[0]}");
            }

            commit = PinnedCommit.Open(snapshot, directory) ?? throw IndexFolder.Missing(snapshot);
            directory.Learn(commit.Manifest().Files);
            return new OpenSnapshot(directory, commit, check);
        }
        catch
        {
            commit?.Dispose();
            directory.Dispose();
            throw;
        }
    }

    // What the target holds: nothing, a sound index, or a damaged one, which is moved aside.
    private static (CommitData? Before, string? Aside) Look(string folder, DurableDirectory directory, CancellationToken cancellation)
    {
        CommitData? before = null;
        var sound = true;
        try
        {
            using var commit = PinnedCommit.Open(folder, directory);
            if (commit is not null)
            {
                before = commit.Data;
                sound = IndexChecker.Check(commit, directory, quick: false, cancellation).IsSound;
                directory.Learn(sound ? commit.Manifest().Files : new Dictionary<string, FileSum>());
            }
        }
        catch (IndexException e) when (e.Fault == IndexFault.Corrupt)
        {
            sound = false;
        }

        var aside = sound ? null : MoveAside(folder, directory.Files, cancellation);

        // An index begins with an empty commit, so that a first commit that was cut off is never one with articles.
        WriterOpening.Prepare(folder, directory);
        return (before, aside);
    }

    private static string MoveAside(string folder, IFileOperations files, CancellationToken cancellation)
    {
        var aside = Enumerable.Range(1, int.MaxValue).Select(n => string.Create(CultureInfo.InvariantCulture, $"{folder}.damaged-{n}"))
            .First(path => !Path.Exists(path));
        IndexFolder.Create(aside, files);
        var names = files.List(folder).Where(name => !IndexLock.IsLockFile(name)).ToList();
        foreach (var name in names)
        {
            using var open = files.OpenRead(Path.Combine(folder, name));
            FileCopy.LinkOrCopy(files, Path.Combine(folder, name), open, Path.Combine(aside, name), sum: null, cancellation);
        }

        files.SyncFolder(aside);
        foreach (var name in names)
        {
            files.Delete(Path.Combine(folder, name));
        }

        // The commit that comes next syncs the folder, and with it that they are gone.
        return aside;
    }
}
