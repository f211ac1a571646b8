using Lucene.Net.Index;
using Lucene.Net.Search.Similarities;

using SearchCore.Analysis;
using SearchCore.Indexing.Merging;
using SearchCore.Storage;

using Lock = System.Threading.Lock;

namespace SearchCore.Indexing.Publication;

/// <summary>
/// Lucene's IndexWriter, with the lock that makes publishing, preparing a commit and opening a reader exclude each other, and with what
/// becomes of failures: one that leaves something half done rolls back to the last commit and closes for good. Thread-safe.
/// </summary>
internal sealed class GuardedWriter
{
    // How often one who waits for the publication lock looks whether it is still wanted.
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    private readonly string folder;
    private IndexException? broken;

    public GuardedWriter(string folder, DurableDirectory directory, OpenMode mode, MergeHealth merges, ArticleIndexOptions options)
    {
        this.folder = folder;
        MergeThreads = new MergeThreads(merges, options.EffectiveWorkers);
        Lucene = new IndexWriter(directory, new IndexWriterConfig(TextAnalysis.Version, analyzer: null)
        {
            OpenMode = mode,
            UseCompoundFile = false,
            Similarity = new BM25Similarity(),

            // By default twice Lucene's: a load of 1 GB by two workers merges nothing (docs/decisions/0076).
            MergePolicy = new SegmentMerging(options.SegmentsPerTier, packs: !options.KeepsFilesApart),
            MergeScheduler = MergeThreads,

            // The codec's merging looks by itself, and faster.
            CheckIntegrityAtMerge = false,
            Codec = new MergingCodec(),
        });
    }

    /// <summary>The writer itself, for use inside of <see cref="Run{T}"/>.</summary>
    public IndexWriter Lucene { get; }

    /// <summary>What runs its merges.</summary>
    public MergeThreads MergeThreads { get; }

    /// <summary>
    /// The publication lock: between the deletion of what a segment replaces and its addition nobody may look. Taken after the lock of
    /// commits.
    /// </summary>
    public Lock Publication { get; } = new();

    /// <summary>Whether anything was changed since the last commit was prepared. Under the publication lock.</summary>
    public bool HasChanges { get; set; }

    /// <summary>Whether something failed half-way, so that nothing more can be written.</summary>
    public bool IsBroken => broken is not null;

    /// <summary>Takes the publication lock.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled while it waited; the lock is not taken.</exception>
    public Lock.Scope Enter(CancellationToken cancellation)
    {
        while (!Publication.TryEnter(Look))
        {
            cancellation.ThrowIfCancellationRequested();
        }

        try
        {
            cancellation.ThrowIfCancellationRequested();
            return Publication.EnterScope();
        }
        finally
        {
            Publication.Exit();
        }
    }

    /// <summary>As <see cref="Run{T}"/>.</summary>
    public void Run(string failed, Action action) => Run(failed, () =>
    {
        action();
        return true;
    });

    /// <summary>Does something with the writer.</summary>
    /// <param name="failed">What to say where it fails: <c>The commit failed</c>.</param>
    /// <param name="action">What to do.</param>
    /// <exception cref="IndexException">It failed; everything since the last commit is undone.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled before it changed anything.</exception>
    public T Run<T>(string failed, Func<T> action)
    {
        ThrowIfBroken();
        try
        {
            return action();
        }
        catch (Exception e) when (e is not (IndexException or OperationCanceledException))
        {
            throw RollBack(failed, e);
        }
    }

    /// <summary>
    /// Goes back to the last commit and closes for good: after a failure half-way nobody knows what is held in memory; the last commit is
    /// known to be whole.
    /// </summary>
    /// <returns>The fault to throw.</returns>
    public IndexException RollBack(string failed, Exception cause)
    {
        lock (Publication)
        {
            var damage = ReadingFault.Is(cause);
            var remedy = damage
                ? "run a check (searchcore check), restore the index from a snapshot"
                : "mend the cause, open the index again";
            var fault = new IndexException(
                damage ? IndexFault.Corrupt : IndexFault.Unwritable,
                folder,
                $"{failed} in {folder}: {cause.Message} What was committed before stands; {remedy} and repeat what came after.",
                cause);
            broken ??= fault;
            try
            {
                Lucene.Rollback();
            }
            catch (Exception)
            {
                // Whatever it is (a merge that failed tells so here again), the first failure is the one to tell; the files it left are
                // removed when the index is opened next.
            }

            return fault;
        }
    }

    /// <exception cref="IndexException">Something failed half-way before.</exception>
    public void ThrowIfBroken()
    {
        if (broken is not null)
        {
            throw new IndexException(broken.Fault, folder, broken.Message, broken);
        }
    }
}
