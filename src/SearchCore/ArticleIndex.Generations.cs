using SearchCore.Files;
using SearchCore.Maintenance;
using SearchCore.Storage;

namespace SearchCore;

/// <content>Commits at a place as generations by name, of which somebody else says which are kept and who may write.</content>
public sealed partial class ArticleIndex
{
    /// <summary>
    /// Commits as the first of an epoch, as <see cref="Promote"/> does, where somebody else numbers the epochs: whoever was given one may
    /// write, and everybody who was given an earlier one no longer. What was changed before is in the commit.
    /// </summary>
    /// <param name="epoch">The epoch, later than that of any commit of the index; from 1.</param>
    /// <returns>The commit's sequence number.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The epoch is not later than the index's.</exception>
    /// <exception cref="IndexException">It cannot be written; what was committed before stands.</exception>
    public long BeginEpoch(long epoch) => Writer.BeginEpoch(epoch);

    /// <summary>
    /// Sends the last commit of an index to a place where generations of it are kept by name: as <see cref="SendSnapshotAsync"/>, but it
    /// removes nothing (<see cref="PruneGenerationsAsync"/> does) and does not ask whether a later one is there. Whether the generation
    /// counts is for a catalogue to say.
    /// </summary>
    /// <param name="path">The index's folder.</param>
    /// <param name="transport">The place; used for nothing but such generations.</param>
    /// <param name="before">
    /// A generation that this one goes on from and that stays at the place: the files they share do not travel. Null for none.
    /// </param>
    /// <param name="cancellation">Ends it; the generation is not there then.</param>
    /// <exception cref="IndexException">There is no index, or it is damaged.</exception>
    /// <remarks>What the transport throws comes out as itself, and the same call can be made again. Thread-safe.</remarks>
    public static Task<SentGeneration> SendGenerationAsync(
        string path, ISnapshotTransport transport, SnapshotName? before = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(transport);
        var folder = IndexFolder.RealPath(path);
        IndexFolder.Require(folder);
        return Task.Run(
            () => SnapshotSender.SendGeneration(folder, transport, before, PhysicalFiles.Instance, cancellation), cancellation);
    }

    /// <summary>
    /// Takes a generation at a place over into a folder, as <see cref="ReceiveSnapshotAsync"/> takes the newest. Of one that goes on from
    /// what the folder has only the new files travel; each is verified.
    /// </summary>
    /// <param name="transport">The place.</param>
    /// <param name="path">The folder, made where it is missing. Nobody may have it open for writing.</param>
    /// <param name="name">Which generation.</param>
    /// <param name="checksum">What its <see cref="SentGeneration.Checksum"/> must be; null accepts any that is whole.</param>
    /// <param name="cancellation">Ends it; the commit before stands.</param>
    /// <exception cref="IndexException">
    /// It is not at the place, or no more (<see cref="IndexFault.Missing"/>); it or its checksum is not what it should be
    /// (<see cref="IndexFault.Corrupt"/>); the folder is locked, cannot be written, or holds another history or a later commit.
    /// </exception>
    public static Task<SnapshotTransfer> ReceiveGenerationAsync(
        ISnapshotTransport transport, string path, SnapshotName name, string? checksum = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(transport);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var folder = IndexFolder.RealPath(path);
        return Task.Run(
            () => SnapshotReceiver.Receive(
                transport, folder, (name.Epoch, name.Sequence), checksum, PhysicalFiles.Instance, cancellation),
            cancellation);
    }

    /// <summary>
    /// Removes from a place the generations of an epoch and of earlier ones that are not kept, and the files that no kept one names. What
    /// a writer of a later epoch sends meanwhile is not touched, so that one that was replaced and does not know it yet does no harm.
    /// </summary>
    /// <param name="transport">The place.</param>
    /// <param name="epoch">The epoch of the writer that asks; nothing of it may be on its way to the place.</param>
    /// <param name="kept">The generations that stay; the last one that counts must be among them.</param>
    /// <param name="cancellation">Ends it; what went is gone.</param>
    /// <returns>How many objects went.</returns>
    /// <exception cref="FileNotFoundException">A kept one is not there; nothing was removed.</exception>
    /// <exception cref="InvalidDataException">The description of a kept one is damaged; nothing was removed.</exception>
    public static Task<int> PruneGenerationsAsync(
        ISnapshotTransport transport, long epoch, IReadOnlyCollection<SnapshotName> kept, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(transport);
        ArgumentNullException.ThrowIfNull(kept);
        return Task.Run(() => SnapshotSender.Prune(transport, epoch, kept, cancellation), cancellation);
    }
}
