using SearchCore.Articles;

namespace SearchCore.Cluster.Catalogue;

/// <summary>A generation of a shard: a commit at the shard's place that the catalogue names, with what a coordinator must know of it.
/// Immutable.</summary>
public sealed record ShardGeneration
{
    /// <summary>The shard, from 0.</summary>
    public required int Shard { get; init; }

    /// <summary>The epoch of the writer that made it, from 1.</summary>
    public required long Epoch { get; init; }

    /// <summary>The commit's number, which grows from generation to generation of a shard, also over epochs.</summary>
    public required long Sequence { get; init; }

    /// <summary>What the commit's description at the place must be: <see cref="SentGeneration.Checksum"/>.</summary>
    public required string Checksum { get; init; }

    /// <summary>What the shard is made to hold, on one line: <see cref="SentGeneration.Schema"/>.</summary>
    public required string Schema { get; init; }

    /// <summary>How many articles it has.</summary>
    public required long Articles { get; init; }

    /// <summary>When the earliest of its articles was published; null where none says.</summary>
    public ArticleDate? First { get; init; }

    /// <summary>When the latest of its articles was published; null where none says.</summary>
    public ArticleDate? Last { get; init; }

    /// <summary>Its name at the shard's place.</summary>
    public SnapshotName Name => new(Epoch, Sequence);
}

/// <summary>A state of the whole cluster: one generation of each shard that has any, published at one moment. Immutable.</summary>
/// <param name="Number">Its number, from 1; 0 is the cluster before the first publication.</param>
/// <param name="Generations">The generations by shard; a shard that nothing was published of yet is not there and has no articles.</param>
public sealed record ClusterVersion(long Number, IReadOnlyList<ShardGeneration> Generations)
{
    /// <summary>The generation of a shard; null where nothing was published of it yet.</summary>
    /// <param name="shard">The shard, from 0.</param>
    public ShardGeneration? Of(int shard) => Generations.FirstOrDefault(g => g.Shard == shard);

    /// <summary>How many articles all shards have.</summary>
    public long Articles => Generations.Sum(g => g.Articles);

    /// <inheritdoc/>
    public bool Equals(ClusterVersion? other) =>
        other is not null && Number == other.Number && Generations.SequenceEqual(other.Generations);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Number, Generations.Count);
}

/// <summary>Who may write a shard.</summary>
/// <param name="Epoch">The last epoch that was given; 0 where none was.</param>
/// <param name="Holder">What whoever took it called itself; empty where nobody did.</param>
public readonly record struct ShardOwner(long Epoch, string Holder);
