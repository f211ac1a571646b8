using SearchCore.Cluster.Catalogue;

namespace SearchCore.Cluster.Reading;

/// <summary>
/// A process that has replicas of shards and answers for them: this one (<see cref="ShardNode"/>) or another. Thread-safe.
/// </summary>
public interface IShardNode
{
    /// <summary>What it is called: short, unique in the cluster, the same after a restart if it has its folder still.</summary>
    string Name { get; }

    /// <summary>Makes a generation of a shard ready to answer; nothing happens where it is.</summary>
    /// <param name="generation">The generation.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <exception cref="IOException">It cannot be received, or the node cannot be reached.</exception>
    Task PrepareAsync(ShardGeneration generation, CancellationToken cancellation);

    /// <summary>Lets go of every generation but some, once nobody asks it any more.</summary>
    /// <param name="generations">What stays.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    Task KeepAsync(IReadOnlyList<ShardGeneration> generations, CancellationToken cancellation);

    /// <summary>Has a replica answer a question (<see cref="IShard.AskAsync"/>).</summary>
    /// <param name="shard">The shard, from 0.</param>
    /// <param name="generation">Its generation.</param>
    /// <param name="question">The question.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ShardNotReadyException">The node does not have the generation.</exception>
    /// <exception cref="NodeOverloadedException">It has too much to do.</exception>
    ValueTask<ReadOnlyMemory<byte>> AskAsync(
        int shard, SnapshotName generation, ReadOnlyMemory<byte> question, CancellationToken cancellation);
}

/// <summary>A node was asked for a generation of a shard that it does not have.</summary>
public sealed class ShardNotReadyException : IOException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="node">The node.</param>
    /// <param name="shard">The shard.</param>
    /// <param name="generation">Its generation.</param>
    /// <param name="damage">What is damaged in the replica that it had until now; null where it had none.</param>
    public ShardNotReadyException(string node, int shard, SnapshotName generation, string? damage = null)
        : base($"The node {node} does not have commit {generation.Sequence} of epoch {generation.Epoch} of shard {shard}."
            + (damage is null ? string.Empty : $" Its replica is damaged and is received anew: {damage}")) =>
        (Shard, Generation, Damage) = (shard, generation, damage);

    /// <summary>The shard.</summary>
    public int Shard { get; }

    /// <summary>Its generation.</summary>
    public SnapshotName Generation { get; }

    /// <summary>What is damaged in the replica that the node had until now; null where it had none.</summary>
    public string? Damage { get; }
}

/// <summary>A node has so much to do that what was asked would wait too long. It was not done, and can be asked again later.</summary>
public sealed class NodeOverloadedException : IOException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="node">The node.</param>
    /// <param name="waiting">How many questions wait there.</param>
    public NodeOverloadedException(string node, int waiting)
        : base($"The node {node} is overloaded: {waiting} questions wait already.")
    {
    }
}
