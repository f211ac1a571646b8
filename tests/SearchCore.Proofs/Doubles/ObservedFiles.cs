using SearchCore.Files;

namespace SearchCore.Proofs.Doubles;

/// <summary>
/// A file system on top of another one that is told of every operation before it happens and may forbid it by throwing. Thread-safe where
/// its heir is.
/// </summary>
internal abstract class ObservedFiles(IFileOperations inner) : IFileOperations
{
    private long openHandles;

    /// <summary>Files that were opened or created and not closed: none may be left once an index is closed.</summary>
    public long OpenHandles => Interlocked.Read(ref openHandles);

    public IWritableFile Create(string path)
    {
        var file = Do(new FileOperation(FileAction.Create, path), () => inner.Create(path));
        Interlocked.Increment(ref openHandles);
        return new Writable(this, path, file);
    }

    public IReadableFile OpenRead(string path)
    {
        var file = Do(new FileOperation(FileAction.OpenRead, path), () => inner.OpenRead(path));
        Interlocked.Increment(ref openHandles);
        return new Readable(this, path, file);
    }

    public virtual bool TryLink(string existing, string created) =>
        Do(new FileOperation(FileAction.Link, existing, created), () => inner.TryLink(existing, created));

    public void Rename(string path, string target) =>
        Do(new FileOperation(FileAction.Rename, path, target), () => inner.Rename(path, target));

    public void SyncFile(string path) => Do(new FileOperation(FileAction.SyncFile, path), () => inner.SyncFile(path));

    public void SyncFolder(string path) => Do(new FileOperation(FileAction.SyncFolder, path), () => inner.SyncFolder(path));

    public void Delete(string path) => Do(new FileOperation(FileAction.Delete, path), () => inner.Delete(path));

    public string[] List(string folder) => Do(new FileOperation(FileAction.List, folder), () => inner.List(folder));

    public bool Exists(string path) => inner.Exists(path);

    public long Length(string path) => Do(new FileOperation(FileAction.Length, path), () => inner.Length(path));

    public void CreateFolder(string path) => Do(new FileOperation(FileAction.CreateFolder, path), () => inner.CreateFolder(path));

    public void DeleteFolder(string path) => Do(new FileOperation(FileAction.DeleteFolder, path), () => inner.DeleteFolder(path));

    /// <summary>Lets an operation happen by calling <paramref name="act"/>, or throws instead.</summary>
    protected abstract T Do<T>(FileOperation operation, Func<T> act);

    /// <summary>Lets bytes be appended by writing as many of them as get through.</summary>
    protected virtual void Write(FileOperation operation, ReadOnlySpan<byte> bytes, IWritableFile file)
    {
        Do(operation, () => true);
        file.Write(bytes);
    }

    private void Do(FileOperation operation, Action act) => Do(operation, () =>
    {
        act();
        return true;
    });

    private sealed class Writable(ObservedFiles files, string path, IWritableFile file) : IWritableFile
    {
        private int closed;

        public void Write(ReadOnlySpan<byte> bytes) => files.Write(new FileOperation(FileAction.Write, path), bytes, file);

        public void BeginSync() => file.BeginSync();

        public void Sync() => files.Do(new FileOperation(FileAction.SyncFile, path), file.Sync);

        public void Dispose()
        {
            if (Interlocked.Exchange(ref closed, 1) == 0)
            {
                Interlocked.Decrement(ref files.openHandles);
                file.Dispose();
            }
        }
    }

    private sealed class Readable(ObservedFiles files, string path, IReadableFile file) : IReadableFile
    {
        private int closed;

        public long Length => file.Length;

        public int Read(Span<byte> buffer, long offset)
        {
            files.Do(new FileOperation(FileAction.Read, path), () => true);
            return file.Read(buffer, offset);
        }

        public void Dispose()
        {
            if (Interlocked.Exchange(ref closed, 1) == 0)
            {
                Interlocked.Decrement(ref files.openHandles);
                file.Dispose();
            }
        }
    }
}
