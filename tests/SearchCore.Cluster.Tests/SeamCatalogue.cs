using SearchCore.Cluster.Catalogue;

namespace SearchCore.Cluster.Tests;

/// <summary>A catalogue with something happening before it is taken from, and around a publication.</summary>
internal sealed class SeamCatalogue(ICatalogue inner) : ICatalogue
{
    public Func<Task> BeforeTake { get; set; } = () => Task.CompletedTask;

    public Func<Func<Task<ClusterVersion>>, Task<ClusterVersion>> Publish { get; set; } = publish => publish();

    public Func<Func<Task<ShardOwner>>, Task<ShardOwner>> Owner { get; set; } = owner => owner();

    public Task CreateAsync(ClusterSettings settings, CancellationToken cancellation) => inner.CreateAsync(settings, cancellation);

    public Task<ClusterSettings> SettingsAsync(CancellationToken cancellation) => inner.SettingsAsync(cancellation);

    public Task<ClusterVersion> CurrentAsync(CancellationToken cancellation) => inner.CurrentAsync(cancellation);

    public Task<ClusterVersion?> VersionAsync(long number, CancellationToken cancellation) => inner.VersionAsync(number, cancellation);

    public Task<IReadOnlyList<ShardGeneration>> KeptAsync(int shard, CancellationToken cancellation) =>
        inner.KeptAsync(shard, cancellation);

    public Task<ShardOwner> OwnerAsync(int shard, CancellationToken cancellation) => Owner(() => inner.OwnerAsync(shard, cancellation));

    public async Task<long> TakeAsync(int shard, string holder, CancellationToken cancellation)
    {
        await BeforeTake();
        return await inner.TakeAsync(shard, holder, cancellation);
    }

    public Task<ClusterVersion> PublishAsync(IReadOnlyList<ShardGeneration> generations, CancellationToken cancellation) =>
        Publish(() => inner.PublishAsync(generations, cancellation));

    public Task<IReadOnlyList<long>> BeginSplitAsync(string holder, CancellationToken cancellation) =>
        inner.BeginSplitAsync(holder, cancellation);

    public Task<ClusterVersion> SplitAsync(IReadOnlyList<ShardGeneration> generations, CancellationToken cancellation) =>
        Publish(() => inner.SplitAsync(generations, cancellation));

    public Task EndSplitAsync(long epoch, CancellationToken cancellation) => inner.EndSplitAsync(epoch, cancellation);

    public Task<IReadOnlyDictionary<int, IReadOnlyList<string>>> PlacedAsync(CancellationToken cancellation) =>
        inner.PlacedAsync(cancellation);

    public Task PlaceAsync(int shard, IReadOnlyList<string> nodes, CancellationToken cancellation) =>
        inner.PlaceAsync(shard, nodes, cancellation);

    public Task<ClusterVersion> WaitForLaterAsync(long number, CancellationToken cancellation) =>
        inner.WaitForLaterAsync(number, cancellation);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
