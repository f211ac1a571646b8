using System.Collections.Concurrent;

namespace SearchCore.Searching.Snapshots;

/// <summary>
/// Readers that nobody uses any more, on their way to be closed. That may close segments that were merged away and remove their files, some
/// ten milliseconds long: no search does it, nor waits for it. Thread-safe.
/// </summary>
internal sealed class ClosingQueue
{
    private readonly Lock closing = new();
    private readonly ConcurrentQueue<IDisposable> waiting = new();
    private volatile bool hasEnded;

    /// <summary>Has a reader closed on a thread of the pool; after <see cref="End"/> closes it at once.</summary>
    public void Add(IDisposable reader)
    {
        if (hasEnded)
        {
            reader.Dispose();
            return;
        }

        waiting.Enqueue(reader);
        ThreadPool.UnsafeQueueUserWorkItem(static queue => queue.CloseBeside(), this, preferLocal: false);
    }

    /// <summary>Closes those that wait. Returns when none is on its way any more.</summary>
    public void Close()
    {
        lock (closing)
        {
            while (waiting.TryDequeue(out var reader))
            {
                reader.Dispose();
            }
        }
    }

    /// <summary>As <see cref="Close"/>, for good.</summary>
    public void End()
    {
        hasEnded = true;
        Close();
    }

    private void CloseBeside()
    {
        try
        {
            Close();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Nobody waits to be told. A file that could not be removed goes with a later commit, or when the index is opened; each reader
            // that still waits has a turn of its own.
        }
    }
}
