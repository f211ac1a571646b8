using System.Globalization;

using SearchCore.Files;
using SearchCore.Storage;

namespace SearchCore.Indexing.Publication;

/// <summary>
/// Where segments are built: folders inside the index's own, so that their files can become the index's by a second name instead of a copy.
/// Thread-safe; belongs to whoever holds the index's lock.
/// </summary>
internal sealed class StagingArea(string folder, IFileOperations files)
{
    private const string FolderName = "staging";

    private readonly string root = Path.Combine(folder, FolderName);
    private long next;

    /// <summary>A new, empty folder for one segment; it is made when a file is more than small.</summary>
    public DurableDirectory Open()
    {
        var path = Path.Combine(root, Interlocked.Increment(ref next).ToString(CultureInfo.InvariantCulture));
        return new DurableDirectory(path, files, Holding.All);
    }

    /// <summary>A new, empty folder for an index.</summary>
    public DurableDirectory OpenIndex()
    {
        var path = Path.Combine(root, Interlocked.Increment(ref next).ToString(CultureInfo.InvariantCulture));
        files.CreateFolder(path);
        return new DurableDirectory(path, files);
    }

    /// <summary>Removes a folder that was opened here.</summary>
    public void Close(DurableDirectory staging)
    {
        staging.Dispose();
        files.DeleteFolder(staging.Folder);
    }

    /// <summary>Removes what an interrupted process left.</summary>
    public void Clear() => files.DeleteFolder(root);
}
