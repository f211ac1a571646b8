using System.Text;

namespace SearchCore.Cli.Interactive;

/// <summary>The lines entered before, newest last, kept in a file where there is one. A history that cannot be kept is no error.</summary>
internal sealed class LineHistory
{
    private const int MaxLines = 500;

    private readonly List<string> lines = [];
    private readonly string? file;

    public LineHistory(string? file)
    {
        this.file = file;
        try
        {
            if (file is not null && File.Exists(file))
            {
                lines.AddRange(File.ReadLines(file).Where(l => l.Length > 0).TakeLast(MaxLines));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            lines.Clear();
        }
    }

    public IReadOnlyList<string> Lines => lines;

    /// <summary>Takes a line in, unless it repeats the one before.</summary>
    public void Add(string line)
    {
        if (string.IsNullOrWhiteSpace(line) || (lines.Count > 0 && lines[^1] == line))
        {
            return;
        }

        lines.Add(line);
        if (lines.Count > MaxLines)
        {
            lines.RemoveAt(0);
        }
    }

    /// <summary>Writes the file, readable by its owner alone: what a person searches for is private.</summary>
    public void Save()
    {
        if (file is null)
        {
            return;
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using var writer = new StreamWriter(file, new UTF8Encoding(false), options);
            foreach (var line in lines)
            {
                writer.Write(line);
                writer.Write('\n');
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return;
        }
    }
}
