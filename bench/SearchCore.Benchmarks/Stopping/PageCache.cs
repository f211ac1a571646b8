using System.Runtime.InteropServices;

namespace SearchCore.Benchmarks.Stopping;

/// <summary>The system's memory of a folder's files, which only Linux lets a process ask to be dropped.</summary>
internal static partial class PageCache
{
    private const int DontNeed = 4;

    /// <summary>Asks for the files of a folder to be read from the disk next time.</summary>
    public static void Forget(string folder)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        foreach (var file in Directory.EnumerateFiles(folder))
        {
            using var handle = File.OpenHandle(file);
            _ = Advise((int)handle.DangerousGetHandle(), 0, 0, DontNeed);
        }
    }

    [LibraryImport("libc", EntryPoint = "posix_fadvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Advise(int descriptor, long offset, long length, int advice);
}
