using System.Diagnostics;
using System.Globalization;

namespace SearchCore.Proofs.Doubles;

/// <summary>A real file system of a size, in memory (tmpfs): needs Linux and the right to mount.</summary>
internal sealed class SizedMount : IDisposable
{
    private readonly string path;

    /// <summary>Mounts it on a folder that is made for it; its size is rounded up to whole pages.</summary>
    public SizedMount(string path, long bytes)
    {
        this.path = path;
        Directory.CreateDirectory(path);
        if (!Run("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={bytes}"), "tmpfs", path))
        {
            throw new InvalidOperationException($"cannot mount on {path}");
        }
    }

    /// <summary>Whether this process may mount.</summary>
    public static bool IsPossible { get; } = Try();

    /// <summary>Makes room.</summary>
    public void Grow() => Remount("remount,size=64m");

    /// <summary>Makes it read only.</summary>
    public void Freeze() => Remount("remount,ro");

    public void Dispose()
    {
        Run("umount", "-l", path);
        Directory.Delete(path);
    }

    private void Remount(string options)
    {
        if (!Run("mount", "-o", options, path))
        {
            throw new InvalidOperationException($"cannot remount {path}");
        }
    }

    private static bool Try()
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        var probe = Directory.CreateTempSubdirectory("searchcore-mount-").FullName;
        try
        {
            return Run("mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", probe) && Run("umount", probe);
        }
        finally
        {
            Directory.Delete(probe);
        }
    }

    private static bool Run(string command, params IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        });
        process?.WaitForExit();
        return process?.ExitCode == 0;
    }
}
