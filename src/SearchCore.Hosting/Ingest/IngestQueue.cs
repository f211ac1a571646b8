using System.Collections.Concurrent;

using SearchCore.Hosting.Opening;

namespace SearchCore.Hosting.Ingest;

/// <summary>
/// What waits to be applied to an index, in order: articles in a bounded queue, and signals that go before them. Thread-safe; one
/// <see cref="IngestLoop"/> takes from it.
/// </summary>
internal sealed class IngestQueue(IndexHandle handle) : IDisposable
{
    private readonly ConcurrentQueue<IngestWork> changes = new();
    private readonly ConcurrentQueue<IngestWork> signals = new();
    private readonly SemaphoreSlim room = new(handle.Options.QueueCapacity);
    private readonly SemaphoreSlim work = new(0);
    private readonly Lock order = new();
    private readonly Dictionary<string, long> deletedUpTo = new(StringComparer.Ordinal);
    private long last;
    private int overtaking;
    private bool closed;

    /// <summary>Taken by whoever applies a change, and by a deletion when it marks the queue: a change is either applied before the mark
    /// or sees it.</summary>
    public Lock Applying { get; } = new();

    /// <summary>Articles that were deleted since a change last looked at the index. Under <see cref="Applying"/>.</summary>
    public HashSet<string> Unseen { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether nothing more is taken in.</summary>
    public bool IsClosed => Volatile.Read(ref closed);

    /// <summary>How many changes wait.</summary>
    public int Length => changes.Count;

    /// <summary>Whether nothing waits.</summary>
    public bool IsEmpty => changes.IsEmpty && signals.IsEmpty;

    /// <summary>Queues a change.</summary>
    /// <param name="change">The change.</param>
    /// <param name="timeout">How long to wait for room.</param>
    /// <param name="cancellation">Gives up the wait for room.</param>
    /// <exception cref="OverloadedException">There was no room in time.</exception>
    /// <exception cref="InvalidOperationException">The queue is closed.</exception>
    public async ValueTask Add(IngestWork change, TimeSpan timeout, CancellationToken cancellation)
    {
        ThrowIfClosed();
        if (!room.Wait(0, cancellation) && !await room.WaitAsync(timeout, cancellation).ConfigureAwait(false))
        {
            throw new OverloadedException(
                handle.Name,
                $"The queue of the index '{handle.Name}' is full: {handle.Options.QueueCapacity} articles wait, and none was taken within "
                    + $"{handle.Options.QueueTimeout}. The article was not taken; try again later.",
                TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling(timeout.TotalSeconds))));
        }

        lock (order)
        {
            if (!closed)
            {
                change.Number = ++last;
                changes.Enqueue(change);
                work.Release();
                return;
            }
        }

        room.Release();
        ThrowIfClosed();
    }

    /// <summary>Queues a signal, behind no change: what it answers for was done before.</summary>
    /// <exception cref="InvalidOperationException">The queue is closed.</exception>
    public void AddSignal(SignalWork signal)
    {
        lock (order)
        {
            if (!closed)
            {
                signals.Enqueue(signal);
                work.Release();
                return;
            }
        }

        ThrowIfClosed();
    }

    /// <summary>Queues a signal behind all changes, of which there may be any number.</summary>
    /// <exception cref="InvalidOperationException">The queue is closed.</exception>
    public void AddLast(SignalWork signal)
    {
        lock (order)
        {
            if (!closed)
            {
                signal.Number = ++last;
                changes.Enqueue(signal);
                work.Release();
                return;
            }
        }

        ThrowIfClosed();
    }

    /// <summary>
    /// Deletes articles before anything that waits is applied; changes of them that wait now come to nothing.
    /// </summary>
    /// <param name="ids">Their ids.</param>
    /// <param name="delete">Deletes them from the index.</param>
    public T Overtake<T>(IReadOnlyCollection<string> ids, Func<T> delete)
    {
        Interlocked.Increment(ref overtaking);
        try
        {
            Mark(ids);
            var deleted = delete();
            lock (Applying)
            {
                Unseen.UnionWith(ids);
            }

            return deleted;
        }
        finally
        {
            Interlocked.Decrement(ref overtaking);
        }
    }

    private void Mark(IReadOnlyCollection<string> ids)
    {
        lock (Applying)
        {
            long now;
            lock (order)
            {
                now = last;
            }

            foreach (var id in ids)
            {
                deletedUpTo[id] = now;
            }
        }
    }

    /// <summary>
    /// Lets deletions go first: whoever takes the same locks again and again, as one who applies does, would keep them waiting.
    /// </summary>
    public void LetOvertake()
    {
        var spin = default(SpinWait);
        while (Volatile.Read(ref overtaking) > 0)
        {
            spin.SpinOnce();
        }
    }

    /// <summary>Whether an article was deleted after a change of it was queued. Under <see cref="Applying"/>.</summary>
    public bool WasOvertaken(string id, long number) => deletedUpTo.TryGetValue(id, out var upTo) && number <= upTo;

    /// <summary>Forgets deletions that every change which waits came after. Under <see cref="Applying"/>.</summary>
    /// <param name="applied">The last change that was applied.</param>
    public void Forget(long applied)
    {
        if (deletedUpTo.Count > 0)
        {
            foreach (var (id, _) in deletedUpTo.Where(d => d.Value <= applied).ToList())
            {
                deletedUpTo.Remove(id);
            }
        }
    }

    /// <summary>Waits until there is something to take, or for a time.</summary>
    public async Task Wait(TimeSpan most, CancellationToken cancellation)
    {
        await work.WaitAsync(most, cancellation).ConfigureAwait(false);

        // One release is enough for all that is taken at once.
        while (work.Wait(0, CancellationToken.None))
        {
        }
    }

    /// <summary>Takes what is next, a signal before a change.</summary>
    public IngestWork? Take()
    {
        if (signals.TryDequeue(out var signal))
        {
            return signal;
        }

        if (!changes.TryDequeue(out var change))
        {
            return null;
        }

        if (change is not SignalWork)
        {
            room.Release();
        }

        return change;
    }

    /// <summary>Takes nothing more in.</summary>
    public void Close()
    {
        lock (order)
        {
            closed = true;
        }

        work.Release();
    }

    public void Dispose()
    {
        Close();
        room.Dispose();
    }

    /// <exception cref="InvalidOperationException">The queue is closed.</exception>
    public void ThrowIfClosed()
    {
        if (IsClosed)
        {
            throw new InvalidOperationException(
                $"The queue of the index '{handle.Name}' is closed: the host is stopping, or the index cannot be used (see its health).");
        }
    }
}
