using Lucene.Net.Index;

using SearchCore.Files;
using SearchCore.Storage;

namespace SearchCore.Maintenance;

/// <summary>Copies the last commit of an index to a folder of its own, which is then an index like any other. Needs no lock.</summary>
internal static class SnapshotTaker
{
    /// <summary>Takes a snapshot.</summary>
    /// <param name="folder">The index's folder.</param>
    /// <param name="target">A folder that is empty or not there yet.</param>
    /// <param name="files">The file system.</param>
    /// <param name="cancellation">Ends it; what was made is removed.</param>
    /// <exception cref="IndexException">There is no index, it is damaged, or the target cannot be used.</exception>
    public static SnapshotReport Take(string folder, string target, IFileOperations files, CancellationToken cancellation)
    {
        RequireEmpty(folder, target);
        using var directory = IndexFolder.Open(folder, files);
        using var commit = PinnedCommit.Open(folder, directory) ?? throw IndexFolder.Missing(folder);
        if (IndexChecker.Check(commit, directory, quick: true, cancellation) is { IsSound: false, Problems: [var first, ..] })
        {
            throw new IndexException(
                IndexFault.Corrupt, folder, $"No snapshot was taken, because the index in {folder} is damaged: {first}");
        }

        try
        {
            IndexFolder.Create(target, files);
            return Copy(commit, target, files, cancellation);
        }
        catch (Exception e)
        {
            Remove(target, files);
            if (e is IOException and not IndexException or UnauthorizedAccessException or InvalidDataException)
            {
                throw new IndexException(
                    IndexFault.Unwritable, target,
                    $"The snapshot could not be written to {target}: {e.Message} The index is as it was; make room or mend the cause, "
                    + "and repeat.", e);
            }

            throw;
        }
    }

    private static SnapshotReport Copy(PinnedCommit commit, string target, IFileOperations files, CancellationToken cancellation)
    {
        var manifest = commit.Manifest();
        var (bytes, linked, count) = (0L, 0, 0);

        // The commit itself comes last: a folder without it is no index. A power cut may turn that round; then the manifest tells that
        // files are missing.
        foreach (var name in commit.Names.Where(n => n != commit.Point.FileName).Append(commit.Point.FileName))
        {
            cancellation.ThrowIfCancellationRequested();
            var file = commit.File(name);
            FileSum? sum = manifest.Files.TryGetValue(name, out var known) ? known : null;
            linked += FileCopy.LinkOrCopy(files, Path.Combine(commit.Folder, name), file, Path.Combine(target, name), sum, cancellation)
                ? 1
                : 0;
            bytes += file.Length;
            count++;
        }

        using var directory = IndexFolder.Open(target, files);
        SegmentInfos.WriteSegmentsGen(directory, commit.Point.Generation);
        if (CommitPoint.Finished(directory) != commit.Point.Generation)
        {
            throw new IOException($"{IndexFileNames.SEGMENTS_GEN} could not be written.");
        }

        files.SyncFolder(target);
        return new SnapshotReport
        {
            Path = target,
            Sequence = commit.Data.Sequence,
            Articles = commit.Articles,
            Files = count,
            Linked = linked,
            Bytes = bytes,
        };
    }

    private static void RequireEmpty(string folder, string target)
    {
        if (target == folder || target.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new IndexException(
                IndexFault.Unwritable, target, $"A snapshot of {folder} cannot stand in that folder itself. Name a folder outside of it.");
        }

        if (File.Exists(target) || (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any()))
        {
            throw new IndexException(
                IndexFault.Unwritable, target,
                $"The snapshot was not taken, because {target} is not empty. Name a folder that is empty or not there yet.");
        }
    }

    private static void Remove(string target, IFileOperations files)
    {
        try
        {
            files.DeleteFolder(target);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What went wrong first is what to tell. Without its segments_N the rest is no index.
        }
    }
}
