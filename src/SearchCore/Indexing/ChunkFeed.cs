using SearchCore.Articles.Reading;
using SearchCore.Indexing.Publication;

namespace SearchCore.Indexing;

/// <summary>
/// Hands the chunks of several sources, one after another, to whichever worker asks, numbered in the order in which they were read. A
/// source that fails, in whatever way, is noted and the next goes on.
/// </summary>
internal sealed class ChunkFeed : IReadingOrder, IDisposable
{
    private readonly LoadProgress load;
    private readonly InputWindow window;
    private readonly InputWindow.Reservation? reserved;
    private readonly CancellationToken cancellation;
    private readonly CancellationToken stopping;
    private readonly Lock gate = new();
    private readonly IEnumerator<IArticleSource> remaining;
    private readonly List<ArticleSourceException> failures = [];
    private readonly Queue<long> begun = new();
    private IEnumerator<ArticleChunk>? chunks;
    private long begunBefore;
    private ReadSource? current;
    private long storedBefore;
    private int sourcesDone;

    /// <summary>Makes the feed of one load.</summary>
    /// <param name="load">The load.</param>
    /// <param name="window">Where chunks get their numbers.</param>
    /// <param name="reserved">The numbers they get instead, set aside there; null for the next ones.</param>
    /// <param name="cancellation">
    /// What the caller cancels the load by; sources may learn of it before <paramref name="stopping"/> does.
    /// </param>
    /// <param name="stopping">The same, and cancelled where a worker fails; what sources look at.</param>
    public ChunkFeed(
        LoadProgress load, InputWindow window, InputWindow.Reservation? reserved, CancellationToken cancellation,
        CancellationToken stopping)
    {
        (this.load, this.window, this.reserved, this.cancellation, this.stopping) = (load, window, reserved, cancellation, stopping);
        remaining = load.Sources.GetEnumerator();
        storedBefore = load.PassedBytes;
    }

    /// <summary>The source being read.</summary>
    public string Source => current?.Name ?? string.Empty;

    /// <summary>Bytes of the sources as they are stored that were read so far. May be asked on any thread.</summary>
    public long StoredBytesRead => Interlocked.Read(ref storedBefore) + (current is { IsDone: false } open ? open.StoredBytesRead : 0);

    /// <summary>How many sources were read to their end.</summary>
    public int SourcesDone => sourcesDone;

    /// <summary>Whether reading ended because it was cancelled.</summary>
    public bool WasStopped { get; private set; }

    /// <summary>Sources that failed.</summary>
    public IReadOnlyList<ArticleSourceException> Failures => failures;

    /// <summary>Whether the load is to end: by the caller, who is heard first, or because a worker failed.</summary>
    public bool IsStopping => cancellation.IsCancellationRequested || stopping.IsCancellationRequested;

    /// <inheritdoc/>
    bool IReadingOrder.HasMoved => window.Next != begunBefore;

    /// <summary>The next chunk; null at the end or when cancelled.</summary>
    /// <param name="worker">Who takes it, and holds its number from now on.</param>
    public TakenChunk? Take(object worker)
    {
        lock (gate)
        {
            while (!WasStopped && !IsStopping)
            {
                if (chunks is null && !NextSource())
                {
                    return null;
                }

                if (Advance() is var (chunk, end))
                {
                    if (begun.Count == 0)
                    {
                        ((IReadingOrder)this).BeginChunk();
                    }

                    var number = begun.Dequeue();
                    window.HandOver(this, begun.TryPeek(out var rest) ? rest : null, worker, number);
                    load.Take(number, end);
                    return new TakenChunk(chunk, number, current!);
                }
            }

            WasStopped |= IsStopping;
            return null;
        }
    }

    /// <summary>A chunk could not be read: its source ends here.</summary>
    public void Fail(TakenChunk taken, Exception cause)
    {
        lock (gate)
        {
            Fail(taken.Source, cause);
            if (taken.Source == current && chunks is not null)
            {
                CloseSource();
            }
        }
    }

    /// <inheritdoc/>
    void IReadingOrder.BeginChunk()
    {
        var number = reserved?.Take(this) ?? window.Take(this);
        begunBefore = number + 1;
        begun.Enqueue(number);
    }

    /// <summary>Ends reading.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            CloseSource();
            remaining.Dispose();
        }
    }

    private bool NextSource()
    {
        if (!remaining.MoveNext())
        {
            return false;
        }

        current = new ReadSource();
        return true;
    }

    private (ArticleChunk Chunk, SourcePosition? End)? Advance()
    {
        try
        {
            if (chunks is null)
            {
                current!.Name = remaining.Current.Name;
                current.Source = remaining.Current;
                chunks = load.Open(remaining.Current, this, stopping).GetEnumerator();
            }

            if (chunks.MoveNext())
            {
                var chunk = chunks.Current;
                current!.Bytes += chunk.Bytes;
                return (chunk, chunk.End);
            }
        }
        catch (OperationCanceledException) when (IsStopping)
        {
            WasStopped = true;
            return null;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Fail(current!, e);
        }

        CloseSource();
        return null;
    }

    // Several of its chunks may be on their way: it fails once.
    private void Fail(ReadSource source, Exception cause)
    {
        load.Fail();
        if (!source.HasFailed)
        {
            source.HasFailed = true;
            failures.Add(cause as ArticleSourceException ?? new ArticleSourceException(
                source.Name, source.Bytes, $"reading it failed with {cause.GetType().Name}: {cause.Message}", cause));
        }
    }

    private void CloseSource()
    {
        var open = chunks;
        chunks = null;
        if (open is not null && current is { IsDone: false } done)
        {
            // What a source did not say it read, it passed over: it is done.
            Interlocked.Add(ref storedBefore, done.Source?.SizeHint ?? done.StoredBytesRead);
            done.IsDone = true;
            sourcesDone++;
        }

        begun.Clear();
        window.Release(this);
        try
        {
            open?.Dispose();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Fail(current!, e);
        }
    }
}

/// <summary>A source as it is read.</summary>
internal sealed class ReadSource
{
    /// <summary>What it is called in messages.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>The bytes it gave.</summary>
    public long Bytes { get; set; }

    /// <summary>The source; null until it is opened.</summary>
    public IArticleSource? Source { get; set; }

    /// <summary>Whether it was read to its end, or as far as it can be.</summary>
    public bool IsDone { get; set; }

    /// <summary>How many of its bytes were read, as they are stored, as far as that is known.</summary>
    public long StoredBytesRead => Source?.StoredBytesRead ?? Math.Min(Bytes, Source?.SizeHint ?? long.MaxValue);

    /// <summary>Whether its failure is noted.</summary>
    public bool HasFailed { get; set; }
}

/// <summary>A chunk on its way.</summary>
/// <param name="Chunk">The chunk.</param>
/// <param name="Number">Its place in the order of loads and changes.</param>
/// <param name="Source">Its source.</param>
internal readonly record struct TakenChunk(ArticleChunk Chunk, long Number, ReadSource Source);
