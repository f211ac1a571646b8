namespace SearchCore.Searching.Snapshots;

/// <summary>
/// The points in time that cursors were handed out for, kept for a while so that the next page sees the same articles. Thread-safe.
/// </summary>
/// <remarks>Old ones are dropped whenever it is used: an index that is no longer used keeps its last ones until it is disposed.</remarks>
/// <param name="lifetime">How long each is kept.</param>
/// <param name="most">How many are kept at most: an index that changes all the time must not keep them all.</param>
/// <param name="clock">The clock.</param>
internal sealed class CursorSnapshots(TimeSpan lifetime, int most, TimeProvider clock) : IDisposable
{
    private readonly System.Threading.Lock guard = new();
    private readonly List<(PointInTime State, long Used)> held = [];
    private bool disposed;

    /// <summary>How many are kept now.</summary>
    public int Count
    {
        get
        {
            lock (guard)
            {
                Drop(0);
                return held.Count;
            }
        }
    }

    /// <summary>Keeps a point in time for its full lifetime from now on.</summary>
    public void Hold(PointInTime point)
    {
        lock (guard)
        {
            if (disposed || lifetime <= TimeSpan.Zero || most == 0)
            {
                return;
            }

            var at = held.FindIndex(h => ReferenceEquals(h.State, point));
            if (at >= 0)
            {
                held.RemoveAt(at);
            }
            else if (!point.TryLease())
            {
                return;
            }

            held.Add((point, clock.GetTimestamp()));
            Drop(held.Count - most);
        }
    }

    /// <summary>Leases a point in time; null where it is no longer kept.</summary>
    public PointInTime? TryLease(ulong identity)
    {
        lock (guard)
        {
            Drop(0);
            var at = held.FindIndex(h => h.State.Identity == identity);
            return at >= 0 && held[at].State.TryLease() ? held[at].State : null;
        }
    }

    /// <summary>Lets go of what was not used for long.</summary>
    public void Sweep()
    {
        lock (guard)
        {
            Drop(0);
        }
    }

    public void Dispose()
    {
        lock (guard)
        {
            disposed = true;
            Drop(held.Count);
        }
    }

    // The least recently used stand first.
    private void Drop(int atLeast)
    {
        while (held.Count > 0 && (atLeast > 0 || clock.GetElapsedTime(held[0].Used) > lifetime))
        {
            var point = held[0].State;
            held.RemoveAt(0);
            atLeast--;
            point.Release();
        }
    }
}
