using Lucene.Net.Index;

using SearchCore.Files;

using Lock = System.Threading.Lock;

namespace SearchCore.Storage;

/// <summary>
/// The files of a folder that are open for reading, each by one handle that all who read it share: whoever comes while it is open reads the
/// same file, also after its name was deleted or given to another. Thread-safe.
/// </summary>
internal sealed class OpenFiles(IFileOperations files)
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
                // Small ones are read at once: their handles would be most of those of many open indexes.
                var file = HeldFile.WhereSmall(files.OpenRead(path));
                open[path] = entry = new Entry(
                    path, sum is { HasBlocks: true } known ? new VerifiedFile(Path.GetFileName(path), file, known) : file)
                {
                    Users = 1,
                };
            }

            return new Handle(this, entry);
        }
    }

    /// <summary>A file of this name is made anew: who reads the old one goes on doing so, and others open the new one.</summary>
    public void Forget(string path)
    {
        lock (gate)
        {
            open.Remove(path);
        }
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

    private sealed class Entry(string path, IReadableFile file)
    {
        public string Path => path;

        public IReadableFile File => file;

        public int Users { get; set; }
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
