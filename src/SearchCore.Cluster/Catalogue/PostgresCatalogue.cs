using System.Text.Json;

using Npgsql;

namespace SearchCore.Cluster.Catalogue;

/// <summary>
/// A catalogue in a PostgreSQL database (12 or later), in a schema of the cluster's name. Every change is one transaction. Thread-safe, and
/// safe between any number of processes and machines. Reconnects by itself where the server was restarted.
/// </summary>
public sealed class PostgresCatalogue : ICatalogue
{
    private readonly PostgresSession session;
    private readonly PostgresTables tables;
    private readonly PostgresListener listener;
    private readonly PostgresCatalogueOptions options;

    /// <summary>Names a catalogue; no connection is made yet.</summary>
    /// <param name="connectionString">The database, as Npgsql takes it: <c>Host=…;Database=…;Username=…</c>.</param>
    /// <param name="name">The cluster's name, <see cref="ClusterSettings.Name"/>: the schema of its tables.</param>
    /// <param name="options">How to use it; null for the defaults.</param>
    /// <exception cref="ArgumentException">The connection string or the name is none.</exception>
    public PostgresCatalogue(string connectionString, string name, PostgresCatalogueOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        if (!ClusterSettings.IsName(name))
        {
            throw new ArgumentException($"'{name}' is not the name of a cluster.", nameof(name));
        }

        this.options = options ?? new PostgresCatalogueOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(this.options.Patience, TimeSpan.Zero, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(this.options.LookInterval, TimeSpan.Zero, nameof(options));
        tables = new PostgresTables(name);
        session = new PostgresSession(connectionString, name, this.options.Patience, this.options.Clock);
        listener = new PostgresListener(session, tables.Channel, this.options.LookInterval, this.options.Clock);
    }

    /// <inheritdoc/>
    public Task CreateAsync(ClusterSettings settings, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        settings.Validate();
        if (settings.Name != tables.Name)
        {
            throw new ArgumentException($"The catalogue is of the cluster '{tables.Name}', not '{settings.Name}'.", nameof(settings));
        }

        return session.Run(
            async (connection, _) =>
            {
                var text = JsonSerializer.Serialize(StoredSettings.Of(settings), CatalogueJson.Default.StoredSettings);
                if (PostgresTables.ReadSettings(await tables.Create(connection, text, cancellation).ConfigureAwait(false)).ToSettings()
                    != settings)
                {
                    throw new CatalogueException(
                        CatalogueFault.Different,
                        $"There is a cluster '{settings.Name}' in this database already, with other settings. Use it with those, or "
                            + "another name.");
                }

                return true;
            },
            cancellation);
    }

    /// <inheritdoc/>
    public Task<ClusterSettings> SettingsAsync(CancellationToken cancellation = default) => session.Run(
        async (connection, _) => (await Settings(connection, cancellation).ConfigureAwait(false)).ToSettings(), cancellation);

    /// <inheritdoc/>
    public Task<ClusterVersion> CurrentAsync(CancellationToken cancellation = default) => session.Run(
        async (connection, _) => await tables.Version(connection, number: null, cancellation).ConfigureAwait(false)
            ?? new ClusterVersion(0, []),
        cancellation);

    /// <inheritdoc/>
    public Task<ClusterVersion?> VersionAsync(long number, CancellationToken cancellation = default) => session.Run(
        async (connection, _) => number == 0
            ? new ClusterVersion(0, []) : await tables.Version(connection, number, cancellation).ConfigureAwait(false),
        cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ShardGeneration>> KeptAsync(int shard, CancellationToken cancellation = default) => session.Run(
        async (connection, _) =>
        {
            PublicationRules.RequireShard(shard, await Settings(connection, cancellation).ConfigureAwait(false));
            return await tables.Kept(connection, shard, cancellation).ConfigureAwait(false);
        },
        cancellation);

    /// <inheritdoc/>
    public Task<ShardOwner> OwnerAsync(int shard, CancellationToken cancellation = default) => session.Run(
        async (connection, _) =>
        {
            PublicationRules.RequireShard(shard, await Settings(connection, cancellation).ConfigureAwait(false));
            return await tables.Owner(connection, shard, cancellation).ConfigureAwait(false);
        },
        cancellation);

    /// <inheritdoc/>
    public Task<long> TakeAsync(int shard, string holder, CancellationToken cancellation = default)
    {
        PublicationRules.RequireHolder(holder);
        return session.Run(
            (connection, _) => tables.Take(connection, shard, holder, cancellation), cancellation);
    }

    /// <inheritdoc/>
    public Task<ClusterVersion> PublishAsync(IReadOnlyList<ShardGeneration> generations, CancellationToken cancellation = default)
    {
        PublicationRules.Require(generations);
        return session.Run(
            (connection, isRepeated) => tables.Publish(connection, generations, isRepeated, cancellation), cancellation);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<long>> BeginSplitAsync(string holder, CancellationToken cancellation = default)
    {
        PublicationRules.RequireHolder(holder);
        return session.Run((connection, _) => tables.BeginSplit(connection, holder, cancellation), cancellation);
    }

    /// <inheritdoc/>
    public Task<ClusterVersion> SplitAsync(IReadOnlyList<ShardGeneration> generations, CancellationToken cancellation = default)
    {
        PublicationRules.Require(generations);
        return session.Run((connection, isRepeated) => tables.Split(connection, generations, isRepeated, cancellation), cancellation);
    }

    /// <inheritdoc/>
    public Task EndSplitAsync(long epoch, CancellationToken cancellation = default) =>
        session.Run((connection, _) => tables.EndSplit(connection, epoch, cancellation), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<int, IReadOnlyList<string>>> PlacedAsync(CancellationToken cancellation = default) => session.Run(
        async (connection, _) => (await Settings(connection, cancellation).ConfigureAwait(false)).ToPlaced(), cancellation);

    /// <inheritdoc/>
    public Task PlaceAsync(int shard, IReadOnlyList<string> nodes, CancellationToken cancellation = default)
    {
        PublicationRules.RequireNodes(nodes);
        return session.Run((connection, _) => tables.Place(connection, shard, nodes, cancellation), cancellation);
    }

    /// <inheritdoc/>
    public async Task<ClusterVersion> WaitForLaterAsync(long number, CancellationToken cancellation = default)
    {
        while (true)
        {
            // Before the look, so that nothing that is published between the two is missed.
            var told = listener.Next();
            try
            {
                if (await CurrentAsync(cancellation).ConfigureAwait(false) is { } version && version.Number > number)
                {
                    return version;
                }
            }
            catch (CatalogueUnavailableException)
            {
                // It is looked for again.
            }

            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            await Task.WhenAny(told, Task.Delay(options.LookInterval, options.Clock, waiting.Token)).ConfigureAwait(false);
            await waiting.CancelAsync().ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Closes all connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await listener.DisposeAsync().ConfigureAwait(false);
        await session.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<StoredSettings> Settings(NpgsqlConnection connection, CancellationToken cancellation) =>
        PostgresTables.ReadSettings(await tables.Settings(connection, cancellation).ConfigureAwait(false) ?? throw session.Missing(null));
}

/// <summary>How a catalogue in PostgreSQL is used.</summary>
public sealed record PostgresCatalogueOptions
{
    /// <summary>
    /// How long a call goes on trying where the server is away, before it ends with a <see cref="CatalogueUnavailableException"/>; zero
    /// or more, default ten seconds.
    /// </summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How often is looked for a later version where no notice comes, as after a lost connection; positive, default three seconds.
    /// </summary>
    public TimeSpan LookInterval { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>The clock for both.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
