using System.Threading.Channels;

using SearchCore.Articles;
using SearchCore.Cluster.Catalogue;

namespace SearchCore.Cluster.Writing;

/// <summary>
/// The writer of a shard on this machine. It takes the shard in the catalogue, begins from what is published of it, and makes the changes
/// of all who wait with one commit, one sending of what is new and one publication. Thread-safe.
/// </summary>
/// <remarks>
/// Whatever fails closes it, because then the index here may hold what is not published: who waits is told, and another writer must be
/// opened, which begins from what is published again.
/// </remarks>
public sealed class ShardWriter : IShardWriter
{
    private readonly ShardIndex index;
    private readonly ShardWriterOptions options;
    private readonly Channel<Batch> queue;
    private readonly SemaphoreSlim turn = new(1);
    private readonly Task loop;
    private Exception? failure;
    private int disposed;

    private ShardWriter(ShardIndex index, ShardWriterOptions options)
    {
        (this.index, this.options) = (index, options);
        queue = Channel.CreateBounded<Batch>(new BoundedChannelOptions(options.QueueCapacity) { SingleReader = true });
        loop = Task.Run(Run);
    }

    /// <summary>Takes a shard, from whoever writes it now, and opens what is published of it.</summary>
    /// <param name="catalogue">The catalogue; it stays the caller's.</param>
    /// <param name="shard">The shard, from 0.</param>
    /// <param name="place">The shard's place, used for nothing else (<see cref="ShardPlaces"/>).</param>
    /// <param name="folder">A folder on a local disk for this shard, used for nothing else; what earlier writers left is removed.</param>
    /// <param name="options">How to write; null for the defaults.</param>
    /// <param name="cancellation">Ends it; the shard may be taken all the same.</param>
    /// <exception cref="ArgumentException">The options are out of bounds.</exception>
    /// <exception cref="CatalogueException">There is no such catalogue.</exception>
    /// <exception cref="CatalogueUnavailableException">It cannot be reached.</exception>
    /// <exception cref="IndexException">What is published cannot be received, or the folder cannot be written.</exception>
    public static async Task<ShardWriter> OpenAsync(
        ICatalogue catalogue, int shard, ISnapshotTransport place, string folder, ShardWriterOptions? options = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentNullException.ThrowIfNull(place);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        options ??= new ShardWriterOptions();
        options.Validate();
        var opened = await ShardIndex.Open(catalogue, shard, place, Path.GetFullPath(folder), options, cancellation).ConfigureAwait(false);
        return new ShardWriter(opened, options);
    }

    /// <inheritdoc/>
    public int Shard => index.Shard;

    /// <summary>The epoch it writes in.</summary>
    public long Epoch => index.Epoch;

    /// <summary>What is published of the shard, as far as this writer knows; null for nothing.</summary>
    public ShardGeneration? Published => index.Published;

    /// <summary>Why it takes no changes any more; null where it does, or was closed in order.</summary>
    public Exception? Failure => Volatile.Read(ref failure);

    /// <inheritdoc/>
    public async Task<ShardReceipt> ApplyAsync(IReadOnlyList<ShardChange> changes, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(changes);
        foreach (var change in changes)
        {
            // One without a proper id is rejected by itself.
            if (change.Id is { Length: > 0 } id && index.Map.ShardOf(id) is var shard && shard != Shard)
            {
                throw new MisroutedChangeException(id, Shard, shard, index.Map.Shards);
            }
        }

        var batch = new Batch(changes, cancellation);
        try
        {
            await queue.Writer.WriteAsync(batch, cancellation).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            throw Closed();
        }

        return await batch.Answer.Task.WaitAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Takes no more changes, makes and publishes those that wait, and closes. The shard stays taken until another one takes it.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 0)
        {
            queue.Writer.TryComplete();
        }

        await loop.ConfigureAwait(false);
    }

    /// <summary>Waits until nothing is under way and keeps changes waiting, so that the index may be changed otherwise.</summary>
    /// <exception cref="ShardWriterClosedException">It is closed.</exception>
    internal async Task<ShardIndex> Enter(CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation).ConfigureAwait(false);
        if (failure is null && Volatile.Read(ref disposed) == 0)
        {
            return index;
        }

        turn.Release();
        throw Closed();
    }

    /// <summary>Lets changes go on.</summary>
    /// <param name="cause">What failed meanwhile, so that the index is not what is published; null for nothing.</param>
    internal void Leave(Exception? cause)
    {
        if (cause is not null)
        {
            Close(cause);
        }

        turn.Release();
    }

    private Exception Closed() => failure is StaleWriterException stale
        ? new StaleWriterException(stale.Shard, stale.Refused, stale.CurrentEpoch)
        : new ShardWriterClosedException(Shard, failure);

    private async Task Run()
    {
        while (await queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            // Whoever has the turn may fail meanwhile.
            await turn.WaitAsync().ConfigureAwait(false);
            try
            {
                if (failure is null)
                {
                    await Round().ConfigureAwait(false);
                }

                while (failure is not null && queue.Reader.TryRead(out var late))
                {
                    late.Answer.TrySetException(Closed());
                }
            }
            finally
            {
                turn.Release();
            }
        }

        // Not while a load has it.
        await turn.WaitAsync().ConfigureAwait(false);
        index.Dispose();
        turn.Release();
    }

    private async Task Round()
    {
        var taken = new List<Batch>();
        for (var count = 0; count < options.MostChanges && queue.Reader.TryRead(out var batch);)
        {
            if (batch.Cancellation.IsCancellationRequested)
            {
                batch.Answer.TrySetCanceled(batch.Cancellation);
                continue;
            }

            taken.Add(batch);
            count += batch.Changes.Count;
        }

        try
        {
            await index.LookForQueries(CancellationToken.None).ConfigureAwait(false);
            Apply(taken);
            if (await index.Send(CancellationToken.None).ConfigureAwait(false) is { } generation)
            {
                var version = await index.Publish(generation, CancellationToken.None).ConfigureAwait(false);
                await index.Advance(version, generation).ConfigureAwait(false);
            }
        }
#pragma warning disable CA1031 // Whatever it is, everybody who waits is told.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Close(await index.Explain(e).ConfigureAwait(false));
            taken.ForEach(batch => batch.Answer.TrySetException(failure!));
            return;
        }

        foreach (var batch in taken)
        {
            batch.Answer.TrySetResult(new ShardReceipt
            {
                Shard = Shard,
                Version = index.Version,
                Generation = index.Published?.Name,
                Applied = batch.Changes.Count - batch.Rejected.Count,
                Rejected = batch.Rejected,
            });
        }
    }

    // Of changes of one id only the last one is made: the others would be gone before anybody could see them.
    private void Apply(List<Batch> batches)
    {
        var last = new Dictionary<string, Article?>(StringComparer.Ordinal);
        foreach (var batch in batches)
        {
            for (var n = 0; n < batch.Changes.Count; n++)
            {
                var change = batch.Changes[n];
                if (ChangeRules.FaultOf(change) is { } fault)
                {
                    batch.Rejected.Add(new(n, change.Id ?? string.Empty, fault));
                }
                else
                {
                    last[change.Id] = change.Article;
                }
            }
        }

        var deleted = last.Where(c => c.Value is null).Select(c => c.Key).ToList();
        if (deleted.Count > 0)
        {
            index.Index.Delete(deleted);
        }

        foreach (var article in last.Values.OfType<Article>())
        {
            index.Index.Add(article);
        }
    }

    private void Close(Exception cause)
    {
        Interlocked.CompareExchange(ref failure, cause, null);
        queue.Writer.TryComplete();
    }

    /// <summary>What one caller sent.</summary>
    private sealed class Batch(IReadOnlyList<ShardChange> changes, CancellationToken cancellation)
    {
        public IReadOnlyList<ShardChange> Changes => changes;

        public CancellationToken Cancellation => cancellation;

        public List<RejectedChange> Rejected { get; } = [];

        public TaskCompletionSource<ShardReceipt> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
