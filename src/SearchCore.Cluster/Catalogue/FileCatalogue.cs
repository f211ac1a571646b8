using SearchCore.Files;

namespace SearchCore.Cluster.Catalogue;

/// <summary>
/// A catalogue in a folder, for processes of one machine or of several on a share whose file system makes hard links in one step, as NFS
/// does. It needs no server and no lock: every change is a numbered file that only one process can make. A crash at any point leaves the
/// catalogue as before the change or after it. Thread-safe.
/// </summary>
public sealed class FileCatalogue : ICatalogue
{
    // A process that loses so many times in a row to others is not losing, but something is wrong.
    private const int Attempts = 1_000;

    private readonly ChangeLog log;
    private readonly FileCatalogueOptions options;
    private readonly SemaphoreSlim changing = new(1);
    private StoredSettings? created;

    /// <summary>Names a catalogue; nothing is read yet.</summary>
    /// <param name="folder">Its folder, which is nothing else's.</param>
    /// <param name="options">How to use it; null for the defaults.</param>
    public FileCatalogue(string folder, FileCatalogueOptions? options = null)
        : this(folder, options, PhysicalFiles.Instance)
    {
    }

    internal FileCatalogue(string folder, FileCatalogueOptions? options, IFileOperations files)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        this.options = options ?? new FileCatalogueOptions();
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(this.options.LookInterval, TimeSpan.Zero, nameof(options));
        log = new ChangeLog(Path.GetFullPath(folder), files, this.options.Clock);
    }

    /// <summary>Its folder, as a full path.</summary>
    public string Folder => log.Folder;

    /// <inheritdoc/>
    public Task CreateAsync(ClusterSettings settings, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        settings.Validate();
        return Run(
            () =>
            {
                log.CreateSettings(StoredSettings.Of(settings));
                if (Settings() != settings)
                {
                    throw new CatalogueException(
                        CatalogueFault.Different,
                        $"There is a catalogue in {Folder} already, of a cluster with other settings. Use it with those, or another "
                            + "folder.");
                }

                return true;
            },
            cancellation);
    }

    /// <inheritdoc/>
    public Task<ClusterSettings> SettingsAsync(CancellationToken cancellation = default) => Run(Settings, cancellation);

    /// <inheritdoc/>
    public Task<ClusterVersion> CurrentAsync(CancellationToken cancellation = default) => Run(() => Newest().ToVersion(), cancellation);

    /// <inheritdoc/>
    public Task<ClusterVersion?> VersionAsync(long number, CancellationToken cancellation = default) => Run(
        () => number == 0 ? new ClusterVersion(0, [])
            : Newest() is var newest && number == newest.Version ? newest.ToVersion() : ReadKept(newest, number)?.ToVersion(),
        cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ShardGeneration>> KeptAsync(int shard, CancellationToken cancellation = default) => Run(
        () =>
        {
            var newest = Newest();
            PublicationRules.RequireShard(shard, Stored(newest));
            IReadOnlyList<ShardGeneration> kept =
            [
                .. newest.Kept.Select(k => ReadKept(newest, k.Version)?.GenerationOf(shard)).OfType<ShardGeneration>()
                    .DistinctBy(g => g.Name).OrderBy(g => g.Name),
            ];
            return kept;
        },
        cancellation);

    /// <inheritdoc/>
    public Task<ShardOwner> OwnerAsync(int shard, CancellationToken cancellation = default) => Run(
        () =>
        {
            var newest = Newest();
            PublicationRules.RequireShard(shard, Stored(newest));
            return newest.Owners.FirstOrDefault(o => o.Shard == shard) is { } owner
                ? new ShardOwner(owner.Epoch, owner.Holder) : new ShardOwner(0, string.Empty);
        },
        cancellation);

    /// <inheritdoc/>
    public Task<long> TakeAsync(int shard, string holder, CancellationToken cancellation = default)
    {
        PublicationRules.RequireHolder(holder);
        return Change(
            (before, settings, _) =>
            {
                PublicationRules.RequireShard(shard, settings);
                PublicationRules.RequireFree(shard, settings);
                var epoch = before.EpochOf(shard) + 1;
                var owners = before.Owners.Where(o => o.Shard != shard).Append(new StoredOwner(shard, epoch, holder));
                return (before with { Owners = [.. owners.OrderBy(o => o.Shard)] }, epoch);
            },
            cancellation);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<long>> BeginSplitAsync(string holder, CancellationToken cancellation = default)
    {
        PublicationRules.RequireHolder(holder);
        return Change<IReadOnlyList<long>>(
            (before, settings, _) =>
            {
                var epochs = PublicationRules.EpochsOfSplit(settings.Shards, before.EpochOf);
                var after = before with
                {
                    Owners = [.. epochs.Select((epoch, shard) => new StoredOwner(shard, epoch, holder))],
                    Settings = settings with { Splitting = holder },
                };
                return (after, epochs);
            },
            cancellation);
    }

    /// <inheritdoc/>
    public Task<ClusterVersion> SplitAsync(IReadOnlyList<ShardGeneration> generations, CancellationToken cancellation = default)
    {
        PublicationRules.Require(generations);
        return Change<ClusterVersion>(
            (before, settings, isRepeated) =>
            {
                if (isRepeated && PublicationRules.AreCurrent(generations, before.GenerationOf))
                {
                    return (null, before.ToVersion());
                }

                PublicationRules.RequireSplit(generations, settings, before.EpochOf, before.GenerationOf);
                var after = Published(before, generations, settings) with
                {
                    Settings = settings with { Shards = settings.Shards * 2, Splitting = null },
                };
                return (after, after.ToVersion());
            },
            cancellation);
    }

    /// <inheritdoc/>
    public Task EndSplitAsync(long epoch, CancellationToken cancellation = default) => Change(
        (before, settings, _) => (
            settings.Splitting is null || before.EpochOf(0) != epoch
                ? null : before with { Settings = settings with { Splitting = null } }, true),
        cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<int, IReadOnlyList<string>>> PlacedAsync(CancellationToken cancellation = default) =>
        Run(() => Stored(Newest()).ToPlaced(), cancellation);

    /// <inheritdoc/>
    public Task PlaceAsync(int shard, IReadOnlyList<string> nodes, CancellationToken cancellation = default)
    {
        PublicationRules.RequireNodes(nodes);
        return Change(
            (before, settings, _) =>
            {
                PublicationRules.RequireShard(shard, settings);
                return (before with { Settings = settings.WithPlaced(shard, nodes) }, true);
            },
            cancellation);
    }

    /// <inheritdoc/>
    public Task<ClusterVersion> PublishAsync(IReadOnlyList<ShardGeneration> generations, CancellationToken cancellation = default)
    {
        PublicationRules.Require(generations);
        return Change<ClusterVersion>(
            (before, settings, isRepeated) =>
            {
                // Of an attempt that lost nobody knows for sure that it did; only this caller can have published the same.
                if (isRepeated && PublicationRules.AreCurrent(generations, before.GenerationOf))
                {
                    return (null, before.ToVersion());
                }

                foreach (var next in generations)
                {
                    PublicationRules.RequireShard(next.Shard, settings);
                    PublicationRules.RequireCurrent(next, before.EpochOf(next.Shard), before.GenerationOf(next.Shard));
                }

                var after = Published(before, generations, settings);
                return (after, after.ToVersion());
            },
            cancellation);
    }

    /// <inheritdoc/>
    public async Task<ClusterVersion> WaitForLaterAsync(long number, CancellationToken cancellation = default)
    {
        while (true)
        {
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

            await Task.Delay(options.LookInterval, options.Clock, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Nothing is held open.</summary>
    public ValueTask DisposeAsync()
    {
        changing.Dispose();
        return ValueTask.CompletedTask;
    }

    private static CatalogueRecord Published(
        CatalogueRecord before, IReadOnlyList<ShardGeneration> generations, StoredSettings settings)
    {
        return before with
        {
            Version = before.Version + 1,
            Generations =
            [
                .. before.Generations.Where(g => generations.All(next => next.Shard != g.Shard))
                    .Concat(generations.Select(StoredGeneration.Of)).OrderBy(g => g.Shard),
            ],
            Kept = [.. before.Kept.Append(new KeptVersion(before.Version + 1, before.Change + 1)).TakeLast(settings.KeptVersions)],
        };
    }

    private ClusterSettings Settings() => Stored(Newest()).ToSettings();

    // As they were created, but for what a change changed.
    private StoredSettings Stored(CatalogueRecord newest) => newest.Settings ?? Created();

    private StoredSettings Created()
    {
        if (created is null)
        {
            var read = log.ReadSettings() ?? throw new CatalogueException(
                CatalogueFault.Missing, $"There is no catalogue in {Folder}. Create one first, or name another folder.");
            read.ToSettings();
            created = read;
        }

        return created;
    }

    private CatalogueRecord Newest()
    {
        Created();
        return log.ReadNewest() ?? CatalogueRecord.None;
    }

    private CatalogueRecord? ReadKept(CatalogueRecord newest, long version) =>
        newest.Kept.FirstOrDefault(k => k.Version == version) is { } kept ? log.Read(kept.Change) : null;

    // One change at a time from this process; against other processes whoever makes the file of the next number wins, and the others look
    // at what it did and decide again.
    private async Task<T> Change<T>(
        Func<CatalogueRecord, StoredSettings, bool, (CatalogueRecord? After, T Answer)> change, CancellationToken cancellation)
    {
        await changing.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            for (var attempt = 0; attempt < Attempts; attempt++)
            {
                var (isMade, answer) = await Run(
                    () =>
                    {
                        var before = Newest();
                        var (after, said) = change(before, Stored(before), attempt > 0);
                        if (after is null)
                        {
                            return (true, said);
                        }

                        after = after with { Change = before.Change + 1, Id = Guid.NewGuid(), Previous = before.Id };
                        return (log.TryAppend(after), said);
                    },
                    cancellation).ConfigureAwait(false);
                if (isMade)
                {
                    return answer;
                }
            }

            throw new CatalogueUnavailableException($"The catalogue in {Folder} was changed by others each of {Attempts} times.");
        }
        finally
        {
            changing.Release();
        }
    }

    private Task<T> Run<T>(Func<T> work, CancellationToken cancellation) => Task.Run(
        () =>
        {
            try
            {
                return work();
            }
            catch (Exception e) when (e is (IOException or UnauthorizedAccessException)
                and not (CatalogueException or CatalogueUnavailableException or ShardHeldException))
            {
                throw new CatalogueUnavailableException($"The catalogue in {Folder} cannot be used: {e.Message}", e);
            }
        },
        cancellation);
}

/// <summary>How a catalogue in a folder is used.</summary>
public sealed record FileCatalogueOptions
{
    /// <summary>How often the folder is looked at while a later version is waited for; positive, default 200 milliseconds.</summary>
    public TimeSpan LookInterval { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The clock for that, and for how old an interrupted process's leftovers are.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
