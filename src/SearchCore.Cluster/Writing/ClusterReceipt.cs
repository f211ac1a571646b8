namespace SearchCore.Cluster.Writing;

/// <summary>What became of changes that were sent to a cluster.</summary>
public sealed record ClusterReceipt
{
    /// <summary>The acknowledgements, by shard: what each has is published. Numbers of rejected changes are those of the whole list.
    /// </summary>
    public required IReadOnlyList<ShardReceipt> Acknowledged { get; init; }

    /// <summary>The changes that cannot be made, in their order.</summary>
    public required IReadOnlyList<RejectedChange> Rejected { get; init; }

    /// <summary>The shards that did not acknowledge; empty where all did.</summary>
    public required IReadOnlyList<ShardFailure> Failed { get; init; }

    /// <summary>The number of a version that holds all that was acknowledged; 0 where nothing was.</summary>
    public long Version => Acknowledged.Select(a => a.Version).DefaultIfEmpty(0).Max();

    /// <summary>How many changes were made.</summary>
    public int Applied => Acknowledged.Sum(a => a.Applied);
}

/// <summary>A shard that did not acknowledge its changes in time: they may be made or not, and can be sent again.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="Ids">The ids of all changes that were sent to it, in their order.</param>
/// <param name="Cause">What failed last.</param>
public sealed record ShardFailure(int Shard, IReadOnlyList<string> Ids, Exception Cause);

/// <summary>Not all shards acknowledged; <see cref="Receipt"/> says which did.</summary>
public sealed class ClusterWriteException : IOException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="receipt">What was acknowledged and what was not.</param>
    public ClusterWriteException(ClusterReceipt receipt)
        : base(MessageOf(receipt), receipt is { Failed: [var first, ..] } ? first.Cause : null) => Receipt = receipt!;

    /// <summary>What was acknowledged and what was not.</summary>
    public ClusterReceipt Receipt { get; }

    private static string MessageOf(ClusterReceipt receipt)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        var shards = string.Join(", ", receipt.Failed.Select(f => f.Shard));
        return $"{receipt.Failed.Count} of {receipt.Failed.Count + receipt.Acknowledged.Count} shards did not acknowledge their changes "
            + $"({shards}){(receipt.Failed is [var first, ..] ? $": {first.Cause.Message}" : ".")}";
    }
}
