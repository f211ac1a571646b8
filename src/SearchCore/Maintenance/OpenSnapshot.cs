using SearchCore.Storage;

namespace SearchCore.Maintenance;

/// <summary>A snapshot that was verified.</summary>
/// <param name="Directory">Its folder; what its files must be is known.</param>
/// <param name="Commit">Its commit, with the files open.</param>
/// <param name="Check">What the verification found.</param>
internal sealed record OpenSnapshot(DurableDirectory Directory, PinnedCommit Commit, IndexCheck Check) : IDisposable
{
    public void Dispose()
    {
        Commit.Dispose();
        Directory.Dispose();
    }
}
