using System.Collections.Concurrent;

namespace SearchCore.Cluster.Reading;

/// <summary>
/// Which nodes failed a coordinator or kept it waiting not long ago: they are asked last for some time, whatever shard and version is asked
/// about, so that a node that hangs is found out once. Thread-safe.
/// </summary>
internal sealed class SlowNodes(ClusterReaderOptions options)
{
    private readonly ConcurrentDictionary<string, long> since = new(StringComparer.Ordinal);

    /// <summary>The nodes in their order, those that were slow behind the others.</summary>
    public IReadOnlyList<IShardNode> InOrder(IReadOnlyList<IShardNode> nodes) =>
        nodes.Any(IsSlow) ? [.. nodes.OrderBy(n => IsSlow(n) ? 1 : 0)] : nodes;

    /// <summary>Remembers a node.</summary>
    public void Remember(IShardNode node) => since[node.Name] = options.Clock.GetTimestamp();

    private bool IsSlow(IShardNode node) =>
        since.TryGetValue(node.Name, out var when) && options.Clock.GetElapsedTime(when) < options.SlowFor;
}
