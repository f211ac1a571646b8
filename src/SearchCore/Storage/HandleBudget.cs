using Lock = System.Threading.Lock;

namespace SearchCore.Storage;

/// <summary>
/// The handles by which files of indexes are open for reading, of all indexes of the process together and within one budget. Where there
/// are more, those that were not used since the hand last passed are closed (the clock algorithm; Corbató, 1968), and opened again when
/// they are read; those that must stay open stay, also beyond the budget. Thread-safe.
/// </summary>
/// <param name="limit">How many there may be.</param>
internal sealed class HandleBudget(int limit)
{
    // A quarter of what Linux gives a process that asks for nothing.
    private const int Standard = 256;

    private readonly Lock gate = new();
    private readonly List<ReopenedFile> ring = [];
    private int hand;
    private int limit = limit;

    /// <summary>That of the process.</summary>
    public static HandleBudget Shared { get; } = new(Standard);

    /// <summary>How many there may be. Setting less closes at once.</summary>
    public int Limit
    {
        get => Volatile.Read(ref limit);
        set
        {
            lock (gate)
            {
                limit = value;
                Close();
            }
        }
    }

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return ring.Count;
            }
        }
    }

    /// <summary>Counts a file that was opened. Not to be called under a lock that files take.</summary>
    public void Add(ReopenedFile file)
    {
        lock (gate)
        {
            if (file.Place >= 0 || !file.IsOpen)
            {
                // Closed for good, or closed and opened again by others, since it was opened.
                return;
            }

            file.Place = ring.Count;
            ring.Add(file);
            Close();
        }
    }

    /// <summary>Forgets a file that was closed for good.</summary>
    public void Remove(ReopenedFile file)
    {
        lock (gate)
        {
            if (file.Place >= 0)
            {
                RemoveAt(file.Place);
            }
        }
    }

    // Twice around at most: the first time takes the mark of having been used from those that have it.
    private void Close()
    {
        for (var steps = 2 * ring.Count; ring.Count > limit && steps > 0; steps--)
        {
            hand = hand < ring.Count ? hand : 0;
            if (ring[hand].TryClose())
            {
                RemoveAt(hand);
            }
            else
            {
                hand++;
            }
        }
    }

    private void RemoveAt(int place)
    {
        ring[place].Place = -1;
        var last = ring[^1];
        ring.RemoveAt(ring.Count - 1);
        if (place < ring.Count)
        {
            ring[place] = last;
            last.Place = place;
        }
    }
}
