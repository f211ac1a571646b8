namespace SearchCore.Indexing.Publication;

/// <summary>
/// Numbers chunks in input order, never twice in the life of the index, and knows which of them are still on their way: from the oldest that a
/// worker holds, parsed or not, published not yet. What comes before it is all in the index: the low-water mark. Thread-safe.
/// </summary>
internal sealed class InputWindow(long next)
{
    private readonly Lock gate = new();
    private readonly Dictionary<object, long> oldest = [];
    private long next = next;

    /// <summary>The lowest number not given yet.</summary>
    public long Next
    {
        get
        {
            lock (gate)
            {
                return next;
            }
        }
    }

    /// <summary>
    /// A worker takes a chunk and gets its number. In one step: a chunk that is numbered but held by nobody would count as published.
    /// </summary>
    public long Take(object worker)
    {
        lock (gate)
        {
            oldest.TryAdd(worker, next);
            return next++;
        }
    }

    /// <summary>All that a worker took is published but for the rest of its last chunk.</summary>
    public void Advance(object worker, long chunk)
    {
        lock (gate)
        {
            oldest[worker] = chunk;
        }
    }

    /// <summary>All that a worker took is published, or given up.</summary>
    public void Release(object worker)
    {
        lock (gate)
        {
            oldest.Remove(worker);
        }
    }

    /// <summary>The oldest chunk on its way; where there is none, the next one.</summary>
    public long LowWater
    {
        get
        {
            lock (gate)
            {
                return oldest.Count == 0 ? next : oldest.Values.Min();
            }
        }
    }
}
