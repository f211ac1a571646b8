using SearchCore.Articles.Reading;
using SearchCore.Files;
using SearchCore.Maintenance;
using SearchCore.Storage;

namespace SearchCore;

/// <content>What is done to the index of a folder as a whole.</content>
public sealed partial class ArticleIndex
{
    /// <summary>
    /// Verifies the index in a folder against what was written. Takes no lock; beside a writer it checks the last commit.
    /// </summary>
    /// <param name="path">The folder.</param>
    /// <param name="quick">
    /// False reads every byte and finds every change; true looks at names, lengths and ends of files, in milliseconds, and so finds what an
    /// interruption or a mixed-up copy leaves.
    /// </param>
    /// <param name="cancellation">Ends the check.</param>
    /// <exception cref="IndexException">There is no index in the folder, or one of another schema.</exception>
    public static IndexCheck Check(string path, bool quick = false, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var folder = IndexFolder.RealPath(path);
        IndexFolder.Require(folder);
        using var directory = IndexFolder.Open(folder);
        return IndexFolder.Guard(folder, () => IndexChecker.Check(folder, directory, quick, cancellation));
    }

    /// <summary>
    /// Copies the last commit of an index to another folder, where it is an index of its own. Takes no lock: whoever indexes goes on
    /// meanwhile. On one file system its files get a second name instead of being copied, which takes no time and no room, and protects
    /// against deletion and mistakes but not against the disk: keep a snapshot on another disk too.
    /// </summary>
    /// <param name="path">The index's folder.</param>
    /// <param name="target">A folder that is empty or not there yet, outside of the index's.</param>
    /// <param name="cancellation">Ends it; what was made is removed.</param>
    /// <exception cref="IndexException">There is no index, it is damaged, or the target cannot be used or written.</exception>
    public static SnapshotReport TakeSnapshot(string path, string target, CancellationToken cancellation = default) =>
        TakeSnapshot(path, target, PhysicalFiles.Instance, cancellation);

    /// <summary>As the public one, on a file system of the caller's.</summary>
    internal static SnapshotReport TakeSnapshot(string path, string target, IFileOperations files, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentException.ThrowIfNullOrWhiteSpace(target);
        var folder = IndexFolder.RealPath(path);
        IndexFolder.Require(folder);
        return IndexFolder.Guard(folder, () => SnapshotTaker.Take(folder, IndexFolder.RealPath(target), files, cancellation), files);
    }

    /// <summary>
    /// Verifies every byte of a snapshot and puts it in the place of the index in a folder, in one commit: searches go on, and whatever
    /// happens either the old index is there or the new one. An old index that is damaged is moved aside, not replaced.
    /// </summary>
    /// <param name="snapshot">The snapshot's folder; it stays as it is.</param>
    /// <param name="path">The index's folder; made where it is missing.</param>
    /// <param name="options">The clock; null for the defaults.</param>
    /// <param name="cancellation">Ends the verification.</param>
    /// <exception cref="IndexException">The snapshot is missing, damaged or of another schema; the index is locked or cannot be written.
    /// Nothing has changed then.</exception>
    public static RestoreReport Restore(
        string snapshot, string path, ArticleIndexOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(snapshot);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var folder = IndexFolder.RealPath(snapshot);
        options ??= new ArticleIndexOptions();
        return IndexFolder.Guard(folder, () =>
        {
            var target = IndexFolder.RealPath(path);
            using var events = EventsOf(target, options.Files);
            return Restorer.Restore(folder, target, events.Written, options, cancellation);
        });
    }

    /// <summary>
    /// Indexes the stored articles of an index anew, with the entities that were recognized in them, and exchanges it for the result in one
    /// commit: the way on for an index of another version's schema. Searches go on meanwhile; it takes as much room again.
    /// </summary>
    /// <param name="path">The index's folder.</param>
    /// <param name="options">Workers, memory and clock; null for the defaults.</param>
    /// <param name="callbacks">What is called while it runs; null for nothing.</param>
    /// <param name="cancellation">Ends it; the index is as it was.</param>
    /// <exception cref="IndexException">There is no index, it is damaged, locked or cannot be written. It is as it was then.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static IndexingReport Rebuild(
        string path, ArticleIndexOptions? options = null, IndexingOptions? callbacks = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        options ??= new ArticleIndexOptions();
        options.Validate();
        return Rebuilder.Rebuild(IndexFolder.RealPath(path), options, callbacks ?? new IndexingOptions(), cancellation);
    }

    /// <summary>
    /// Exchanges everything in this index for what sources hold, in one commit. It is built beside, in the index's folder; searches,
    /// additions, deletions and commits go on meanwhile, and searches see the new articles when all of them are there. Waits for a load
    /// under way; other loads wait for it. Takes as much room again until it is done.
    /// </summary>
    /// <param name="sources">Where the articles come from. Of two with one id the later one stays.</param>
    /// <param name="callbacks">What is called while it runs; there is nothing to resume.</param>
    /// <param name="cancellation">Ends it; the index is as it was, with what was added and deleted meanwhile.</param>
    /// <remarks>
    /// What was added or deleted before the call goes with the rest. What is added or deleted while it runs stands in the order of the
    /// class's remarks with the records of the sources, and lasts.
    /// </remarks>
    /// <exception cref="ArticleSourceException">A source failed. A part must not take the place of the whole: the index is as it was.
    /// </exception>
    /// <exception cref="IndexException">It cannot be written; what was committed before stands.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IndexingReport ReplaceAll(
        IEnumerable<IArticleSource> sources, IndexingOptions? callbacks = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(sources);
        return Exchange(index => index.ReplaceAll(sources, callbacks ?? new IndexingOptions(), cancellation));
    }

    /// <summary>
    /// Indexes the stored articles of this index anew, with the entities that were recognized in them, and exchanges everything for the
    /// result in one commit, as <see cref="ReplaceAll"/> does: everything goes on meanwhile, and what is added or deleted lasts.
    /// </summary>
    /// <param name="made">
    /// What the index is made for from then on: <see cref="ArticleIndexOptions.ExactForms"/>, <see cref="ArticleIndexOptions.Language"/>
    /// and <see cref="ArticleIndexOptions.Fields"/>, of which null leaves what it is; nothing else is looked at. Null leaves all of it.
    /// </param>
    /// <param name="callbacks">What is called while it runs; null for nothing.</param>
    /// <param name="cancellation">Ends it; the index is as it was, with what was added and deleted meanwhile.</param>
    /// <exception cref="ArgumentException">The options contradict themselves or are out of bounds.</exception>
    /// <exception cref="IndexException">It is damaged or cannot be written; what was committed before stands.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IndexingReport Rebuild(
        ArticleIndexOptions? made = null, IndexingOptions? callbacks = null, CancellationToken cancellation = default)
    {
        made?.Validate();
        return Exchange(index => index.Rebuild(made, callbacks ?? new IndexingOptions(), cancellation));
    }

    /// <summary>
    /// Verifies every byte of a snapshot and exchanges everything in this index for it, in one commit; searches go on. What is added or
    /// deleted until then goes with the rest.
    /// </summary>
    /// <param name="snapshot">The snapshot's folder; it stays as it is.</param>
    /// <param name="cancellation">Ends the verification.</param>
    /// <exception cref="IndexException">
    /// The snapshot is missing, damaged or of another version's schema: the index is as it was. Or it cannot be written: what was
    /// committed before stands.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was cancelled; the index is as it was.</exception>
    public RestoreReport Restore(string snapshot, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(snapshot);
        var folder = IndexFolder.RealPath(snapshot);
        return Exchange(index => IndexFolder.Guard(folder, () => index.Restore(folder, cancellation)));
    }

    /// <summary>
    /// Sends the last commit of an index to a place from which other machines follow it: only the files that are not there yet travel.
    /// Takes no lock: whoever indexes goes on meanwhile. What only older commits named is removed from the place.
    /// </summary>
    /// <param name="path">The index's folder.</param>
    /// <param name="transport">The place.</param>
    /// <param name="cancellation">Ends it; the commit that was there before stands.</param>
    /// <exception cref="IndexException">
    /// There is no index, or it is damaged; or the place holds a later commit, such as of a follower that was promoted.
    /// </exception>
    /// <remarks>What the transport throws comes out as itself.</remarks>
    public static Task<SnapshotTransfer> SendSnapshotAsync(
        string path, ISnapshotTransport transport, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(transport);
        var folder = IndexFolder.RealPath(path);
        IndexFolder.Require(folder);
        return Task.Run(() => SnapshotSender.Send(folder, transport, PhysicalFiles.Instance, cancellation), cancellation);
    }

    /// <summary>
    /// Takes the newest commit at a place over into a folder, where an index that is open read only sees it at its next
    /// <see cref="Refresh"/>. Only the files that are not there yet travel, and each is verified. Whatever interrupts it, the folder has
    /// the commit before or the new one.
    /// </summary>
    /// <param name="transport">The place.</param>
    /// <param name="path">The follower's folder, made where it is missing. Nobody may have it open for writing.</param>
    /// <param name="cancellation">Ends it; the commit before stands.</param>
    /// <exception cref="IndexException">
    /// There is nothing at the place (<see cref="IndexFault.Missing"/>); what arrived is damaged; the folder is locked, cannot be written,
    /// or holds another history than the place.
    /// </exception>
    public static Task<SnapshotTransfer> ReceiveSnapshotAsync(
        ISnapshotTransport transport, string path, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(transport);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var folder = IndexFolder.RealPath(path);
        return Task.Run(() => SnapshotReceiver.Receive(transport, folder, PhysicalFiles.Instance, cancellation), cancellation);
    }

    /// <summary>
    /// Makes a follower's folder the index that is written to from now on, where the one it followed is lost: its next commit begins an
    /// epoch, by which the place tells it from whatever the other one still sends. Stop receiving into the folder first. What the other
    /// one committed and had not sent is not there.
    /// </summary>
    /// <param name="path">The follower's folder.</param>
    /// <returns>The commit's sequence number.</returns>
    /// <exception cref="IndexException">There is no index, it is damaged, locked or cannot be written.</exception>
    public static long Promote(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        IndexFolder.Require(IndexFolder.RealPath(path));
        using var index = Open(path);
        return index.Writer.Promote();
    }

    private T Exchange<T>(Func<IndexExchange, T> exchange)
    {
        var open = new IndexExchange(Path, Writer, Writable(additions), options);
        lock (loading)
        {
            var report = exchange(open);
            Refresh();
            return report;
        }
    }
}
