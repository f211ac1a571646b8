using System.Diagnostics;
using System.Diagnostics.Metrics;

using Microsoft.Extensions.Logging;

using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Hosting.Opening;

namespace SearchCore.Hosting.Ingest;

/// <summary>The ingest of a host's index: what callers see of queue and loop. Thread-safe.</summary>
internal sealed class HostedIngest : IArticleIngest, IAsyncDisposable, IDisposable
{
    private readonly IndexHandle handle;
    private readonly IngestQueue queue;
    private readonly IngestLoop loop;
    private readonly Lock starting = new();
    private readonly CancellationTokenSource abandon = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly SemaphoreSlim exchanging = new(1);
    private readonly Meter meter = new("SearchCore");
    private readonly ILogger logger;
    private Task? running;

    public HostedIngest(IndexHandle handle, ILogger<HostedIngest> logger)
    {
        if (handle.Options.ReadOnly)
        {
            throw new InvalidOperationException(
                $"The index '{handle.Name}' is read only: it follows what another process writes, and takes no articles itself.");
        }

        (this.handle, this.logger) = (handle, logger);
        queue = new(handle);
        loop = new(handle, queue, logger);
        meter.CreateObservableGauge(
            "searchcore.ingest.queue.length",
            () => new Measurement<int>(queue.Length, new KeyValuePair<string, object?>("index", handle.Name)),
            "{article}",
            "Articles that wait to be taken.");
    }

    public int QueueLength => queue.Length;

    /// <summary>Why nothing more can be written; null where it can.</summary>
    public Exception? Failure => loop.Failure;

    /// <summary>How old the oldest change is that is not durable.</summary>
    public TimeSpan Staleness => loop.Staleness;

    public async ValueTask<IngestReceipt> AddAsync(Article article, WaitFor waitFor, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(article);
        if (ArticleRules.Check(article) is { } fault)
        {
            throw new ArgumentException($"The article '{article.Id}' cannot be indexed: {fault.Reason} ({fault.Code}).", nameof(article));
        }

        return await Change(new AddWork(article, waitFor), waitFor, cancellation).ConfigureAwait(false);
    }

    public async Task<IngestSummary> AddAllAsync(IAsyncEnumerable<Article> articles, WaitFor waitFor, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(articles);
        Start();
        var (number, refused) = (0L, 0L);
        var faults = new List<RefusedArticle>();
        var failures = new IngestFailures();
        await foreach (var article in articles.WithCancellation(cancellation).ConfigureAwait(false))
        {
            if (ArticleRules.Check(article) is { } fault)
            {
                refused++;
                if (faults.Count < IngestSummary.MostNamed)
                {
                    faults.Add(new(number, article?.Id ?? string.Empty, fault));
                }
            }
            else
            {
                await queue.Add(new AddOneOfMany(article, number, failures), Timeout.InfiniteTimeSpan, cancellation).ConfigureAwait(false);
            }

            number++;
        }

        var receipt = await Last(waitFor, cancellation).ConfigureAwait(false);
        var (failed, first) = failures.Known;
        return new()
        {
            Queued = number - refused,
            Refused = refused,
            Faults = faults,
            Failed = failed,
            Failures = first,
            Sequence = receipt.Sequence,
        };
    }

    public async ValueTask<IngestReceipt> UpdateAsync(
        string id, Func<Article, Article?> update, WaitFor waitFor, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentNullException.ThrowIfNull(update);
        return await Change(new UpdateWork(id, update, waitFor), waitFor, cancellation).ConfigureAwait(false);
    }

    public async ValueTask<IngestReceipt> DeleteAsync(IEnumerable<string> ids, WaitFor waitFor, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var distinct = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in ids)
        {
            ArgumentException.ThrowIfNullOrEmpty(id, nameof(ids));
            distinct.Add(id);
        }

        queue.ThrowIfClosed();
        Start();
        var signal = new SignalWork(waitFor);
        await Task.Run(
            () =>
            {
                var deleted = queue.Overtake(distinct, () => handle.Index.Delete(distinct, cancellation));
                signal.Receipt = new() { Outcome = IngestOutcome.Deleted, Deleted = deleted };
            },
            cancellation).ConfigureAwait(false);
        queue.AddSignal(signal);
        return waitFor == WaitFor.Queued ? signal.Receipt : await signal.Answer.WaitAsync(cancellation).ConfigureAwait(false);
    }

    public Task<IndexingReport> ReplaceAllAsync(
        IAsyncEnumerable<Article> articles, IndexingOptions? callbacks, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(articles);
        return ReplaceAllAsync([ArticleSource.From(articles)], callbacks, cancellation);
    }

    public Task<IndexingReport> ReplaceAllAsync(
        IEnumerable<IArticleSource> sources, IndexingOptions? callbacks, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sources);
        return Exchange("ReplaceAll", (index, token) => index.ReplaceAll(sources, callbacks, token), cancellation);
    }

    public Task<IndexingReport> RebuildAsync(
        ArticleIndexOptions? made, IndexingOptions? callbacks, CancellationToken cancellation)
    {
        made?.Validate();
        return Exchange("Rebuild", (index, token) => index.Rebuild(made, callbacks, token), cancellation);
    }

    public Task<RestoreReport> RestoreAsync(string snapshot, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(snapshot);
        return Exchange("Restore", (index, token) => index.Restore(snapshot, token), cancellation);
    }

    public async ValueTask<long> FlushAsync(CancellationToken cancellation)
    {
        Start();
        return (await Last(WaitFor.Durable, cancellation).ConfigureAwait(false)).Sequence;
    }

    /// <summary>Begins to apply what is queued.</summary>
    public void Start()
    {
        lock (starting)
        {
            running ??= Task.Run(() => loop.Run(abandon.Token));
        }
    }

    /// <summary>Takes nothing more in, applies what is queued and makes it durable.</summary>
    /// <param name="cancellation">Gives up what is queued; what was applied is made durable all the same.</param>
    public async Task StopAsync(CancellationToken cancellation)
    {
        Task last;
        lock (starting)
        {
            queue.Close();
            last = running ??= Task.CompletedTask;
        }

        await stopping.CancelAsync().ConfigureAwait(false);
        await exchanging.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        exchanging.Release();
        using var given = cancellation.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), abandon);
        await last.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None).ConfigureAwait(false);
        meter.Dispose();
        queue.Dispose();
    }

    // A container that is disposed where nobody can wait, as by "using", asks for this one and fails where there is none.
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private async Task<T> Exchange<T>(string what, Func<ArticleIndex, CancellationToken, T> exchange, CancellationToken cancellation)
    {
        queue.ThrowIfClosed();
        Start();
        using var token = CancellationTokenSource.CreateLinkedTokenSource(cancellation, stopping.Token);
        try
        {
            await exchanging.WaitAsync(token.Token).ConfigureAwait(false);
            try
            {
                // What was queued before is applied when its turn comes, and goes with the rest.
                await Last(WaitFor.Visible, token.Token).ConfigureAwait(false);
                var started = Stopwatch.GetTimestamp();
                var report = await Task.Factory.StartNew(
                    () => exchange(handle.Index, token.Token), token.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default)
                    .ConfigureAwait(false);
                Log.Exchanged(logger, handle.Name, what, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                return report;
            }
            finally
            {
                exchanging.Release();
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new InvalidOperationException($"The host is stopping; the index '{handle.Name}' is as it was.");
        }
    }

    private async ValueTask<IngestReceipt> Change(IngestWork change, WaitFor waitFor, CancellationToken cancellation)
    {
        Start();
        await queue.Add(change, handle.Options.QueueTimeout, cancellation).ConfigureAwait(false);
        return waitFor == WaitFor.Queued
            ? new() { Outcome = IngestOutcome.Queued }
            : await change.Answer.WaitAsync(cancellation).ConfigureAwait(false);
    }

    // What was queued before is applied when its turn comes.
    private async ValueTask<IngestReceipt> Last(WaitFor waitFor, CancellationToken cancellation)
    {
        if (waitFor == WaitFor.Queued)
        {
            return new() { Outcome = IngestOutcome.Queued };
        }

        var signal = new SignalWork(waitFor);
        queue.AddLast(signal);
        return await signal.Answer.WaitAsync(cancellation).ConfigureAwait(false);
    }
}
