using System.Collections.Concurrent;

namespace SearchCore.Files;

/// <summary>
/// Files in this object's memory, gone with it. Names are kept apart from files, as in a real file system: one that was deleted can be read
/// by whoever has it open, and a link is a second name. Thread-safe.
/// </summary>
internal sealed class MemoryFiles : IFileOperations
{
    private readonly ConcurrentDictionary<string, MemoryFile> files = new(StringComparer.Ordinal);

    public IWritableFile Create(string path)
    {
        var file = new MemoryFile();
        return files.TryAdd(path, file) ? new Writer(file) : throw new IOException($"There is a file {path} already.");
    }

    public IReadableFile OpenRead(string path) => new Reader(Find(path), path);

    public bool TryLink(string existing, string created) =>
        files.TryAdd(created, Find(existing)) ? true : throw new IOException($"There is a file {created} already.");

    public void Rename(string path, string target)
    {
        files[target] = Find(path);
        files.TryRemove(path, out _);
    }

    // There is nothing that memory could be made safe on.
    public void SyncFile(string path) => Find(path);

    public void SyncFolder(string path)
    {
    }

    public void Delete(string path)
    {
        if (!files.TryRemove(path, out _))
        {
            throw Missing(path);
        }
    }

    public string[] List(string folder) =>
        [.. files.Keys.Where(path => Path.GetDirectoryName(path) == folder).Select(path => Path.GetFileName(path))];

    public bool Exists(string path) => files.ContainsKey(path);

    public long Length(string path) => Find(path).Length;

    // A folder is the beginning of names.
    public void CreateFolder(string path)
    {
    }

    public void DeleteFolder(string path)
    {
        foreach (var name in files.Keys.Where(name => name.StartsWith(path + Path.DirectorySeparatorChar, StringComparison.Ordinal)))
        {
            files.TryRemove(name, out _);
        }
    }

    private MemoryFile Find(string path) => files.TryGetValue(path, out var file) ? file : throw Missing(path);

    private static FileNotFoundException Missing(string path) => new($"There is no file {path}.", path);

    /// <summary>Bytes that only grow; one thread writes, any number reads what was written.</summary>
    private sealed class MemoryFile
    {
        private const int PageBytes = 1 << 14;

        private byte[][] pages = [];
        private long length;

        public long Length => Volatile.Read(ref length);

        public void Append(ReadOnlySpan<byte> bytes)
        {
            while (!bytes.IsEmpty)
            {
                var (page, at) = ((int)(length / PageBytes), (int)(length % PageBytes));
                if (page == pages.Length)
                {
                    Array.Resize(ref pages, Math.Max(1, page * 2));
                }

                var room = (pages[page] ??= new byte[PageBytes]).AsSpan(at);
                var written = Math.Min(room.Length, bytes.Length);
                bytes[..written].CopyTo(room);
                bytes = bytes[written..];
                Volatile.Write(ref length, length + written);
            }
        }

        public int Read(Span<byte> buffer, long offset, long end)
        {
            var wanted = (int)Math.Clamp(end - offset, 0, buffer.Length);
            for (var done = 0; done < wanted;)
            {
                var (page, at) = ((int)((offset + done) / PageBytes), (int)((offset + done) % PageBytes));
                var piece = pages[page].AsSpan(at, Math.Min(PageBytes - at, wanted - done));
                piece.CopyTo(buffer[done..]);
                done += piece.Length;
            }

            return wanted;
        }
    }

    private sealed class Writer(MemoryFile file) : IWritableFile
    {
        public void Write(ReadOnlySpan<byte> bytes) => file.Append(bytes);

        public void BeginSync()
        {
        }

        public void Sync()
        {
        }

        public void Dispose()
        {
        }
    }

    private sealed class Reader(MemoryFile file, string path) : IReadableFile
    {
        private volatile bool disposed;

        public long Length { get; } = file.Length;

        public int Read(Span<byte> buffer, long offset)
        {
            ObjectDisposedException.ThrowIf(disposed, path);
            return file.Read(buffer, offset, Length);
        }

        public void Dispose() => disposed = true;
    }
}
