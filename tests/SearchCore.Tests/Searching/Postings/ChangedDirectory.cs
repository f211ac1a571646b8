using Lucene.Net.Store;

using SearchCore.Storage;
using SearchCore.Tests.Storage;

namespace SearchCore.Tests.Searching.Postings;

/// <summary>A directory in memory that gives out other bytes for one file, from when a test says so.</summary>
internal sealed class ChangedDirectory : RAMDirectory
{
    /// <summary>The file and its bytes; null for those that were written.</summary>
    public (string Name, byte[] Bytes)? Changed { get; set; }

    /// <summary>The bytes that were written.</summary>
    public byte[] Bytes(string name)
    {
        using var input = base.OpenInput(name, IOContext.READ_ONCE);
        var bytes = new byte[input.Length];
        input.ReadBytes(bytes, 0, bytes.Length);
        return bytes;
    }

    public override IndexInput OpenInput(string name, IOContext context) =>
        Changed is { } changed && changed.Name == name
            ? new PagedInput(new PagedFile(name, new BytesFile(changed.Bytes), PageCache.Shared))
            : base.OpenInput(name, context);
}
