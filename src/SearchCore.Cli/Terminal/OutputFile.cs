using System.Text;

namespace SearchCore.Cli.Terminal;

/// <summary>
/// A file that is written beside its place and moved there when it is whole: nobody ever finds half of it. What a link leads to is
/// replaced, not the link, with the rights that it had; what is no file (a device, a named pipe) is written to as it is.
/// </summary>
internal sealed class OutputFile : IDisposable
{
    private readonly string path;
    private readonly string? beside;
    private readonly FileStream stream;
    private StreamWriter? writer;
    private bool isKept;

    private OutputFile(string path)
    {
        this.path = Target(path);
        if (IsDevice(this.path))
        {
            stream = new(this.path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            return;
        }

        if (File.Exists(this.path))
        {
            // A named pipe waits here for its reader, and cannot be told from a file otherwise.
            var there = new FileStream(this.path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            if (!there.CanSeek)
            {
                stream = there;
                return;
            }

            there.Dispose();
        }

        beside = $"{this.path}.{Path.GetRandomFileName()}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows() && File.Exists(this.path))
        {
            options.UnixCreateMode = File.GetUnixFileMode(this.path);
        }

        stream = new(beside, options);
    }

    /// <summary>What is written, as text in UTF-8.</summary>
    public TextWriter Text => writer ??= new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };

    /// <summary>Begins a file.</summary>
    /// <exception cref="UsageException">It cannot be written there.</exception>
    public static OutputFile Create(string path)
    {
        try
        {
            if (Directory.Exists(path))
            {
                throw new UsageException($"{SafeText.Line(path)} is a folder; name a file");
            }

            return new(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{SafeText.Line(path)} cannot be written: {SafeText.Line(e.Message)}");
        }
    }

    /// <summary>Writes a whole file.</summary>
    /// <exception cref="UsageException">It cannot be written there.</exception>
    /// <exception cref="IOException">There is no room for it.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        using var file = Create(path);
        file.stream.Write(bytes);
        file.Keep();
    }

    /// <summary>Puts it in its place; one that was there is replaced.</summary>
    public void Keep()
    {
        Close();
        if (beside is not null)
        {
            File.Move(beside, path, overwrite: true);
        }

        isKept = true;
    }

    public void Dispose()
    {
        if (isKept)
        {
            return;
        }

        try
        {
            Close();
        }
        catch (IOException)
        {
            // A full disk has no room for the rest either; whoever wrote was told so.
        }
        finally
        {
            if (beside is not null)
            {
                File.Delete(beside);
            }
        }
    }

    private void Close()
    {
        try
        {
            writer?.Dispose();
        }
        finally
        {
            stream.Dispose();
        }
    }

    private static string Target(string path) =>
        !IsDevice(path) && new FileInfo(path) is { LinkTarget: not null } link
            && link.ResolveLinkTarget(returnFinalTarget: true) is { } target ? target.FullName : path;

    private static bool IsDevice(string path) =>
        !OperatingSystem.IsWindows()
        && (path.StartsWith("/dev/", StringComparison.Ordinal) || path.StartsWith("/proc/", StringComparison.Ordinal))
        && !path.StartsWith("/dev/shm/", StringComparison.Ordinal);
}
