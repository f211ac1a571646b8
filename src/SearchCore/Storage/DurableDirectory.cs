using Lucene.Net.Index;
using Lucene.Net.Store;

using SearchCore.Files;

using Lock = System.Threading.Lock;

namespace SearchCore.Storage;

/// <summary>
/// The index's folder as Lucene sees it. Files count as written when they were flushed and as durable when they and the folder
/// (<see cref="Manifest.Write"/>) were synced; a sync that failed once fails for good, because after one the kernel may call pages clean
/// that never reached the disk. Thread-safe.
/// </summary>
/// <remarks>
/// Not Lucene.Net's own directories: in 4.8-beta17 they can mark a file as synced whose buffer is not yet flushed, swallow errors of
/// syncing the folder, skip files the writer did not create itself, and memory maps can take the process down. Excluding other writers is
/// <see cref="IndexLock"/>'s part.
/// </remarks>
internal sealed partial class DurableDirectory : BaseDirectory
{
    // The values of columns take some eight bytes an article and are read in no order.
    private const string Columns = ".dvd", Segment = ".si";

    // A file of so many bytes is synced when it is written; those of small segments are often merged away before a commit.
    private const long LargeBytes = 4_000_000;

    private readonly Lock gate = new();

    // By its name each file's last writing: where it is written again while the one before is synced, the later one is not.
    private readonly Dictionary<string, Writing> unsynced = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FileSum> sums = new(StringComparer.Ordinal);
    private readonly HashSet<string> whole = new(StringComparer.Ordinal);
    private readonly Lock verifying = new();
    private readonly OpenFiles open;
    private readonly Holding holding;
    private readonly HeldFiles held;
    private readonly SyncAhead ahead;
    private readonly List<WrittenFile> begun = [];
    private readonly CompoundFiles compound = new();
    private bool isMade;
    private string? commitFile;
    private Exception? syncFailure;

    /// <summary>The directory of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="files">The file system below.</param>
    /// <param name="holding">Which small files are held until they are to be durable.</param>
    public DurableDirectory(string folder, IFileOperations files, Holding holding = Holding.None)
    {
        Folder = folder;
        Files = files;
        this.holding = holding;
        held = new(folder, files);
        isMade = holding != Holding.All;
        open = new(files, files is MemoryFiles ? null : HandleBudget.Shared, mayReopen: holding == Holding.Segments);
        ahead = new(() => SyncFiles(name => sums.TryGetValue(name, out var sum) && sum.Length >= LargeBytes, mayBeGone: true));
        SetLockFactory(NoLockFactory.GetNoLockFactory());
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>The file system below.</summary>
    public IFileOperations Files { get; }

    /// <summary>The commit that is being prepared, as far as its files were synced.</summary>
    /// <remarks>
    /// Lucene tells nobody which files a prepared commit names, nor its number. But it creates <c>segments_N</c>, and then has exactly
    /// those files synced, on the thread that prepares: commits exclude each other, and nothing else syncs.
    /// </remarks>
    public (long Generation, IReadOnlyList<string> Files)? Prepared { get; private set; }

    /// <summary>
    /// What a file must be, from when it was written; not known of files that were there before, unless <see cref="Learn"/> told.
    /// </summary>
    /// <exception cref="InvalidOperationException">It was not written through this directory.</exception>
    public FileSum SumOf(string name) =>
        KnownSum(name) ?? throw new InvalidOperationException($"{name} in {Folder} is part of a commit, but nobody wrote it.");

    /// <summary>
    /// Takes over what a manifest says about files. Files that are opened from now on are compared with it, block by block, as they are
    /// read.
    /// </summary>
    /// <param name="files">The files of a commit.</param>
    /// <param name="alone">Whether nothing else needs to be known any more: nobody writes through this directory.</param>
    public void Learn(IReadOnlyDictionary<string, FileSum> files, bool alone = false)
    {
        lock (gate)
        {
            if (alone)
            {
                sums.Clear();
                whole.IntersectWith(files.Keys);
            }

            foreach (var (name, sum) in files)
            {
                sums[name] = sum;
            }
        }
    }

    public override string[] ListAll()
    {
        EnsureOpen();
        var names = held.Names;
        return !isMade ? names : names.Length == 0 ? Files.List(Folder) : [.. Files.List(Folder).Union(names, StringComparer.Ordinal)];
    }

    [Obsolete("as in the base class")]
    public override bool FileExists(string name)
    {
        EnsureOpen();
        return held.TryGet(name, out _) || Files.Exists(PathOf(name));
    }

    public override void DeleteFile(string name)
    {
        EnsureOpen();
        lock (gate)
        {
            // First: who syncs meanwhile must see that it is to go.
            unsynced.Remove(name);
            LetGo(name);
        }

        if (!held.Remove(name))
        {
            open.Delete(PathOf(name));
        }

        compound.Forget(name);
        lock (gate)
        {
            sums.Remove(name);
            whole.Remove(name);
        }
    }

    public override long FileLength(string name)
    {
        EnsureOpen();
        return held.TryGet(name, out var bytes) ? bytes.Length : Files.Length(PathOf(name));
    }

    public override IndexOutput CreateOutput(string name, IOContext context) => CreateOutput(name, MayHold(name));

    private DurableOutput CreateOutput(string name, bool mayBeHeld)
    {
        EnsureOpen();
        var path = PathOf(name);
        if (!held.Remove(name) && isMade && Files.Exists(path))
        {
            // Lucene writes a name again after a rollback and for segments.gen; what readers hold open must stay what it was.
            open.Delete(path);
        }

        open.Forget(path);
        compound.Forget(name);
        lock (gate)
        {
            LetGo(name);
        }

        if (CommitPoint.Generations([name]) is [_, ..])
        {
            (commitFile, Prepared) = (name, null);
        }

        return new DurableOutput(() => Create(path), mayBeHeld, (sum, bytes) => Written(name, sum, bytes));
    }

    private bool MayHold(string name) =>
        holding == Holding.All || (holding == Holding.Segments && !name.StartsWith(IndexFileNames.SEGMENTS, StringComparison.Ordinal));

    private IWritableFile Create(string path)
    {
        if (!isMade)
        {
            Files.CreateFolder(Folder);
            isMade = true;
        }

        return Files.Create(path);
    }

    private void Written(string name, FileSum sum, byte[]? bytes)
    {
        if (bytes is not null)
        {
            held.Add(name, bytes);
        }

        MarkUnsynced(name, sum);
    }

    /// <summary>
    /// Opens a file, but for <c>segments.gen</c>: Lucene refuses an index where an interruption tore it, and the listing tells it enough.
    /// </summary>
    public override IndexInput OpenInput(string name, IOContext context)
    {
        EnsureOpen();
        if (name == IndexFileNames.SEGMENTS_GEN)
        {
            throw new FileNotFoundException($"{name} is not Lucene's to read.", name);
        }

        var sum = KnownSum(name);
        var file = Open(name, sum);
        if (sum is null && IsOfCommit(name))
        {
            RequireWhole(name, file);
        }

        var shown = $"{name} in {Folder}";
        return context.Context == IOContext.UsageContext.READ && !context.ReadOnce && name.EndsWith(Columns, StringComparison.Ordinal)
            ? new PagedInput(new PagedFile(shown, file, PageCache.Shared))
            : new PositionalInput(shown, file, context);
    }

    /// <summary>
    /// Opens a file of a segment for our own readers: the very one that Lucene's have open, where they have, or a part of it where the
    /// segment is in one file.
    /// </summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public IReadableFile OpenShared(string name)
    {
        EnsureOpen();
        return IsPart(name) ? compound.Open(name, Entries, whole => Open(whole, KnownSum(whole))) : Open(name, KnownSum(name));
    }

    /// <summary>Whether a segment has a file, by itself or as a part.</summary>
    public bool Has(string name) => IsPart(name) ? compound.Has(name, Entries) : IsThere(name);

    private IndexInput Entries(string name) => OpenInput(name, IOContext.READ_ONCE);

    // All files of a commit that was opened or written are known.
    private bool IsPart(string name) => KnownSum(name) is null
        && CompoundFiles.NameFor(name) is var whole && (KnownSum(whole) is not null || (!IsThere(name) && IsThere(whole)));

    private bool IsThere(string name) => KnownSum(name) is not null || held.TryGet(name, out _) || Files.Exists(PathOf(name));

    private IReadableFile Open(string name, FileSum? sum) =>
        held.TryGet(name, out var bytes) ? new HeldFile(bytes) : open.Open(PathOf(name), sum);

    private FileSum? KnownSum(string name)
    {
        lock (gate)
        {
            return sums.TryGetValue(name, out var sum) ? sum : null;
        }
    }

    public override IndexInputSlicer CreateSlicer(string name, IOContext context)
    {
        EnsureOpen();
        return new Slicer(new PositionalInput($"{name} in {Folder}", Open(name, KnownSum(name)), context));
    }

    /// <summary>Opens <c>segments.gen</c>.</summary>
    public ChecksumIndexInput OpenSegmentsGen()
    {
        EnsureOpen();
        var name = IndexFileNames.SEGMENTS_GEN;
        return new BufferedChecksumIndexInput(
            new PositionalInput($"{name} in {Folder}", Files.OpenRead(PathOf(name)), IOContext.READ_ONCE));
    }

    /// <summary>
    /// Takes over a file that was written elsewhere on the same file system, under a new name and without copying where that can be.
    /// </summary>
    public bool TryAdopt(string path, string name, FileSum sum)
    {
        EnsureOpen();
        if (!Files.TryLink(path, PathOf(name)))
        {
            return false;
        }

        MarkUnsynced(name, sum);
        return true;
    }

    /// <summary>Copies a file to another directory: by a second name where both are folders of one file system.</summary>
    public override void Copy(Lucene.Net.Store.Directory to, string src, string dest, IOContext context)
    {
        EnsureOpen();
        if (to is DurableDirectory { holding: not Holding.None } holder && held.TryGet(src, out var bytes))
        {
            holder.Written(dest, SumOf(src), bytes);
        }
        else if (to is not DurableDirectory target || target.Files != Files || held.TryGet(src, out _)
            || !target.TryAdopt(PathOf(src), dest, SumOf(src)))
        {
            base.Copy(to, src, dest, context);
        }
    }

    /// <summary>
    /// To be called before the index's lock is given up, where others may go on reading: from then on whoever writes next deletes files
    /// without telling.
    /// </summary>
    public void KeepHandles() => open.KeepAll();

    public override string GetLockID() => Folder;

    protected override void Dispose(bool disposing)
    {
        IsOpen = false;
        ahead.Close();
        lock (gate)
        {
            begun.ForEach(w => w.File.Dispose());
            begun.Clear();
        }
    }

    private string PathOf(string name) => Path.Combine(Folder, name);

    private void MarkUnsynced(string name, FileSum sum)
    {
        lock (gate)
        {
            unsynced[name] = new Writing(name);
            sums[name] = sum;
        }

        if (sum.Length >= LargeBytes && holding == Holding.Segments)
        {
            ahead.Begin();
        }
    }

    // Not a record: two writings of one file are two.
    private sealed class Writing(string file)
    {
        public string File => file;
    }

    private sealed class Slicer(PositionalInput input) : IndexInputSlicer
    {
        public override IndexInput OpenSlice(string sliceDescription, long offset, long length) =>
            input.Slice(sliceDescription, offset, length);

        [Obsolete("as in the base class")]
        public override IndexInput OpenFullSlice() => input.Slice("full slice", 0, input.Length);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                input.Dispose();
            }
        }
    }
}
