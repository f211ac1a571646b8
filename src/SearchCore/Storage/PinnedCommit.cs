using Lucene.Net.Store;

using SearchCore.Files;

namespace SearchCore.Storage;

/// <summary>
/// One commit with all its files open, as a directory of its own: what a writer adds, merges and removes meanwhile does not touch it. Takes
/// no lock. Thread-safe.
/// </summary>
internal sealed class PinnedCommit : BaseDirectory
{
    private readonly Dictionary<string, IReadableFile> open = new(StringComparer.Ordinal);
    private readonly CompoundFiles compound = new();
    private readonly List<string> missing = [];

    private PinnedCommit(string folder, CommitPoint point, CommitData data)
    {
        (Folder, Point, Data) = (folder, point, data);
        SetLockFactory(NoLockFactory.GetNoLockFactory());
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>Which commit it is.</summary>
    public CommitPoint Point { get; }

    /// <summary>What it says about itself.</summary>
    public CommitData Data { get; }

    /// <summary>Files the commit names, the manifest among them, that are not there.</summary>
    public IReadOnlyList<string> Missing => missing;

    /// <summary>Opens the newest commit of a folder; null where it has none.</summary>
    /// <exception cref="IndexException">The commit itself cannot be read, or is not SearchCore's.</exception>
    public static PinnedCommit? Open(string folder, DurableDirectory directory)
    {
        var looks = new FolderLooks();
        while (true)
        {
            if (CommitPoint.Find(folder, directory) is not { } point)
            {
                return null;
            }

            var pinned = new PinnedCommit(folder, point, CommitData.ReadAnySchema(folder, point.Segments.UserData));
            try
            {
                pinned.OpenFiles(directory);
                if (pinned.missing.Count == 0 || !looks.Again(point.Generation))
                {
                    return pinned;
                }
            }
            catch
            {
                pinned.Dispose();
                throw;
            }

            pinned.Dispose();
        }
    }

    /// <summary>Live articles.</summary>
    public long Articles => Point.Segments.Segments.Sum(segment => (long)segment.Info.DocCount - segment.DelCount);

    /// <summary>The names of its files: <c>segments_N</c>, the manifest, and what they name.</summary>
    public IReadOnlyCollection<string> Names => open.Keys;

    /// <summary>One of its files.</summary>
    public IReadableFile File(string name) =>
        open.TryGetValue(name, out var file) ? file : throw new FileNotFoundException($"{name} is missing in {Folder}.", name);

    /// <summary>Its manifest.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or of another commit.</exception>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public Manifest Manifest()
    {
        var manifest = Storage.Manifest.Read(File(Storage.Manifest.NameOf(Point.Generation)), Point.Generation);
        return manifest.Sequence == Data.Sequence
            ? manifest
            : throw new InvalidDataException($"the manifest is that of commit {manifest.Sequence}, not {Data.Sequence}");
    }

    /// <summary>Opens a file of a segment, also where it is a part of another; closed with the commit.</summary>
    public IReadableFile OpenShared(string name) =>
        !open.ContainsKey(name) && open.ContainsKey(CompoundFiles.NameFor(name))
            ? compound.Open(name, Entries, whole => new Shared(File(whole)))
            : new Shared(File(name));

    /// <summary>Whether a segment has a file, by itself or as a part.</summary>
    public bool Has(string name) =>
        open.ContainsKey(name) || (open.ContainsKey(CompoundFiles.NameFor(name)) && compound.Has(name, Entries));

    private IndexInput Entries(string name) => OpenInput(name, IOContext.READ_ONCE);

    public override string[] ListAll() => [.. open.Keys];

    [Obsolete("as in the base class")]
    public override bool FileExists(string name) => open.ContainsKey(name);

    public override long FileLength(string name) => File(name).Length;

    public override IndexInput OpenInput(string name, IOContext context) =>
        PositionalInput.Shared($"{name} in {Folder}", File(name), context);

    public override void DeleteFile(string name) => throw new NotSupportedException("A commit that is only read is not changed.");

    public override IndexOutput CreateOutput(string name, IOContext context) =>
        throw new NotSupportedException("A commit that is only read is not changed.");

    public override void Sync(ICollection<string> names) => throw new NotSupportedException("A commit that is only read is not changed.");

    protected override void Dispose(bool disposing)
    {
        IsOpen = false;
        foreach (var file in open.Values)
        {
            file.Dispose();
        }
    }

    private void OpenFiles(DurableDirectory directory)
    {
        foreach (var name in Point.Segments.GetFiles(directory, includeSegmentsFile: true)
            .Append(Storage.Manifest.NameOf(Point.Generation)))
        {
            try
            {
                open[name] = directory.Files.OpenRead(Path.Combine(Folder, name));
            }
            catch (FileNotFoundException)
            {
                missing.Add(name);
            }
        }
    }

    private sealed class Shared(IReadableFile file) : IReadableFile
    {
        public long Length => file.Length;

        public int Read(Span<byte> buffer, long offset) => file.Read(buffer, offset);

        public void Dispose()
        {
            // It is the commit's.
        }
    }
}
