namespace SearchCore.Storage;

/// <summary>
/// Something in blocks, each of which is made when it is asked for and held within the budget of a <see cref="PageCache"/>. A block that is
/// there takes no lock. Thread-safe.
/// </summary>
/// <remarks>
/// Where there is a ring, a block is made in it at first and held from the second time on: who asks once (a console, a pass over the
/// whole archive) does not pay for memory that nobody comes back to, and does not drive out what others use.
/// </remarks>
/// <typeparam name="T">A block; it does not change.</typeparam>
internal abstract class CachedBlocks<T> : ICached, IDisposable
    where T : class
{
    private static long owners;

    private readonly PageCache cache;
    private readonly T?[] blocks;
    private readonly bool[] used;
    private readonly long number = Interlocked.Increment(ref owners);

    /// <summary>Makes it, without any block.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="cache">Where they count.</param>
    protected CachedBlocks(int count, PageCache cache) =>
        (this.cache, blocks, used) = (cache, new T?[count], new bool[count]);

    bool ICached.IsClosed { get; set; }

    /// <summary>
    /// A block. Where there is a ring it is the thread's, and good until as many others were asked for as that has room for.
    /// </summary>
    /// <param name="block">Its number, from 0.</param>
    public T Block(int block)
    {
        if (Volatile.Read(ref blocks[block]) is not { } known)
        {
            return Make(block);
        }

        if (!used[block])
        {
            used[block] = true;
        }

        return known;
    }

    /// <summary>A block, where it is there.</summary>
    public T? Known(int block) => Volatile.Read(ref blocks[block]);

    /// <summary>Lets go of all blocks, and of those that others are about to make.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    bool ICached.WasUsed(int block)
    {
        var was = used[block];
        used[block] = false;
        return was;
    }

    int ICached.Drop(int block) => Interlocked.Exchange(ref blocks[block], null) is { } dropped ? BytesOf(dropped) : 0;

    /// <summary>The thread's blocks that are not held; null where all are.</summary>
    protected virtual BlockRing<T>? Ring => null;

    /// <summary>Makes a block.</summary>
    /// <param name="block">Its number.</param>
    /// <param name="room">The room of an earlier one, to be used again; null for room of its own.</param>
    protected abstract T Load(int block, T? room);

    /// <summary>How much memory a block holds.</summary>
    protected abstract int BytesOf(T block);

    protected virtual void Dispose(bool disposing) => cache.Remove(this);

    private T Make(int block)
    {
        if (Ring is not { } ring)
        {
            return Hold(block);
        }

        if (ring.Find(number, block) is { } recent)
        {
            return recent;
        }

        if (used[block])
        {
            return Hold(block);
        }

        var made = ring.Make(number, block, Load);
        used[block] = true;
        return made;
    }

    private T Hold(int block)
    {
        var made = Load(block, room: null);
        if (Interlocked.CompareExchange(ref blocks[block], made, null) is { } others)
        {
            return others;
        }

        used[block] = true;
        cache.Add(this, block, BytesOf(made));
        return made;
    }
}
