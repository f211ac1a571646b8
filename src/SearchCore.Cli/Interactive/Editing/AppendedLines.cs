using System.Runtime.InteropServices;
using System.Text;

namespace SearchCore.Cli.Interactive.Editing;

/// <summary>
/// Lines at the end of a file that several processes append to: each is one write, which the system puts behind everything that is there
/// then. The runtime's own way of appending remembers where the end was, and two processes would write to the same place.
/// </summary>
internal static partial class AppendedLines
{
    private const int Tries = 50;

    /// <summary>Appends a line; makes the file, and its folder, where there is none, for its owner alone.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Append(string path, string line)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        Make(path);
        var bytes = Encoding.UTF8.GetBytes(line + "\n");
        if (OperatingSystem.IsWindows())
        {
            AppendAlone(path, bytes);
        }
        else
        {
            AppendInOneWrite(path, bytes);
        }
    }

    private static void Make(string path)
    {
        if (!File.Exists(path))
        {
            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using var made = new FileStream(path, options);
        }
    }

    private static unsafe void AppendInOneWrite(string path, byte[] bytes)
    {
        const int Write = 1, AppendLinux = 0x400, AppendMac = 0x8;
        var file = Open(path, Write | (OperatingSystem.IsLinux() ? AppendLinux : AppendMac));
        if (file < 0)
        {
            throw new IOException($"{path} cannot be opened (error {Marshal.GetLastPInvokeError()})");
        }

        fixed (byte* from = bytes)
        {
            var count = WriteBytes(file, from, (nuint)bytes.Length);
            var error = Marshal.GetLastPInvokeError();
            _ = Close(file);
            if (count != bytes.Length)
            {
                throw new IOException($"{path} cannot be written (error {error})");
            }
        }
    }

    private static void AppendAlone(string path, byte[] bytes)
    {
        for (var i = 1; ; i++)
        {
            try
            {
                using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.None);
                file.Write(bytes);
                return;
            }
            catch (IOException) when (i < Tries)
            {
                Thread.Sleep(i);
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static unsafe partial nint WriteBytes(int file, byte* from, nuint count);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int file);
}
