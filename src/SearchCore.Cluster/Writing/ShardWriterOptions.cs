using SearchCore.Cluster.Catalogue;

namespace SearchCore.Cluster.Writing;

/// <summary>How a shard is written.</summary>
public sealed record ShardWriterOptions
{
    /// <summary>
    /// Recognizer, workers, memory and clock of the index; what the cluster is made for is set by its settings. A process that writes many
    /// shards has that much memory of each. Default: one worker, 64 megabytes.
    /// </summary>
    public ArticleIndexOptions Index { get; init; } = new() { Workers = 1, MemoryMegabytes = 64 };

    /// <summary>What the writer is called in the catalogue, for people; at most 200 characters.</summary>
    public string Holder { get; init; } = string.Empty;

    /// <summary>How many lists of changes wait at most; who sends more waits for room. From 1, default 256.</summary>
    public int QueueCapacity { get; init; } = 256;

    /// <summary>How many changes go into one commit at most, unless one list has more. From 1, default 10,000.</summary>
    public int MostChanges { get; init; } = 10_000;

    /// <summary>
    /// How long sending and publishing are tried again where the place or the catalogue fails, before the writer gives up and closes;
    /// zero or more, default 30 seconds.
    /// </summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>After how many publications the place is cleared of what no kept version names. From 1, default 16.</summary>
    public int PruneEvery { get; init; } = 16;

    /// <summary>
    /// Where the cluster's standing queries are (<see cref="Alerts.ClusterAlerts"/>), the same for all writers: articles are matched with
    /// them, and the events of each commit are at the shard's place when it is published. Null (the default) for none.
    /// </summary>
    public ISnapshotTransport? Alerts { get; init; }

    /// <summary>Finds every fault at once.</summary>
    /// <exception cref="ArgumentException">Something is out of bounds; the message names everything that is.</exception>
    public void Validate()
    {
        var faults = new List<string>();
        Least(QueueCapacity, nameof(QueueCapacity));
        Least(MostChanges, nameof(MostChanges));
        Least(PruneEvery, nameof(PruneEvery));
        if (Patience < TimeSpan.Zero)
        {
            faults.Add($"Patience is {Patience}; it must be zero or more.");
        }

        if (Index is null || Holder is null)
        {
            faults.Add("Index and Holder must not be null.");
        }

        if (faults.Count > 0)
        {
            throw new ArgumentException(string.Join(" ", faults));
        }

        PublicationRules.RequireHolder(Holder!);
        Index!.Validate();

        void Least(int value, string name)
        {
            if (value < 1)
            {
                faults.Add($"{name} is {value}; it must be 1 or more.");
            }
        }
    }
}
