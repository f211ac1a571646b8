using System.Runtime.CompilerServices;

using Lucene.Net.Index;

namespace SearchCore.Searching.Snapshots;

/// <summary>
/// The points in time that cursors were handed out for, kept for a while so that the next page sees the same articles. Thread-safe.
/// </summary>
/// <remarks>
/// Old ones are dropped whenever it is used: an index that is no longer used keeps its last ones until it is disposed.
/// </remarks>
/// <param name="lifetime">How long each is kept.</param>
/// <param name="most">How many are kept at most: an index that changes all the time must not keep them all.</param>
/// <param name="mostBytes">How many bytes of segments are kept at most that the newest point in time has no longer.</param>
/// <param name="clock">The clock.</param>
internal sealed class CursorSnapshots(TimeSpan lifetime, int most, long mostBytes, TimeProvider clock) : IDisposable
{
    private static readonly ConditionalWeakTable<object, StrongBox<long>> Sizes = [];

    private readonly System.Threading.Lock guard = new();
    private readonly List<(PointInTime State, long Used)> held = [];
    private HashSet<object> newest = [];
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
            if (at < 0)
            {
                DropBytes();
            }
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

    /// <summary>Lets go of what was not used for long, and of what is too much.</summary>
    /// <param name="now">The newest point in time: what it has costs nothing more.</param>
    public void Sweep(PointInTime now)
    {
        // Known before any search asks for it: files are asked how long they are. Not when the index is opened: most change never.
        foreach (var segment in newest.Count > 0 ? now.Segments : [])
        {
            SizeOf(segment);
        }

        lock (guard)
        {
            newest = [.. now.Segments.Select(segment => KeyOf(segment.Reader))];
            Drop(0);
            DropBytes();
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

    private static object KeyOf(AtomicReader reader) => FilterAtomicReader.Unwrap(reader).CoreCacheKey;

    // A file that another process took away is not counted: nobody can say any more how long it was.
    private static long SizeOf(AtomicReader reader)
    {
        try
        {
            return FilterAtomicReader.Unwrap(reader) is SegmentReader segment ? segment.SegmentInfo.GetSizeInBytes() : 0;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static long SizeOf(SegmentView segment) =>
        Sizes.GetValue(KeyOf(segment.Reader), _ => new(SizeOf(segment.Reader))).Value;

    private void DropBytes()
    {
        while (held.Count > 0 && Bytes() > mostBytes)
        {
            Drop(1);
        }
    }

    private long Bytes()
    {
        var seen = new HashSet<object>(newest);
        return held.SelectMany(h => h.State.Segments).Where(segment => seen.Add(KeyOf(segment.Reader)))
            .Sum(SizeOf);
    }

    // The least recently used stand first.
    private void Drop(int atLeast)
    {
        while (held.Count > 0 && (atLeast > 0 || clock.GetElapsedTime(held[0].Used) > lifetime))
        {
            held[0].State.Release();
            held.RemoveAt(0);
            atLeast--;
        }
    }
}
