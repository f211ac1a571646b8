namespace SearchCore.Proofs.Doubles;

/// <summary>One operation on the file system.</summary>
/// <param name="Action">What was done.</param>
/// <param name="Path">To which file or folder.</param>
/// <param name="Target">The new name, where there is one.</param>
/// <param name="Bytes">What was appended, where a recording keeps it.</param>
internal readonly record struct FileOperation(FileAction Action, string Path, string? Target = null, byte[]? Bytes = null)
{
    /// <summary>Whether it changes anything on the disk or orders changes.</summary>
    public bool Changes => Action is not (FileAction.OpenRead or FileAction.Read or FileAction.List or FileAction.Length);

    public override string ToString() => Target is null ? $"{Action} {Path}" : $"{Action} {Path} -> {Target}";
}

/// <summary>The kinds of operation.</summary>
public enum FileAction
{
    Create,
    Write,
    SyncFile,
    SyncFolder,
    Link,
    Rename,
    Delete,
    CreateFolder,
    DeleteFolder,
    OpenRead,
    Read,
    List,
    Length,
}
