using SearchCore.Searching.Sharding;
using SearchCore.Searching.Snapshots;

namespace SearchCore;

/// <summary>
/// An index of this process at one moment as a shard: what answers the searcher of all shards (<see cref="ShardedSearcher"/>), be it here
/// or in another process. Thread-safe.
/// </summary>
/// <remarks>Each answer takes a thread of the pool. The moment is leased until the shard is disposed.</remarks>
public sealed class ArticleShard : IShard, IDisposable
{
    private readonly PointInTimeSet points;
    private readonly ShardAnswering answering;
    private int disposed;

    /// <summary>Leases an index as it is now.</summary>
    /// <param name="name">What answers call the shard where it is missing.</param>
    /// <param name="index">The index. It must stay open as long as the shard is.</param>
    /// <param name="clock">What says how long an answer takes; null for the system's.</param>
    /// <exception cref="ObjectDisposedException">The index was disposed.</exception>
    public ArticleShard(string name, ArticleIndex index, TimeProvider? clock = null)
        : this(name, (index ?? throw new ArgumentNullException(nameof(index))).LeasePointInTime(), clock)
    {
    }

    /// <summary>Leases the moment of a searcher.</summary>
    /// <param name="name">What answers call the shard where it is missing.</param>
    /// <param name="searcher">The searcher, of one index and without a scope; it stays the caller's.</param>
    /// <param name="clock">What says how long an answer takes; null for the system's.</param>
    /// <exception cref="ArgumentException">It is of several indexes.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public ArticleShard(string name, ArticleSearcher searcher, TimeProvider? clock = null)
        : this(name, (searcher ?? throw new ArgumentNullException(nameof(searcher))).LeasePoint(), clock)
    {
    }

    /// <summary>Makes a shard that takes over one lease of a point in time.</summary>
    internal ArticleShard(string name, PointInTime point, TimeProvider? clock = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        points = new([point]);
        answering = new(points, clock ?? TimeProvider.System);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>The number of the commit that it answers of.</summary>
    public long Sequence => points.Sequence;

    /// <summary>
    /// What an answer found damaged in the index; null where none did. Such an answer says so to who asked: a host that has the shard
    /// elsewhere too asks there, and makes this one anew.
    /// </summary>
    public string? Damage => answering.Damage;

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The shard was disposed.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> AskAsync(ReadOnlyMemory<byte> question, CancellationToken cancellation) =>
        await Task.Run(() => Answer(question, cancellation), cancellation).ConfigureAwait(false);

    /// <summary>As <see cref="AskAsync"/>, on the caller's thread: for a host that has threads of its own for searches.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The shard was disposed.</exception>
    public ReadOnlyMemory<byte> Answer(ReadOnlyMemory<byte> question, CancellationToken cancellation = default)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref disposed) != 0 || !points.TryLease(), this);
        try
        {
            return answering.Answer(question, cancellation);
        }
        finally
        {
            points.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 0)
        {
            answering.Dispose();
            points.Release();
        }
    }
}
