namespace SearchCore.Indexing.Publication;

/// <summary>
/// Which part of the input is still on its way: from the oldest chunk that a worker holds, parsed or not, published not yet. What comes before
/// it is all in the index: the low-water mark. Thread-safe.
/// </summary>
internal sealed class InputWindow
{
    private readonly Lock gate = new();
    private readonly Dictionary<object, long> oldest = [];

    /// <summary>A worker takes a chunk. To be called in the order of chunk numbers, before the next chunk can be taken.</summary>
    public void Take(object worker, long chunk)
    {
        lock (gate)
        {
            oldest.TryAdd(worker, chunk);
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

    /// <summary>The oldest chunk on its way, or <paramref name="next"/> where there is none.</summary>
    public long LowWater(long next)
    {
        lock (gate)
        {
            return oldest.Count == 0 ? next : Math.Min(next, oldest.Values.Min());
        }
    }
}
