namespace SearchCore.Storage;

/// <summary>
/// The blocks that a thread made last and that are not held by anybody else; their room is used again. For one thread.
/// </summary>
/// <typeparam name="T">A block.</typeparam>
/// <param name="size">How many; a block is good until so many others were made.</param>
internal sealed class BlockRing<T>(int size)
    where T : class
{
    private readonly Entry[] entries = new Entry[size];
    private int next;
    private long pass;

    /// <summary>A block, where it is one of the last.</summary>
    /// <param name="owner">The number of what it is a block of.</param>
    /// <param name="block">Its number there.</param>
    public T? Find(long owner, int block)
    {
        if (pass != BlockPass.Current)
        {
            // Whoever comes again in another pass is to find that the block was asked for before.
            pass = BlockPass.Current;
            foreach (ref var entry in entries.AsSpan())
            {
                entry.Owner = 0;
            }
        }

        foreach (ref var entry in entries.AsSpan())
        {
            if (entry.Block == block && entry.Owner == owner)
            {
                return entry.Value;
            }
        }

        return null;
    }

    /// <summary>Makes a block.</summary>
    /// <param name="owner">The number of what it is a block of; not 0.</param>
    /// <param name="block">Its number there.</param>
    /// <param name="make">Makes it, in the room of an earlier one where there is one.</param>
    public T Make(long owner, int block, Func<int, T?, T> make)
    {
        ref var entry = ref entries[next];
        next = (next + 1) % entries.Length;

        // Where making it fails, the room holds nothing that is whole.
        entry.Owner = 0;
        entry.Value = make(block, entry.Value);
        (entry.Owner, entry.Block) = (owner, block);
        return entry.Value;
    }

    private struct Entry
    {
        public long Owner;
        public int Block;
        public T? Value;
    }
}

/// <summary>
/// The pass over an archive that a thread is making: what it asks for again and again within one counts as asked for once.
/// </summary>
internal static class BlockPass
{
    [ThreadStatic]
    private static long current;

    /// <summary>The number of the thread's pass.</summary>
    public static long Current => current;

    /// <summary>Begins another one.</summary>
    public static void Begin() => current++;
}
