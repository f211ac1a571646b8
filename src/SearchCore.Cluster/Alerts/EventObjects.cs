using System.Text.Json;

using SearchCore.Cluster.Objects;

namespace SearchCore.Cluster.Alerts;

/// <summary>
/// The events of a shard at its place: an object for each commit that has any, named by epoch and sequence; and for each epoch one that
/// says after which commit it begins. What an earlier epoch has behind that was never published, and is passed over.
/// </summary>
/// <param name="place">The shard's place.</param>
internal sealed class EventObjects(ISnapshotTransport place)
{
    private const string Prefix = "events/", Begin = "begin";

    /// <summary>Says where an epoch begins; before anything of it is published, whether there are queries or not.</summary>
    /// <param name="epoch">The epoch.</param>
    /// <param name="after">The published generation that it begins from; null for none.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task BeginAsync(long epoch, SnapshotName? after, CancellationToken cancellation)
    {
        var (from, sequence) = after is { } name ? (name.Epoch, name.Sequence) : (0, 0);
        await CheckedObjects.WriteAsync(
            place,
            $"{Prefix}{CheckedObjects.Digits(epoch)}/{Begin}-{CheckedObjects.Digits(from)}-{CheckedObjects.Digits(sequence)}", [],
            cancellation).ConfigureAwait(false);
    }

    /// <summary>Writes the events of a commit; before it is published.</summary>
    public async Task WriteAsync(SnapshotName commit, List<StandingEvent> events, CancellationToken cancellation) =>
        await CheckedObjects.WriteAsync(
            place, $"{Prefix}{CheckedObjects.Digits(commit.Epoch)}/{CheckedObjects.Digits(commit.Sequence)}",
            JsonSerializer.SerializeToUtf8Bytes(events, AlertJson.Default.ListStandingEvent), cancellation).ConfigureAwait(false);

    /// <summary>The commits with events, in their order.</summary>
    /// <param name="published">What is published of the shard, read before.</param>
    /// <param name="after">The commit behind which they are wanted.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<IReadOnlyList<(SnapshotName Commit, string Name)>> ListAsync(
        SnapshotName published, SnapshotName after, CancellationToken cancellation)
    {
        var (begins, commits) = (new List<(long Epoch, SnapshotName After)>(), new List<(SnapshotName Commit, string Name)>());
        foreach (var name in await place.ListAsync(Prefix, cancellation).ConfigureAwait(false))
        {
            switch (name[Math.Min(name.Length, Prefix.Length)..].Split('/', '-'))
            {
                case [var epoch, Begin, var from, var sequence, _]:
                    begins.Add((CheckedObjects.Number(epoch), new(CheckedObjects.Number(from), CheckedObjects.Number(sequence))));
                    break;
                case [var epoch, var sequence, _] when CheckedObjects.Number(sequence) > 0:
                    commits.Add((new(CheckedObjects.Number(epoch), CheckedObjects.Number(sequence)), name));
                    break;
            }
        }

        return
        [
            .. commits.Where(c => c.Commit > after && c.Commit <= published
                && begins.All(b => b.Epoch <= c.Commit.Epoch || b.Epoch > published.Epoch || c.Commit <= b.After))
                .OrderBy(c => c.Commit),
        ];
    }

    /// <summary>Reads the events of a commit; null where they were removed.</summary>
    /// <exception cref="InvalidDataException">They are damaged.</exception>
    public async Task<IReadOnlyList<StandingEvent>?> ReadAsync(string name, CancellationToken cancellation)
    {
        try
        {
            return await CheckedObjects.ReadAsync(place, name, cancellation).ConfigureAwait(false) is { } content
                ? JsonSerializer.Deserialize(content, AlertJson.Default.ListStandingEvent)
                : null;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{name} cannot be read: {e.Message} It may have been written by a later version.", e);
        }
    }

    /// <summary>Removes the events of a commit.</summary>
    public Task RemoveAsync(string name, CancellationToken cancellation) => place.DeleteAsync(name, cancellation);
}
