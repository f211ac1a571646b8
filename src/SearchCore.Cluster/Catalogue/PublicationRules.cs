namespace SearchCore.Cluster.Catalogue;

/// <summary>What may be published: the one rule of every catalogue.</summary>
internal static class PublicationRules
{
    private const int LongestHolder = 200;

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
    public static void RequireShard(int shard, ClusterSettings settings)
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

    /// <summary>Whether all of them are what is published now, as after a publication whose answer was lost.</summary>
    public static bool AreCurrent(IReadOnlyList<ShardGeneration> generations, Func<int, ShardGeneration?> published) =>
        generations.All(g => g == published(g.Shard));
}
