using System.Runtime.ExceptionServices;

using SearchCore.Indexing.Publication;

namespace SearchCore.Indexing;

/// <summary>
/// One load: workers take chunks in turn, parse and write them, and one of them commits now and then. With one worker everything
/// happens on the calling thread.
/// </summary>
internal sealed class IndexingRun : IDisposable
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(200);

    private readonly ArticleWriter writer;
    private readonly ArticleIndexOptions options;
    private readonly IndexingOptions callbacks;
    private readonly LoadProgress load;
    private readonly ChunkFeed feed;
    private readonly CancellationTokenSource stop;
    private readonly Lock ticking = new();
    private readonly long started;
    private readonly int workers;
    private ExceptionDispatchInfo? failure;
    private long lastCommit;
    private long lastProgress;
    private long finished;

    public IndexingRun(
        ArticleWriter writer, ArticleIndexOptions options, IndexingOptions callbacks, LoadProgress load, CancellationToken cancellation)
    {
        this.load = load;
        this.writer = writer;
        this.options = options;
        this.callbacks = callbacks;
        Tally = new IndexingTally(callbacks);
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        feed = new ChunkFeed(load, stop.Token);
        workers = options.EffectiveWorkers;
        started = lastCommit = lastProgress = options.Clock.GetTimestamp();
    }

    public IndexingTally Tally { get; }

    /// <summary>Since the start, up to the last commit once that is done.</summary>
    private TimeSpan Elapsed => options.Clock.GetElapsedTime(started, finished > 0 ? finished : options.Clock.GetTimestamp());

    /// <summary>Runs to the end of the input or to a cancellation, commits, and throws what a worker threw, if one did.</summary>
    /// <returns>The last commit's number.</returns>
    public long Run()
    {
        Read();
        var sequence = writer.Commit();
        finished = options.Clock.GetTimestamp();
        TellProgress();
        return sequence;
    }

    /// <summary>As <see cref="Run"/>, without the commit at the end.</summary>
    public void Read()
    {
        writer.Load = load;
        if (workers == 1)
        {
            Work();
        }
        else
        {
            var threads = Enumerable.Range(1, workers).Select(n => new Thread(Work) { Name = $"SearchCore indexing {n}", IsBackground = true }).ToList();
            threads.ForEach(thread => thread.Start());
            threads.ForEach(thread => thread.Join());
        }

        failure?.Throw();
        if (!stop.IsCancellationRequested && !feed.Stopped && feed.Failures.Count == 0)
        {
            load.Complete();
        }
    }

    /// <summary>What it did.</summary>
    public IndexingReport Report(long replaced, int segments, long sequence, bool cancelled) => new()
    {
        Articles = Tally.Articles,
        Replaced = replaced,
        Rejected = Tally.Rejected,
        Bytes = Tally.Bytes,
        Elapsed = Elapsed,
        RecognizedEntities = Tally.Mentions,
        Segments = segments,
        Notices = Tally.Notices,
        FailedSources = [.. feed.Failures.Select(f => new FailedSource { Source = f.SourceName, Offset = f.Offset, Reason = f.Reason })],
        Cancelled = cancelled,
        Sequence = sequence,
    };

    public void Dispose()
    {
        writer.Load = null;
        feed.Dispose();
        stop.Dispose();
    }

    private void Work()
    {
        try
        {
            using var worker = new IndexingWorker(writer, options.Recognizer, Tally, options.WorkerBytes);
            try
            {
                ProcessChunks(worker);
                if (failure is null)
                {
                    worker.Flush();
                }
            }
            catch
            {
                // Before the worker gives up its chunks: a commit of another one must not take them for published.
                load.Halt();
                throw;
            }
        }
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(e), null);
            stop.Cancel();
        }
    }

    private void ProcessChunks(IndexingWorker worker)
    {
        var lastFlush = started;
        try
        {
            while (feed.Take(() => writer.Window.Take(worker)) is var (chunk, number))
            {
                using (chunk)
                {
                    worker.Process(chunk, number, stop.Token);
                }

                load.Finish(number);

                // A slow source fills no memory budget; what it brought is committed all the same.
                if (options.Clock.GetElapsedTime(lastFlush) >= options.CommitInterval)
                {
                    worker.Flush();
                    lastFlush = options.Clock.GetTimestamp();
                }

                Tick();
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // What was read so far is published and committed.
        }
    }

    // Whichever worker finds the time has come does it; the others go on.
    private void Tick()
    {
        if (!ticking.TryEnter())
        {
            return;
        }

        try
        {
            var now = options.Clock.GetTimestamp();
            if (options.Clock.GetElapsedTime(lastProgress, now) >= ProgressInterval)
            {
                lastProgress = now;
                TellProgress();
            }

            if (options.Clock.GetElapsedTime(lastCommit, now) >= options.CommitInterval)
            {
                writer.Commit();
                lastCommit = options.Clock.GetTimestamp();
            }
        }
        finally
        {
            ticking.Exit();
        }
    }

    private void TellProgress() =>
        callbacks.Progress?.Report(new IndexingProgress(Tally.Articles, Tally.Rejected, Tally.Bytes, feed.Source, Elapsed));
}
