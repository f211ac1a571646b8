using System.Diagnostics;

using Microsoft.Extensions.Logging;

using SearchCore.Hosting.Opening;

namespace SearchCore.Hosting.Ingest;

/// <summary>
/// Applies what waits, in order, and makes it visible and durable: when somebody waits for that and nothing else is to be applied first, so
/// that all who wait share a commit; or when its time, a number or a number of bytes has come. For one thread at a time.
/// </summary>
internal sealed class IngestLoop(IndexHandle handle, IngestQueue queue, ILogger logger)
{
    // So many changes are applied before anybody is answered: who waits for a commit is not to wait for all that comes meanwhile.
    private const int MostAtOnce = 1_000;

    private readonly SearchCoreOptions options = handle.Options;
    private readonly List<IngestWork> visible = [];
    private readonly List<IngestWork> durable = [];
    private readonly HashSet<string> changed = new(StringComparer.Ordinal);
    private long uncommitted;
    private long uncommittedBytes;
    private long firstUncommitted;
    private long firstInvisible;
    private long lastFailed;
    private long lastSequence;
    private long lastApplied;
    private bool isFresh;
    private volatile Exception? failure;

    /// <summary>Why nothing more can be written; null where it can.</summary>
    public Exception? Failure => failure;

    /// <summary>How old the oldest change is that is not durable; zero where there is none.</summary>
    public TimeSpan Staleness => Volatile.Read(ref firstUncommitted) is > 0 and var since ? Stopwatch.GetElapsedTime(since) : TimeSpan.Zero;

    /// <summary>Works until the queue is closed and empty, or abandoned. Whatever goes wrong, everybody who waits is answered.</summary>
    public async Task Run(CancellationToken abandon)
    {
        try
        {
            await Work(abandon).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Nobody is to wait for a loop that has ended.
        catch (Exception e)
#pragma warning restore CA1031
        {
            failure = e;
            Log.LoopFailed(logger, handle.Name, e);
            queue.Close();
            Fail(durable, e);
            Fail(visible, e);
            Abandon(e);
        }
    }

    private async Task Work(CancellationToken abandon)
    {
        var isClosed = false;
        lastSequence = handle.Index.Statistics().Sequence;
        while (!isClosed || !queue.IsEmpty)
        {
            try
            {
                isClosed |= await Wait(abandon).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                break;
            }

            BeginRound();
            for (var applied = 0; applied < MostAtOnce && !abandon.IsCancellationRequested && queue.Take() is { } next; applied++)
            {
                Apply(next);
            }

            Settle(isLast: false);
        }

        Settle(isLast: true);
        Abandon(new InvalidOperationException(
            $"The host stopped before this change of the index '{handle.Name}' was applied; it was not taken."));
        if (uncommitted == 0)
        {
            Log.Drained(logger, handle.Name, lastSequence);
        }
    }

    // Whether the queue is closed and empty.
    private async Task<bool> Wait(CancellationToken abandon)
    {
        abandon.ThrowIfCancellationRequested();
        if (!queue.IsEmpty || queue.IsClosed)
        {
            return queue.IsEmpty;
        }

        var due = TimeSpan.MaxValue;
        Until(lastFailed > 0 ? lastFailed : firstUncommitted, options.CommitInterval);
        Until(firstInvisible, options.RefreshInterval);
        await queue.Wait(
            due == TimeSpan.MaxValue ? Timeout.InfiniteTimeSpan : due < TimeSpan.Zero ? TimeSpan.Zero : due, abandon).ConfigureAwait(false);
        return queue.IsClosed && queue.IsEmpty;

        void Until(long since, TimeSpan interval)
        {
            if (since > 0 && interval - Stopwatch.GetElapsedTime(since) is var left && left < due)
            {
                due = left;
            }
        }
    }

    // An update looks at the index again in each round, so that nothing of the last one need be remembered; nor do deletions that all
    // who wait came after.
    private void BeginRound()
    {
        isFresh = false;
        changed.Clear();
        lock (queue.Applying)
        {
            queue.Unseen.Clear();
            queue.Forget(lastApplied);
        }
    }

    private void Apply(IngestWork next)
    {
        lastApplied = Math.Max(lastApplied, next.Number);
        try
        {
            ChangeInTurn(next);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            if (next.Wait == WaitFor.Queued)
            {
                Log.ChangeFailed(logger, handle.Name, e);
            }

            if (next is not UpdateWork { IsCallersFault: true })
            {
                Remember(e);
            }

            next.Fail(e);
            return;
        }

        switch (next.Wait)
        {
            case WaitFor.Visible:
                visible.Add(next);
                break;
            case WaitFor.Durable:
                durable.Add(next);
                break;
            default:
                next.Complete(0);
                break;
        }
    }

    private void ChangeInTurn(IngestWork next)
    {
        for (var isDone = false; !isDone;)
        {
            queue.LetOvertake();
            lock (queue.Applying)
            {
                if (!queue.IsOvertaken)
                {
                    Change(next);
                    isDone = true;
                }
            }
        }
    }

    private void Change(IngestWork next)
    {
        switch (next)
        {
            case AddWork add when queue.WasOvertaken(add.Article.Id, add.Number):
            case UpdateWork update when queue.WasOvertaken(update.Id, update.Number):
                next.Receipt = new() { Outcome = IngestOutcome.DeletedBefore };
                break;
            case AddWork add:
                Add(add, add.Article);
                break;
            case UpdateWork update:
                Change(update);
                break;
            default:
                // A deletion may have been made.
                Count(0);
                break;
        }
    }

    private void Change(UpdateWork update)
    {
        // Once for what other callers of the index may have changed, and again where the article itself was.
        if (!isFresh || changed.Contains(update.Id) || queue.Unseen.Contains(update.Id))
        {
            changed.Clear();
            queue.Unseen.Clear();
            handle.Index.Refresh();
            isFresh = true;
        }

        if (handle.Index.Get(update.Id) is not { } before)
        {
            update.Receipt = new() { Outcome = IngestOutcome.NotFound };
            return;
        }

        if (update.Make(before) is not { } after)
        {
            update.Receipt = new() { Outcome = IngestOutcome.Unchanged };
            return;
        }

        if (after.Id != before.Id)
        {
            throw new ArgumentException(
                $"The change of the article '{before.Id}' gave it another id; add it under that id, and delete this one.");
        }

        Add(update, after);
    }

    private void Add(IngestWork work, Articles.Article article)
    {
        List<IngestNotice>? notices = null;
        handle.Index.Add(article, (kind, detail) => (notices ??= []).Add(new(kind, detail)));
        if (notices is not null)
        {
            work.Receipt = work.Receipt with { Notices = notices };
        }

        changed.Add(article.Id);
        Count((article.Title?.Length ?? 0) + (article.Body?.Length ?? 0));
    }

    private void Count(long bytes)
    {
        uncommitted++;
        uncommittedBytes += bytes;
        var now = Stopwatch.GetTimestamp();
        firstInvisible = firstInvisible == 0 ? now : firstInvisible;
        if (firstUncommitted == 0)
        {
            Volatile.Write(ref firstUncommitted, now);
        }
    }

    // All who wait are answered together. A commit that failed is made again in its time, and when somebody waits for one.
    private void Settle(bool isLast)
    {
        var isDue = lastFailed > 0
            ? Stopwatch.GetElapsedTime(lastFailed) >= options.CommitInterval
            : uncommitted >= options.CommitAfter || uncommittedBytes >= options.CommitAfterBytes
                || (firstUncommitted > 0 && Stopwatch.GetElapsedTime(firstUncommitted) >= options.CommitInterval);
        if (durable.Count > 0 || (uncommitted > 0 && (isDue || isLast)))
        {
            Commit(isLast);
        }
        else if (visible.Count > 0 || (firstInvisible > 0 && Stopwatch.GetElapsedTime(firstInvisible) >= options.RefreshInterval))
        {
            Refresh();
        }
    }

    private void Commit(bool isLast)
    {
        try
        {
            lastSequence = handle.Index.Commit();
            failure = null;
            (uncommitted, uncommittedBytes, firstInvisible, lastFailed) = (0, 0, 0, 0);
            Volatile.Write(ref firstUncommitted, 0);
            Answer(durable, lastSequence);
            Answer(visible, lastSequence);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // What the index has not undone is durable once it can be committed; until then it counts as waiting.
            if (lastFailed == 0 || isLast || durable.Count > 0 || failure?.Message != e.Message)
            {
                Log.CommitFailed(logger, handle.Name, uncommitted, e);
            }

            lastFailed = uncommitted > 0 ? Stopwatch.GetTimestamp() : 0;
            Remember(e);
            Fail(durable, e);
            Fail(visible, e);
        }
    }

    private void Refresh()
    {
        firstInvisible = 0;
        try
        {
            handle.Index.Refresh();
            Answer(visible, lastSequence);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Log.RefreshFailed(logger, handle.Name, e);
            Remember(e);
            Fail(visible, e);
        }
    }

    // Anything else is a fault of one article.
    private void Remember(Exception e)
    {
        if (e is IndexException or ObjectDisposedException)
        {
            failure = e;
        }
    }

    private void Abandon(Exception reason)
    {
        var left = 0;
        while (queue.Take() is { } work)
        {
            left += work is SignalWork ? 0 : 1;
            work.Fail(reason);
        }

        if (left > 0)
        {
            Log.Abandoned(logger, handle.Name, left);
        }
    }

    private static void Answer(List<IngestWork> waiting, long sequence)
    {
        waiting.ForEach(w => w.Complete(sequence));
        waiting.Clear();
    }

    private static void Fail(List<IngestWork> waiting, Exception fault)
    {
        waiting.ForEach(w => w.Fail(fault));
        waiting.Clear();
    }
}
