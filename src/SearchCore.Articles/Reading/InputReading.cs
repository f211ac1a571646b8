namespace SearchCore.Articles.Reading;

/// <summary>One reading of an input: that there is only one, what names it, and whether the file stayed as it was.</summary>
/// <param name="input">The input.</param>
internal sealed class InputReading(ArticleInput input)
{
    private int started;
    private FileStamp? before;

    /// <summary>Begins it.</summary>
    /// <exception cref="InvalidOperationException">It was begun before.</exception>
    public void Begin()
    {
        BeginOnce(ref started, input.Name);
        before = Stamp();
    }

    /// <summary>Notes that a source is read.</summary>
    /// <param name="started">0 before.</param>
    /// <param name="name">What to call the source.</param>
    /// <exception cref="InvalidOperationException">It was read before.</exception>
    public static void BeginOnce(ref int started, string name)
    {
        if (Interlocked.Exchange(ref started, 1) != 0)
        {
            throw new InvalidOperationException($"{name} has been read already; a source can be read only once");
        }
    }

    /// <summary>What names the file as it is now and the way it is read; null for what is no file.</summary>
    /// <param name="how">The way it is read, on one line.</param>
    public string? Identity(string how) =>
        Stamp() is { } stamp ? $"{how} {stamp} {Path.GetFullPath(input.Path!)}" : null;

    /// <summary>What is to be said where the file is another than it was at the beginning; null where it is the same.</summary>
    /// <param name="offset">How far it was read.</param>
    public ArticleSourceException? Change(long offset)
    {
        const string Reason = "it was changed or removed while it was read, so some of its records may be missing or half old: "
            + "read it again when nobody writes to it";
        return Stamp() == before ? null : new ArticleSourceException(input.Name, offset, Reason);
    }

    private FileStamp? Stamp() => input.Path is { } path ? FileStamp.Of(path) : null;
}
