namespace SearchCore.Files;

/// <summary>
/// The few things the index asks of a file system. One seam under everything that must survive a crash, so that a test can put a file
/// system below it that fails, fills up or loses power. Thread-safe.
/// </summary>
/// <remarks>A write counts once the file was synced, a name once its folder was.</remarks>
internal interface IFileOperations
{
    /// <summary>Makes a file that must not exist, for writing.</summary>
    IWritableFile Create(string path);

    /// <summary>Opens a file for reading at any position.</summary>
    IReadableFile OpenRead(string path);

    /// <summary>Gives a file a second name; both must be on one file system.</summary>
    /// <returns>False where the file system has no links; nothing has happened then.</returns>
    bool TryLink(string existing, string created);

    /// <summary>Gives a file another name in one step, in the place of the file that had it, if there was one.</summary>
    void Rename(string path, string target);

    /// <summary>Returns when a file's bytes are on stable storage.</summary>
    void SyncFile(string path);

    /// <summary>Returns when the names in a folder are on stable storage.</summary>
    void SyncFolder(string path);

    /// <summary>Removes a name.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    void Delete(string path);

    /// <summary>The names of the files in a folder, not of its folders.</summary>
    string[] List(string folder);

    /// <summary>Whether a file exists.</summary>
    bool Exists(string path);

    /// <summary>A file's length in bytes.</summary>
    long Length(string path);

    /// <summary>Makes a folder where it is missing.</summary>
    void CreateFolder(string path);

    /// <summary>Removes a folder and all in it, where it exists.</summary>
    void DeleteFolder(string path);
}

/// <summary>A file being written from its start. One thread at a time.</summary>
internal interface IWritableFile : IDisposable
{
    /// <summary>Appends.</summary>
    void Write(ReadOnlySpan<byte> bytes);

    /// <summary>
    /// Begins to bring what was written so far to stable storage, so that whoever syncs many files waits for the disk once. Nothing counts
    /// before <see cref="Sync"/>, and where the system has no such thing nothing happens.
    /// </summary>
    void BeginSync();

    /// <summary>
    /// Returns when what was written so far is on stable storage: as <see cref="IFileOperations.SyncFile"/>, without opening it again.
    /// </summary>
    void Sync();
}

/// <summary>A file being read. Thread-safe; reading after disposal throws.</summary>
internal interface IReadableFile : IDisposable
{
    /// <summary>The length when it was opened.</summary>
    long Length { get; }

    /// <summary>Reads up to a buffer's length from an offset.</summary>
    /// <returns>How many bytes were read; fewer than asked for only at the end.</returns>
    int Read(Span<byte> buffer, long offset);
}
