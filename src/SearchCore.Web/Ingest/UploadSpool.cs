using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

using SearchCore.Client.Contracts;
using SearchCore.Web.Keeping;

namespace SearchCore.Web.Ingest;

/// <summary>
/// What a collection has taken and not yet done, in a folder: uploads, deletions and restores in the order in which they came. What has a
/// receipt is on the disk, whole; what was cut off on its way in is not there. Thread-safe.
/// </summary>
/// <remarks>
/// Of each there are two files: <c>NUMBER.body</c> while it is to be indexed, then <c>NUMBER.json</c>, whose name makes it count: written
/// last of the two and removed first, so that a body without it was never promised.
/// </remarks>
internal sealed class UploadSpool : IDisposable
{
    private const string Body = ".body", Note = ".json";

    private readonly string folder;
    private readonly int mostKept;
    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);
    private readonly SortedDictionary<long, Entry> waiting = [];
    private readonly Lock guard = new();
    private readonly SemaphoreSlim came = new(0);
    private long number;
    private long waitingBytes;

    /// <summary>Reads what there is; what was never promised is removed.</summary>
    /// <param name="folder">The folder, made where it is missing.</param>
    /// <param name="mostKept">How many receipts of what is done are kept.</param>
    /// <exception cref="IOException">A note of an upload cannot be read.</exception>
    public UploadSpool(string folder, int mostKept)
    {
        (this.folder, this.mostKept) = (folder, mostKept);
        Directory.CreateDirectory(folder);
        DurableFiles.RemoveUnfinished(folder);
        foreach (var path in Directory.EnumerateFiles(folder, "*" + Note))
        {
            var upload = Read(path);
            var entry = new Entry(upload);
            entries[upload.Id] = entry;
            number = Math.Max(number, upload.Number);
            if (!upload.Receipt.IsDone)
            {
                Wait(entry);
            }
        }

        var promised = entries.Values.Where(e => !e.Upload.Receipt.IsDone).Select(e => PathOf(e.Upload, Body)).ToHashSet();
        foreach (var body in Directory.EnumerateFiles(folder, "*" + Body).Where(b => !promised.Contains(b)))
        {
            File.Delete(body);
        }
    }

    /// <summary>How many bytes of bodies wait.</summary>
    public long WaitingBytes => Interlocked.Read(ref waitingBytes);

    /// <summary>How many uploads and deletions wait.</summary>
    public int Waiting
    {
        get
        {
            lock (guard)
            {
                return waiting.Count;
            }
        }
    }

    /// <summary>Takes an upload: when this returns it is on the disk.</summary>
    /// <param name="owner">Whose it is.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="format">Its format, or null.</param>
    /// <param name="body">Its bytes.</param>
    /// <param name="cancellation">Gives it up; nothing is left.</param>
    public async Task<Receipt> TakeAsync(string owner, string name, string? format, Stream body, CancellationToken cancellation)
    {
        // Its place is behind what was promised while it came: a restore must not take away what is promised after it.
        Upload? upload = null;
        await DurableFiles.WriteAsync(
            Path.Combine(folder, NewId()),
            () => PathOf(upload = New(owner) with { Name = name, Format = format }, Body),
            file => body.CopyToAsync(file, cancellation));
        return await Promise(upload! with { Bytes = new FileInfo(PathOf(upload!, Body)).Length });
    }

    /// <summary>Takes a deletion, which covers what was taken before it.</summary>
    public Task<Receipt> TakeDeletionAsync(string owner, IReadOnlyList<string> ids) => Promise(New(owner) with { Delete = ids });

    /// <summary>Takes a restore: what was taken before it goes with the rest, what is taken after it comes on top.</summary>
    public Task<Receipt> TakeRestoreAsync(string owner, string snapshot) => Promise(New(owner) with { Restore = snapshot });

    /// <summary>The receipt with an id; null where the owner has none.</summary>
    public Receipt? Find(string owner, string id) =>
        entries.TryGetValue(id, out var entry) && entry.Upload.Owner == owner ? entry.Upload.Receipt : null;

    /// <summary>A receipt as it is, and again whenever it changes, until it is done.</summary>
    public async IAsyncEnumerable<Receipt> FollowAsync(
        string id, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        while (entries.TryGetValue(id, out var entry))
        {
            var changed = entry.Changed;
            var receipt = entry.Upload.Receipt;
            yield return receipt;
            if (receipt.IsDone)
            {
                break;
            }

            await changed.WaitAsync(cancellation);
        }
    }

    /// <summary>The first of what waits, when there is one.</summary>
    public async Task<Upload> NextAsync(CancellationToken cancellation)
    {
        while (true)
        {
            lock (guard)
            {
                if (waiting.Count > 0)
                {
                    return waiting.First().Value.Upload;
                }
            }

            await came.WaitAsync(cancellation);
        }
    }

    /// <summary>The body of an upload.</summary>
    public Stream OpenBody(Upload upload) =>
        new FileStream(PathOf(upload, Body), FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);

    /// <summary>Says how far an upload is; not kept, for it is done again where it is not finished.</summary>
    public void Tell(Upload upload, Receipt receipt) => entries[upload.Id].Set(upload with { Receipt = receipt });

    /// <summary>Says what became of an upload; its body goes.</summary>
    public async Task FinishAsync(Upload upload, Receipt receipt)
    {
        var done = upload with { Receipt = receipt };
        await DurableFiles.WriteAsync(PathOf(upload, Note), done, UploadJsonContext.Default.Upload);
        File.Delete(PathOf(upload, Body));
        lock (guard)
        {
            waiting.Remove(upload.Number);
        }

        Interlocked.Add(ref waitingBytes, -upload.Bytes);
        entries[upload.Id].Set(done);
        Forget();
    }

    public void Dispose() => came.Dispose();

    private static Upload Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), UploadJsonContext.Default.Upload)
                ?? throw new JsonException("It is null.");
        }
        catch (JsonException e)
        {
            throw new IOException($"{path} is no note of an upload: {e.Message} Move it away, and its body beside it.", e);
        }
    }

    private static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    private Upload New(string owner)
    {
        var id = NewId();
        return new()
        {
            Number = Interlocked.Increment(ref number),
            Id = id,
            Owner = owner,
            Receipt = new() { Id = id, State = ReceiptState.Received, Received = DateTimeOffset.UtcNow },
        };
    }

    private async Task<Receipt> Promise(Upload upload)
    {
        await DurableFiles.WriteAsync(PathOf(upload, Note), upload, UploadJsonContext.Default.Upload);
        var entry = new Entry(upload);
        entries[upload.Id] = entry;
        Wait(entry);
        return upload.Receipt;
    }

    private void Wait(Entry entry)
    {
        lock (guard)
        {
            waiting.Add(entry.Upload.Number, entry);
        }

        Interlocked.Add(ref waitingBytes, entry.Upload.Bytes);
        came.Release();
    }

    private void Forget()
    {
        var done = entries.Values.Where(e => e.Upload.Receipt.IsDone).OrderBy(e => e.Upload.Number).ToList();
        foreach (var entry in done.Take(done.Count - mostKept))
        {
            entries.TryRemove(entry.Upload.Id, out _);
            File.Delete(PathOf(entry.Upload, Note));
        }
    }

    // By its number alone: nothing that was sent is part of a path.
    private string PathOf(Upload upload, string kind) =>
        Path.Combine(folder, upload.Number.ToString("D12", CultureInfo.InvariantCulture) + kind);

    private sealed class Entry(Upload upload)
    {
        private volatile Upload upload = upload;
        private TaskCompletionSource change = New();

        public Upload Upload => upload;

        public Task Changed => Volatile.Read(ref change).Task;

        public void Set(Upload changed)
        {
            upload = changed;
            Interlocked.Exchange(ref change, New()).SetResult();
        }

        private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
