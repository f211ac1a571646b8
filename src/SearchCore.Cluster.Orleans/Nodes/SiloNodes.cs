using System.Collections.Concurrent;

using SearchCore.Cluster.Catalogue;
using SearchCore.Cluster.Orleans.Contracts;
using SearchCore.Cluster.Reading;

namespace SearchCore.Cluster.Orleans.Nodes;

/// <summary>The nodes of silos that the membership says are active; one that drains is not among them. Thread-safe.</summary>
internal sealed class LiveNodes(
    IClusterMembershipService membership, NodeCaller caller, NodeKeeper keeper, ILocalSiloDetails here, ClusterMeter meter)
{
    private readonly ConcurrentDictionary<SiloAddress, IShardNode> known = new();
    private Seen seen = new(MembershipVersion.MinValue, []);

    /// <summary>What coordinators of this silo call themselves: another one after a restart.</summary>
    public string Coordinator { get; } = here.SiloAddress.ToParsableString();

    /// <summary>The nodes that can be asked now.</summary>
    public IReadOnlyList<IShardNode> Now()
    {
        var snapshot = membership.CurrentSnapshot;
        var last = seen;
        if (last.Version == snapshot.Version)
        {
            return last.Nodes;
        }

        // Of two of one name, of which one is not known to be dead yet, the later one.
        var active = snapshot.Members.Values.Where(m => m.Status == SiloStatus.Active).GroupBy(m => m.Name, StringComparer.Ordinal)
            .Select(g => g.MaxBy(m => m.SiloAddress.Generation)!).OrderBy(m => m.Name, StringComparer.Ordinal).ToList();
        var nodes = active.ConvertAll(m => known.GetOrAdd(m.SiloAddress, _ => Make(m)));
        foreach (var gone in known.Keys.Where(k => !snapshot.Members.TryGetValue(k, out var m) || m.Status == SiloStatus.Dead).ToList())
        {
            known.TryRemove(gone, out _);
        }

        seen = new(snapshot.Version, nodes);
        return nodes;
    }

    /// <summary>Every silo that is not known to be dead, with what its coordinator calls itself.</summary>
    public IReadOnlyList<ClusterMember> Members() =>
        [.. membership.CurrentSnapshot.Members.Values.Where(m => m.Status != SiloStatus.Dead).OrderBy(m => m.Name, StringComparer.Ordinal)];

    /// <summary>The node of a silo by name, to say something to; null where there is none.</summary>
    public INodeService? ServiceOf(string name) =>
        Members().LastOrDefault(m => m.Name == name && m.Status == SiloStatus.Active) is { } found ? caller.Of(found.SiloAddress) : null;

    private IShardNode Make(ClusterMember member) => member.SiloAddress.Equals(here.SiloAddress)
        ? new LocalNode(member.Name, keeper, Coordinator, meter)
        : new RemoteNode(member.Name, caller.Of(member.SiloAddress), Coordinator, meter);

    private sealed record Seen(MembershipVersion Version, IReadOnlyList<IShardNode> Nodes);
}

/// <summary>The node of this silo, without a way over the wire.</summary>
internal sealed class LocalNode(string name, NodeKeeper keeper, string coordinator, ClusterMeter meter) : IShardNode
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public Task PrepareAsync(ShardGeneration generation, CancellationToken cancellation) =>
        keeper.PrepareAsync(coordinator, generation, cancellation);

    /// <inheritdoc/>
    public Task KeepAsync(IReadOnlyList<ShardGeneration> generations, CancellationToken cancellation) =>
        keeper.KeepAsync(coordinator, generations, cancellation);

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>> AskAsync(
        int shard, SnapshotName generation, ReadOnlyMemory<byte> question, CancellationToken cancellation) => await meter.MeasureAsync(
        shard, name, () => keeper.Node.AskAsync(shard, generation, question, cancellation).AsTask()).ConfigureAwait(false);
}

/// <summary>The node of another silo.</summary>
internal sealed class RemoteNode(string name, INodeService service, string coordinator, ClusterMeter meter) : IShardNode
{
    // A silo that hangs must not hold up the version that comes next; it keeps what it has until then.
    private static readonly TimeSpan KeepPatience = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public async Task PrepareAsync(ShardGeneration generation, CancellationToken cancellation)
    {
        var answer = await CallAsync(
            () => service.PrepareAsync(coordinator, GenerationMessage.Of(generation), cancellation), cancellation).ConfigureAwait(false);
        if (answer.Outcome != Outcome.Done)
        {
            throw new IOException(answer.Message);
        }
    }

    /// <inheritdoc/>
    public Task KeepAsync(IReadOnlyList<ShardGeneration> generations, CancellationToken cancellation) => CallAsync(
        async () =>
        {
            await service.KeepAsync(coordinator, [.. generations.Select(GenerationMessage.Of)], cancellation)
                .WaitAsync(KeepPatience, cancellation).ConfigureAwait(false);
            return true;
        },
        cancellation);

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>> AskAsync(
        int shard, SnapshotName generation, ReadOnlyMemory<byte> question, CancellationToken cancellation) => await meter.MeasureAsync(
        shard, name, async () =>
        {
            var answer = await CallAsync(
                () => service.AskAsync(shard, generation.Epoch, generation.Sequence, question.ToArray(), cancellation), cancellation)
                .ConfigureAwait(false);
            return answer.Outcome switch
            {
                Outcome.Done => (ReadOnlyMemory<byte>)answer.Bytes!,
                Outcome.NotReady => throw new ShardNotReadyException(name, shard, generation, answer.Message),
                Outcome.Overloaded => throw new NodeOverloadedException(name, answer.Waiting),
                _ => throw new IOException($"The node {name} failed: {answer.Message}"),
            };
        }).ConfigureAwait(false);

    // What the runtime throws where a silo is gone is for callers a node that cannot be reached.
    private async Task<T> CallAsync<T>(Func<Task<T>> call, CancellationToken cancellation)
    {
        try
        {
            return await call().WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OrleansException or TimeoutException)
        {
            throw new IOException($"The node {name} cannot be reached: {e.Message}", e);
        }
    }
}
