using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SearchCore.Web.Keeping;

/// <summary>Files that are whole and on the disk under their name, or not there.</summary>
internal static partial class DurableFiles
{
    private const string Unfinished = ".part";

    /// <summary>Writes a file: to its own end and on the disk before it has its name, and the name on the disk too.</summary>
    /// <param name="path">The file, replaced where there is one.</param>
    /// <param name="write">Writes its content.</param>
    public static Task WriteAsync(string path, Func<Stream, Task> write) => WriteAsync(path, () => path, write);

    /// <summary>As the other one; what the file is called is asked when its content is there.</summary>
    /// <param name="unfinished">What it is called until then, with another ending; nothing else may be called so.</param>
    /// <param name="path">The file, in the same folder.</param>
    /// <param name="write">Writes its content.</param>
    public static async Task WriteAsync(string unfinished, Func<string> path, Func<Stream, Task> write)
    {
        var part = unfinished + Unfinished;
        try
        {
            var file = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 16, useAsync: false);
            await using (file)
            {
                await write(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(part, path(), overwrite: true);
            SyncFolder(Path.GetDirectoryName(part)!);
        }
        catch
        {
            File.Delete(part);
            throw;
        }
    }

    /// <summary>As the other one, a value in JSON.</summary>
    public static Task WriteAsync<T>(string path, T value, JsonTypeInfo<T> type) =>
        WriteAsync(path, file => JsonSerializer.SerializeAsync(file, value, type));

    /// <summary>Removes what was never finished in a folder.</summary>
    public static void RemoveUnfinished(string folder)
    {
        foreach (var part in Directory.EnumerateFiles(folder, "*" + Unfinished))
        {
            File.Delete(part);
        }
    }

    /// <summary>fsync(2) of a folder. Windows has no such thing: there its file system's journal keeps names.</summary>
    public static void SyncFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = Open(path, 0);
        var synced = descriptor >= 0 && Sync(descriptor) == 0;
        var error = synced ? 0 : Marshal.GetLastPInvokeError();
        if (descriptor >= 0)
        {
            _ = Close(descriptor);
        }

        if (!synced)
        {
            throw new IOException($"The folder {path} could not be synced: {new Win32Exception(error).Message}");
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
