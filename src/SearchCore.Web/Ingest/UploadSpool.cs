using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

using SearchCore.Client.Contracts;
using SearchCore.Hosting;
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

    // What anything that waits takes at least, and how much of a body is read at a time.
    private const long LeastBytes = 4_096;
    private const int CopiedBytes = 1 << 16;

    private readonly string folder;
    private readonly int mostKept;
    private readonly long mostBytes;
    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);
    private readonly SortedDictionary<long, Entry> waiting = [];
    private readonly Lock guard = new();
    private readonly SemaphoreSlim came = new(0);
    private readonly Dictionary<string, Queue<Entry>> done = new(StringComparer.Ordinal);
    private long number;
    private long waitingBytes;

    /// <summary>Reads what there is; what was never promised is removed.</summary>
    /// <param name="folder">The folder, made where it is missing.</param>
    /// <param name="mostKept">How many receipts of what is done are kept of each owner.</param>
    /// <param name="mostBytes">How many bytes may wait, those that are on their way counted.</param>
    /// <exception cref="IOException">A note of an upload cannot be read.</exception>
    public UploadSpool(string folder, int mostKept, long mostBytes = long.MaxValue)
    {
        (this.folder, this.mostKept, this.mostBytes) = (folder, mostKept, mostBytes);
        Directory.CreateDirectory(folder);
        DurableFiles.RemoveUnfinished(folder);
        foreach (var path in Directory.EnumerateFiles(folder, "*" + Note).Order(StringComparer.Ordinal))
        {
            var upload = Read(path);
            var entry = new Entry(upload);
            entries[upload.Id] = entry;
            number = Math.Max(number, upload.Number);
            if (upload.Receipt.IsDone)
            {
                DoneOf(upload.Owner).Enqueue(entry);
            }
            else
            {
                Reserve(SizeOf(upload), isSure: true);
                Wait(entry);
            }
        }

        var promised = entries.Values.Where(e => !e.Upload.Receipt.IsDone).Select(e => PathOf(e.Upload, Body)).ToHashSet();
        foreach (var body in Directory.EnumerateFiles(folder, "*" + Body).Where(b => !promised.Contains(b)))
        {
            File.Delete(body);
        }
    }

    /// <summary>Since when the first of what waits has been waiting for an index that cannot be written; null where none does.</summary>
    public DateTimeOffset? StuckSince
    {
        get
        {
            lock (guard)
            {
                return waiting.Count > 0 && waiting.First().Value.Upload.Receipt is { Problem: not null } receipt ? receipt.Received : null;
            }
        }
    }

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
    /// <exception cref="OverloadedException">Too much waits already, what is on its way counted.</exception>
    public async Task<Receipt> TakeAsync(string owner, string name, string? format, Stream body, CancellationToken cancellation)
    {
        // What is on its way takes room too, as it comes: how long it is nobody need say before.
        var reserved = LeastBytes;
        Reserve(LeastBytes);
        try
        {
            // Its place is behind what was promised while it came: a restore must not take away what is promised after it.
            Upload? upload = null;
            using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var length = 0L;
            await DurableFiles.WriteAsync(
                Path.Combine(folder, NewId()),
                () => PathOf(
                    upload = New(owner) with
                    {
                        Name = name,
                        Format = format,
                        Bytes = length,
                        Sum = Convert.ToHexStringLower(sum.GetHashAndReset()),
                    },
                    Body),
                file => Copy(file));
            return await Promise(upload!, reserved);

            async Task Copy(Stream file)
            {
                var part = new byte[CopiedBytes];
                while (await body.ReadAsync(part, cancellation) is > 0 and var read)
                {
                    if (length + read > reserved)
                    {
                        Reserve(CopiedBytes);
                        reserved += CopiedBytes;
                    }

                    length += read;
                    sum.AppendData(part, 0, read);
                    await file.WriteAsync(part.AsMemory(0, read), cancellation);
                }
            }
        }
        catch
        {
            Interlocked.Add(ref waitingBytes, -reserved);
            throw;
        }
    }

    /// <summary>Takes a deletion, which covers what was taken before it.</summary>
    /// <param name="owner">Whose it is.</param>
    /// <param name="ids">What is to be deleted.</param>
    /// <param name="scope">Which articles there are for the owner, looked at when its turn comes; null for all.</param>
    /// <exception cref="OverloadedException">Too much waits already.</exception>
    public Task<Receipt> TakeDeletionAsync(string owner, IReadOnlyList<string> ids, SearchScope? scope = null) =>
        Take(New(owner) with { Delete = ids, Scope = scope });

    /// <summary>Takes a restore: what was taken before it goes with the rest, what is taken after it comes on top.</summary>
    /// <exception cref="OverloadedException">Too much waits already.</exception>
    public Task<Receipt> TakeRestoreAsync(string owner, string snapshot) => Take(New(owner) with { Restore = snapshot });

    /// <summary>The receipt with an id; null where the owner has none.</summary>
    public Receipt? Find(string owner, string id) =>
        entries.TryGetValue(id, out var entry) && entry.Upload.Owner == owner ? entry.Upload.Receipt : null;

    /// <summary>A receipt as it is, and again whenever it changes, until it is done.</summary>
    public async IAsyncEnumerable<Receipt> FollowAsync(
        string id, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        // Held while it is followed: it may be forgotten between two looks.
        for (var entry = entries.GetValueOrDefault(id); entry is not null;)
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

    /// <summary>The body of an upload, every byte of which is as it came.</summary>
    /// <exception cref="IOException">It is not there, or another.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be read.</exception>
    public Stream OpenBody(Upload upload)
    {
        var body = new FileStream(PathOf(upload, Body), FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
        try
        {
            if (body.Length != upload.Bytes || (upload.Sum is { } sum && sum != Convert.ToHexStringLower(SHA256.HashData(body))))
            {
                throw new IOException("Its bytes are not those that came.");
            }

            body.Position = 0;
            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    /// <summary>Says how far an upload is; not kept, for it is done again where it is not finished.</summary>
    public void Tell(Upload upload, Receipt receipt) => entries[upload.Id].Set(upload with { Receipt = receipt });

    /// <summary>Says what became of an upload; its body goes.</summary>
    public async Task FinishAsync(Upload upload, Receipt receipt)
    {
        // Ids that were deleted and who might delete them are of no use any more, and many.
        var finished = upload with { Receipt = receipt, Delete = null, Scope = null };
        await DurableFiles.WriteAsync(PathOf(upload, Note), finished, UploadJsonContext.Default.Upload);
        var entry = entries[upload.Id];
        lock (guard)
        {
            waiting.Remove(upload.Number);
        }

        Interlocked.Add(ref waitingBytes, -SizeOf(upload));
        entry.Set(finished);
        Remove(PathOf(upload, Body));
        Forget(entry);
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

    private async Task<Receipt> Take(Upload upload)
    {
        var size = SizeOf(upload);
        Reserve(size);
        try
        {
            return await Promise(upload, size);
        }
        catch
        {
            Interlocked.Add(ref waitingBytes, -size);
            throw;
        }
    }

    private async Task<Receipt> Promise(Upload upload, long reserved)
    {
        await DurableFiles.WriteAsync(PathOf(upload, Note), upload, UploadJsonContext.Default.Upload);
        var entry = new Entry(upload);
        entries[upload.Id] = entry;
        Interlocked.Add(ref waitingBytes, SizeOf(upload) - reserved);
        Wait(entry);
        return upload.Receipt;
    }

    private void Wait(Entry entry)
    {
        lock (guard)
        {
            waiting.Add(entry.Upload.Number, entry);
        }

        came.Release();
    }

    private void Reserve(long bytes, bool isSure = false)
    {
        if (Interlocked.Add(ref waitingBytes, bytes) > mostBytes && !isSure)
        {
            Interlocked.Add(ref waitingBytes, -bytes);
            throw new OverloadedException(
                Path.GetFileName(folder),
                $"{Waiting} uploads and deletions wait to be dealt with, and no more may. Try again later.", TimeSpan.FromSeconds(10));
        }
    }

    // What has no body takes room too: files of its own, and its ids.
    private static long SizeOf(Upload upload) => Math.Max(LeastBytes, upload.Bytes + (upload.Delete?.Sum(id => 2L * id.Length) ?? 0));

    private Queue<Entry> DoneOf(string owner) =>
        done.TryGetValue(owner, out var queue) ? queue : done[owner] = new();

    // Those of one owner make nobody else's forgotten.
    private void Forget(Entry entry)
    {
        List<Entry> old = [];
        lock (guard)
        {
            var queue = DoneOf(entry.Upload.Owner);
            queue.Enqueue(entry);
            while (queue.Count > mostKept)
            {
                old.Add(queue.Dequeue());
            }
        }

        foreach (var forgotten in old)
        {
            entries.TryRemove(forgotten.Upload.Id, out _);
            Remove(PathOf(forgotten.Upload, Note));
        }
    }

    // What stays is removed at the next start.
    private static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It does no harm.
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
