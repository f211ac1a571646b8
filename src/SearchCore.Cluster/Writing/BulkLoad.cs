using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Cluster.Catalogue;

namespace SearchCore.Cluster.Writing;

/// <summary>Loads a whole archive into the shards of this process side by side, and publishes all of them as one version.</summary>
public static class BulkLoad
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// Reads sources once, in turn, gives each article to the index of its shard, and publishes all shards as one version when everything
    /// is read. Articles of shards without a writer here are passed over, and counted: other processes load them, and all of them publish
    /// one version where <see cref="BulkLoadOptions.Joint"/> says so, else each its own. Other changes of these writers wait until it is
    /// done.
    /// </summary>
    /// <param name="catalogue">The catalogue.</param>
    /// <param name="writers">The writers of this process's shards, one a shard. A load that fails closes them.</param>
    /// <param name="sources">Where the articles come from. Of two with one id the later one stays.</param>
    /// <param name="options">How to load; null for the defaults.</param>
    /// <param name="cancellation">Ends it; nothing is published, and the writers are closed.</param>
    /// <exception cref="ArgumentException">There is no writer, or there are two of one shard.</exception>
    /// <exception cref="StaleWriterException">Another writer took one of the shards: nothing was published.</exception>
    /// <exception cref="InvalidOperationException">
    /// The processes of a joint load do not have each shard once, or it is over already; nothing was published.
    /// </exception>
    /// <exception cref="ShardWriterClosedException">A writer is closed: nothing was begun.</exception>
    /// <exception cref="CatalogueUnavailableException">
    /// The catalogue stayed away; whether the version is published is not known.
    /// </exception>
    /// <exception cref="IndexException">An index cannot be written: nothing was published.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled: nothing was published.</exception>
    /// <remarks>
    /// A source that fails with an <see cref="ArticleSourceException"/> ends there, what it gave stays, and the next one goes on, as in a
    /// load of one index; the report says so. Whatever else is thrown, by a callback, a recognizer or a source, ends the load and comes out
    /// as itself. The input is parsed on one thread, so that of two articles with one id the later one stays.
    /// </remarks>
    public static async Task<BulkLoadReport> RunAsync(
        ICatalogue catalogue, IReadOnlyList<ShardWriter> writers, IEnumerable<IArticleSource> sources, BulkLoadOptions? options = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentNullException.ThrowIfNull(writers);
        ArgumentNullException.ThrowIfNull(sources);
        options ??= new BulkLoadOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.WaitingMegabytes, 1, nameof(options));
        options.Joint?.Validate();
        if (writers.Count == 0 || writers.DistinctBy(w => w.Shard).Count() != writers.Count)
        {
            throw new ArgumentException("A load needs one writer for each shard that it loads, and one shard or more.", nameof(writers));
        }

        var settings = await catalogue.SettingsAsync(cancellation).ConfigureAwait(false);
        var joint = options.Joint is { } load ? new JointPublication(catalogue, load, options) : null;
        if (joint is not null)
        {
            await joint.RequireOpen(cancellation).ConfigureAwait(false);
        }

        var entered = new List<(ShardWriter Writer, ShardIndex Index)>();
        Exception? failure = null;
        try
        {
            // In one order, so that two loads do not wait for each other.
            foreach (var writer in writers.OrderBy(w => w.Shard))
            {
                entered.Add((writer, await writer.Enter(cancellation).ConfigureAwait(false)));
            }
        }
        catch
        {
            entered.ForEach(e => e.Writer.Leave(null));
            throw;
        }

        var indexes = entered.Select(e => e.Index).ToList();
        try
        {
            return await Run(catalogue, indexes, settings, sources, options, joint, cancellation).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            failure = e;
            throw;
        }
        finally
        {
            entered.ForEach(e => e.Writer.Leave(failure));
        }
    }

    private static async Task<BulkLoadReport> Run(
        ICatalogue catalogue, List<ShardIndex> indexes, ClusterSettings settings, IEnumerable<IArticleSource> sources,
        BulkLoadOptions options, JointPublication? joint, CancellationToken cancellation)
    {
        var started = options.Clock.GetTimestamp();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAll(indexes.Select(i => i.LookForQueries(cancellation))).ConfigureAwait(false);
        var budget = new FeedBudget(options.WaitingMegabytes * 1_000_000L);
        using var ending = stop.Token.Register(budget.End);
        var feeds = new ArticleFeed?[settings.Shards];
        var loads = new List<Task<IndexingReport>>();
        foreach (var index in indexes)
        {
            var feed = feeds[index.Shard] = new ArticleFeed(budget, stop.Token);
            loads.Add(Start(() => Load(index, feed, stop)));
        }

        var tally = new LoadTally(settings.Map, feeds, options.Callbacks);
        var failed = new List<FailedSource>();
        var reading = Start(() =>
        {
            try
            {
                return Read(sources, tally, failed, options, started, stop.Token);
            }
            catch
            {
                stop.Cancel();
                throw;
            }
            finally
            {
                Array.ForEach(feeds, f => f?.Complete());
            }
        });
        var bytes = await First(reading, loads, cancellation).ConfigureAwait(false);
        var generations = await Task.WhenAll(indexes.Select(i => i.Send(cancellation))).ConfigureAwait(false);
        var changed = generations.OfType<ShardGeneration>().ToList();
        var version = joint is not null
                ? await joint.RunAsync([.. indexes.Select(i => i.Shard)], changed, cancellation).ConfigureAwait(false)
            : changed.Count == 0
            ? await catalogue.CurrentAsync(cancellation).ConfigureAwait(false)
            : await Publishing.Publish(catalogue, changed, options.Patience, options.Clock, cancellation).ConfigureAwait(false);
        foreach (var generation in changed)
        {
            await indexes.First(i => i.Shard == generation.Shard).Advance(version, generation).ConfigureAwait(false);
        }

        var reports = loads.Select(l => l.Result).ToList();
        return new(
            tally.Report(reports, failed, bytes, options.Clock.GetElapsedTime(started), version.Number), version,
            [.. indexes.Zip(reports, (i, r) => new ShardLoad(i.Shard, r))])
        {
            PassedOver = tally.PassedOver,
        };
    }

    // The failure that came first is the one to tell: the others are cancelled by it.
    private static async Task<long> First(Task<long> reading, List<Task<IndexingReport>> loads, CancellationToken cancellation)
    {
        Task[] all = [reading, .. loads];
        try
        {
            await Task.WhenAll(all).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            cancellation.ThrowIfCancellationRequested();
            var cause = all.Where(t => t.IsFaulted).SelectMany(t => t.Exception!.InnerExceptions)
                .FirstOrDefault(f => f is not OperationCanceledException);
            if (cause is not null)
            {
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(cause);
            }

            throw;
        }

        return await reading.ConfigureAwait(false);
    }

    private static IndexingReport Load(ShardIndex index, ArticleFeed feed, CancellationTokenSource stop)
    {
        try
        {
            var report = index.Index.Index(
                [ArticleSource.From(feed.Articles(), $"shard {index.Shard}")], new IndexingOptions { Resume = false }, stop.Token);
            stop.Token.ThrowIfCancellationRequested();
            return report.FailedSources is [var failure, ..] ? throw failure.Cause ?? new IOException(failure.Reason) : report;
        }
        catch
        {
            stop.Cancel();
            throw;
        }
    }

    private static long Read(
        IEnumerable<IArticleSource> sources, LoadTally tally, List<FailedSource> failed, BulkLoadOptions options, long started,
        CancellationToken cancellation)
    {
        var (buffer, bytes, stored, done, told) = (new ArticleBuffer(), 0L, 0L, 0, started);
        foreach (var source in sources)
        {
            var before = bytes;
            try
            {
                foreach (var chunk in source.ReadChunks(cancellation))
                {
                    using (chunk)
                    {
                        chunk.Read(buffer, tally, cancellation);
                        bytes += chunk.Bytes;
                    }

                    Tell(source.Name, source.StoredBytesRead ?? bytes - before, isLast: false);
                }
            }
            catch (ArticleSourceException e)
            {
                failed.Add(new FailedSource { Source = e.SourceName, Offset = e.Offset, Reason = e.Reason, Cause = e.InnerException });
            }

            stored += source.SizeHint ?? bytes - before;
            done++;
            Tell(source.Name, 0, isLast: true);
        }

        return bytes;

        void Tell(string source, long storedBytes, bool isLast)
        {
            if (options.Callbacks.Progress is { } progress && (isLast || options.Clock.GetElapsedTime(told) >= ProgressInterval))
            {
                told = options.Clock.GetTimestamp();
                progress.Report(new(tally.Articles, tally.Rejected, bytes, source, options.Clock.GetElapsedTime(started))
                {
                    StoredBytesRead = stored + storedBytes,
                    SourcesDone = done,
                });
            }
        }
    }

    private static Task<T> Start<T>(Func<T> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}

/// <summary>How an archive is loaded.</summary>
public sealed record BulkLoadOptions
{
    /// <summary>
    /// How many megabytes of articles may wait between the reader and all shards together, beside the memory of the indexes; from 1,
    /// default 64.
    /// </summary>
    public int WaitingMegabytes { get; init; } = 64;

    /// <summary>
    /// What is called while it runs, on the reader's thread; <see cref="IndexingOptions.Resume"/> is not looked at: a load that was ended
    /// is begun anew.
    /// </summary>
    public IndexingOptions Callbacks { get; init; } = new();

    /// <summary>
    /// What this load is a part of, where several processes load the shards of a cluster from one input, or each from its own; null (the
    /// default) where it is published by itself.
    /// </summary>
    public JointLoad? Joint { get; init; }

    /// <summary>How long publishing is tried again where the catalogue is away; default 30 seconds.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The clock for durations.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}

/// <summary>What a load of a cluster did.</summary>
/// <param name="Total">
/// All shards of this process together; <see cref="IndexingReport.Sequence"/> is the number of the version. Records that cannot be used
/// are counted by every process that reads them.
/// </param>
/// <param name="Version">The version that holds it.</param>
/// <param name="Shards">What each shard's index says, by shard.</param>
public sealed record BulkLoadReport(IndexingReport Total, ClusterVersion Version, IReadOnlyList<ShardLoad> Shards)
{
    /// <summary>How many articles were of shards without a writer here: for other processes to load, or lost where there are none.
    /// </summary>
    public long PassedOver { get; init; }
}

/// <summary>What a load did to one shard.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="Report">What its index says.</param>
public sealed record ShardLoad(int Shard, IndexingReport Report);
