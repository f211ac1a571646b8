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

    private readonly Lock gate = new();
    private (long Length, DateTime Written) seen = (-1, default);
    private IReadOnlyList<string> lines = [];

    /// <summary>All whole lines, those of other sessions included. Safe for several threads at a time.</summary>
    public IReadOnlyList<string> Lines()
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            return [];
        }

        lock (gate)
        {
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

        var before = file.Length;
        try
        {
            file.Write(Utf8.GetBytes(text.ToString()));
            file.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            file.SetLength(before);
            throw;
        }
    });

    /// <summary>Writes the file anew from its lines, without what no longer counts; sessions beside this one lose nothing.</summary>
    public void Rewrite(Func<IReadOnlyList<string>, IEnumerable<string>> still) => Locked(() =>
    {
        WriteWhole(path, file => file.Write(Utf8.GetBytes(string.Concat(still(Lines()).Select(l => l + "\n")))));
    });

    /// <summary>Writes a private file beside its place and moves it there; nothing is left where that fails.</summary>
    public static void WriteWhole(string path, Action<FileStream> write)
    {
        var beside = $"{path}.{Path.GetRandomFileName()}";
        try
        {
            using (var file = new FileStream(beside, Private(FileMode.CreateNew)))
            {
                write(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(beside, path, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }

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
            MakeFolder(Path.GetDirectoryName(path)!);
            using var guard = Lock();
            work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{SafeText.Line(path)} cannot be written: {SafeText.Line(e.Message)}");
        }
    }

    /// <summary>Makes a folder that nobody else looks into, where there is none.</summary>
    public static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    // Another session has it for a moment; what fails under the lock is not tried again.
    private FileStream Lock()
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return new(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (tries < LockTries && File.Exists(path + ".lock"))
            {
                Thread.Sleep(BetweenTries);
            }
        }
    }
}
