using SearchCore.Articles;

namespace SearchCore.Cluster.Writing;

/// <summary>How many bytes of articles may wait between a reader and all shards it reads for. Thread-safe.</summary>
internal sealed class FeedBudget(long bytes)
{
    private readonly object gate = new();
    private long waiting;
    private bool isOver;

    /// <summary>Waits until there is room for an article, or all is over; a single one always has room.</summary>
    public void Take(long size)
    {
        lock (gate)
        {
            while (!isOver && waiting > 0 && waiting + size > bytes)
            {
                Monitor.Wait(gate);
            }

            waiting += size;
        }
    }

    public void Give(long size)
    {
        lock (gate)
        {
            waiting -= size;
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>Nobody waits any more.</summary>
    public void End()
    {
        lock (gate)
        {
            isOver = true;
            Monitor.PulseAll(gate);
        }
    }
}

/// <summary>Articles on their way from one reader to the index of one shard, in order. Thread-safe.</summary>
internal sealed class ArticleFeed(FeedBudget budget, CancellationToken cancellation)
{
    private readonly Queue<(Article Article, long Size)> queue = new();
    private bool isComplete;

    /// <summary>Adds an article, once there is room for it.</summary>
    /// <exception cref="OperationCanceledException">The load is over.</exception>
    public void Add(Article article, long size)
    {
        budget.Take(size);
        cancellation.ThrowIfCancellationRequested();
        lock (queue)
        {
            queue.Enqueue((article, size));
            Monitor.Pulse(queue);
        }
    }

    /// <summary>Nothing more comes.</summary>
    public void Complete()
    {
        lock (queue)
        {
            isComplete = true;
            Monitor.PulseAll(queue);
        }
    }

    /// <summary>The articles; waits for each.</summary>
    public IEnumerable<Article> Articles()
    {
        while (Next() is var (article, size))
        {
            budget.Give(size);
            yield return article;
        }
    }

    private (Article Article, long Size)? Next()
    {
        lock (queue)
        {
            while (queue.Count == 0 && !isComplete)
            {
                Monitor.Wait(queue);
            }

            cancellation.ThrowIfCancellationRequested();
            return queue.TryDequeue(out var next) ? next : null;
        }
    }
}
