using SearchCore.Files;

using Lock = System.Threading.Lock;

namespace SearchCore.Storage;

/// <summary>
/// A file that is read by a handle which may be closed meanwhile, where the process has too many (<see cref="HandleBudget"/>), and opened
/// again by its name. Only as long as its name is its own: before that goes or another file gets it, <see cref="Keep"/> sees to it that the
/// handle stays. Thread-safe.
/// </summary>
internal sealed class ReopenedFile : IReadableFile
{
    private readonly Lock gate = new();
    private readonly string path;
    private readonly IFileOperations files;
    private readonly HandleBudget budget;
    private IReadableFile? handle;
    private int reading;
    private int openings = 1;
    private bool isKept;
    private bool isUsed;
    private bool isDisposed;

    /// <summary>Takes over a file that is open.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="handle">The file.</param>
    /// <param name="files">Where it is opened again.</param>
    /// <param name="budget">What it counts in.</param>
    /// <param name="isKept">Whether its handle is not closed before the file is.</param>
    public ReopenedFile(string path, IReadableFile handle, IFileOperations files, HandleBudget budget, bool isKept)
    {
        (this.path, this.handle, this.files, this.budget, this.isKept) = (path, handle, files, budget, isKept);
        Length = handle.Length;
        budget.Add(this);
    }

    public long Length { get; }

    /// <summary>
    /// How often it was opened, from 1: what is known of the bytes that one handle gave says nothing of another's, since somebody may have
    /// put another file there.
    /// </summary>
    public int Openings => Volatile.Read(ref openings);

    /// <summary>Its place in the budget's ring; -1 where it is not there. The budget's own.</summary>
    internal int Place { get; set; } = -1;

    /// <summary>Whether it has a handle.</summary>
    internal bool IsOpen
    {
        get
        {
            lock (gate)
            {
                return handle is not null;
            }
        }
    }

    /// <exception cref="FileReadException">It had to be opened again and is another one by now.</exception>
    /// <exception cref="FileNotFoundException">It had to be opened again and is gone.</exception>
    public int Read(Span<byte> buffer, long offset)
    {
        var file = Take(out var isNew);
        try
        {
            if (isNew)
            {
                budget.Add(this);
            }

            return file.Read(buffer, offset);
        }
        finally
        {
            lock (gate)
            {
                reading--;
            }
        }
    }

    /// <summary>Opens it where it is not open, and keeps it so until it is closed for good.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public void Keep()
    {
        lock (gate)
        {
            if (isDisposed || isKept)
            {
                return;
            }

            _ = Opened();
            isKept = true;
        }

        budget.Add(this);
    }

    /// <summary>Closes the handle, unless it is being read or kept, or was used since the last time. The budget's own.</summary>
    internal bool TryClose()
    {
        lock (gate)
        {
            if (isKept || reading > 0 || isUsed || handle is null)
            {
                isUsed = false;
                return handle is null;
            }

            handle.Dispose();
            handle = null;
            return true;
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            isDisposed = true;
            handle?.Dispose();
            handle = null;
        }

        budget.Remove(this);
    }

    private IReadableFile Take(out bool isNew)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isDisposed, path);
            isNew = handle is null;
            var file = Opened();

            // Once is no reason to stay: a pass over everything is to drive out nothing that is read again and again.
            isUsed = !isNew;
            reading++;
            return file;
        }
    }

    private IReadableFile Opened()
    {
        if (handle is not null)
        {
            return handle;
        }

        var opened = files.OpenRead(path);
        if (opened.Length != Length)
        {
            opened.Dispose();
            throw new FileReadException($"{path} is another file than it was: somebody exchanged files of the index while it was open.");
        }

        openings++;
        return handle = opened;
    }
}
