using System.IO.Enumeration;

using Microsoft.Win32.SafeHandles;

namespace SearchCore.Files;

/// <summary>The operating system's files.</summary>
internal sealed class PhysicalFiles : IFileOperations
{
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    private PhysicalFiles()
    {
    }

    public static PhysicalFiles Instance { get; } = new();

    public IWritableFile Create(string path) =>
        new WritableFile(File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete));

    public IReadableFile OpenRead(string path) =>
        new ReadableFile(File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));

    public bool TryLink(string existing, string created) => NativeFiles.TryLink(existing, created);

    public void Rename(string path, string target) => File.Move(path, target, overwrite: true);

    public void SyncFile(string path)
    {
        var access = OperatingSystem.IsWindows() ? FileAccess.ReadWrite : FileAccess.Read;
        using var handle = File.OpenHandle(path, FileMode.Open, access, FileShare.ReadWrite | FileShare.Delete);
        RandomAccess.FlushToDisk(handle);
    }

    public void SyncFolder(string path) => NativeFiles.SyncFolder(path);

    public void Delete(string path)
    {
        // File.Delete says nothing about a file that is not there; Lucene asks to be told.
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no file {path}.", path);
        }

        File.Delete(path);
    }

    // A commit lists the folder several times: names alone, without an object for each file.
    public string[] List(string folder) =>
    [
        .. new FileSystemEnumerable<string>(folder, (ref entry) => entry.FileName.ToString(), Everything)
        {
            ShouldIncludePredicate = (ref entry) => !entry.IsDirectory,
        },
    ];

    public bool Exists(string path) => File.Exists(path);

    public long Length(string path) => new FileInfo(path).Length;

    public void CreateFolder(string path) => Directory.CreateDirectory(path);

    public void DeleteFolder(string path)
    {
        if (!Directory.Exists(path))
        {
            return;
        }

        // Mostly there are files alone. What .NET does for folders in it is code that a starting load would compile.
        foreach (var name in List(path))
        {
            File.Delete(Path.Combine(path, name));
        }

        Directory.Delete(path, recursive: Directory.EnumerateDirectories(path).Any());
    }

    private sealed class WritableFile(SafeFileHandle handle) : IWritableFile
    {
        private long length;

        public void Write(ReadOnlySpan<byte> bytes)
        {
            RandomAccess.Write(handle, bytes, length);
            length += bytes.Length;
        }

        public void BeginSync() => NativeFiles.BeginSync(handle);

        public void Sync() => RandomAccess.FlushToDisk(handle);

        public void Dispose() => handle.Dispose();
    }

    private sealed class ReadableFile(SafeFileHandle handle) : IReadableFile
    {
        public long Length { get; } = RandomAccess.GetLength(handle);

        public int Read(Span<byte> buffer, long offset)
        {
            var total = 0;
            while (total < buffer.Length && RandomAccess.Read(handle, buffer[total..], offset + total) is var read and > 0)
            {
                total += read;
            }

            return total;
        }

        public void Dispose() => handle.Dispose();
    }
}
