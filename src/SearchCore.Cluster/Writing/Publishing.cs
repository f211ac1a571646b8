using SearchCore.Cluster.Catalogue;

namespace SearchCore.Cluster.Writing;

/// <summary>What is tried again on the way from a commit to a published version.</summary>
internal static class Publishing
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20), LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>Publishes generations, also where the catalogue is away for a while and where its answer is lost.</summary>
    /// <exception cref="StaleWriterException">A writer may not publish any more.</exception>
    /// <exception cref="CatalogueUnavailableException">It stayed away; whether they are published is not known.</exception>
    public static Task<ClusterVersion> Publish(
        ICatalogue catalogue, IReadOnlyList<ShardGeneration> generations, TimeSpan patience, TimeProvider clock,
        CancellationToken cancellation)
    {
        var isRepeated = false;
        return Again(
            async () =>
            {
                if (isRepeated && await catalogue.CurrentAsync(cancellation).ConfigureAwait(false) is var current
                    && generations.All(g => g == current.Of(g.Shard)))
                {
                    return current;
                }

                isRepeated = true;
                return await catalogue.PublishAsync(generations, cancellation).ConfigureAwait(false);
            },
            e => e is CatalogueUnavailableException, patience, clock, cancellation);
    }

    /// <summary>Sends a folder's last commit to the place of a shard.</summary>
    public static Task<SentGeneration> Send(
        string folder, ISnapshotTransport place, SnapshotName? before, TimeSpan patience, TimeProvider clock,
        CancellationToken cancellation) => Again(
        () => ArticleIndex.SendGenerationAsync(folder, place, before, cancellation),
        e => e is IOException and not IndexException or UnauthorizedAccessException, patience, clock, cancellation);

    /// <summary>Does something again, with longer and longer pauses, while it fails in a way that may pass.</summary>
    public static async Task<T> Again<T>(
        Func<Task<T>> work, Func<Exception, bool> passes, TimeSpan patience, TimeProvider clock, CancellationToken cancellation)
    {
        var started = clock.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                return await work().ConfigureAwait(false);
            }
            catch (Exception e) when (
                passes(e) && clock.GetElapsedTime(started) + pause <= patience && !cancellation.IsCancellationRequested)
            {
                // The next attempt is after the pause.
            }

            await Task.Delay(pause, clock, cancellation).ConfigureAwait(false);
        }
    }
}
