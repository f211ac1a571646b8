using System.Diagnostics.Metrics;
using System.Runtime.ExceptionServices;

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
    private const int MostRejections = 100, MostTold = 10_000, MostOfOne = 400;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1), LongestPause = TimeSpan.FromMinutes(1);

    private readonly Meter meter = new("SearchCore");

    // What was taken and cannot be read ends the start: it was promised.
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var collection in collections.Written)
        {
            spools.Of(collection);
        }

        meter.CreateObservableGauge(
            "searchcore.uploads.waiting",
            () => collections.Written.Select(c => new Measurement<int>(
                spools.Of(c).Waiting, new KeyValuePair<string, object?>("index", c.Name))),
            "{upload}",
            "Uploads, deletions and restores that wait for their turn.");

        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        meter.Dispose();
        base.Dispose();
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
            if (upload.Scope is { } scope)
            {
                // What was taken before it is there to be seen.
                await collection.Ingest.FlushAsync(stop);
                var all = ids;
                ids = await collection.Index.ReadAsync(
                    searcher => all.Where(id => searcher.GetStored(id) is not null).ToList(), scope, stop);
            }

            var deleted = await collection.Ingest.DeleteAsync(ids, WaitFor.Durable, stop);
            return upload.Receipt with
            { State = ReceiptState.Done, Deleted = deleted.Deleted, Sequence = deleted.Sequence, Problem = null };
        }

        var reading = new UploadReading(spool, upload);
        var summary = await collection.Ingest.AddAllAsync(reading.Articles(stop), WaitFor.Durable, stop);
        if (summary.Failures.Select(f => f.Fault).FirstOrDefault(fault => fault is IndexException) is { } unwritable)
        {
            ExceptionDispatchInfo.Throw(unwritable);
        }

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
        private int told;
        private string? problem;
        private OwnFile? body;

        public async IAsyncEnumerable<Article> Articles(
            [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
        {
            if (await Task.Run(Open, stop) is not { } file)
            {
                yield break;
            }

            await using var own = new OwnFile(file);
            body = own;
            using var read = Read(own, stop).GetEnumerator();
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

        // Were it waited for, nothing behind it would ever be indexed.
        private Stream? Open()
        {
            try
            {
                return spool.OpenBody(upload);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                problem = "The service cannot read what it kept of this upload: its file is missing, was changed or is forbidden. "
                    + "Send it again.";
                return null;
            }
        }

        public Receipt Finished(IngestSummary summary)
        {
            foreach (var fault in summary.Faults)
            {
                Add(new() { Id = fault.Id, Code = fault.Fault.Code, Reason = fault.Fault.Reason });
            }

            rejected += summary.Refused - summary.Faults.Count;
            if (summary.Failures is [var first, ..])
            {
                problem ??= $"{summary.Failed} articles could not be indexed, the first of them '{Cut(first.Id)}': {first.Fault.Message}";
            }

            return Now(problem is null ? ReceiptState.Done : ReceiptState.Failed) with
            {
                Articles = articles - summary.Refused - summary.Failed,
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
            catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException) && body?.Fault is null)
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
            if (rejections.Count < MostRejections && told < MostTold)
            {
                var cut = record with { Id = Cut(record.Id), Reason = Cut(record.Reason) };
                told += cut.Id.Length + cut.Reason.Length;
                rejections.Add(cut);
            }
        }

        // Receipts are kept by the thousand.
        private static string Cut(string text) => text.Length <= MostOfOne ? text : string.Concat(text.AsSpan(0, MostOfOne), "…");

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
