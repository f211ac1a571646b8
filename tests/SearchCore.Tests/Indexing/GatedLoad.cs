using System.Collections.Concurrent;

using SearchCore.Articles;
using SearchCore.Articles.Reading;

namespace SearchCore.Tests.Indexing;

/// <summary>
/// A load whose every reading the test orders: when a chunk is read, when its worker goes on with it, when and how a source fails. Endless
/// sources, until the load is
/// ended or cancelled.
/// </summary>
internal sealed class GatedLoad : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly BlockingCollection<Order> orders = [];
    private readonly CancellationTokenSource cancellation = new();
    private readonly Task<IndexingReport> load;
    private bool ended;

    public GatedLoad(ArticleIndex index, IndexingOptions? callbacks = null) =>
        load = Task.Factory.StartNew(
            () => index.Index(Sources(), callbacks, cancellation.Token), CancellationToken.None, TaskCreationOptions.LongRunning,
            TaskScheduler.Default);

    /// <summary>Whether the load has ended, by itself or by a failure.</summary>
    public bool IsCompleted => load.IsCompleted;

    /// <summary>Has a chunk read, and returns once a worker holds it in its hand.</summary>
    public Chunk Read(params Article[] articles)
    {
        var chunk = new Chunk(articles, cancellation.Token);
        Give(new Order(chunk, null));
        Wait(chunk.Taken.Task);
        return chunk;
    }

    /// <summary>Lets the worker read a chunk, and returns once it did.</summary>
    public void Release(Chunk chunk)
    {
        chunk.Gate.TrySetResult();
        Wait(chunk.Done.Task);
    }

    /// <summary>Has the source that is read throw.</summary>
    public void Fail(Exception failure)
    {
        var order = new Order(null, failure);
        Give(order);
        Wait(order.Seen.Task);
    }

    /// <summary>Cancels the load and waits for its end.</summary>
    public IndexingReport Cancel()
    {
        cancellation.Cancel();
        return Result();
    }

    /// <summary>Ends the input and waits for the load's end.</summary>
    public IndexingReport End()
    {
        orders.CompleteAdding();
        return Result();
    }

    public IndexingReport Result()
    {
        ended = true;
        Assert.True(((IAsyncResult)load).AsyncWaitHandle.WaitOne(Patience), "the load does not end");
        return load.GetAwaiter().GetResult();
    }

    public void Dispose()
    {
        if (!ended)
        {
            cancellation.Cancel();
            ((IAsyncResult)load).AsyncWaitHandle.WaitOne(Patience);
        }

        orders.Dispose();
        cancellation.Dispose();
    }

    private void Give(Order order) => orders.Add(order);

    private void Wait(Task task)
    {
        var first = Task.WaitAny([task, load], Patience);
        Assert.True(first == 0 || task.IsCompleted, first < 0 ? "nobody reads" : $"the load has ended: {load.Exception}");
    }

    private IEnumerable<IArticleSource> Sources()
    {
        for (var n = 1; !orders.IsCompleted; n++)
        {
            yield return new Source(this, $"source {n}");
        }
    }

    /// <summary>What a source is to do next.</summary>
    private sealed record Order(Chunk? Chunk, Exception? Failure)
    {
        public TaskCompletionSource Seen { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Source(GatedLoad load, string name) : IArticleSource
    {
        public string Name => name;

        public long? SizeHint => null;

        public IEnumerable<ArticleChunk> ReadChunks(CancellationToken cancellation)
        {
            while (load.orders.TryTake(out var order, Timeout.Infinite, cancellation))
            {
                order.Seen.TrySetResult();
                yield return order.Failure is null ? order.Chunk! : throw order.Failure;
            }
        }
    }

    /// <summary>A chunk that its worker holds until the test lets it go on.</summary>
    internal sealed class Chunk(Article[] articles, CancellationToken cancelled) : ArticleChunk
    {
        public TaskCompletionSource Taken { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public IReadOnlyList<Article> Articles => articles;

        /// <summary>What it throws behind <see cref="FailAfter"/> articles; null for nothing.</summary>
        public Exception? Failure { get; set; }

        public int FailAfter { get; set; }

        public override long Bytes => articles.Length;

        public override void Read(ArticleBuffer buffer, IArticleReceiver receiver, CancellationToken cancellation)
        {
            Taken.TrySetResult();
            try
            {
                Gate.Task.Wait(cancelled);
                for (var i = 0; i < articles.Length; i++)
                {
                    if (Failure is not null && i == FailAfter)
                    {
                        throw Failure;
                    }

                    buffer.Set(articles[i]);
                    receiver.Accept(buffer);
                }
            }
            finally
            {
                Done.TrySetResult();
            }
        }
    }
}
