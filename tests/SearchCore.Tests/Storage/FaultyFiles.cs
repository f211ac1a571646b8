using SearchCore.Storage.Files;

namespace SearchCore.Tests.Storage;

/// <summary>The operating system's files, but that one operation fails, once or from then on. Thread-safe.</summary>
internal sealed class FaultyFiles : IFileOperations
{
    private readonly PhysicalFiles inner = PhysicalFiles.Instance;
    private long operations;
    private long failAt = long.MaxValue;
    private bool sticky;

    /// <summary>Changing operations so far.</summary>
    public long Operations => Interlocked.Read(ref operations);

    /// <summary>Whether the fault has struck.</summary>
    public bool Struck { get; private set; }

    /// <summary>Lets the n-th changing operation from now fail; from 1.</summary>
    public void FailAfter(long n, bool stay)
    {
        sticky = stay;
        failAt = Operations + n;
    }

    /// <summary>Mends it.</summary>
    public void Mend() => failAt = long.MaxValue;

    public IWritableFile Create(string path)
    {
        Count();
        return new Writable(this, inner.Create(path));
    }

    public IReadableFile OpenRead(string path) => inner.OpenRead(path);

    public bool TryLink(string existing, string created)
    {
        Count();
        return inner.TryLink(existing, created);
    }

    public void SyncFile(string path)
    {
        Count();
        inner.SyncFile(path);
    }

    public void SyncFolder(string path)
    {
        Count();
        inner.SyncFolder(path);
    }

    public void Delete(string path)
    {
        Count();
        inner.Delete(path);
    }

    public string[] List(string folder) => inner.List(folder);

    public bool Exists(string path) => inner.Exists(path);

    public long Length(string path) => inner.Length(path);

    public void CreateFolder(string path)
    {
        Count();
        inner.CreateFolder(path);
    }

    public void DeleteFolder(string path)
    {
        Count();
        inner.DeleteFolder(path);
    }

    private void Count()
    {
        var now = Interlocked.Increment(ref operations);
        if (now == failAt || (sticky && now > failAt))
        {
            Struck = true;
            throw new IOException("No space left on device (injected)");
        }
    }

    private sealed class Writable(FaultyFiles files, IWritableFile file) : IWritableFile
    {
        public void Write(ReadOnlySpan<byte> bytes)
        {
            files.Count();
            file.Write(bytes);
        }

        public void Dispose() => file.Dispose();
    }
}
