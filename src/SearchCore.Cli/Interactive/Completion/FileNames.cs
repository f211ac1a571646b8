using SearchCore.Cli.Interactive.Editing;

namespace SearchCore.Cli.Interactive.Completion;

/// <summary>The names of files and folders that the last word of a text may become.</summary>
internal static class FileNames
{
    private const int Most = 200;

    /// <summary>
    /// The files whose path begins so; folders have a slash behind, and names with blanks stand in single quotes, as commands take them.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the words begin of which the last is a path.</param>
    /// <param name="cursor">Where it ends so far.</param>
    /// <param name="folder">The folder that relative paths start from; <c>~</c> is the person's own.</param>
    public static CompletionSet Complete(string text, int start, int cursor, string folder)
    {
        start = LastWord(text, start, cursor);
        var typed = text[start..cursor].TrimStart('\'');
        var slash = typed.LastIndexOf('/') + 1;
        var (place, name) = (typed[..slash], typed[slash..]);
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var path = Path.GetFullPath(place.StartsWith("~/", StringComparison.Ordinal) ? Path.Combine(home, place[2..]) : place, folder);
        try
        {
            var found = Directory.EnumerateFileSystemEntries(path, name + "*")
                .Select(entry => Path.GetFileName(entry) + (Directory.Exists(entry) ? "/" : ""))
                .Where(n => name.StartsWith('.') || !n.StartsWith('.')).Order(StringComparer.Ordinal).Take(Most)
                .Select(n => new Candidate(Written(place + n), n)).ToList();
            return found.Count == 0 ? CompletionSet.None : new(start, cursor, found);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return CompletionSet.None;
        }
    }

    // A folder's quote stays open, because a name follows.
    private static string Written(string path) =>
        !path.Contains(' ', StringComparison.Ordinal) ? path : path.EndsWith('/') ? $"'{path}" : $"'{path}'";

    private static int LastWord(string text, int start, int cursor)
    {
        var isQuoted = false;
        for (var i = start; i < cursor; i++)
        {
            if (text[i] == '\'' && (isQuoted || i == start))
            {
                isQuoted = !isQuoted;
            }
            else if (text[i] == ' ' && !isQuoted)
            {
                start = i + 1;
            }
        }

        return start;
    }
}
