using System.IO.Enumeration;

namespace SearchCore.Articles.Reading;

/// <summary>
/// Lists the files below a folder in ordinal order of their paths, one folder at a time. Symbolic links are not followed, hidden entries
/// are passed over, and what is no regular file is never opened.
/// </summary>
internal static class FolderWalk
{
    private static readonly EnumerationOptions Everything = new()
    {
        AttributesToSkip = 0,
        IgnoreInaccessible = false,
        MatchType = MatchType.Simple,
    };

    /// <summary>A file that was found.</summary>
    /// <param name="Path">Where it is.</param>
    /// <param name="RelativePath">The same from the folder on, with <c>/</c> between its parts.</param>
    /// <param name="IsEmpty">Whether it has no content.</param>
    public readonly record struct Found(string Path, string RelativePath, bool IsEmpty);

    /// <summary>Lists the files.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="onSkipped">Called for what is passed over.</param>
    public static IEnumerable<Found> Files(string root, Action<SkippedFile>? onSkipped)
    {
        var open = new Stack<Queue<Entry>>();
        open.Push(List(root, "", onSkipped));
        while (open.TryPeek(out var folder))
        {
            if (!folder.TryDequeue(out var entry))
            {
                open.Pop();
                continue;
            }

            var path = Path.Join(root, entry.RelativePath);
            if (entry.Skip is { } reason)
            {
                onSkipped?.Invoke(new SkippedFile(path, reason));
            }
            else if (entry.IsFolder)
            {
                open.Push(List(path, entry.RelativePath + "/", onSkipped));
            }
            else if (entry.Length == 0 && !IsRegular(path))
            {
                onSkipped?.Invoke(new SkippedFile(path, SkipReason.NotRegular));
            }
            else
            {
                yield return new Found(path, entry.RelativePath, entry.Length == 0);
            }
        }
    }

    private static bool IsRegular(string path)
    {
        try
        {
            return FileStreams.IsRegular(path);
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    private static Queue<Entry> List(string folder, string prefix, Action<SkippedFile>? onSkipped)
    {
        var entries = new List<Entry>();
        try
        {
            entries.AddRange(new FileSystemEnumerable<Entry>(folder, (ref FileSystemEntry e) => Entry.Of(ref e, prefix), Everything));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            onSkipped?.Invoke(new SkippedFile(folder, SkipReason.Unreadable));
        }

        // A folder's name sorts with the separator after it, as it stands in the paths of its files.
        entries.Sort((a, b) => string.CompareOrdinal(a.SortKey, b.SortKey));
        return new Queue<Entry>(entries);
    }

    private sealed record Entry(string RelativePath, bool IsFolder, long Length, SkipReason? Skip)
    {
        public string SortKey { get; } = IsFolder ? RelativePath + "/" : RelativePath;

        public static Entry Of(ref FileSystemEntry entry, string prefix)
        {
            var link = (entry.Attributes & FileAttributes.ReparsePoint) != 0;
            var folder = entry.IsDirectory && !link;
            SkipReason? skip = link ? SkipReason.Link : entry.FileName[0] == '.' || entry.IsHidden ? SkipReason.Hidden : null;
            return new Entry(string.Concat(prefix, entry.FileName), folder, folder || link ? 0 : entry.Length, skip);
        }
    }
}
