using System.Text;

namespace SearchCore.Cli.Interactive.Editing;

/// <summary>
/// The lines entered before: those of other sessions, then this one's, newest last. They are kept in a file, which every session appends to
/// line by line, so that sessions side by side lose none. A history that cannot be kept is no error.
/// </summary>
internal sealed class LineHistory
{
    private const int MostLines = 5_000;

    // From this size on the file is put aside as FILE.old, where the one before lay.
    private const long MostBytes = 1 << 20;

    private readonly List<string> others = [];
    private readonly List<string> own = [];
    private readonly Queue<string> written = new();
    private readonly string? file;
    private long known;

    public LineHistory(string? file)
    {
        this.file = file;
        Try(() =>
        {
            if (file is not null)
            {
                PutAside(file);
                Take(Old(file), 0);
                known = Take(file, 0);
            }
        });
    }

    /// <summary>The lines.</summary>
    public IReadOnlyList<string> Lines => [.. others, .. own];

    /// <summary>Takes a line in and writes it, unless it repeats this session's last one. Line breaks become blanks.</summary>
    public void Add(string line)
    {
        line = line.ReplaceLineEndings(" ").Trim();
        if (line.Length == 0 || (own.Count > 0 ? own[^1] == line : others.Count > 0 && others[^1] == line))
        {
            return;
        }

        own.Add(line);
        if (file is not null)
        {
            Try(() =>
            {
                // What a person searches for is private: the file is its owner's alone.
                AppendedLines.Append(file, line);
                written.Enqueue(line);
            });
        }
    }

    /// <summary>Looks what other sessions have written meanwhile.</summary>
    public void Refresh()
    {
        if (file is not null)
        {
            Try(() =>
            {
                var length = new FileInfo(file) is { Exists: true } now ? now.Length : 0;
                if (length != known)
                {
                    // A file that became shorter was put aside, with everything that was known of it.
                    known = Take(file, length < known ? 0 : known);
                }
            });
        }
    }

    private static string Old(string file) => file + ".old";

    private static void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The lines of this session are remembered all the same.
        }
    }

    // Whole lines from a place on, but for those that this session wrote. Returns where the next one begins.
    private long Take(string path, long from)
    {
        if (!File.Exists(path))
        {
            return 0;
        }

        using var input = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        input.Position = from;
        var bytes = new byte[input.Length - from];
        var count = input.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        var whole = bytes.AsSpan(0, count).LastIndexOf((byte)'\n') + 1;
        foreach (var line in Encoding.UTF8.GetString(bytes, 0, whole).Split('\n'))
        {
            if (line.Length == 0)
            {
                continue;
            }

            if (written.TryPeek(out var mine) && mine == line)
            {
                written.Dequeue();
            }
            else
            {
                others.Add(line);
            }
        }

        others.RemoveRange(0, Math.Max(0, others.Count - MostLines));
        return from + whole;
    }

    // By a rename, which takes nothing from a session that is just appending; a lock keeps two sessions from doing it twice.
    private static void PutAside(string path)
    {
        if (new FileInfo(path) is { Exists: true, Length: > MostBytes })
        {
            using var alone = new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            if (new FileInfo(path).Length > MostBytes)
            {
                File.Move(path, Old(path), overwrite: true);
            }
        }
    }
}
