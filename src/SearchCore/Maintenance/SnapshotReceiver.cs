using System.Buffers;

using Lucene.Net.Index;

using SearchCore.Articles.Checksums;
using SearchCore.Files;
using SearchCore.Storage;

namespace SearchCore.Maintenance;

/// <summary>
/// Takes the newest commit at a place between machines over into a folder, where it is an index to read: the files that are not there yet,
/// each verified, then the commit. Whatever interrupts it, the folder has the commit before or the new one.
/// </summary>
internal static class SnapshotReceiver
{
    // Whoever sends may remove what is being received; that many times in a row it will not.
    private const int Attempts = 10;

    private const string Incoming = "incoming";

    /// <summary>Receives it.</summary>
    /// <exception cref="IndexException">
    /// There is nothing yet (<see cref="IndexFault.Missing"/>); what arrived is damaged; the folder is open for writing, cannot be written,
    /// or has commits of its own.
    /// </exception>
    public static async Task<SnapshotTransfer> Receive(
        ISnapshotTransport transport, string folder, IFileOperations files, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var newest = (await transport.ListAsync(SentCommit.Commits, cancellation).ConfigureAwait(false))
                .Where(name => SentCommit.Parse(name) is not null).Order(StringComparer.Ordinal).LastOrDefault() ?? throw Nothing(folder);
            try
            {
                return await Guarded(
                    folder, () => Receive(transport, folder, newest, checksum: null, files, cancellation)).ConfigureAwait(false);
            }
            catch (FileNotFoundException) when (attempt < Attempts)
            {
                // A newer one is there.
            }
        }
    }

    /// <summary>Receives the commit of a name, which need not be the newest.</summary>
    /// <param name="transport">The place.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="wanted">Its epoch and sequence.</param>
    /// <param name="checksum">What its description must be (<see cref="SentCommit.ChecksumOf"/>); null for whatever it is.</param>
    /// <param name="files">The file system of the folder.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="IndexException">
    /// It is not at the place, or no more (<see cref="IndexFault.Missing"/>); else as for the newest.
    /// </exception>
    public static async Task<SnapshotTransfer> Receive(
        ISnapshotTransport transport, string folder, (long Epoch, long Sequence) wanted, string? checksum, IFileOperations files,
        CancellationToken cancellation)
    {
        try
        {
            return await Guarded(
                folder,
                () => Receive(transport, folder, SentCommit.NameOf(wanted.Epoch, wanted.Sequence), checksum, files, cancellation))
                .ConfigureAwait(false);
        }
        catch (FileNotFoundException e)
        {
            throw new IndexException(
                IndexFault.Missing, folder,
                $"Commit {wanted.Sequence} of epoch {wanted.Epoch} was not received into {folder}: it is not at the place, or no more "
                + $"({e.Message}). The index there is as it was; receive a later one.", e);
        }
    }

    private static async Task<SnapshotTransfer> Guarded(string folder, Func<Task<SnapshotTransfer>> receive)
    {
        try
        {
            return await receive().ConfigureAwait(false);
        }
        catch (InvalidDataException e)
        {
            throw new IndexException(
                IndexFault.Corrupt, folder,
                $"The snapshot was not received into {folder}: {e.Message} The index there is as it was. Mend the place, "
                + "or empty it and send again.", e);
        }
        catch (Exception e) when (e is IOException and not (IndexException or FileNotFoundException) or UnauthorizedAccessException)
        {
            throw new IndexException(
                IndexFault.Unwritable, folder,
                $"The snapshot was not received into {folder}: {e.Message} The index there is as it was; "
                + "mend the cause, and repeat.", e);
        }
    }

    private static async Task<SnapshotTransfer> Receive(
        ISnapshotTransport transport, string folder, string name, string? checksum, IFileOperations files, CancellationToken cancellation)
    {
        var sent = await SentCommit.Read(transport, name, checksum, cancellation).ConfigureAwait(false);
        return IsThere(folder, sent, files)
            ? new SnapshotTransfer(sent.Sequence, 0, 0)
            : await Receive(transport, folder, sent, files, cancellation).ConfigureAwait(false);
    }

    private static async Task<SnapshotTransfer> Receive(
        ISnapshotTransport transport, string folder, SentCommit sent, IFileOperations files, CancellationToken cancellation)
    {
        IndexFolder.Create(folder, files);
        using var held = IndexLock.Take(folder, files);
        using var directory = IndexFolder.Open(folder, files);
        var known = new Dictionary<string, FileSum>(StringComparer.Ordinal);
        var generation = 0L;
        using (var commit = PinnedCommit.Open(folder, directory))
        {
            if (commit is not null)
            {
                generation = commit.Point.Generation;
                foreach (var (name, sum) in commit.Manifest().Files)
                {
                    known.Add(name, sum);
                }
            }
        }

        if (generation >= sent.Generation
            || sent.Files.Any(f => known.TryGetValue(f.Name, out var sum) && !SentCommit.Holds(f.Object, f.Name, sum)))
        {
            throw OtherHistory(folder);
        }

        files.DeleteFolder(Path.Combine(folder, Incoming));
        files.CreateFolder(Path.Combine(folder, Incoming));
        var (count, bytes) = (0, 0L);
        var own = new[] { Manifest.NameOf(sent.Generation), CommitPoint.NameOf(sent.Generation) };
        foreach (var (name, key) in sent.Files.Where(f => !known.ContainsKey(f.Name)).OrderBy(f => Array.IndexOf(own, f.Name)))
        {
            if (name == own[^1])
            {
                // A commit is one once all that it names is there for good.
                files.SyncFolder(folder);
            }

            bytes += await Fetch(transport, key, folder, name, files, cancellation).ConfigureAwait(false);
            count++;
        }

        files.SyncFolder(folder);
        SegmentInfos.WriteSegmentsGen(directory, sent.Generation);
        if (CommitPoint.Finished(directory) != sent.Generation)
        {
            throw new IOException($"{IndexFileNames.SEGMENTS_GEN} could not be written.");
        }

        files.SyncFolder(folder);
        Clear(folder, sent, files);
        held.Release();
        return new SnapshotTransfer(sent.Sequence, count, bytes);
    }

    private static async Task<long> Fetch(
        ISnapshotTransport transport, string key, string folder, string name, IFileOperations files, CancellationToken cancellation)
    {
        var (target, part) = (Path.Combine(folder, name), Path.Combine(folder, Incoming, name));
        var (crc, length) = (0u, 0L);
        var blocks = new List<uint>();
        var stream = await transport.OpenReadAsync(key, cancellation).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            using var file = files.Create(part);
            var buffer = ArrayPool<byte>.Shared.Rent(FileSum.BlockBytes);
            try
            {
                for (int read; (read = await stream.ReadAtLeastAsync(
                    buffer.AsMemory(0, FileSum.BlockBytes), FileSum.BlockBytes, throwOnEndOfStream: false, cancellation)
                    .ConfigureAwait(false)) > 0; length += read)
                {
                    if (length > 0)
                    {
                        blocks.Add(crc);
                    }

                    crc = Crc32.Append(crc, buffer.AsSpan(0, read));
                    file.Write(buffer.AsSpan(0, read));
                }
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }

        var isWhole = SentCommit.Holds(key, name, new FileSum(length, crc, [.. blocks]))
            || SentCommit.Holds(key, name, new FileSum(length, crc));
        if (!isWhole)
        {
            throw new InvalidDataException($"{key} does not hold what it should.");
        }

        // In one step, over what an interrupted receipt left: a name without its bytes would be a commit that cannot be read.
        files.SyncFile(part);
        files.Rename(part, target);
        return length;
    }

    // What the commits before named and this one does not. Readers have it open.
    private static void Clear(string folder, SentCommit sent, IFileOperations files)
    {
        var named = sent.Files.Select(f => f.Name).Append(IndexFileNames.SEGMENTS_GEN).ToHashSet(StringComparer.Ordinal);
        foreach (var name in files.List(folder).Where(name => !named.Contains(name) && !IndexLock.IsLockFile(name))
            .OrderByDescending(name => name.StartsWith(IndexFileNames.SEGMENTS, StringComparison.Ordinal)))
        {
            files.Delete(Path.Combine(folder, name));
        }

        files.DeleteFolder(Path.Combine(folder, Incoming));
    }

    // Whether a folder has a commit. A manifest has the checksums of all files: that of another index's commit of the same number differs.
    private static bool IsThere(string folder, SentCommit sent, IFileOperations files)
    {
        if (!Directory.Exists(folder))
        {
            return false;
        }

        using var directory = IndexFolder.Open(folder, files);
        if (CommitPoint.Find(folder, directory) is not { } point)
        {
            return false;
        }

        var local = CommitData.ReadAnySchema(folder, point.Segments.UserData);
        var order = (local.Epoch, local.Sequence).CompareTo((sent.Epoch, sent.Sequence));
        if (order > 0 || (order == 0 && !(sent.Generation == point.Generation && IsManifest(folder, sent, files))))
        {
            throw OtherHistory(folder);
        }

        return order == 0;
    }

    private static bool IsManifest(string folder, SentCommit sent, IFileOperations files)
    {
        var name = Manifest.NameOf(sent.Generation);
        using var file = files.OpenRead(Path.Combine(folder, name));
        var bytes = new byte[file.Length];
        file.Read(bytes, 0);
        return sent.Files.Any(f => f.Name == name && SentCommit.Holds(f.Object, name, new(bytes.Length, Crc32.Append(0, bytes))));
    }

    private static IndexException OtherHistory(string folder) => new(
        IndexFault.Unwritable, folder,
        $"The snapshot was not received into {folder}: the index there has commits that the place does not come from; it was written to, "
        + "promoted, or follows another one. To follow this one, close whatever reads the folder, empty it, and receive again.");

    private static IndexException Nothing(string folder) => new(
        IndexFault.Missing, folder, "There is no snapshot to receive yet. Send one from the machine that writes the index.");
}
