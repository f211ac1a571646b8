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
    /// <exception cref="IndexException">The snapshot is missing, damaged or of another schema; the target is locked or cannot be written.
    /// The target is as it was then.</exception>
    public static RestoreReport Restore(string snapshot, string folder, ArticleIndexOptions options, CancellationToken cancellation)
    {
        var files = options.Files;
        if (snapshot == folder)
        {
            throw new IndexException(
                IndexFault.Unwritable, folder,
                $"{folder} cannot be restored from itself. Name the snapshot's folder, and the index's with --index.");
        }

        IndexFolder.Require(snapshot);
        using var source = IndexFolder.Open(snapshot, files);
        var check = IndexChecker.Check(snapshot, source, quick: false, cancellation);
        if (!check.IsSound)
        {
            throw new IndexException(
                IndexFault.Corrupt, snapshot, $"Nothing was restored, because the snapshot in {snapshot} is damaged: {check.Problems[0]}");
        }

        using var commit = PinnedCommit.Open(snapshot, source) ?? throw IndexFolder.Missing(snapshot);
        source.Learn(commit.Manifest().Files);
        IndexFolder.Create(folder, files);
        using var held = IndexLock.Take(folder, files);
        return held.Orderly(() => IndexFolder.Guard(folder, () =>
        {
            using var directory = IndexFolder.Open(folder, files);
            var (before, aside) = Look(folder, directory, cancellation);
            long sequence;
            using (var writer = WriterOpening.Replace(folder, directory, options, new CommitData(
                commit.Data.SchemaText,
                Math.Max(before?.Sequence ?? 0, commit.Data.Sequence),
                Math.Max(before?.NextChunk ?? 0, commit.Data.NextChunk),
                commit.Data.Checkpoint)))
            {
                writer.Adopt(source);
                sequence = writer.Commit();
            }

            return new RestoreReport { Sequence = sequence, Articles = check.Articles, Bytes = check.Bytes, Aside = aside };
        }, files));
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
