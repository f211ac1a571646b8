namespace SearchCore.Articles.Reading;

/// <summary>
/// How sure a format is that an input is of it. Of several formats the surest is taken, of equals the one registered last.
/// </summary>
public enum FormatMatch
{
    /// <summary>It is not, or nothing speaks for it.</summary>
    None,

    /// <summary>
    /// It could be read, as any text could; nothing else speaks for it. Enough for a file that was named, not for one found in a folder.
    /// </summary>
    Readable,

    /// <summary>The file's name says so, and its content does not speak against it.</summary>
    Name,

    /// <summary>The content says so.</summary>
    Content,
}
