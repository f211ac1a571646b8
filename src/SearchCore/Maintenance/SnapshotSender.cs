using SearchCore.Articles.Checksums;
using SearchCore.Files;
using SearchCore.Storage;

namespace SearchCore.Maintenance;

/// <summary>
/// Sends the last commit of an index to a place between machines: first the files that are not there yet, then the commit that names them.
/// Takes no lock.
/// </summary>
/// <remarks>
/// An index has no name by which a place would know it. Two that are sent to one place are never mixed nevertheless: an object's name has
/// the checksum of its bytes in it, and a commit names objects, so that who receives one has all of it and nothing else. A commit that is
/// not later than the place's is refused, and one that has the number of another index's too. A later one of another index takes the place
/// over: the other's sender is refused from then on, and so is whoever follows it, at the first file that has other bytes under a name that
/// the follower has.
/// </remarks>
internal static class SnapshotSender
{
    // Whoever receives may be at the one before; older ones and what only they name are removed.
    private const int Kept = 3;

    /// <summary>Sends it.</summary>
    /// <exception cref="IndexException">There is no index, it is damaged, or the place holds commits of another history.</exception>
    public static async Task<SnapshotTransfer> Send(
        string folder, ISnapshotTransport transport, IFileOperations files, CancellationToken cancellation)
    {
        using var directory = IndexFolder.Open(folder, files);
        using var commit = Pin(folder, directory, files);
        var manifest = IndexFolder.Guard(folder, commit.Manifest, files);
        var sent = new SentCommit(
            commit.Data.Epoch, commit.Data.Sequence, commit.Point.Generation,
            [.. commit.Names.Select(name => (name, SentCommit.ObjectOf(name, SumOf(commit, manifest, name))))]);
        var there = (await transport.ListAsync(SentCommit.Commits, cancellation).ConfigureAwait(false))
            .Where(name => SentCommit.Parse(name) is not null).Order(StringComparer.Ordinal).ToList();
        if (there is [.., var newest] && string.CompareOrdinal(newest, sent.Name) >= 0)
        {
            return newest == sent.Name && await IsSame(transport, sent, cancellation).ConfigureAwait(false)
                ? new SnapshotTransfer(sent.Sequence, 0, 0)
                : throw Overtaken(folder, SentCommit.Parse(newest)!.Value, sent);
        }

        var objects = (await transport.ListAsync(SentCommit.Objects, cancellation).ConfigureAwait(false)).ToHashSet(StringComparer.Ordinal);
        var (count, bytes) = await Write(transport, commit, sent, sent.Content(), objects, cancellation).ConfigureAwait(false);

        try
        {
            await Prune(transport, [.. there, sent.Name], objects, sent, cancellation).ConfigureAwait(false);
        }
        catch (InvalidDataException)
        {
            // A damaged description of a commit before: what only that names stays until it is one of the kept no more.
        }

        return new SnapshotTransfer(sent.Sequence, count, bytes);
    }

    /// <summary>
    /// Sends the last commit as one of several generations that somebody else keeps account of: nothing is looked at but what is of the
    /// commit's own epoch and the generation it goes on from, and nothing is removed.
    /// </summary>
    /// <param name="folder">The index's folder.</param>
    /// <param name="transport">The place.</param>
    /// <param name="before">The generation whose files are at the place for good; null for none.</param>
    /// <param name="files">The file system of the folder.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<SentGeneration> SendGeneration(
        string folder, ISnapshotTransport transport, SnapshotName? before, IFileOperations files, CancellationToken cancellation)
    {
        using var directory = IndexFolder.Open(folder, files);
        using var commit = Pin(folder, directory, files);
        var manifest = IndexFolder.Guard(folder, commit.Manifest, files);
        var epoch = commit.Data.Epoch;
        var there = (await transport.ListAsync(SentCommit.OfEpoch(epoch), cancellation).ConfigureAwait(false))
            .ToHashSet(StringComparer.Ordinal);
        var known = before is not { } name ? [] : (await SentCommit.Read(
            transport, SentCommit.NameOf(name.Epoch, name.Sequence), checksum: null, cancellation).ConfigureAwait(false))
            .Files.ToDictionary(f => f.Name, f => f.Object, StringComparer.Ordinal);
        there.UnionWith(known.Values);
        var sent = new SentCommit(
            epoch, commit.Data.Sequence, commit.Point.Generation,
            [.. commit.Names.Select(file => (file, ObjectOf(file, SumOf(commit, manifest, file))))]);
        var content = sent.Content();
        var (count, bytes) = await Write(transport, commit, sent, content, there, cancellation).ConfigureAwait(false);
        return new()
        {
            Name = new(sent.Epoch, sent.Sequence),
            Checksum = SentCommit.ChecksumOf(content),
            Schema = commit.Data.SchemaText,
            Articles = commit.Articles,
            Files = count,
            Bytes = bytes,
        };

        string ObjectOf(string file, FileSum sum) =>
            known.TryGetValue(file, out var key) && SentCommit.Holds(key, file, sum) ? key : SentCommit.ObjectOf(file, sum, epoch);
    }

    /// <summary>Removes the commits of an epoch and earlier ones that are not kept, and what none of the kept ones names.</summary>
    /// <returns>How many objects went.</returns>
    public static async Task<int> Prune(
        ISnapshotTransport transport, long epoch, IReadOnlyCollection<SnapshotName> kept, CancellationToken cancellation)
    {
        // Listed first: what is sent later is not among them.
        var commits = await transport.ListAsync(SentCommit.Commits, cancellation).ConfigureAwait(false);
        var objects = await transport.ListAsync(SentCommit.Objects, cancellation).ConfigureAwait(false);
        var keptNames = kept.Select(name => SentCommit.NameOf(name.Epoch, name.Sequence)).ToHashSet(StringComparer.Ordinal);
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in keptNames)
        {
            named.UnionWith((await SentCommit.Read(transport, name, checksum: null, cancellation).ConfigureAwait(false))
                .Files.Select(f => f.Object));
        }

        // Commits go first: nobody finds one whose files are gone.
        var gone = commits.Where(name => SentCommit.Parse(name) is var (of, _) && of <= epoch && !keptNames.Contains(name))
            .Concat(objects.Where(key => SentCommit.EpochOf(key) <= epoch && !named.Contains(key))).ToList();
        foreach (var name in gone)
        {
            await transport.DeleteAsync(name, cancellation).ConfigureAwait(false);
        }

        return gone.Count;
    }

    // Whether what is there under a commit's name is that commit, not another index's of that number. Nobody keeps an order of files.
    private static async Task<bool> IsSame(ISnapshotTransport transport, SentCommit sent, CancellationToken cancellation)
    {
        try
        {
            var there = await SentCommit.Read(transport, sent.Name, checksum: null, cancellation).ConfigureAwait(false);
            return there.Files.ToHashSet().SetEquals(sent.Files);
        }
        catch (InvalidDataException)
        {
            // Damaged: whoever receives it is told. It is not to be written again with other bytes.
            return true;
        }
    }

    private static PinnedCommit Pin(string folder, DurableDirectory directory, IFileOperations files)
    {
        var commit = IndexFolder.Guard(folder, () => PinnedCommit.Open(folder, directory), files) ?? throw IndexFolder.Missing(folder);
        if (commit.Missing is [var missing, ..])
        {
            commit.Dispose();
            throw IndexFolder.Damaged(folder, $"{missing} is missing.", new FileNotFoundException(missing));
        }

        return commit;
    }

    // The files that are not there yet, then the commit that names them.
    private static async Task<(int Files, long Bytes)> Write(
        ISnapshotTransport transport, PinnedCommit commit, SentCommit sent, byte[] description, HashSet<string> there,
        CancellationToken cancellation)
    {
        var (count, bytes) = (0, 0L);
        foreach (var (name, key) in sent.Files.Where(f => !there.Contains(f.Object)))
        {
            var file = commit.File(name);
            using var content = new ReadStream(file);
            await transport.WriteAsync(key, content, cancellation).ConfigureAwait(false);
            (count, bytes) = (count + 1, bytes + file.Length);
        }

        using var last = new MemoryStream(description);
        await transport.WriteAsync(sent.Name, last, cancellation).ConfigureAwait(false);
        return (count, bytes);
    }

    private static FileSum SumOf(PinnedCommit commit, Manifest manifest, string name)
    {
        if (manifest.Files.TryGetValue(name, out var known))
        {
            return known;
        }

        // The commit's own two files, which are small.
        var file = commit.File(name);
        var bytes = new byte[file.Length];
        file.Read(bytes, 0);
        return new FileSum(bytes.Length, Crc32.Append(0, bytes));
    }

    private static IndexException Overtaken(string folder, (long Epoch, long Sequence) newest, SentCommit mine) => new(
        IndexFault.Unwritable, folder,
        newest.Epoch > mine.Epoch
            ? $"The snapshot of {folder} was not sent: a follower was promoted meanwhile (epoch {newest.Epoch}, this index is of "
                + $"{mine.Epoch}) and its commits are there. Stop writing here, and follow the promoted one with an empty folder."
            : $"The snapshot of {folder} was not sent: "
                + (newest.Sequence > mine.Sequence
                    ? $"commit {newest.Sequence} is there already, and this is {mine.Sequence}. "
                    : $"another commit {mine.Sequence} is there already. ")
                + "The place belongs to another index, or to a later state of this one: name another place, or empty it.");

    // Older commits go first: nobody finds one whose files are gone.
    private static async Task Prune(
        ISnapshotTransport transport, List<string> commits, HashSet<string> objects, SentCommit sent, CancellationToken cancellation)
    {
        var kept = commits.TakeLast(Kept).ToList();
        var named = sent.Files.Select(f => f.Object).ToHashSet(StringComparer.Ordinal);
        foreach (var name in kept.SkipLast(1))
        {
            var stream = await transport.OpenReadAsync(name, cancellation).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                named.UnionWith((await SentCommit.Read(stream, name, cancellation).ConfigureAwait(false)).Files.Select(f => f.Object));
            }
        }

        foreach (var name in commits.SkipLast(Kept).Concat(objects.Where(o => !named.Contains(o))))
        {
            await transport.DeleteAsync(name, cancellation).ConfigureAwait(false);
        }
    }

    // A file of the index from its start.
    private sealed class ReadStream(IReadableFile file) : Stream
    {
        private long at;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => file.Length;

        public override long Position
        {
            get => at;
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer)
        {
            var read = file.Read(buffer, at);
            at += read;
            return read;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
