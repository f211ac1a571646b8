using System.Collections.Concurrent;

using SearchCore.Cluster.Catalogue;

namespace SearchCore.Cluster.Reading;

/// <summary>A version that can be read, and which nodes have it ready. Thread-safe.</summary>
internal sealed class HeldVersion(ClusterVersion version)
{
    private readonly ConcurrentDictionary<(int Shard, string Node), IShardNode> ready = new();
    private readonly ConcurrentDictionary<(int Shard, IShardNode Node), Task> underway = new();
    private long lastUsed;
    private int changes;

    public ClusterVersion Version => version;

    /// <summary>Whether a node failed to make something of it ready, be it only once.</summary>
    public bool HasFailed { get; set; }

    public ShardedSearcher Searcher { get; set; } = null!;

    /// <summary>The searcher, for a search.</summary>
    public ShardedSearcher Used(TimeProvider clock)
    {
        Volatile.Write(ref lastUsed, clock.GetTimestamp());
        return Searcher;
    }

    /// <summary>Whether anybody searched it not long ago.</summary>
    public bool WasUsed(TimeSpan within, TimeProvider clock) =>
        Volatile.Read(ref lastUsed) is not 0 and var when && clock.GetElapsedTime(when) <= within;

    /// <summary>Done once a later version is read.</summary>
    public TaskCompletionSource Replaced { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What is being made ready.</summary>
    public IEnumerable<Task> Underway => underway.Values;

    /// <summary>How often what is ready on which node changed.</summary>
    public int Changes => Volatile.Read(ref changes);

    public bool IsReady => version.Generations.All(g => ready.Keys.Any(k => k.Shard == g.Shard));

    public IReadOnlyList<IShardNode> ReadyOn(ShardGeneration generation) =>
        [.. ready.Where(r => r.Key.Shard == generation.Shard).Select(r => r.Value).OrderBy(n => n.Name, StringComparer.Ordinal)];

    public void SetReady(ShardGeneration generation, IShardNode node)
    {
        ready[(generation.Shard, node.Name)] = node;
        Interlocked.Increment(ref changes);
    }

    /// <summary>A node does not have it, or no more.</summary>
    /// <returns>Whether it was thought to have it.</returns>
    public bool SetGone(ShardGeneration generation, IShardNode node)
    {
        var had = ready.TryRemove((generation.Shard, node.Name), out _);
        Interlocked.Increment(ref changes);
        return had;
    }

    /// <summary>Makes it ready on a node, unless it is or is being made.</summary>
    public void Begin(ShardGeneration generation, IShardNode node, Func<Task> prepare)
    {
        var key = (generation.Shard, node);
        if (!ready.ContainsKey((generation.Shard, node.Name)) && (!underway.TryGetValue(key, out var task) || task.IsCompleted))
        {
            underway[key] = Task.Run(prepare);
        }
    }

    /// <summary>Nodes that are gone have nothing ready; one that is back under its name has to say so again.</summary>
    public void Forget(IReadOnlyList<IShardNode> live)
    {
        foreach (var (key, node) in ready)
        {
            if (!live.Contains(node))
            {
                ready.TryRemove(key, out _);
                Interlocked.Increment(ref changes);
            }
        }
    }
}
