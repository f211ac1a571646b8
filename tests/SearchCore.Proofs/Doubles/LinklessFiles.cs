using SearchCore.Files;

namespace SearchCore.Proofs.Doubles;

/// <summary>The operating system's files on a file system without links.</summary>
internal sealed class LinklessFiles() : ObservedFiles(PhysicalFiles.Instance)
{
    /// <summary>Whether there are links after all.</summary>
    public bool Links { get; init; }

    public override bool TryLink(string existing, string created) => Links && base.TryLink(existing, created);

    protected override T Do<T>(FileOperation operation, Func<T> act) => act();
}
