namespace SearchCore.Files;

/// <summary>Makes folders whose names survive a power cut.</summary>
internal static class DurableFolders
{
    /// <summary>Makes a folder where it is missing, with those that it stands in, and makes their names durable.</summary>
    /// <param name="files">The file system.</param>
    /// <param name="folder">The folder, as a full path.</param>
    public static void MakeFolder(this IFileOperations files, string folder)
    {
        // Every folder that is made here is a name in the one above, which a power cut may take away until that is synced.
        var made = new Stack<string>();
        for (var missing = folder; missing is not null && !Directory.Exists(missing); missing = Path.GetDirectoryName(missing))
        {
            made.Push(missing);
        }

        foreach (var missing in made)
        {
            files.CreateFolder(missing);
            files.SyncFolder(Path.GetDirectoryName(missing)!);
        }
    }
}
