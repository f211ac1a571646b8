using SearchCore.Storage.Files;

namespace SearchCore.Proofs.Doubles;

/// <summary>The operating system's files on a file system without links.</summary>
internal sealed class LinklessFiles : IFileOperations
{
    private readonly PhysicalFiles inner = PhysicalFiles.Instance;

    /// <summary>Whether there are links after all.</summary>
    public bool Links { get; init; }

    public IWritableFile Create(string path) => inner.Create(path);

    public IReadableFile OpenRead(string path) => inner.OpenRead(path);

    public bool TryLink(string existing, string created) => Links && inner.TryLink(existing, created);

    public void SyncFile(string path) => inner.SyncFile(path);

    public void SyncFolder(string path) => inner.SyncFolder(path);

    public void Delete(string path) => inner.Delete(path);

    public string[] List(string folder) => inner.List(folder);

    public bool Exists(string path) => inner.Exists(path);

    public long Length(string path) => inner.Length(path);

    public void CreateFolder(string path) => inner.CreateFolder(path);

    public void DeleteFolder(string path) => inner.DeleteFolder(path);
}
