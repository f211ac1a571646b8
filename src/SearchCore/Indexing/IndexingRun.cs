using System.Runtime.ExceptionServices;

using SearchCore.Articles.Reading;
using SearchCore.Indexing.Publication;
using SearchCore.Measuring;

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
    private readonly Action publishAdded;
    private readonly ChunkFeed feed;
    private readonly CancellationTokenSource stop;
    private readonly Lock ticking = new();
    private readonly long started;
    private readonly int workers;
    private ExceptionDispatchInfo? failure;
    private long lastCommit;
    private long lastProgress;
    private long finished;

    /// <summary>Makes a run.</summary>
    /// <param name="writer">Where the articles go.</param>
    /// <param name="options">Workers, memory, clock.</param>
    /// <param name="callbacks">What is called while it runs.</param>
    /// <param name="load">What is read.</param>
    /// <param name="publishAdded">Publishes what was added beside the load, so that commits of the load hold it too.</param>
    /// <param name="reserved">The numbers of its chunks; null for the next ones as they are read.</param>
    /// <param name="cancellation">Stops it.</param>
    public IndexingRun(
        ArticleWriter writer,
        ArticleIndexOptions options,
        IndexingOptions callbacks,
        LoadProgress load,
        Action publishAdded,
        InputWindow.Reservation? reserved,
        CancellationToken cancellation)
    {
        this.load = load;
        this.publishAdded = publishAdded;
        this.writer = writer;
        this.options = options;
        this.callbacks = callbacks;
        Tally = new IndexingTally(callbacks, options.Name);
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        feed = new ChunkFeed(load, writer.Window, reserved, cancellation, stop.Token);
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
        publishAdded();
        var sequence = Commit();
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
            var threads = Enumerable.Range(1, workers)
                .Select(n => new Thread(Work) { Name = $"SearchCore indexing {n}", IsBackground = true }).ToList();
            threads.ForEach(thread => thread.Start());
            threads.ForEach(thread => thread.Join());
        }

        failure?.Throw();
        feed.Dispose();
        if (!feed.IsStopping && !feed.WasStopped && feed.Failures.Count == 0)
        {
            load.Complete();
        }
    }

    /// <summary>Sources that failed.</summary>
    public IReadOnlyList<ArticleSourceException> Failures => feed.Failures;

    /// <summary>What it did.</summary>
    public IndexingReport Report(int segments, long sequence, bool cancelled) => new()
    {
        Articles = Tally.Articles,
        Replaced = Tally.Replaced,
        Rejected = Tally.Rejected,
        Bytes = Tally.Bytes,
        Elapsed = Elapsed,
        RecognizedEntities = Tally.Mentions,
        Segments = segments,
        Notices = Tally.Notices,
        NoticeExamples = Tally.NoticeExamples,
        Rejections = Tally.Rejections,
        FailedSources = [.. feed.Failures.Select(FailedSource.Of)],
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
        // With one worker it is the caller's thread.
        using var turns = ThreadScheduling.Lend();
        try
        {
            using var worker = new IndexingWorker(writer, options, Tally, writer.Memory.WorkerBytes);
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
            while (feed.Take(worker) is { } taken)
            {
                if (Read(worker, taken) is { } fault)
                {
                    feed.Fail(taken, fault);
                }
                else
                {
                    load.Finish(taken.Number);
                }

                // A slow source fills no memory budget; what it brought is committed all the same. At first this time comes for all workers
                // at once; who waited for another one then does not meet it again.
                if (options.Clock.GetElapsedTime(lastFlush) >= options.CommitInterval)
                {
                    worker.Flush(waits: true);
                    lastFlush = options.Clock.GetTimestamp();
                }

                Tick();
            }
        }
        catch (OperationCanceledException) when (feed.IsStopping)
        {
            // What was read so far is published and committed.
        }
    }

    // What the chunk threw, if it did.
    private Exception? Read(IndexingWorker worker, TakenChunk taken)
    {
        Exception? fault = null;
        try
        {
            fault = worker.Process(taken.Chunk, taken.Number, stop.Token);
        }
        finally
        {
            try
            {
                taken.Chunk.Dispose();
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                fault ??= e;
            }
        }

        return fault is OperationCanceledException && feed.IsStopping ? throw fault : fault;
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
                publishAdded();
                Commit();
                lastCommit = options.Clock.GetTimestamp();
            }
        }
        finally
        {
            ticking.Exit();
        }
    }

    private long Commit() => options.Name is { } index ? Measurements.Commit(index, writer.Commit) : writer.Commit();

    private void TellProgress() =>
        callbacks.Progress?.Report(new(Tally.Articles, Tally.Rejected, Tally.Bytes, feed.Source, Elapsed)
        {
            StoredBytesRead = feed.StoredBytesRead,
            SourcesDone = feed.SourcesDone,
        });
}
