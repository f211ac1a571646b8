namespace SearchCore.Cluster.Reading;

/// <summary>How a node answers. Immutable.</summary>
public sealed record ShardNodeOptions
{
    /// <summary>How its replicas are opened; they are opened read only, whatever it says of that.</summary>
    public ArticleIndexOptions Index { get; init; } = new();

    /// <summary>How many questions it works on at once: 1 or more. Default: as many as there are processors.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>How many questions may wait for a thread, 0 or more; more are refused (<see cref="NodeOverloadedException"/>).</summary>
    public int MostWaiting { get; init; } = 2_048;

    /// <summary>
    /// Is told of each replica that is given up because its files are damaged: the shard and what is wrong. On a thread that answers, so
    /// it must be quick. What it throws is told to who asked, beside the damage.
    /// </summary>
    public Action<int, string>? Damaged { get; init; }

    /// <summary>Finds every fault at once.</summary>
    /// <exception cref="ArgumentException">Something is out of bounds.</exception>
    public void Validate()
    {
        var faults = new List<string>();
        if (Threads < 1)
        {
            faults.Add($"Threads is {Threads}; it must be 1 or more.");
        }

        if (MostWaiting < 0)
        {
            faults.Add($"MostWaiting is {MostWaiting}; it must be 0 or more.");
        }

        if (faults.Count > 0)
        {
            throw new ArgumentException(string.Join(" ", faults));
        }

        Index.Validate();
    }
}
