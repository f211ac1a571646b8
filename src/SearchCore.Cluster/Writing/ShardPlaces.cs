using System.Globalization;

namespace SearchCore.Cluster.Writing;

/// <summary>Where the generations of each shard are kept.</summary>
public static class ShardPlaces
{
    /// <summary>Places under a folder on a share: <c>shards/000</c>, <c>shards/001</c> and so on.</summary>
    /// <param name="root">The folder.</param>
    /// <returns>The place of a shard by its number; the same one each time.</returns>
    public static Func<int, ISnapshotTransport> Under(string root)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(root);
        var full = Path.GetFullPath(root);
        var places = new System.Collections.Concurrent.ConcurrentDictionary<int, ISnapshotTransport>();
        return shard => places.GetOrAdd(
            shard, number => new SnapshotFolder(Path.Combine(full, "shards", number.ToString("d3", CultureInfo.InvariantCulture))));
    }

    /// <summary>The place by which processes that load together tell each other, under the same folder: <c>loads</c>.</summary>
    /// <param name="root">The folder.</param>
    public static ISnapshotTransport LoadsUnder(string root)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(root);
        return new SnapshotFolder(Path.Combine(Path.GetFullPath(root), "loads"));
    }

    /// <summary>The place of a cluster's standing queries under the same folder: <c>alerts</c>.</summary>
    /// <param name="root">The folder.</param>
    public static ISnapshotTransport AlertsUnder(string root)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(root);
        return new SnapshotFolder(Path.Combine(Path.GetFullPath(root), "alerts"));
    }
}
