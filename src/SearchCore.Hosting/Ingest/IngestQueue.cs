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

    /// <summary>Taken by whoever applies a change, while no deletion is under way, and by a deletion when it begins and when it is done: a
    /// change is either applied before it or knows of it.</summary>
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
    /// Deletes articles before anything that waits is applied; changes of them that wait now come to nothing. Where the deletion fails or
    /// is given up, they wait as before.
    /// </summary>
    /// <param name="ids">Their ids.</param>
    /// <param name="delete">Deletes them from the index.</param>
    public T Overtake<T>(IReadOnlyCollection<string> ids, Func<T> delete)
    {
        Interlocked.Increment(ref overtaking);
        try
        {
            var now = Newest();
            var deleted = delete();
            lock (Applying)
            {
                foreach (var id in ids)
                {
                    deletedUpTo[id] = Math.Max(now, deletedUpTo.GetValueOrDefault(id));
                }

                Unseen.UnionWith(ids);
            }

            return deleted;
        }
        finally
        {
            Interlocked.Decrement(ref overtaking);
        }
    }

    // Once what is being applied is done: from then on nothing is until the deletion is over.
    private long Newest()
    {
        lock (Applying)
        {
            lock (order)
            {
                return last;
            }
        }
    }

    /// <summary>
    /// Lets deletions go first: whoever takes the same locks again and again, as one who applies does, would keep them waiting.
    /// </summary>
    public void LetOvertake()
    {
        var spin = default(SpinWait);
        while (IsOvertaken)
        {
            spin.SpinOnce();
        }
    }

    /// <summary>Whether a deletion is under way: what becomes of changes that wait is known when it is over.</summary>
    public bool IsOvertaken => Volatile.Read(ref overtaking) > 0;

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
