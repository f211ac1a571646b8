using System.Diagnostics;

namespace SearchCore.Hosting.Searching;

/// <summary>Lets so many searches run at a time and so many wait. Thread-safe.</summary>
/// <param name="index">The index's name, for messages.</param>
/// <param name="slots">How many run.</param>
/// <param name="most">How many wait.</param>
internal sealed class SearchSlots(string index, int slots, int most) : IDisposable
{
    // Of how the mean of durations forgets: the last ten or so count.
    private const double Forgets = 0.1;

    private readonly SemaphoreSlim free = new(slots);
    private int waiting;
    private double meanSeconds;

    /// <summary>How many wait.</summary>
    public int Waiting => Volatile.Read(ref waiting);

    /// <summary>Does something on the thread pool when its turn comes.</summary>
    /// <exception cref="OverloadedException">Too many wait already.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled while it waited, or by what was done.</exception>
    public async Task<T> Run<T>(Func<T> work, CancellationToken cancellation)
    {
        await Enter(cancellation).ConfigureAwait(false);
        try
        {
            return await Task.Run(
                () =>
                {
                    var started = Stopwatch.GetTimestamp();
                    try
                    {
                        return work();
                    }
                    finally
                    {
                        // Lost where two end at once: it is an estimate.
                        meanSeconds += Forgets * (Stopwatch.GetElapsedTime(started).TotalSeconds - meanSeconds);
                    }
                },
                cancellation).ConfigureAwait(false);
        }
        finally
        {
            free.Release();
        }
    }

    public void Dispose() => free.Dispose();

    private async ValueTask Enter(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (free.Wait(0, CancellationToken.None))
        {
            return;
        }

        if (Interlocked.Increment(ref waiting) > most)
        {
            var before = Interlocked.Decrement(ref waiting);
            throw new OverloadedException(
                index,
                $"{slots} searches of the index '{index}' are running and {before} are waiting; no more may wait. Try again later.",
                TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling(meanSeconds * (before + 1) / slots))));
        }

        try
        {
            await free.WaitAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }
}
