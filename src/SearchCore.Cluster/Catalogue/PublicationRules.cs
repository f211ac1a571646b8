namespace SearchCore.Cluster.Catalogue;

/// <summary>What may be published: the one rule of every catalogue.</summary>
internal static class PublicationRules
{
    private const int LongestHolder = 200, LongestNode = 200;

    /// <summary>Sees to it that what is to be published can be.</summary>
    /// <exception cref="ArgumentException">It is empty, or of one shard twice.</exception>
    public static void Require(IReadOnlyList<ShardGeneration> generations)
    {
        ArgumentNullException.ThrowIfNull(generations);
        if (generations.Count == 0 || generations.Any(g => g is null || g.Shard < 0 || g.Checksum is null || g.Schema is null))
        {
            throw new ArgumentException("There must be a generation of one shard or more, each whole.", nameof(generations));
        }

        if (generations.GroupBy(g => g.Shard).FirstOrDefault(g => g.Skip(1).Any()) is { } twice)
        {
            throw new ArgumentException($"There are two generations of shard {twice.Key}.", nameof(generations));
        }
    }

    /// <summary>Sees to it that a shard is one of the cluster's.</summary>
    public static void RequireShard(int shard, StoredSettings settings)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(shard);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(shard, settings.Shards);
    }

    /// <summary>Sees to it that a holder is a text for people.</summary>
    public static void RequireHolder(string holder)
    {
        ArgumentNullException.ThrowIfNull(holder);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(holder.Length, LongestHolder, nameof(holder));
    }

    /// <summary>Whether a generation may be published.</summary>
    /// <param name="next">The generation.</param>
    /// <param name="epoch">The shard's last epoch.</param>
    /// <param name="published">What is published of the shard; null for nothing.</param>
    /// <exception cref="StaleWriterException">It may not.</exception>
    public static void RequireCurrent(ShardGeneration next, long epoch, ShardGeneration? published)
    {
        if (next.Epoch != epoch || (published is not null && next.Sequence <= published.Sequence))
        {
            throw new StaleWriterException(next.Shard, next.Name, epoch, published?.Name);
        }
    }

    /// <summary>Sees to it that a shard may be taken.</summary>
    /// <exception cref="ShardHeldException">The cluster is being split.</exception>
    public static void RequireFree(int shard, StoredSettings settings)
    {
        if (settings.Splitting is { } holder)
        {
            throw new ShardHeldException(shard, holder);
        }
    }

    /// <summary>The epochs of a split that begins: later than all before, and of a new shard not earlier than of where it comes from.
    /// </summary>
    /// <param name="shards">How many shards there are.</param>
    /// <param name="epoch">The last epoch of a shard, 0 where there is none.</param>
    /// <exception cref="InvalidOperationException">There would be too many.</exception>
    public static long[] EpochsOfSplit(int shards, Func<int, long> epoch)
    {
        if (shards * 2 > ShardMap.MostShards)
        {
            throw new InvalidOperationException(
                $"The cluster has {shards} shards, and there can be {ShardMap.MostShards} at most: it cannot be split again.");
        }

        var epochs = new long[shards * 2];
        for (var shard = 0; shard < epochs.Length; shard++)
        {
            epochs[shard] = Math.Max(epoch(shard) + 1, shard < shards ? 0 : epochs[shard - shards]);
        }

        return epochs;
    }

    /// <summary>Whether generations may be published as a split.</summary>
    /// <param name="generations">The generations.</param>
    /// <param name="settings">The settings before it.</param>
    /// <param name="epoch">The last epoch of a shard.</param>
    /// <param name="published">What is published of a shard.</param>
    /// <exception cref="ArgumentException">They are not of the shards that something is published of, and of those from them.</exception>
    /// <exception cref="StaleWriterException">Another one splits, or nobody does any more.</exception>
    public static void RequireSplit(
        IReadOnlyList<ShardGeneration> generations, StoredSettings settings, Func<int, long> epoch,
        Func<int, ShardGeneration?> published)
    {
        if (settings.Splitting is null)
        {
            throw new StaleWriterException(
                generations[0].Shard, generations[0].Name, epoch(generations[0].Shard), published(generations[0].Shard)?.Name);
        }

        foreach (var next in generations)
        {
            RequireCurrent(next, epoch(next.Shard), published(next.Shard));
        }

        var wanted = Enumerable.Range(0, settings.Shards).Where(s => published(s) is not null)
            .SelectMany(s => new[] { s, s + settings.Shards }).Order();
        if (!wanted.SequenceEqual(generations.Select(g => g.Shard).Order()))
        {
            throw new ArgumentException(
                "A split is published with a generation of every shard that has one, and of the shard that comes from it.",
                nameof(generations));
        }
    }

    /// <summary>Sees to it that a shard may be placed so.</summary>
    public static void RequireNodes(IReadOnlyList<string> nodes)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        if (nodes.Any(n => string.IsNullOrWhiteSpace(n) || n.Length > LongestNode)
            || nodes.Distinct(StringComparer.Ordinal).Count() != nodes.Count)
        {
            throw new ArgumentException($"Nodes have names of 1 to {LongestNode} characters, each once.", nameof(nodes));
        }
    }

    /// <summary>Whether all of them are what is published now, as after a publication whose answer was lost.</summary>
    public static bool AreCurrent(IReadOnlyList<ShardGeneration> generations, Func<int, ShardGeneration?> published) =>
        generations.All(g => g == published(g.Shard));
}
