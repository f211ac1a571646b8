using System.Text.Json;

using Npgsql;

namespace SearchCore.Cluster.Catalogue;

/// <content>What changes of a cluster's settings: how many shards there are, and where some of them are placed.</content>
internal sealed partial class PostgresTables
{
    /// <summary>Takes all shards and as many more, and holds them.</summary>
    /// <returns>Their epochs.</returns>
    /// <exception cref="InvalidOperationException">There would be too many.</exception>
    public Task<IReadOnlyList<long>> BeginSplit(NpgsqlConnection connection, string holder, CancellationToken cancellation) =>
        Change<IReadOnlyList<long>>(
            connection,
            async (settings, _) =>
            {
                int[] shards = [.. Enumerable.Range(0, settings.Shards * 2)];
                var before = await Epochs(connection, shards, cancellation).ConfigureAwait(false);
                var epochs = PublicationRules.EpochsOfSplit(settings.Shards, before.GetValueOrDefault);
                await Execute(
                    connection,
                    $"""
                    insert into {Schema}.owner (shard, epoch, holder) select shard, epoch, $3 from unnest($1::int[], $2::bigint[])
                        as taken (shard, epoch)
                    on conflict (shard) do update set epoch = excluded.epoch, holder = excluded.holder
                    """,
                    cancellation, shards, epochs, holder).ConfigureAwait(false);
                return (settings with { Splitting = holder }, epochs);
            },
            cancellation);

    /// <summary>Publishes a split.</summary>
    /// <exception cref="ArgumentException">A generation is missing, or one too many.</exception>
    /// <exception cref="StaleWriterException">One may not be published.</exception>
    public Task<ClusterVersion> Split(
        NpgsqlConnection connection, IReadOnlyList<ShardGeneration> generations, bool isRepeated, CancellationToken cancellation) =>
        Change(
            connection,
            async (settings, last) =>
            {
                int[] shards = [.. Enumerable.Range(0, settings.Shards * 2)];
                var epochs = await Epochs(connection, shards, cancellation).ConfigureAwait(false);
                var published = await Published(connection, shards, cancellation).ConfigureAwait(false);
                StoredSettings? changed = null;
                if (!isRepeated || !PublicationRules.AreCurrent(generations, published.GetValueOrDefault))
                {
                    PublicationRules.RequireSplit(generations, settings, epochs.GetValueOrDefault, published.GetValueOrDefault);
                    await Insert(connection, generations, last + 1, settings.KeptVersions, cancellation).ConfigureAwait(false);
                    changed = settings with { Shards = settings.Shards * 2, Splitting = null };
                }

                return (changed, (await Version(connection, number: null, cancellation).ConfigureAwait(false))!);
            },
            cancellation);

    /// <summary>Ends a split that shard 0 has this epoch by.</summary>
    public Task<bool> EndSplit(NpgsqlConnection connection, long epoch, CancellationToken cancellation) => Change(
        connection,
        async (settings, _) =>
        {
            var epochs = await Epochs(connection, [0], cancellation).ConfigureAwait(false);
            var isIt = settings.Splitting is not null && epochs.GetValueOrDefault(0) == epoch;
            return (isIt ? settings with { Splitting = null } : null, isIt);
        },
        cancellation);

    /// <summary>Places a shard.</summary>
    public Task<bool> Place(NpgsqlConnection connection, int shard, IReadOnlyList<string> nodes, CancellationToken cancellation) => Change(
        connection,
        (settings, _) =>
        {
            PublicationRules.RequireShard(shard, settings);
            return Task.FromResult<(StoredSettings?, bool)>((settings.WithPlaced(shard, nodes), true));
        },
        cancellation);

    // One transaction that holds the cluster's row; the settings are stored where they are changed.
    private async Task<T> Change<T>(
        NpgsqlConnection connection, Func<StoredSettings, long, Task<(StoredSettings? Changed, T Answer)>> change,
        CancellationToken cancellation)
    {
        var transaction = await connection.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await MakeDurable(connection, cancellation).ConfigureAwait(false);
            var (settings, last) = await State(connection, "for update", cancellation).ConfigureAwait(false);
            var (changed, answer) = await change(settings, last).ConfigureAwait(false);
            if (changed is not null)
            {
                await Execute(
                    connection, $"update {Schema}.cluster set settings = $1", cancellation,
                    JsonSerializer.Serialize(changed, CatalogueJson.Default.StoredSettings)).ConfigureAwait(false);
            }

            await transaction.CommitAsync(cancellation).ConfigureAwait(false);
            return answer;
        }
    }
}
