using System.Globalization;

using SearchCore.Cluster.Catalogue;

namespace SearchCore.Cluster.Writing;

/// <summary>
/// Makes twice as many shards of a cluster, in place: of each shard one with the articles that stay and one with those that go, and all of
/// them one version. Searches go on: they read the version before until the new one is ready. Changes wait, and are refused where that
/// takes longer than they wait.
/// </summary>
/// <remarks>
/// Nothing is indexed anew: both halves begin as the shard's published files, and lose the articles that are the other's. A split that ends
/// or is killed at any point leaves the cluster as it was; what it sent to places is cleared away by the writers that come.
/// </remarks>
public static class ClusterSplit
{
    private const int Batch = 10_000;

    /// <summary>Splits every shard in two.</summary>
    /// <param name="catalogue">The catalogue.</param>
    /// <param name="places">The place of each shard by its number, also of those that come to be.</param>
    /// <param name="folder">
    /// A folder on a local disk, used for nothing else: it takes a shard three times over for each that is split at once.
    /// </param>
    /// <param name="options">How to split; null for the defaults.</param>
    /// <param name="cancellation">Ends it; the cluster is as it was, unless the new version was published just then.</param>
    /// <returns>The new version.</returns>
    /// <exception cref="InvalidOperationException">Nothing is published yet, or there would be too many shards.</exception>
    /// <exception cref="StaleWriterException">Another one splits the cluster, or ended this split.</exception>
    /// <exception cref="CatalogueUnavailableException">The catalogue stayed away; whether the cluster is split is not known.</exception>
    /// <exception cref="IndexException">A shard cannot be received or written; the cluster is as it was.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task<ClusterVersion> RunAsync(
        ICatalogue catalogue, Func<int, ISnapshotTransport> places, string folder, ClusterSplitOptions? options = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentNullException.ThrowIfNull(places);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        options ??= new();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.SideBySide, 1, nameof(options));
        if ((await catalogue.CurrentAsync(cancellation).ConfigureAwait(false)).Generations.Count == 0)
        {
            throw new InvalidOperationException("Nothing is published yet. Create a cluster with more shards instead.");
        }

        var epochs = await catalogue.BeginSplitAsync(options.Holder, cancellation).ConfigureAwait(false);
        try
        {
            // Not before: until the shards were taken somebody could publish later ones, or split the cluster.
            var settings = await catalogue.SettingsAsync(cancellation).ConfigureAwait(false);
            var version = await catalogue.CurrentAsync(cancellation).ConfigureAwait(false);
            var work = new Work(settings, places, Path.GetFullPath(folder), epochs, options);
            var made = new System.Collections.Concurrent.ConcurrentBag<ShardGeneration>();
            await Parallel.ForEachAsync(
                version.Generations,
                new ParallelOptions { MaxDegreeOfParallelism = options.SideBySide, CancellationToken = cancellation },
                async (generation, token) =>
                {
                    foreach (var half in await work.Split(generation, token).ConfigureAwait(false))
                    {
                        made.Add(half);
                    }
                }).ConfigureAwait(false);
            return await Publish(catalogue, [.. made.OrderBy(g => g.Shard)], options, cancellation).ConfigureAwait(false);
        }
        catch
        {
            await End(catalogue, epochs[0]).ConfigureAwait(false);
            throw;
        }
    }

    // Also where an answer is lost: then the version is there.
    private static Task<ClusterVersion> Publish(
        ICatalogue catalogue, List<ShardGeneration> generations, ClusterSplitOptions options, CancellationToken cancellation)
    {
        var isRepeated = false;
        return Publishing.Again(
            async () =>
            {
                if (isRepeated && await catalogue.CurrentAsync(cancellation).ConfigureAwait(false) is var current
                    && PublicationRules.AreCurrent(generations, current.Of))
                {
                    return current;
                }

                isRepeated = true;
                return await catalogue.SplitAsync(generations, cancellation).ConfigureAwait(false);
            },
            e => e is CatalogueUnavailableException, options.Patience, options.Index.Clock, cancellation);
    }

    // Where it cannot be ended now, another split takes over, or somebody ends it by hand.
    private static async Task End(ICatalogue catalogue, long epoch)
    {
        try
        {
            await catalogue.EndSplitAsync(epoch).ConfigureAwait(false);
        }
        catch (IOException)
        {
        }
    }

    /// <summary>What all shards of a split are made with.</summary>
    private sealed class Work(
        ClusterSettings settings, Func<int, ISnapshotTransport> places, string folder, IReadOnlyList<long> epochs,
        ClusterSplitOptions options)
    {
        private readonly ShardMap map = settings.Map.Split();

        /// <summary>Makes and sends both halves of a shard.</summary>
        public async Task<IReadOnlyList<ShardGeneration>> Split(ShardGeneration whole, CancellationToken cancellation)
        {
            var (low, high) = (whole.Shard, whole.Shard + settings.Shards);
            var (lowFolder, highFolder) = (FolderOf(low), FolderOf(high));
            Remove(lowFolder);
            Remove(highFolder);
            try
            {
                await ArticleIndex.ReceiveGenerationAsync(places(low), lowFolder, whole.Name, whole.Checksum, cancellation)
                    .ConfigureAwait(false);

                // By links where the file system has them.
                await Task.Run(() => ArticleIndex.TakeSnapshot(lowFolder, highFolder, cancellation), cancellation).ConfigureAwait(false);
                var stays = await Half(low, lowFolder, whole.Name, cancellation).ConfigureAwait(false);
                return [stays, await Half(high, highFolder, null, cancellation).ConfigureAwait(false)];
            }
            finally
            {
                Remove(lowFolder);
                Remove(highFolder);
            }
        }

        private async Task<ShardGeneration> Half(int shard, string path, SnapshotName? before, CancellationToken cancellation)
        {
            var opening = settings.Apply(options.Index) with { Access = IndexAccess.ReadWrite, Recognizer = null };
            var (first, last) = await Task.Run(() => Reduce(shard, path, opening, cancellation), cancellation).ConfigureAwait(false);
            await Publishing.Again(
                async () =>
                {
                    await new Alerts.EventObjects(places(shard)).BeginAsync(epochs[shard], before, cancellation).ConfigureAwait(false);
                    return true;
                },
                e => e is IOException and not IndexException or UnauthorizedAccessException, options.Patience, options.Index.Clock,
                cancellation).ConfigureAwait(false);
            var sent = await Publishing.Send(path, places(shard), before, options.Patience, options.Index.Clock, cancellation)
                .ConfigureAwait(false);
            return ShardIndex.GenerationOf(shard, sent, first, last);
        }

        private (Articles.ArticleDate? First, Articles.ArticleDate? Last) Reduce(
            int shard, string path, ArticleIndexOptions opening, CancellationToken cancellation)
        {
            using var index = ArticleIndex.Open(path, opening);
            index.BeginEpoch(epochs[shard]);
            var others = new List<string>(Batch);
            using (var searcher = index.OpenSearcher())
            {
                foreach (var stored in searcher.Export(new SearchRequest(), cancellation))
                {
                    if (map.ShardOf(stored.Article.Id) != shard)
                    {
                        others.Add(stored.Article.Id);
                    }

                    if (others.Count == Batch)
                    {
                        index.Delete(others, cancellation);
                        others.Clear();
                    }
                }
            }

            index.Delete(others, cancellation);

            // What was deleted would take as much room on every replica as what is left.
            index.Compact();
            return ShardIndex.DatesOf(index, cancellation);
        }

        private string FolderOf(int shard) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{shard:d4}"));

        private static void Remove(string path)
        {
            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }
        }
    }
}

/// <summary>How a cluster is split.</summary>
public sealed record ClusterSplitOptions
{
    /// <summary>What whoever splits is called in the catalogue, for people; at most 200 characters.</summary>
    public string Holder { get; init; } = "split";

    /// <summary>How many shards are split at once, from 1. Default: one.</summary>
    public int SideBySide { get; init; } = 1;

    /// <summary>Memory and clock of the indexes; what the cluster is made for is set by its settings. Default: 64 megabytes.</summary>
    public ArticleIndexOptions Index { get; init; } = new() { Workers = 1, MemoryMegabytes = 64 };

    /// <summary>How long sending and publishing are tried again where a place or the catalogue fails; default 30 seconds.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);
}
