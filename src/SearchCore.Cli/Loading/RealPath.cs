namespace SearchCore.Cli.Loading;

/// <summary>Paths by which two names of one file are told to be one.</summary>
internal static class RealPath
{
    /// <summary>A full path with every link in it followed, whether the last of it exists or not.</summary>
    public static string Of(string path)
    {
        if (Path.GetDirectoryName(path) is not { } folder)
        {
            return path;
        }

        var here = Path.Combine(Of(folder), Path.GetFileName(path));
        FileSystemInfo entry = Directory.Exists(here) ? new DirectoryInfo(here) : new FileInfo(here);
        return entry.LinkTarget is not null && entry.ResolveLinkTarget(returnFinalTarget: true) is { } target
            ? Of(target.FullName) : here;
    }
}
