using Lucene.Net.Index;

using SearchCore.Storage.Files;

namespace SearchCore.Storage;

/// <summary>Opens the folder an index stands in.</summary>
internal static class IndexFolder
{
    /// <summary>The folder's real path: two names of one folder are one index.</summary>
    public static string RealPath(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        return Directory.Exists(full) ? Directory.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full : full;
    }

    /// <summary>The folder as Lucene sees it. Locking is <see cref="IndexLock"/>'s.</summary>
    public static DurableDirectory Open(string folder, IFileOperations? files = null) => new(folder, files ?? PhysicalFiles.Instance);

    /// <summary>Makes the folder where it is missing.</summary>
    /// <exception cref="IndexException">It cannot be made.</exception>
    public static void Create(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IndexException(IndexFault.Unwritable, folder, $"The index folder {folder} cannot be made: {e.Message}", e);
        }
    }

    /// <summary>The segments of the last commit.</summary>
    public static SegmentInfos SegmentsOf(Lucene.Net.Store.Directory directory)
    {
        var segments = new SegmentInfos();
        segments.Read(directory);
        return segments;
    }

    /// <summary>Sees to it that a folder holds an index.</summary>
    /// <exception cref="IndexException">It does not.</exception>
    public static void Require(string folder)
    {
        if (!Directory.Exists(folder) || !Directory.EnumerateFiles(folder, IndexFileNames.SEGMENTS + "_*").Any())
        {
            throw new IndexException(IndexFault.Missing, folder, $"There is no index in {folder}. Index some articles into it first, or name another folder.");
        }
    }

    /// <summary>Runs something that opens the index, and says what is wrong in the index's terms where that fails.</summary>
    public static T Guard<T>(string folder, Func<T> open)
    {
        try
        {
            return open();
        }
        catch (IndexException)
        {
            throw;
        }
        catch (Exception e) when (e is UnauthorizedAccessException)
        {
            throw new IndexException(IndexFault.Unwritable, folder, $"The index in {folder} cannot be opened: {e.Message}", e);
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw new IndexException(
                IndexFault.Corrupt, folder, $"The index in {folder} is damaged: {e.Message} Run a check to see which files; restore it from a copy or index the articles again.", e);
        }
    }

    /// <summary>Whether an exception is how Lucene.Net meets damaged files: besides IOException, damage can send any decoder astray.</summary>
    public static bool IsDamage(Exception e) =>
        e is IOException or FormatException or ArgumentException or IndexOutOfRangeException or OverflowException or InvalidOperationException
            or NullReferenceException or KeyNotFoundException or OutOfMemoryException or InvalidCastException or NotSupportedException
        && e is not IndexException;
}
