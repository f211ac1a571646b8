using SearchCore.Files;

namespace SearchCore.Proofs.Doubles;

/// <summary>
/// A disk of a size: writing beyond it fails after what still fits, deleting a file's last name gives its room back. Links take none.
/// Thread-safe.
/// </summary>
internal sealed class LimitedFiles(IFileOperations inner, long bytes) : ObservedFiles(inner)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Extent> names = new(StringComparer.Ordinal);
    private long free = bytes;

    /// <summary>Whether something did not fit.</summary>
    public bool WasFull { get; private set; }

    /// <summary>Makes room.</summary>
    public void Grow(long more)
    {
        lock (gate)
        {
            free += more;
        }
    }

    protected override T Do<T>(FileOperation operation, Func<T> act)
    {
        if (!operation.Changes)
        {
            return act();
        }

        lock (gate)
        {
            var result = act();
            if (result is not false)
            {
                Account(operation);
            }

            return result;
        }
    }

    protected override void Write(FileOperation operation, ReadOnlySpan<byte> bytes, IWritableFile file)
    {
        lock (gate)
        {
            var fits = (int)Math.Min(bytes.Length, Math.Max(0, free));
            file.Write(bytes[..fits]);
            free -= fits;
            names[operation.Path].Bytes += fits;
            if (fits < bytes.Length)
            {
                WasFull = true;
                throw new IOException($"No space left on device (injected): {operation.Path}");
            }
        }
    }

    private void Account(FileOperation operation)
    {
        switch (operation.Action)
        {
            case FileAction.Create:
                names[operation.Path] = new Extent { Names = 1 };
                break;
            case FileAction.Link when names.TryGetValue(operation.Path, out var extent):
                extent.Names++;
                names[operation.Target!] = extent;
                break;
            case FileAction.Rename when names.Remove(operation.Path, out var moved):
                Forget(operation.Target!);
                names[operation.Target!] = moved;
                break;
            case FileAction.Delete:
                Forget(operation.Path);
                break;
            case FileAction.DeleteFolder:
                foreach (var name in names.Keys.Where(
                    n => n.StartsWith(operation.Path + Path.DirectorySeparatorChar, StringComparison.Ordinal)).ToList())
                {
                    Forget(name);
                }

                break;
        }
    }

    private void Forget(string name)
    {
        if (names.Remove(name, out var extent) && --extent.Names == 0)
        {
            free += extent.Bytes;
        }
    }

    private sealed class Extent
    {
        public int Names { get; set; }

        public long Bytes { get; set; }
    }
}
