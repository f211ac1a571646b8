using System.ComponentModel;
using System.Runtime.InteropServices;

using Microsoft.Win32.SafeHandles;

namespace SearchCore.Files;

/// <summary>What .NET has no call for: hard links, and syncing a folder.</summary>
internal static partial class NativeFiles
{
    // The same numbers on Linux and macOS, but for O_DIRECTORY, which a folder needs on neither.
    private const int ReadOnly = 0;

    private const uint StartWriting = 2;

    /// <summary>Makes a hard link; false where the file system cannot.</summary>
    public static bool TryLink(string existing, string created) =>
        OperatingSystem.IsWindows() ? CreateHardLink(created, existing, 0) : Link(existing, created) == 0;

    /// <summary>fsync(2) of a folder. Windows has no such thing: there its file system's journal keeps names.</summary>
    public static void SyncFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = Open(path, ReadOnly);
        if (descriptor < 0)
        {
            throw Failure("opened", path);
        }

        try
        {
            if (Sync(descriptor) != 0)
            {
                throw Failure("synced", path);
            }
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    /// <summary>
    /// Has the kernel begin to write what it holds of a file. Each fsync(2) commits the journal once, unless there is nothing left to do:
    /// of files whose writing was begun the first one does it for all.
    /// </summary>
    public static void BeginSync(SafeFileHandle file)
    {
        if (OperatingSystem.IsLinux())
        {
            // Where it fails, the sync that follows does all of it, and tells what is wrong.
            _ = SyncFileRange(file, 0, 0, StartWriting);
        }
    }

    private static IOException Failure(string what, string path)
    {
        var error = new Win32Exception(Marshal.GetLastPInvokeError());
        return new IOException($"The folder {path} could not be {what}: {error.Message}", error);
    }

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string existing, string created);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "sync_file_range")]
    private static partial int SyncFileRange(SafeFileHandle file, long offset, long bytes, uint flags);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);

    [LibraryImport("kernel32", EntryPoint = "CreateHardLinkW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool CreateHardLink(string created, string existing, nint security);
}
