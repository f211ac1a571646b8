using System.Text;

using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Keeping;

/// <summary>
/// A file of lines that several sessions append to: each line is written whole under a lock, and on the disk before the caller goes on.
/// Whatever ends a session, every line but the one being written is there; half a line is passed over.
/// </summary>
/// <param name="path">The file; it need not exist yet.</param>
internal sealed class Journal(string path)
{
    private const int LockTries = 100;

    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(20);
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private (long Length, DateTime Written) seen = (-1, default);
    private IReadOnlyList<string> lines = [];

    /// <summary>All whole lines, those of other sessions included.</summary>
    public IReadOnlyList<string> Lines()
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            return [];
        }

        var now = (file.Length, file.LastWriteTimeUtc);
        if (now != seen)
        {
            var text = File.ReadAllText(path, Utf8);
            var end = text.LastIndexOf('\n');
            lines = end < 0 ? [] : text[..end].Split('\n', StringSplitOptions.RemoveEmptyEntries);
            seen = now;
        }

        return lines;
    }

    /// <summary>Adds lines.</summary>
    /// <exception cref="UsageException">The file cannot be written, or another session holds it for seconds.</exception>
    public void Append(params IReadOnlyCollection<string> added) => Locked(() =>
    {
        using var file = new FileStream(path, Private(FileMode.OpenOrCreate));
        var text = new StringBuilder();
        if (file.Length > 0)
        {
            // Half a line of a session that was killed stays half a line.
            file.Seek(-1, SeekOrigin.End);
            text.Append(file.ReadByte() == '\n' ? "" : "\n");
        }

        foreach (var line in added)
        {
            text.Append(line).Append('\n');
        }

        file.Write(Utf8.GetBytes(text.ToString()));
        file.Flush(flushToDisk: true);
    });

    /// <summary>Writes the file anew from its lines, without what no longer counts; sessions beside this one lose nothing.</summary>
    public void Rewrite(Func<IReadOnlyList<string>, IEnumerable<string>> still) => Locked(() =>
    {
        var beside = $"{path}.{Path.GetRandomFileName()}";
        using (var file = new FileStream(beside, Private(FileMode.CreateNew)))
        {
            file.Write(Utf8.GetBytes(string.Concat(still(Lines()).Select(l => l + "\n"))));
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
    });

    // What a person marks is private.
    private static FileStreamOptions Private(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    private void Locked(Action work)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            for (var tries = 1; ; tries++)
            {
                try
                {
                    using var guard = new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
                    work();
                    return;
                }
                catch (IOException) when (tries < LockTries && File.Exists(path + ".lock"))
                {
                    Thread.Sleep(BetweenTries);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{SafeText.Line(path)} cannot be written: {SafeText.Line(e.Message)}");
        }
    }
}
