using System.IO.Hashing;
using System.Text;

namespace SearchCore.Cluster.Reading;

/// <summary>
/// Which nodes have replicas of a shard: those that win by a hash of shard and node (rendezvous hashing, Thaler and Ravishankar 1998). It
/// follows from the names of the nodes alone, and a node that comes or goes moves its own share only.
/// </summary>
public static class Placement
{
    /// <summary>The nodes of a shard, the one that is asked first in front.</summary>
    /// <param name="shard">The shard, from 0.</param>
    /// <param name="nodes">The names of all nodes, each once, in any order.</param>
    /// <param name="replicas">How many are wanted, 1 or more; of fewer nodes all are taken.</param>
    public static IReadOnlyList<string> Of(int shard, IEnumerable<string> nodes, int replicas)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(shard);
        ArgumentNullException.ThrowIfNull(nodes);
        ArgumentOutOfRangeException.ThrowIfLessThan(replicas, 1);
        return [.. nodes.OrderByDescending(n => WeightOf(shard, n)).ThenBy(n => n, StringComparer.Ordinal).Take(replicas)];
    }

    private static ulong WeightOf(int shard, string node) => XxHash64.HashToUInt64(Encoding.UTF8.GetBytes($"{shard} {node}"));
}
