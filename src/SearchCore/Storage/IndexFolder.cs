using System.Globalization;

using Lucene.Net.Index;

using SearchCore.Files;

namespace SearchCore.Storage;

/// <summary>Opens the folder an index stands in.</summary>
internal static class IndexFolder
{
    // As many as Linux follows.
    private const int MostLinks = 40;

    /// <summary>
    /// The folder's real path, without symbolic links in any of its parts, whether it exists or not: two names of one folder are one index.
    /// </summary>
    /// <exception cref="IndexException">Its links lead in circles.</exception>
    public static string RealPath(string path)
    {
        var links = 0;
        return Resolve(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));

        string Resolve(string full)
        {
            if (Path.GetDirectoryName(full) is not { } parent)
            {
                return full;
            }

            var folder = Resolve(parent);
            var real = Path.Combine(folder, Path.GetFileName(full));
            if (new DirectoryInfo(real).LinkTarget is not { } target)
            {
                return real;
            }

            return ++links <= MostLinks
                ? Resolve(Path.TrimEndingDirectorySeparator(Path.GetFullPath(target, folder)))
                : throw new IndexException(
                    IndexFault.Missing, path,
                    $"The folder {path} cannot be found: its symbolic links lead in circles. Mend the links, or name the folder itself.");
        }
    }

    /// <summary>The folder as Lucene sees it. Locking is <see cref="IndexLock"/>'s.</summary>
    public static DurableDirectory Open(string folder, IFileOperations? files = null, Holding holding = Holding.None) =>
        new(folder, files ?? PhysicalFiles.Instance, holding);

    /// <summary>Makes the folder where it is missing, and its name durable.</summary>
    /// <exception cref="IndexException">It cannot be made.</exception>
    public static void Create(string folder, IFileOperations files)
    {
        try
        {
            files.MakeFolder(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IndexException(IndexFault.Unwritable, folder, $"The index folder {folder} cannot be made: {e.Message}", e);
        }
    }

    /// <summary>Sees to it that a folder holds an index.</summary>
    /// <exception cref="IndexException">It does not.</exception>
    public static void Require(string folder)
    {
        var looks = new FolderLooks();
        while (Directory.Exists(folder))
        {
            var names = Guard(folder, () => Directory.GetFiles(folder)).Select(path => Path.GetFileName(path));
            if (names.Any(name => name.StartsWith(IndexFileNames.SEGMENTS, StringComparison.Ordinal)))
            {
                return;
            }

            if (!CommitPoint.HasSegments(names) || !looks.Again(0))
            {
                break;
            }
        }

        throw Missing(folder);
    }

    /// <summary>The size of an index: all its files, those of commits to come and gone too, which may go while they are counted.</summary>
    public static long BytesOf(string folder, IFileOperations files)
    {
        var bytes = 0L;
        foreach (var name in files.List(folder).Where(name => !IndexLock.IsLockFile(name)))
        {
            try
            {
                bytes += files.Length(Path.Combine(folder, name));
            }
            catch (FileNotFoundException)
            {
                // Merged away, or of the commit before.
            }
        }

        return bytes;
    }

    /// <summary>The fault to report where there is no index.</summary>
    public static IndexException Missing(string folder) =>
        new(IndexFault.Missing, folder, $"There is no index in {folder}. Index some articles into it first, or name another folder.");

    /// <summary>The manifest of a commit.</summary>
    /// <exception cref="IndexException">It is missing, damaged, or that of another commit.</exception>
    public static Manifest ManifestOf(string folder, CommitPoint point, CommitData data, IFileOperations files)
    {
        try
        {
            var manifest = Manifest.Read(folder, point.Generation, files);
            return manifest.Sequence == data.Sequence
                ? manifest
                : throw new InvalidDataException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"the manifest is of commit {manifest.Sequence}, {point.FileName} of commit {data.Sequence}"));
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            throw new IndexException(
                IndexFault.Corrupt, folder,
                $"The index in {folder} is damaged: {e.Message} ({Manifest.NameOf(point.Generation)}). Restore it from a snapshot, "
                + "or index the articles again into a new folder.", e);
        }
    }

    /// <summary>
    /// Does something with the index's files, and says what is wrong in the index's terms where that fails. Nobody else's code is to run
    /// inside.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="work">What to do.</param>
    /// <param name="files">The file system; null for the real one.</param>
    public static T Guard<T>(string folder, Func<T> work, IFileOperations? files = null)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is IndexException or OperationCanceledException)
        {
            throw;
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IndexException(
                IndexFault.Unwritable,
                folder,
                $"The index in {folder} may not be read: {e.Message} "
                + "Grant access to the folder and its files, or run this as another user.",
                e);
        }
        catch (Exception e)
        {
            if (DamageBehind(folder, e, files) is { } damage)
            {
                throw Damaged(folder, damage, e);
            }

            if (e is IOException)
            {
                throw new IndexException(
                    IndexFault.Unwritable, folder,
                    $"The index in {folder} cannot be used: {e.Message} Its files are not damaged; mend the cause and try again.", e);
            }

            throw;
        }
    }

    /// <summary>The fault to report where files of the index are damaged.</summary>
    public static IndexException Damaged(string folder, string what, Exception cause) => new(
        IndexFault.Corrupt,
        folder,
        $"The index in {folder} is damaged: {what} Run a check to see which files (searchcore check); restore it from a snapshot, "
            + "or index the articles again into a new folder.",
        cause);

    private static string? DamageBehind(string folder, Exception e, IFileOperations? files)
    {
        if (ReadingFault.Is(e))
        {
            return e.Message;
        }

        using var directory = Open(folder, files);
        try
        {
            return IndexChecker.FindDamage(folder, directory);
        }
        catch (Exception other) when (ReadingFault.IsOfDecoder(other))
        {
            return null;
        }
    }
}
