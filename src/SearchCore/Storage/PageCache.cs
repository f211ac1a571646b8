using Lock = System.Threading.Lock;

namespace SearchCore.Storage;

/// <summary>
/// The pages of files that are held in memory, of all indexes of the process together and within one budget. What was not used since the
/// hand last passed goes first (the clock algorithm; Corbató, 1968). Reading a page that is there takes no lock. Thread-safe.
/// </summary>
internal sealed class PageCache
{
    private const long DefaultBytes = 512_000_000;
    private const int MemoryShare = 4;

    private readonly Lock gate = new();
    private readonly List<(PagedFile File, int Page)> ring = [];
    private int hand;
    private long bytes;
    private long budget;

    public PageCache(long budget) => this.budget = budget;

    /// <summary>That of the process: a quarter of its memory, 512 MB at most, unless it is told otherwise.</summary>
    public static PageCache Shared { get; } =
        new(Math.Min(DefaultBytes, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / MemoryShare));

    /// <summary>How many bytes of pages may be held. Setting less lets go at once.</summary>
    public long Budget
    {
        get => Volatile.Read(ref budget);
        set
        {
            lock (gate)
            {
                budget = value;
                Evict();
            }
        }
    }

    /// <summary>How many bytes of pages are held.</summary>
    public long Bytes => Volatile.Read(ref bytes);

    /// <summary>Counts a page that was read.</summary>
    public void Add(PagedFile file, int page, int length)
    {
        lock (gate)
        {
            if (file.IsClosed)
            {
                // Closed while it was read: nobody would let go of the page.
                file.Drop(page);
                return;
            }

            ring.Add((file, page));
            bytes += length;
            Evict();
        }
    }

    /// <summary>Lets go of all pages of a file that is closed.</summary>
    public void Remove(PagedFile file)
    {
        lock (gate)
        {
            file.IsClosed = true;
            for (var i = ring.Count - 1; i >= 0; i--)
            {
                if (ReferenceEquals(ring[i].File, file))
                {
                    Drop(i);
                }
            }
        }
    }

    private void Evict()
    {
        while (bytes > budget && ring.Count > 0)
        {
            if (hand >= ring.Count)
            {
                hand = 0;
            }

            if (ring[hand].File.WasUsed(ring[hand].Page))
            {
                hand++;
            }
            else
            {
                Drop(hand);
            }
        }
    }

    private void Drop(int at)
    {
        var (file, page) = ring[at];
        bytes -= file.Drop(page);
        ring[at] = ring[^1];
        ring.RemoveAt(ring.Count - 1);
    }
}
