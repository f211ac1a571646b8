using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Client.Contracts;
using SearchCore.Formats;
using SearchCore.Hosting;
using SearchCore.Web.Collections;

namespace SearchCore.Web.Ingest;

/// <summary>
/// Does what collections have taken, of each in its order, also what was left when the service was killed: an article that was indexed
/// already takes its own place again.
/// </summary>
internal sealed class UploadService(
    CollectionSet collections, UploadSpools spools, Snapshots snapshots, ILogger<UploadService> logger) : BackgroundService
{
    private const int MostRejections = 100;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1), LongestPause = TimeSpan.FromMinutes(1);

    // What was taken and cannot be read ends the start: it was promised.
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var collection in collections.Written)
        {
            spools.Of(collection);
        }

        return base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(collections.Written.Select(c => Task.Run(() => Work(c, stoppingToken), CancellationToken.None)));

    private async Task Work(Collection collection, CancellationToken stop)
    {
        var spool = spools.Of(collection);
        var pause = FirstPause;
        while (!stop.IsCancellationRequested)
        {
            Upload? upload = null;
            try
            {
                upload = await spool.NextAsync(stop);
                await spool.FinishAsync(upload, await Do(collection, spool, upload, stop));
                pause = FirstPause;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (InvalidOperationException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // The index, not the upload, is at fault: it waits.
                Log.UploadWaits(logger, collection.Name, upload?.Number ?? 0, e);
                if (upload is not null)
                {
                    spool.Tell(upload, upload.Receipt with { Problem = "The index cannot be written now; the upload waits." });
                }

                await Task.Delay(pause, CancellationToken.None).WaitAsync(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }

    private async Task<Receipt> Do(Collection collection, UploadSpool spool, Upload upload, CancellationToken stop)
    {
        if (upload.Restore is { } snapshot)
        {
            return await Restore(collection, upload, snapshot, stop);
        }

        if (upload.Delete is { } ids)
        {
            var deleted = await collection.Ingest.DeleteAsync(ids, WaitFor.Durable, stop);
            return upload.Receipt with
            { State = ReceiptState.Done, Deleted = deleted.Deleted, Sequence = deleted.Sequence, Problem = null };
        }

        var reading = new UploadReading(spool, upload);
        var summary = await collection.Ingest.AddAllAsync(reading.Articles(stop), WaitFor.Durable, stop);
        return reading.Finished(summary);
    }

    // What goes wrong ends it: were it tried again, it would come at a moment that nobody expects.
    private async Task<Receipt> Restore(Collection collection, Upload upload, string snapshot, CancellationToken stop)
    {
        try
        {
            var report = await collection.Ingest.RestoreAsync(snapshots.PathOf(collection, snapshot), stop);
            Log.Restored(logger, collection.Name, snapshot, upload.Owner, report.Articles, report.Sequence);
            return upload.Receipt with { State = ReceiptState.Done, Articles = report.Articles, Sequence = report.Sequence };
        }
        catch (Exception e) when (!stop.IsCancellationRequested && e is not OutOfMemoryException)
        {
            Log.RestoreFailed(logger, collection.Name, snapshot, upload.Owner, e);
            return upload.Receipt with { State = ReceiptState.Failed, Problem = snapshots.Told(collection, snapshot, e.Message) };
        }
    }

    // Reads an upload, and says how far it is.
    private sealed class UploadReading(UploadSpool spool, Upload upload)
    {
        private readonly List<RejectedUpload> rejections = [];
        private long articles;
        private long rejected;
        private string? problem;

        public async IAsyncEnumerable<Article> Articles(
            [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
        {
            await using var body = spool.OpenBody(upload);
            using var read = Read(body, stop).GetEnumerator();
            Tell();
            while (await Task.Run(() => Next(read), stop) is { } article)
            {
                articles++;
                if (articles % 500 == 0)
                {
                    Tell();
                }

                yield return article;
            }
        }

        public Receipt Finished(IngestSummary summary)
        {
            foreach (var fault in summary.Faults)
            {
                Add(new() { Id = fault.Id, Code = fault.Fault.Code, Reason = fault.Fault.Reason });
            }

            rejected += summary.Refused - summary.Faults.Count;
            return Now(problem is null ? ReceiptState.Done : ReceiptState.Failed) with
            {
                Articles = articles - summary.Refused,
                Sequence = summary.Sequence,
            };
        }

        // Opened with the first article, where what cannot be opened is told.
        private IEnumerable<Article> Read(Stream body, CancellationToken stop)
        {
            var format = upload.Format is { } name ? NewsFormats.All.Find(name) : null;
            foreach (var article in NewsFormats.All.Open(body, upload.Name, format).ReadArticles(Reject, cancellation: stop))
            {
                yield return article;
            }
        }

        // Whatever a reader throws is the upload's fault; were it tried again, nothing behind it would ever be indexed.
        private Article? Next(IEnumerator<Article> read)
        {
            try
            {
                return read.MoveNext() ? read.Current : null;
            }
            catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException))
            {
                problem = e is ArticleSourceException source ? source.Reason : e.Message;
                return null;
            }
        }

        private void Reject(RejectedRecord record) =>
            Add(new() { Line = record.Line, Id = record.Id, Code = record.Code, Reason = record.Reason });

        private void Add(RejectedUpload record)
        {
            rejected++;
            if (rejections.Count < MostRejections)
            {
                rejections.Add(record);
            }
        }

        private void Tell() => spool.Tell(upload, Now(ReceiptState.Indexing));

        private Receipt Now(ReceiptState state) => upload.Receipt with
        {
            State = state,
            Articles = articles,
            Rejected = rejected,
            Rejections = [.. rejections],
            Problem = problem,
        };
    }
}
