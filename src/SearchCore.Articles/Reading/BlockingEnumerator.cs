using System.Collections;

namespace SearchCore.Articles.Reading;

/// <summary>
/// Walks an asynchronous enumeration from a thread that waits. A cancellation ends the wait at once, whether the enumeration heeds the
/// token it was given or not: it is left alone, and disposed when its pending step ends, by whoever ends it.
/// </summary>
internal sealed class BlockingEnumerator<T>(IAsyncEnumerable<T> source, CancellationToken cancellation) : IEnumerator<T>
{
    private readonly IAsyncEnumerator<T> inner = source.GetAsyncEnumerator(cancellation);
    private bool isLeft;

    public T Current => inner.Current;

    object? IEnumerator.Current => Current;

    public bool MoveNext()
    {
        cancellation.ThrowIfCancellationRequested();
        var step = inner.MoveNextAsync();
        if (step.IsCompleted)
        {
            return step.GetAwaiter().GetResult();
        }

        var pending = step.AsTask();
        if (!TryWait(pending))
        {
            isLeft = true;
            _ = DisposeBehindAsync(pending);
            cancellation.ThrowIfCancellationRequested();
        }

        return pending.GetAwaiter().GetResult();
    }

    public void Reset() => throw new NotSupportedException();

    public void Dispose()
    {
        if (isLeft)
        {
            return;
        }

        isLeft = true;
        var disposal = inner.DisposeAsync();
        if (disposal.IsCompleted)
        {
            disposal.GetAwaiter().GetResult();
            return;
        }

        var pending = disposal.AsTask();
        if (TryWait(pending))
        {
            pending.GetAwaiter().GetResult();
        }
        else
        {
            _ = ObserveAsync(pending);
        }
    }

    /// <summary>Whether a task ended before the cancellation.</summary>
    private bool TryWait(Task pending)
    {
        try
        {
            Task.WaitAny([pending], cancellation);
            return true;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return pending.IsCompleted;
        }
    }

    private async Task DisposeBehindAsync(Task pending)
    {
        await ObserveAsync(pending).ConfigureAwait(false);
        try
        {
            await inner.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception)
        {
            // Nobody is there any more to be told.
        }
    }

    private static async Task ObserveAsync(Task pending)
    {
        try
        {
            await pending.ConfigureAwait(false);
        }
        catch (Exception)
        {
            // Nobody is there any more to be told.
        }
    }
}
