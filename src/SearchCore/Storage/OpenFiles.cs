using Lucene.Net.Index;

using SearchCore.Files;

using Lock = System.Threading.Lock;

namespace SearchCore.Storage;

/// <summary>
/// The files of a folder that are open for reading, each by one handle that all who read it share: whoever comes while it is open reads the
/// same file, also after its name was deleted or given to another. Thread-safe.
/// </summary>
/// <param name="files">The file system.</param>
/// <param name="budget">What their handles count in; null where they are none.</param>
/// <param name="mayReopen">
/// Whether handles may be closed and files opened again by their names: where nobody gives names to other files or deletes them but through
/// this object.
/// </param>
internal sealed class OpenFiles(IFileOperations files, HandleBudget? budget = null, bool mayReopen = false)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Entry> open = new(StringComparer.Ordinal);

    /// <summary>Opens a file, or shares the handle by which it is open.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="sum">What it must be, so that every block is verified; null where that is not known.</param>
    /// <exception cref="CorruptIndexException">It has another length than it must.</exception>
    public IReadableFile Open(string path, FileSum? sum)
    {
        lock (gate)
        {
            if (open.TryGetValue(path, out var entry))
            {
                entry.Users++;
            }
            else
            {
                open[path] = entry = Entry.Of(path, Handled(path, sum), sum);
            }

            return new Handle(this, entry);
        }
    }

    /// <summary>A file of this name is made anew: who reads the old one goes on doing so, and others open the new one.</summary>
    public void Forget(string path)
    {
        lock (gate)
        {
            if (open.Remove(path, out var entry))
            {
                entry.Keep();
            }
        }
    }

    /// <summary>Deletes a file; who reads it goes on doing so, and others join them as long as there is one.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public void Delete(string path)
    {
        lock (gate)
        {
            if (open.TryGetValue(path, out var entry))
            {
                entry.Keep();
            }

            files.Delete(path);
        }
    }

    /// <summary>Keeps all handles of what is open from now on: others may delete the files, or give their names away.</summary>
    public void KeepAll()
    {
        lock (gate)
        {
            mayReopen = false;
            foreach (var entry in open.Values)
            {
                entry.Keep();
            }
        }
    }

    // Small ones are read at once: their handles would be most of those of many open indexes. What others are opened again for must be
    // provable to be the same.
    private IReadableFile Handled(string path, FileSum? sum)
    {
        var file = files.OpenRead(path);
        return file.Length <= FileSum.BlockBytes ? HeldFile.Of(file)
            : budget is null ? file
            : new ReopenedFile(path, file, files, budget, isKept: !mayReopen || sum is not { HasBlocks: true });
    }

    private void Close(Entry entry)
    {
        lock (gate)
        {
            if (--entry.Users > 0)
            {
                return;
            }

            if (open.TryGetValue(entry.Path, out var current) && ReferenceEquals(current, entry))
            {
                open.Remove(entry.Path);
            }
        }

        entry.File.Dispose();
    }

    private sealed class Entry(string path, IReadableFile file, ReopenedFile? handle)
    {
        public string Path => path;

        public IReadableFile File => file;

        public int Users { get; set; } = 1;

        public static Entry Of(string path, IReadableFile file, FileSum? sum) => new(
            path,
            sum is { HasBlocks: true } known ? new VerifiedFile(System.IO.Path.GetFileName(path), file, known) : file,
            file as ReopenedFile);

        /// <summary>Keeps its handle; where it cannot be opened any more, who reads it hears of that.</summary>
        public void Keep()
        {
            try
            {
                handle?.Keep();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
            }
        }
    }

    private sealed class Handle(OpenFiles owner, Entry entry) : IReadableFile
    {
        private int closed;

        public long Length => entry.File.Length;

        public int Read(Span<byte> buffer, long offset)
        {
            ObjectDisposedException.ThrowIf(Volatile.Read(ref closed) != 0, this);
            return entry.File.Read(buffer, offset);
        }

        public void Dispose()
        {
            if (Interlocked.Exchange(ref closed, 1) == 0)
            {
                owner.Close(entry);
            }
        }
    }
}
