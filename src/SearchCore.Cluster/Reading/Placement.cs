using System.IO.Hashing;
using System.Text;

namespace SearchCore.Cluster.Reading;

/// <summary>
/// Which nodes have replicas of a shard: those that win by a hash of shard and node (rendezvous hashing, Thaler and Ravishankar 1998). It
/// follows from the names of the nodes alone, and a node that comes or goes moves its own share only. Somebody may place single shards
/// otherwise (<see cref="Catalogue.ICatalogue.PlaceAsync"/>).
/// </summary>
public static class Placement
{
    /// <summary>The nodes of a shard, the one that is asked first in front.</summary>
    /// <param name="shard">The shard, from 0.</param>
    /// <param name="nodes">The names of all nodes, each once, in any order.</param>
    /// <param name="replicas">How many are wanted, 1 or more; of fewer nodes all are taken.</param>
    /// <param name="placed">Nodes that go before all others, in this order, those of them that are there; null for none.</param>
    public static IReadOnlyList<string> Of(int shard, IEnumerable<string> nodes, int replicas, IReadOnlyList<string>? placed = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(shard);
        ArgumentNullException.ThrowIfNull(nodes);
        ArgumentOutOfRangeException.ThrowIfLessThan(replicas, 1);
        var byWeight = nodes.OrderByDescending(n => WeightOf(shard, n)).ThenBy(n => n, StringComparer.Ordinal).ToList();
        var first = (placed ?? []).Where(byWeight.Contains).ToList();
        return [.. first.Concat(byWeight.Where(n => !first.Contains(n))).Take(replicas)];
    }

    private static ulong WeightOf(int shard, string node) => XxHash64.HashToUInt64(Encoding.UTF8.GetBytes($"{shard} {node}"));
}
