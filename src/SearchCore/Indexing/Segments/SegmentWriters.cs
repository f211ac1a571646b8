namespace SearchCore.Indexing.Segments;

/// <summary>
/// Writers of segments, which builders have together: what inverting takes is as much as a quarter of a full segment, and a builder needs
/// it for a tenth of its time. Who would take more than there may be waits until another one has written; two whose segments are small
/// write at the same time, and so do all at the end of a load, when no more articles come that need the memory. Thread-safe.
/// </summary>
/// <param name="most">How many bytes may be in use at a time, and are kept for later, unless a single segment needs more.</param>
internal sealed class SegmentWriters(long most)
{
    private readonly object gate = new();
    private readonly List<SegmentWriter> idle = [];
    private long inUse;

    /// <summary>Whether nobody would have to wait now: the rule of who waits (<see cref="LoadMemory"/>).</summary>
    /// <param name="bytes">What the segment takes to be inverted.</param>
    public bool HasRoom(long bytes)
    {
        lock (gate)
        {
            return inUse == 0 || inUse + bytes <= most;
        }
    }

    /// <summary>A writer, to be given back by <see cref="Return"/>.</summary>
    /// <param name="bytes">What the segment takes to be inverted.</param>
    /// <param name="waits">Whether to wait where it is more than there may be.</param>
    public SegmentWriter Rent(long bytes, bool waits = true)
    {
        lock (gate)
        {
            while (waits && !HasRoom(bytes))
            {
                Monitor.Wait(gate);
            }

            inUse += bytes;
            if (idle.Count == 0)
            {
                return new SegmentWriter();
            }

            // The largest is the last.
            var writer = idle[^1];
            idle.RemoveAt(idle.Count - 1);
            return writer;
        }
    }

    /// <summary>Gives a writer back.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="bytes">What it was rented for.</param>
    public void Return(SegmentWriter writer, long bytes)
    {
        lock (gate)
        {
            inUse -= bytes;
            var at = idle.FindIndex(other => other.HeldBytes > writer.HeldBytes);
            idle.Insert(at < 0 ? idle.Count : at, writer);
            while (idle.Count > 1 && idle.Sum(other => other.HeldBytes) > most)
            {
                idle.RemoveAt(0);
            }

            Monitor.PulseAll(gate);
        }
    }

    /// <summary>Lets those go that nobody uses.</summary>
    public void Clear()
    {
        lock (gate)
        {
            idle.Clear();
        }
    }
}
