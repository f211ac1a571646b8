using System.Text.Json;

using Npgsql;

namespace SearchCore.Cluster.Catalogue;

/// <summary>
/// The tables of a cluster and what is asked of them. A generation stands once, with the version that it was published by: a version is the
/// latest generation of each shard up to its number. Stateless; a connection is for one caller at a time.
/// </summary>
internal sealed partial class PostgresTables(string name)
{
    /// <summary>The cluster's name, which is a plain word and so needs no escaping but quotes.</summary>
    public string Name => name;

    /// <summary>The channel of its notices, quoted.</summary>
    public string Channel => $"\"searchcore_{name}\"";

    private string Schema => $"\"{name}\"";

    /// <summary>Makes the tables and stores settings, where there are none.</summary>
    /// <returns>The settings that are there then.</returns>
    public async Task<string> Create(NpgsqlConnection connection, string settings, CancellationToken cancellation)
    {
        var transaction = await connection.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            // "if not exists" alone is no protection against another one that creates the same at this moment.
            await Execute(connection, "select pg_advisory_xact_lock(hashtextextended($1, 0))", cancellation, $"searchcore {name}")
                .ConfigureAwait(false);
            await Execute(
                connection,
                $"""
                create schema if not exists {Schema};
                create table if not exists {Schema}.cluster (
                    single boolean primary key default true check (single), settings text not null, version bigint not null);
                create table if not exists {Schema}.owner (shard int primary key, epoch bigint not null, holder text not null);
                create table if not exists {Schema}.version (number bigint primary key);
                create table if not exists {Schema}.generation (
                    shard int, version bigint, generation text not null, primary key (shard, version));
                """,
                cancellation).ConfigureAwait(false);
            await Execute(
                connection, $"insert into {Schema}.cluster (settings, version) values ($1, 0) on conflict do nothing", cancellation,
                settings).ConfigureAwait(false);
            var there = await Settings(connection, cancellation).ConfigureAwait(false);
            await transaction.CommitAsync(cancellation).ConfigureAwait(false);
            return there!;
        }
    }

    /// <summary>The settings; null where there are none.</summary>
    public async Task<string?> Settings(NpgsqlConnection connection, CancellationToken cancellation) =>
        (string?)await Scalar(connection, $"select settings from {Schema}.cluster", cancellation).ConfigureAwait(false);

    /// <summary>A version; null where it is not kept. The last one for null, which is number 0 at first.</summary>
    public async Task<ClusterVersion?> Version(NpgsqlConnection connection, long? number, CancellationToken cancellation)
    {
        // One statement sees one moment.
        var wanted = number is null
            ? $"select version as number from {Schema}.cluster" : $"select number from {Schema}.version where number = $1";
        var sql =
            $"""
            with wanted as ({wanted})
            select wanted.number, g.generation from wanted left join lateral (
                select distinct on (shard) shard, generation from {Schema}.generation
                where version <= wanted.number order by shard, version desc) g on true
            order by g.shard
            """;
        var (found, generations) = ((long?)null, new List<ShardGeneration>());
        await foreach (var row in Rows(connection, sql, cancellation, number is { } n ? [n] : []).ConfigureAwait(false))
        {
            found = row.GetInt64(0);
            if (!row.IsDBNull(1))
            {
                generations.Add(Read(row.GetString(1)));
            }
        }

        return found is { } version ? new ClusterVersion(version, generations) : null;
    }

    /// <summary>The generations of a shard that kept versions name.</summary>
    public async Task<IReadOnlyList<ShardGeneration>> Kept(NpgsqlConnection connection, int shard, CancellationToken cancellation)
    {
        var kept = new List<ShardGeneration>();
        var sql = $"select generation from {Schema}.generation where shard = $1 order by version";
        await foreach (var row in Rows(connection, sql, cancellation, shard).ConfigureAwait(false))
        {
            kept.Add(Read(row.GetString(0)));
        }

        return kept;
    }

    /// <summary>Who may write a shard.</summary>
    public async Task<ShardOwner> Owner(NpgsqlConnection connection, int shard, CancellationToken cancellation)
    {
        var sql = $"select epoch, holder from {Schema}.owner where shard = $1";
        await foreach (var row in Rows(connection, sql, cancellation, shard).ConfigureAwait(false))
        {
            return new ShardOwner(row.GetInt64(0), row.GetString(1));
        }

        return new ShardOwner(0, string.Empty);
    }

    /// <summary>Gives the next epoch of a shard. Waits for a publication of it that is under way, which holds the shard's row.</summary>
    /// <exception cref="ShardHeldException">The cluster is being split.</exception>
    public async Task<long> Take(NpgsqlConnection connection, int shard, string holder, CancellationToken cancellation)
    {
        var transaction = await connection.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await MakeDurable(connection, cancellation).ConfigureAwait(false);
            var (settings, _) = await State(connection, "for share", cancellation).ConfigureAwait(false);
            PublicationRules.RequireShard(shard, settings);
            PublicationRules.RequireFree(shard, settings);
            var epoch = (long)(await Scalar(
                connection,
                $"""
                insert into {Schema}.owner (shard, epoch, holder) values ($1, 1, $2)
                on conflict (shard) do update set epoch = owner.epoch + 1, holder = $2 returning epoch
                """,
                cancellation, shard, holder).ConfigureAwait(false))!;
            await transaction.CommitAsync(cancellation).ConfigureAwait(false);
            return epoch;
        }
    }

    /// <summary>Publishes generations as the next version.</summary>
    /// <exception cref="StaleWriterException">One may not be published.</exception>
    public async Task<ClusterVersion> Publish(
        NpgsqlConnection connection, IReadOnlyList<ShardGeneration> generations, bool isRepeated, CancellationToken cancellation)
    {
        var transaction = await connection.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await MakeDurable(connection, cancellation).ConfigureAwait(false);

            // Publications one after another: whoever holds this row. Then the shards', which nobody takes until this is done.
            var (settings, last) = await State(connection, "for update", cancellation).ConfigureAwait(false);
            var shards = generations.Select(g => g.Shard).Order().ToArray();
            var epochs = await Epochs(connection, shards, cancellation).ConfigureAwait(false);
            var published = await Published(connection, shards, cancellation).ConfigureAwait(false);
            if (!isRepeated || !PublicationRules.AreCurrent(generations, published.GetValueOrDefault))
            {
                foreach (var next in generations)
                {
                    PublicationRules.RequireShard(next.Shard, settings);
                    PublicationRules.RequireCurrent(
                        next, epochs.GetValueOrDefault(next.Shard), published.GetValueOrDefault(next.Shard));
                }

                await Insert(connection, generations, last + 1, settings.KeptVersions, cancellation).ConfigureAwait(false);
            }

            var version = await Version(connection, number: null, cancellation).ConfigureAwait(false);
            await transaction.CommitAsync(cancellation).ConfigureAwait(false);
            return version!;
        }
    }

    // Who changes something holds the row for update, who only must not be passed by such a change for share.
    private async Task<(StoredSettings Settings, long Version)> State(
        NpgsqlConnection connection, string held, CancellationToken cancellation)
    {
        var sql = $"select settings, version from {Schema}.cluster {held}";
        await foreach (var row in Rows(connection, sql, cancellation).ConfigureAwait(false))
        {
            return (ReadSettings(row.GetString(0)), row.GetInt64(1));
        }

        throw new CatalogueException(CatalogueFault.Damaged, $"The cluster '{name}' has no settings. Restore the database.");
    }

    private async Task<Dictionary<int, long>> Epochs(NpgsqlConnection connection, int[] shards, CancellationToken cancellation)
    {
        var epochs = new Dictionary<int, long>();
        var sql = $"select shard, epoch from {Schema}.owner where shard = any($1) order by shard for share";
        await foreach (var row in Rows(connection, sql, cancellation, shards).ConfigureAwait(false))
        {
            epochs[row.GetInt32(0)] = row.GetInt64(1);
        }

        return epochs;
    }

    private async Task<Dictionary<int, ShardGeneration>> Published(
        NpgsqlConnection connection, int[] shards, CancellationToken cancellation)
    {
        var published = new Dictionary<int, ShardGeneration>();
        var sql = $"select distinct on (shard) generation from {Schema}.generation where shard = any($1) order by shard, version desc";
        await foreach (var row in Rows(connection, sql, cancellation, shards).ConfigureAwait(false))
        {
            var generation = Read(row.GetString(0));
            published[generation.Shard] = generation;
        }

        return published;
    }

    private async Task Insert(
        NpgsqlConnection connection, IReadOnlyList<ShardGeneration> generations, long number, int keptVersions,
        CancellationToken cancellation)
    {
        await Execute(
            connection, $"insert into {Schema}.generation select * from unnest($1::int[], $2::bigint[], $3::text[])", cancellation,
            generations.Select(g => g.Shard).ToArray(), generations.Select(_ => number).ToArray(),
            generations.Select(g => JsonSerializer.Serialize(StoredGeneration.Of(g), CatalogueJson.Default.StoredGeneration)).ToArray())
            .ConfigureAwait(false);
        await Execute(connection, $"insert into {Schema}.version values ($1)", cancellation, number).ConfigureAwait(false);
        await Execute(connection, $"update {Schema}.cluster set version = $1", cancellation, number).ConfigureAwait(false);

        // Of versions that go, a generation stays where the oldest kept one still has it.
        var oldest = Math.Max(1, number - keptVersions + 1);
        await Execute(connection, $"delete from {Schema}.version where number < $1", cancellation, oldest).ConfigureAwait(false);
        await Execute(
            connection,
            $"""
            delete from {Schema}.generation g where version < $1 and exists (
                select from {Schema}.generation later
                where later.shard = g.shard and later.version > g.version and later.version <= $1)
            """,
            cancellation, oldest).ConfigureAwait(false);
        await Execute(connection, $"notify {Channel}", cancellation).ConfigureAwait(false);
    }

    // Also where the server is set to answer before a commit is on its disk; and a process that hangs must not hold up the others for long.
    private static Task MakeDurable(NpgsqlConnection connection, CancellationToken cancellation) =>
        Execute(connection, "set local synchronous_commit = on; set local idle_in_transaction_session_timeout = 10000", cancellation);

    /// <summary>Settings as they are stored.</summary>
    /// <exception cref="CatalogueException">They are damaged, or of a later form.</exception>
    public static StoredSettings ReadSettings(string text)
    {
        try
        {
            var settings = JsonSerializer.Deserialize(text, CatalogueJson.Default.StoredSettings)!;
            settings.ToSettings();
            return settings;
        }
        catch (JsonException e)
        {
            throw new CatalogueException(CatalogueFault.Damaged, "The settings of the cluster cannot be read. Restore the database.", e);
        }
    }

    private static ShardGeneration Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, CatalogueJson.Default.StoredGeneration)!.ToGeneration();
        }
        catch (JsonException e)
        {
            throw new CatalogueException(CatalogueFault.Damaged, "A generation in the catalogue cannot be read. Restore the database.", e);
        }
    }

    private static async Task Execute(
        NpgsqlConnection connection, string sql, CancellationToken cancellation, params object[] values)
    {
        var command = Command(connection, sql, values);
        await using (command.ConfigureAwait(false))
        {
            await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
        }
    }

    private static async Task<object?> Scalar(
        NpgsqlConnection connection, string sql, CancellationToken cancellation, params object[] values)
    {
        var command = Command(connection, sql, values);
        await using (command.ConfigureAwait(false))
        {
            return await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false);
        }
    }

    private static async IAsyncEnumerable<NpgsqlDataReader> Rows(
        NpgsqlConnection connection, string sql, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation,
        params object[] values)
    {
        var command = Command(connection, sql, values);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
                {
                    yield return reader;
                }
            }
        }
    }

    // What stands in the text itself is the cluster's name alone; all else is a parameter.
    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, object[] values)
    {
#pragma warning disable CA2100
        var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
