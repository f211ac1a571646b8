namespace SearchCore.Proofs.Running;

/// <summary>Folders in memory where the system has some: proofs open a hundred thousand indexes, and what they prove is not the disk.</summary>
internal sealed class Scratch : IDisposable
{
    private static readonly string Base = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();

    private readonly string root = Directory.CreateDirectory(Path.Combine(Base, $"searchcore-proof-{Environment.ProcessId}-{Path.GetRandomFileName()}")).FullName;
    private int next;

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
            // A case that failed half-way may still hold a file; memory is given back at the latest when the machine restarts.
        }
    }
}
