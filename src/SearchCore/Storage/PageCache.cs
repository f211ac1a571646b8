using Lock = System.Threading.Lock;

namespace SearchCore.Storage;

/// <summary>
/// What is held in memory of files, as pages and as columns that were decoded, of all indexes of the process together and within one
/// budget. What was not used since the hand last passed goes first (the clock algorithm; Corbató, 1968). Thread-safe.
/// </summary>
internal sealed class PageCache
{
    private const long DefaultBytes = 512_000_000;
    private const int MemoryShare = 4;

    private readonly Lock gate = new();
    private readonly List<(ICached Owner, int Block)> ring = [];
    private int hand;
    private long bytes;
    private long budget;

    public PageCache(long budget) => this.budget = budget;

    /// <summary>That of the process: a quarter of its memory, 512 MB at most, unless it is told otherwise.</summary>
    public static PageCache Shared { get; } =
        new(Math.Min(DefaultBytes, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / MemoryShare));

    /// <summary>How many bytes may be held. Setting less lets go at once.</summary>
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

    /// <summary>How many bytes are held.</summary>
    public long Bytes => Volatile.Read(ref bytes);

    /// <summary>Counts a block that was made.</summary>
    public void Add(ICached owner, int block, int length)
    {
        lock (gate)
        {
            if (owner.IsClosed)
            {
                // Closed while it was made: nobody would let go of the block.
                owner.Drop(block);
                return;
            }

            ring.Add((owner, block));
            bytes += length;
            Evict();
        }
    }

    /// <summary>Lets go of all blocks of an owner, for good.</summary>
    public void Remove(ICached owner)
    {
        lock (gate)
        {
            owner.IsClosed = true;
            for (var i = ring.Count - 1; i >= 0; i--)
            {
                if (ReferenceEquals(ring[i].Owner, owner))
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

            if (ring[hand].Owner.WasUsed(ring[hand].Block))
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
        var (owner, block) = ring[at];
        bytes -= owner.Drop(block);
        ring[at] = ring[^1];
        ring.RemoveAt(ring.Count - 1);
    }
}
