using System.Diagnostics.CodeAnalysis;

using SearchCore.Files;

using Lock = System.Threading.Lock;

namespace SearchCore.Storage;

/// <summary>
/// Small files of a folder that were written and are not on the disk yet: they are put there when they are to be durable. A segment of a
/// few articles has some fifteen files, and most of them are merged away before or soon after a commit; that so many files are made and
/// removed is a third of what such a segment costs. Thread-safe.
/// </summary>
/// <param name="folder">The folder.</param>
/// <param name="files">The file system below.</param>
internal sealed class HeldFiles(string folder, IFileOperations files)
{
    // As many as a commit of some small segments has; a process may have a thousand.
    private const int MostLeftOpen = 64;

    private readonly Lock gate = new();
    private readonly Lock writing = new();
    private readonly Dictionary<string, byte[]> held = new(StringComparer.Ordinal);

    /// <summary>The names of all.</summary>
    public string[] Names
    {
        get
        {
            lock (gate)
            {
                return [.. held.Keys];
            }
        }
    }

    /// <summary>Holds a file.</summary>
    /// <param name="name">Its name; there must be no file of this name on the disk.</param>
    /// <param name="bytes">Its bytes, which do not change any more.</param>
    public void Add(string name, byte[] bytes)
    {
        lock (gate)
        {
            held[name] = bytes;
        }
    }

    /// <summary>A file's bytes, where it is held.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out byte[]? bytes)
    {
        lock (gate)
        {
            return held.TryGetValue(name, out bytes);
        }
    }

    /// <summary>Lets go of a file that is wanted no more.</summary>
    /// <returns>Whether it was held; else it is on the disk, if anywhere.</returns>
    public bool Remove(string name)
    {
        lock (gate)
        {
            return held.Remove(name);
        }
    }

    /// <summary>
    /// Puts files on the disk, those of them that are held, and begins to bring their bytes to stable storage. Where that fails the one
    /// that could not be written stays held, and nothing of it is on the disk; those before it are there.
    /// </summary>
    /// <param name="names">The files.</param>
    /// <returns>
    /// Those that are on the disk now, as far as they may be left open: to be synced and closed by the caller, who need not open them
    /// again.
    /// </returns>
    public List<WrittenFile> Write(IEnumerable<string> names)
    {
        lock (writing)
        {
            var written = new List<WrittenFile>();
            try
            {
                foreach (var name in names)
                {
                    if (TryGet(name, out var bytes))
                    {
                        Write(name, bytes, written);
                    }
                }

                return written;
            }
            catch
            {
                written.ForEach(w => w.File.Dispose());
                throw;
            }
        }
    }

    private void Write(string name, byte[] bytes, List<WrittenFile> written)
    {
        var path = Path.Combine(folder, name);
        IWritableFile? file = null;
        try
        {
            file = files.Create(path);
            file.Write(bytes);
            file.BeginSync();
        }
        catch
        {
            file?.Dispose();
            TryDelete(path);
            throw;
        }

        if (!Remove(name))
        {
            // Nobody wants it any more since a moment ago.
            file.Dispose();
            TryDelete(path);
        }
        else if (written.Count < MostLeftOpen)
        {
            written.Add(new(name, file));
        }
        else
        {
            file.Dispose();
        }
    }

    // What is left is named by no commit, and removed when the index is opened next.
    private void TryDelete(string path)
    {
        try
        {
            files.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }
}

/// <summary>
/// A file whose bytes are all in memory: one that is held, or a small one that was read whole so that no handle stays open.
/// </summary>
internal sealed class HeldFile(byte[] bytes) : IReadableFile
{
    private volatile bool disposed;

    public long Length => bytes.Length;

    /// <summary>A small file as it is now, in memory. What was given is closed.</summary>
    /// <exception cref="IOException">It cannot be read; it is closed.</exception>
    public static HeldFile Of(IReadableFile file)
    {
        using (file)
        {
            var bytes = new byte[file.Length];
            return file.Read(bytes, 0) == bytes.Length
                ? new HeldFile(bytes)
                : throw new FileReadException("The file ends before its length.");
        }
    }

    public int Read(Span<byte> buffer, long offset)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        var count = (int)Math.Clamp(bytes.Length - offset, 0, buffer.Length);
        bytes.AsSpan((int)Math.Min(offset, bytes.Length), count).CopyTo(buffer);
        return count;
    }

    public void Dispose() => disposed = true;
}

/// <summary>A file that was put on the disk and is still open, to be synced.</summary>
/// <param name="Name">Its name.</param>
/// <param name="File">The file.</param>
internal sealed record WrittenFile(string Name, IWritableFile File);

/// <summary>Which small files a directory holds until they are to be durable.</summary>
internal enum Holding
{
    /// <summary>None: every file is on the disk when it is closed.</summary>
    None,

    /// <summary>
    /// Those of segments. The file that makes a commit one is written at once: its name is made durable before its bytes are.
    /// </summary>
    Segments,

    /// <summary>All of them, and the folder is not made before a file is too large: nobody else looks into it.</summary>
    All,
}
