namespace SearchCore.Cluster.Reading;

/// <summary>How a coordinator reads. Immutable.</summary>
public sealed record ClusterReaderOptions
{
    /// <summary>How many nodes have each shard: 1 or more. Default 2.</summary>
    public int Replicas { get; init; } = 2;

    /// <summary>
    /// The node of this process: it is asked first for shards of which it has a replica, without a way over the wire, unless somebody
    /// placed them. Null (the default) for none.
    /// </summary>
    public string? Here { get; init; }

    /// <summary>How long one replica is waited for before the next one is asked too.</summary>
    public TimeSpan HedgeAfter { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>How long a replica is asked last that failed or kept somebody waiting.</summary>
    public TimeSpan SlowFor { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How many versions are held ready, so that cursors of earlier ones go on: 1 or more. Only versions that somebody searched are held.
    /// </summary>
    public int HeldVersions { get; init; } = 16;

    /// <summary>How long after its last search a version is held.</summary>
    public TimeSpan HeldFor { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long a new version may take to be ready on one node for each shard before it is read without those that are not. Until then the
    /// version before is read.
    /// </summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How often the nodes are looked at.</summary>
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>What says how long things take.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Finds every fault at once.</summary>
    /// <exception cref="ArgumentException">Something is out of bounds.</exception>
    public void Validate()
    {
        var faults = new List<string>();
        if (Replicas < 1)
        {
            faults.Add($"Replicas is {Replicas}; it must be 1 or more.");
        }

        if (HeldVersions < 1)
        {
            faults.Add($"HeldVersions is {HeldVersions}; it must be 1 or more.");
        }

        (string, TimeSpan)[] times =
        [
            (nameof(HeldFor), HeldFor), (nameof(HedgeAfter), HedgeAfter), (nameof(SlowFor), SlowFor), (nameof(Patience), Patience),
            (nameof(LookEvery), LookEvery),
        ];
        foreach (var (name, time) in times)
        {
            if (time < TimeSpan.Zero)
            {
                faults.Add($"{name} is {time}; it must be zero or more.");
            }
        }

        if (faults.Count > 0)
        {
            throw new ArgumentException(string.Join(" ", faults));
        }
    }
}
