using Lock = System.Threading.Lock;

namespace SearchCore.Storage;

/// <summary>
/// Makes what was written durable soon after, on a thread beside those who write: a commit then finds little left that it has to wait for.
/// Thread-safe.
/// </summary>
/// <param name="sync">
/// Makes durable what there is. What it throws is not told here: whoever asks for a commit must hear of it.
/// </param>
internal sealed class SyncAhead(Action sync)
{
    private readonly Lock gate = new();
    private Task work = Task.CompletedTask;
    private bool isWanted;
    private bool isRunning;
    private bool isClosed;

    /// <summary>Something was written.</summary>
    public void Begin()
    {
        lock (gate)
        {
            isWanted = true;
            if (!isRunning && !isClosed)
            {
                isRunning = true;
                const TaskCreationOptions alone = TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach;
                work = Task.Factory.StartNew(Work, CancellationToken.None, alone, TaskScheduler.Default);
            }
        }
    }

    /// <summary>Ends it, once what is being synced is.</summary>
    public void Close()
    {
        Task last;
        lock (gate)
        {
            isClosed = true;
            last = work;
        }

        last.Wait();
    }

    private void Work()
    {
        while (TryTake())
        {
            try
            {
                sync();
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // As it says.
            }
        }
    }

    private bool TryTake()
    {
        lock (gate)
        {
            (isRunning, isWanted, var wanted) = (isWanted && !isClosed, false, isWanted);
            return wanted && isRunning;
        }
    }
}
