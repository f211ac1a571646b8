using System.Collections.Concurrent;

namespace SearchCore.Storage;

/// <summary>
/// Room for pages that are read and not held (<see cref="PagedFile.PageIfWanted"/>), used again and again. Thread-safe.
/// </summary>
internal static class PageRooms
{
    // Four megabytes for the process; what more is needed at a time is garbage afterwards.
    private const int Most = 64;

    private static readonly ConcurrentBag<byte[]> Spare = [];
    private static int spares;

    /// <summary>Room for a page and the <see cref="PagedFile.Slack"/> behind it, with anything in it.</summary>
    public static byte[] Rent()
    {
        if (Spare.TryTake(out var room))
        {
            Interlocked.Decrement(ref spares);
            return room;
        }

        return GC.AllocateUninitializedArray<byte>(PagedFile.PageBytes + PagedFile.Slack, pinned: true);
    }

    /// <summary>Gives room back, of which nobody reads any more.</summary>
    public static void Return(byte[] room)
    {
        if (Interlocked.Increment(ref spares) > Most)
        {
            Interlocked.Decrement(ref spares);
            return;
        }

        Spare.Add(room);
    }
}
