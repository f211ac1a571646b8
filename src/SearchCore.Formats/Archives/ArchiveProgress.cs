namespace SearchCore.Formats.Archives;

/// <summary>How far an archive is read: told by the thread that reads it, asked on any.</summary>
internal sealed class ArchiveProgress
{
    private volatile Func<long>? bytes;

    /// <summary>How many of the archive's bytes were read, as they are stored; null before it is opened.</summary>
    public long? Bytes => bytes?.Invoke();

    /// <summary>Says how to ask for it.</summary>
    /// <param name="read">May be called on any thread.</param>
    public void Begin(Func<long> read) => bytes = read;
}
