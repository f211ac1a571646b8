using System.Diagnostics;
using System.Globalization;

namespace SearchCore.Proofs.Running;

/// <summary>
/// Folders in memory where the system has some: proofs open a hundred thousand indexes, and what they prove is not the disk.
/// </summary>
internal sealed class Scratch : IDisposable
{
    private const string Prefix = "searchcore-proof-";

    private static readonly string Base = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    private readonly string root;
    private int next;

    public Scratch()
    {
        Sweep();
        root = Directory.CreateDirectory(Path.Combine(Base, $"{Prefix}{Environment.ProcessId}-{Path.GetRandomFileName()}")).FullName;
    }

    /// <summary>The folder all others are in.</summary>
    public string Root => root;

    /// <summary>The path of a folder that does not exist yet; what stood under the one given before is removed.</summary>
    public string Fresh()
    {
        var before = Path.Combine(root, $"{next}");
        if (Directory.Exists(before))
        {
            Directory.Delete(before, recursive: true);
        }

        return Path.Combine(root, $"{++next}");
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(root, recursive: true);
        }
        catch (IOException)
        {
            // A case that failed half-way may still hold a file; a later proof sweeps it away.
        }
    }

    // What proofs left that were killed: gigabytes of memory, where it is memory.
    private static void Sweep()
    {
        foreach (var left in new DirectoryInfo(Base).EnumerateDirectories($"{Prefix}*"))
        {
            if (DateTime.UtcNow - left.LastWriteTimeUtc > Abandoned
                && !(int.TryParse(left.Name.Split('-')[2], NumberStyles.None, CultureInfo.InvariantCulture, out var process)
                    && IsRunning(process)))
            {
                try
                {
                    left.Delete(recursive: true);
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    // Another proof's at the same moment, or another user's.
                }
            }
        }
    }

    private static bool IsRunning(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
