namespace SearchCore.Cluster.Catalogue;

/// <summary>
/// What a cluster consists of: its settings, who may write each shard, and its versions, of which each names one generation of every
/// shard. The one place where something is decided; generations themselves are at the shards' places. Thread-safe, and safe between
/// processes and machines as far as the implementation says.
/// </summary>
/// <remarks>
/// Every method but <see cref="CreateAsync"/> throws <see cref="CatalogueException"/> (<see cref="CatalogueFault.Missing"/>) where there is
/// no such catalogue, and every one <see cref="CatalogueUnavailableException"/> where it cannot be reached for longer than the
/// implementation's patience. A change that was answered survives a crash of everybody.
/// </remarks>
public interface ICatalogue : IAsyncDisposable
{
    /// <summary>Creates the catalogue; nothing happens where it is there with the same settings.</summary>
    /// <param name="settings">What the cluster is made for.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ArgumentException">The settings are out of bounds.</exception>
    /// <exception cref="CatalogueException">It is there with other settings (<see cref="CatalogueFault.Different"/>).</exception>
    Task CreateAsync(ClusterSettings settings, CancellationToken cancellation = default);

    /// <summary>What the cluster is made for.</summary>
    /// <param name="cancellation">Ends it.</param>
    Task<ClusterSettings> SettingsAsync(CancellationToken cancellation = default);

    /// <summary>The last version; number 0, without generations, before the first publication.</summary>
    /// <param name="cancellation">Ends it.</param>
    Task<ClusterVersion> CurrentAsync(CancellationToken cancellation = default);

    /// <summary>A version by number; null where it is not kept any more (<see cref="ClusterSettings.KeptVersions"/>) or not there yet.
    /// </summary>
    /// <param name="number">Its number, from 0.</param>
    /// <param name="cancellation">Ends it.</param>
    Task<ClusterVersion?> VersionAsync(long number, CancellationToken cancellation = default);

    /// <summary>The generations of a shard that the kept versions name, each once, the latest last: what its place must keep.</summary>
    /// <param name="shard">The shard, from 0.</param>
    /// <param name="cancellation">Ends it.</param>
    Task<IReadOnlyList<ShardGeneration>> KeptAsync(int shard, CancellationToken cancellation = default);

    /// <summary>Who may write a shard now.</summary>
    /// <param name="shard">The shard, from 0.</param>
    /// <param name="cancellation">Ends it.</param>
    Task<ShardOwner> OwnerAsync(int shard, CancellationToken cancellation = default);

    /// <summary>
    /// Takes a shard to write it, from whoever has it. Once this returns nothing is published any more under an earlier epoch, so that
    /// what <see cref="CurrentAsync"/> says of the shard then stays until the new epoch's first publication.
    /// </summary>
    /// <param name="shard">The shard, from 0.</param>
    /// <param name="holder">What the writer calls itself, for people: at most 200 characters.</param>
    /// <param name="cancellation">Ends it; the shard may be taken all the same.</param>
    /// <returns>The epoch, later than all that were given for the shard.</returns>
    /// <exception cref="ShardHeldException">The cluster is being split: the shard can be taken once that is over.</exception>
    Task<long> TakeAsync(int shard, string holder, CancellationToken cancellation = default);

    /// <summary>Publishes generations as the next version, with those of the last one for all other shards: all of them or none.</summary>
    /// <param name="generations">One or more, of different shards.</param>
    /// <param name="cancellation">Ends it; they may be published all the same.</param>
    /// <returns>The version.</returns>
    /// <exception cref="StaleWriterException">
    /// The epoch of one is not its shard's last, or its sequence is not later than what is published of the shard; nothing was published.
    /// </exception>
    /// <exception cref="CatalogueUnavailableException">
    /// Whether they were published is not known: <see cref="CurrentAsync"/> tells once it can be reached.
    /// </exception>
    Task<ClusterVersion> PublishAsync(IReadOnlyList<ShardGeneration> generations, CancellationToken cancellation = default);

    /// <summary>
    /// Begins to split every shard in two: takes all shards, and the ones that come to be by it, from whoever has them, also from another
    /// one that splits. Until the split is published or ended nobody else can take a shard.
    /// </summary>
    /// <param name="holder">As for <see cref="TakeAsync"/>.</param>
    /// <param name="cancellation">Ends it; it may be begun all the same.</param>
    /// <returns>
    /// The epochs of twice as many shards as there are, by shard. That of a new shard is not earlier than that of the one it comes from.
    /// </returns>
    /// <exception cref="InvalidOperationException">There would be more than <see cref="ShardMap.MostShards"/>.</exception>
    Task<IReadOnlyList<long>> BeginSplitAsync(string holder, CancellationToken cancellation = default);

    /// <summary>
    /// Publishes generations of twice as many shards as the next version: all of them or none. From then on the cluster has so many, and
    /// <see cref="SettingsAsync"/> says so.
    /// </summary>
    /// <param name="generations">Of each shard that something is published of, and of the one that comes from it; of no others.</param>
    /// <param name="cancellation">Ends it; they may be published all the same.</param>
    /// <returns>The version.</returns>
    /// <exception cref="ArgumentException">One is missing, or is of a shard that nothing is published of.</exception>
    /// <exception cref="StaleWriterException">Another one splits meanwhile, or the split was ended; nothing was published.</exception>
    /// <exception cref="CatalogueUnavailableException">Whether they were published is not known.</exception>
    Task<ClusterVersion> SplitAsync(IReadOnlyList<ShardGeneration> generations, CancellationToken cancellation = default);

    /// <summary>Ends a split that is not to be published, so that shards can be taken again. Nothing happens where it is over.</summary>
    /// <param name="epoch">The epoch of shard 0 that the split was begun with; that of a later split is left alone.</param>
    /// <param name="cancellation">Ends it; the split may be ended all the same.</param>
    Task EndSplitAsync(long epoch, CancellationToken cancellation = default);

    /// <summary>The shards that somebody placed, with the names of nodes that have them before others; the others follow the rule of
    /// <see cref="Reading.Placement"/>.</summary>
    /// <param name="cancellation">Ends it.</param>
    Task<IReadOnlyDictionary<int, IReadOnlyList<string>>> PlacedAsync(CancellationToken cancellation = default);

    /// <summary>Places a shard: these nodes have it before others, as long as they are there.</summary>
    /// <param name="shard">The shard, from 0.</param>
    /// <param name="nodes">The names of the nodes, the one that is asked first in front; none for the rule.</param>
    /// <param name="cancellation">Ends it; it may be placed all the same.</param>
    /// <exception cref="ArgumentException">A name is empty, too long, or there twice.</exception>
    Task PlaceAsync(int shard, IReadOnlyList<string> nodes, CancellationToken cancellation = default);

    /// <summary>
    /// Waits for a version later than one that is known. Goes on waiting while the catalogue cannot be reached: who waits goes on with
    /// what it has.
    /// </summary>
    /// <param name="number">The number that is known, from 0.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The last version; versions between may have been passed over.</returns>
    Task<ClusterVersion> WaitForLaterAsync(long number, CancellationToken cancellation = default);
}
