using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

using SearchCore.Articles;
using SearchCore.Client.Contracts;
using SearchCore.Client.Transport;
using SearchCore.Json;

namespace SearchCore.Client;

/// <content>Taking articles in, deleting them, snapshots.</content>
public sealed partial class CollectionClient
{
    /// <summary>
    /// Sends articles, as they come. What is answered with a receipt survives a crash of the service; <see cref="WaitAsync"/> says when
    /// searches find it.
    /// </summary>
    /// <inheritdoc cref="SearchAsync" path="/exception"/>
    public async Task<Receipt> IngestAsync(IAsyncEnumerable<Article> articles, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(articles);
        using var content = new ArticleContent(articles, cancellation);
        return await TakeAsync($"{root}/articles?format=jsonl", content, cancellation).ConfigureAwait(false);
    }

    /// <summary>As the other one, of articles that are there.</summary>
    /// <inheritdoc cref="SearchAsync" path="/exception"/>
    public Task<Receipt> IngestAsync(IEnumerable<Article> articles, CancellationToken cancellation = default) =>
        IngestAsync(articles.ToAsyncEnumerable(), cancellation);

    /// <summary>Sends a file of any format that can be imported (docs/importing.md).</summary>
    /// <param name="file">Its bytes; stays the caller's.</param>
    /// <param name="name">What it is called: of it ids are made where articles have none.</param>
    /// <param name="format">The name of its format; null for the one that its bytes say.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <inheritdoc cref="SearchAsync" path="/exception"/>
    public async Task<Receipt> UploadAsync(
        Stream file, string name, string? format = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentException.ThrowIfNullOrEmpty(name);
        using var content = new KeptStreamContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return await TakeAsync(
            new Address($"{root}/articles").With("name", name).With("format", format).ToString(),
            content, cancellation).ConfigureAwait(false);
    }

    /// <summary>What has become of an upload; null where the service knows of none.</summary>
    /// <inheritdoc cref="SearchAsync" path="/exception"/>
    public Task<Receipt?> ReceiptAsync(string id, CancellationToken cancellation = default) => ServiceCalls.OrNone(
        calls.GetAsync($"{root}/receipts/{Uri.EscapeDataString(id)}", ServiceJsonContext.Default.Receipt, cancellation));

    /// <summary>What becomes of an upload, as it happens, until it is done or the service stops.</summary>
    /// <inheritdoc cref="SearchAsync" path="/exception"/>
    public async IAsyncEnumerable<Receipt> FollowReceiptAsync(
        string id, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using var response = await calls.SendAsync(
            HttpMethod.Get, $"{root}/receipts/{Uri.EscapeDataString(id)}/events", content: null, isWhole: false, cancellation)
            .ConfigureAwait(false);
        await foreach (var receipt in EventReading.ReadAsync(response, ServiceJsonContext.Default.Receipt, cancellation)
            .ConfigureAwait(false))
        {
            yield return receipt;
        }
    }

    /// <summary>
    /// Waits until an upload is done: durable and found, or failed; also where the service is started anew meanwhile, if it is back within
    /// <see cref="SearchCoreClientOptions.LongestWait"/>.
    /// </summary>
    /// <param name="id">The receipt's id.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="SearchServiceException">The service knows of no such receipt, or stays away.</exception>
    public async Task<Receipt> WaitAsync(string id, CancellationToken cancellation = default)
    {
        // Since when the service is away; while it says something, and while there is nothing to say, it is not.
        for (long? since = null; ;)
        {
            try
            {
                await foreach (var receipt in FollowReceiptAsync(id, cancellation).ConfigureAwait(false))
                {
                    if (receipt.IsDone)
                    {
                        return receipt;
                    }

                    since = null;
                }
            }
            catch (Exception e) when (e is HttpRequestException or IOException or ServiceBusyException && !IsOver())
            {
                // It stops, or starts again.
            }

            if (IsOver())
            {
                throw new ServiceBusyException(
                    HttpStatusCode.ServiceUnavailable, "The service stopped; the upload is dealt with when it runs again.",
                    TimeSpan.FromSeconds(5));
            }

            await Task.Delay(TimeSpan.FromSeconds(1), cancellation).ConfigureAwait(false);

            bool IsOver()
            {
                since ??= Environment.TickCount64;
                return TimeSpan.FromMilliseconds(Environment.TickCount64 - since.Value) >= calls.LongestWait;
            }
        }
    }

    /// <summary>Deletes an article, also one whose upload waits.</summary>
    /// <returns>Whether there was one; true also where the service has taken the deletion and not come to it yet.</returns>
    /// <inheritdoc cref="SearchAsync" path="/exception"/>
    public async Task<bool> DeleteAsync(string id, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        try
        {
            using var response = await calls.SendAsync(
                HttpMethod.Delete, new Address($"{root}/articles").With("id", id).ToString(), content: null, isWhole: true, cancellation)
                .ConfigureAwait(false);
            return true;
        }
        catch (SearchServiceException e) when (ServiceCalls.IsNone(e))
        {
            return false;
        }
    }

    /// <summary>Deletes articles.</summary>
    /// <inheritdoc cref="SearchAsync" path="/exception"/>
    public Task<Receipt> DeleteAsync(IReadOnlyList<string> ids, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return calls.ReadAsync(
            HttpMethod.Post, $"{root}/articles/delete", () => JsonContent.Create(ids.ToList(), ServiceJsonContext.Default.ListString),
            ServiceJsonContext.Default.Receipt, cancellation);
    }

    /// <summary>Takes a snapshot of the last commit into the service's folder for them.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <inheritdoc cref="SearchAsync" path="/exception"/>
    public Task<SnapshotReport> TakeSnapshotAsync(string name, CancellationToken cancellation = default) => calls.ReadAsync(
        HttpMethod.Post, $"{root}/snapshots",
        () => JsonContent.Create(new SnapshotRequest { Name = name }, ServiceJsonContext.Default.SnapshotRequest),
        SearchCoreJsonContext.Default.SnapshotReport, cancellation);

    /// <summary>The snapshots that there are, the newest first.</summary>
    /// <inheritdoc cref="SearchAsync" path="/exception"/>
    public async Task<IReadOnlyList<SnapshotInfo>> SnapshotsAsync(CancellationToken cancellation = default) => (await calls.GetAsync(
        $"{root}/snapshots", ServiceJsonContext.Default.SnapshotList, cancellation).ConfigureAwait(false)).Snapshots;

    /// <summary>
    /// Has everything in the collection exchanged for a snapshot, in one commit, when what was taken before is dealt with; searches go on,
    /// and what is taken from now on is indexed on top of it. <see cref="WaitAsync"/> says what became of it: it failed where the snapshot
    /// is damaged, and the collection is as it was then.
    /// </summary>
    /// <param name="name">What the snapshot is called.</param>
    /// <param name="cancellation">Gives up the answer, not the restore.</param>
    /// <inheritdoc cref="SearchAsync" path="/exception"/>
    public Task<Receipt> RestoreAsync(string name, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return calls.ReadAsync(
            HttpMethod.Post, $"{root}/snapshots/{Uri.EscapeDataString(name)}/restore", content: null,
            ServiceJsonContext.Default.Receipt, cancellation);
    }

    private async Task<Receipt> TakeAsync(string address, HttpContent content, CancellationToken cancellation)
    {
        using var response = await calls.OnceAsync(HttpMethod.Post, address, content, isWhole: true, accept: null, cancellation)
            .ConfigureAwait(false);
        return await response.Content.ReadFromJsonAsync(ServiceJsonContext.Default.Receipt, cancellation).ConfigureAwait(false)
            ?? throw new JsonException("The service answered an upload with null.");
    }

    // Articles as JSON lines, written as they are sent.
    private sealed class ArticleContent : HttpContent
    {
        private readonly IAsyncEnumerable<Article> articles;
        private readonly CancellationToken cancellation;

        public ArticleContent(IAsyncEnumerable<Article> articles, CancellationToken cancellation)
        {
            (this.articles, this.cancellation) = (articles, cancellation);
            Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await foreach (var article in articles.WithCancellation(cancellation).ConfigureAwait(false))
            {
                var json = new Utf8JsonWriter(stream);
                await using (json.ConfigureAwait(false))
                {
                    SearchCoreJsonWriter.Write(json, article);
                }

                await stream.WriteAsync("\n"u8.ToArray(), cancellation).ConfigureAwait(false);
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }

    // A stream that stays open when what sends it is disposed: it is the caller's.
    private sealed class KeptStreamContent(Stream file) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => file.CopyToAsync(stream);

        protected override bool TryComputeLength(out long length)
        {
            length = file.CanSeek ? file.Length - file.Position : 0;
            return file.CanSeek;
        }
    }
}
