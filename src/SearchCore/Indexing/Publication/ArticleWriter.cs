using Lucene.Net.Index;
using Lucene.Net.Util;

using SearchCore.Indexing.Segments;
using SearchCore.Schema;
using SearchCore.Storage;

namespace SearchCore.Indexing.Publication;

/// <summary>
/// The end of the write path: takes segments that were built elsewhere into the index, replaces and deletes, commits, and opens readers.
/// Lucene's IndexWriter owns commits, deletes and merges; it analyzes and inverts nothing. Thread-safe; building segments takes no lock of
/// it.
/// </summary>
internal sealed partial class ArticleWriter : IDisposable
{
    private const string CannotDelete = "The articles could not be deleted";

    private readonly string folder;
    private readonly GuardedWriter writer;
    private readonly CommitSequence commits;
    private readonly DurableDirectory directory;
    private readonly TimeProvider clock;
    private readonly IdSearch search;
    private readonly Lock exchanging = new();
    private IdResolution ids;
    private ArticleWriter? aside;

    /// <summary>Opens the writer of a folder that was looked at before (<see cref="WriterOpening"/>).</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="directory">The same.</param>
    /// <param name="options">The clock, and how segments are merged.</param>
    /// <param name="mode">Whether to go on with what is there or to replace it.</param>
    /// <param name="last">What the commit before says.</param>
    /// <param name="hasChanges">Whether the first commit is made also where nothing is added.</param>
    /// <param name="window">The order of another writer's changes, which this one's are part of; null for one of its own.</param>
    public ArticleWriter(
        string folder, DurableDirectory directory, ArticleIndexOptions options, OpenMode mode, CommitData last, bool hasChanges = false,
        InputWindow? window = null)
    {
        (this.folder, this.directory, clock) = (folder, directory, options.Clock);
        Memory = new LoadMemory(options);
        Builders = new BuilderPool(clock, last.Schema, Memory.WritersBytes);
        Window = window ?? new InputWindow(last.NextChunk);
        Staging = new StagingArea(folder, directory.Files);
        Staging.Clear();
        writer = new GuardedWriter(folder, directory, mode, Merges, options) { HasChanges = hasChanges };
        commits = new CommitSequence(folder, directory, writer, Merges, Window, last);
        ids = new IdResolution(Window, isEmpty: writer.Lucene.MaxDoc == 0);
        search = new IdSearch(writer, () => ids);
    }

    /// <summary>What builds segments.</summary>
    public BuilderPool Builders { get; private set; }

    /// <summary>What building them may take.</summary>
    public LoadMemory Memory { get; }

    /// <summary>Where segments are built.</summary>
    public StagingArea Staging { get; }

    /// <summary>The order of loads and changes, and what of them is on its way.</summary>
    public InputWindow Window { get; }

    /// <summary>The memory that it needs to know the ids of the index; more of it the larger that is.</summary>
    public long IdBytes => Volatile.Read(ref ids).Bytes;

    /// <summary>What became of merges.</summary>
    public MergeHealth Merges { get; } = new();

    /// <summary>The load under way, whose progress commits write down.</summary>
    public ICheckpoints? Load { get; set; }

    /// <summary>
    /// Whether merges that run when this is closed are given up and not waited for: somebody wants an end. Whoever opens the index next
    /// begins them again.
    /// </summary>
    public bool GivesUpMerges { get; set; }

    /// <summary>Who looks at articles on their way; null for nobody.</summary>
    public IBatchWatch? Watch
    {
        get => commits.Watch;
        set => commits.Watch = value;
    }

    /// <summary>Where the last load stopped, when it was not complete.</summary>
    public Checkpoint? Checkpoint => commits.Last.Checkpoint;

    /// <summary>Whether something failed half-way, so that nothing more can be written.</summary>
    public bool IsBroken => writer.IsBroken;

    /// <summary>What the index is made to hold.</summary>
    public IndexSchema Schema => commits.Last.Schema;

    /// <summary>The last commit's number.</summary>
    public long Sequence => commits.Last.Sequence;

    /// <summary>The number of the last event of standing queries, as the last commit says it (<see cref="CommitData.Event"/>).</summary>
    public long? LastEvent => commits.Last.Event;

    /// <summary>Sees to it that events to come have higher numbers than one.</summary>
    public void PassEvents(long number) => commits.PassEvents(number);

    /// <summary>
    /// Takes a staged segment into the index: articles it replaces are deleted, and those of its own that a later article has already
    /// replaced, or that were deleted on their way, are marked deleted before. Its files may go once this returns.
    /// </summary>
    /// <returns>How many articles were replaced, in the index or by another one of the segment.</returns>
    /// <exception cref="IndexException">It failed; everything since the last commit is undone.</exception>
    public int Publish(StagedSegment segment)
    {
        const string Failed = "The articles could not be published";
        var replaced = 0;
        var found = Watch?.Look(segment) ?? [];
        using var deletion = writer.Run(Failed, () => search.FindReplaced(segment));
        lock (writer.Publication)
        {
            writer.Run(Failed, () =>
            {
                var inIndex = ids.Resolve(segment, out replaced);
                if (segment.LiveDocuments == 0)
                {
                    return;
                }

                segment.Commit();
                replaced += deletion.Delete(writer.Lucene, inIndex, segment.Documents);
                writer.Lucene.AddIndexes(segment.Directory);
                writer.HasChanges = true;
                ids.Remember(segment);
                if (found.Count > 0)
                {
                    Watch!.Published(found);
                }
            });
        }

        writer.Run("Merging could not begin", writer.Lucene.MaybeMerge);
        return replaced;
    }

    /// <summary>Takes every segment of another index in, as it is. What it may replace is not looked for.</summary>
    /// <exception cref="IndexException">It failed; everything since the last commit is undone.</exception>
    public void Adopt(DurableDirectory index)
    {
        lock (writer.Publication)
        {
            writer.Run("The segments could not be taken over", () => writer.Lucene.AddIndexes(index));
            writer.HasChanges = true;
        }
    }

    /// <summary>How many segments there are.</summary>
    public int Segments
    {
        get
        {
            using var reader = OpenReader();
            return reader.Leaves.Count;
        }
    }

    /// <summary>How many articles its segments hold, deleted ones too.</summary>
    public int MaxDocument => writer.Lucene.MaxDoc;

    /// <summary>The fault to report where a segment could not be written; the index is as it was.</summary>
    public IndexException CannotWrite(Exception cause) => new(
        IndexFault.Unwritable,
        folder,
        $"A segment could not be written to {folder}: {cause.Message} The index is as it was; make room or mend the cause, and repeat.",
        cause);

    /// <summary>As <see cref="GuardedWriter.RollBack"/>.</summary>
    public IndexException RollBack(string failed, Exception cause) => writer.RollBack(failed, cause);

    /// <summary>Deletes by id what comes before a place in the order, published or still on its way.</summary>
    /// <returns>How many were published.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled; nothing was deleted.</exception>
    public int Delete(IReadOnlyCollection<string> articles, InputWindow.Mark at, CancellationToken cancellation) =>
        (int)Everywhere(index => index.DeleteHere(articles, at, index == this ? cancellation : CancellationToken.None));

    /// <summary>Deletes everything that comes before a place in the order, published or still on its way.</summary>
    /// <returns>How many were published.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled; nothing was deleted.</exception>
    public long DeleteAll(InputWindow.Mark at, CancellationToken cancellation) =>
        Everywhere(index => index.DeleteAllHere(at, index == this ? cancellation : CancellationToken.None));

    private int DeleteHere(IReadOnlyCollection<string> articles, InputWindow.Mark at, CancellationToken cancellation)
    {
        var wanted = new List<WantedId>(articles.Count);
        foreach (var article in articles)
        {
            wanted.Add(new(new BytesRef(article), wanted.Count));
        }

        using var deletion = new IdDeletion(at.Sequence);
        writer.Run(CannotDelete, () => search.Find(deletion, () => wanted, cancellation));
        return (int)Delete(
            index =>
            {
                var found = deletion.Delete(index, wanted, wanted.Count, cancellation);
                ids.Delete(wanted, at);
                return found;
            },
            cancellation);
    }

    private long DeleteAllHere(InputWindow.Mark at, CancellationToken cancellation) => Delete(
        index =>
        {
            var found = IdDeletion.DeleteAll(index, at.Sequence, cancellation);
            ids.DeleteAll(at);
            return found;
        },
        cancellation);

    /// <summary>A reader of everything published so far, committed or not.</summary>
    public DirectoryReader OpenReader()
    {
        lock (writer.Publication)
        {
            return writer.Run("The index could not be read", () => DirectoryReader.Open(writer.Lucene, applyAllDeletes: true));
        }
    }

    /// <summary>A reader of everything published so far, with its schema; null where the given one already is.</summary>
    public (DirectoryReader Reader, IndexSchema Schema)? OpenIfChanged(DirectoryReader reader)
    {
        lock (writer.Publication)
        {
            var newer = writer.Run(
                "The index could not be read", () => DirectoryReader.OpenIfChanged(reader, writer.Lucene, applyAllDeletes: true));
            return newer is null ? null : (newer, Schema);
        }
    }

    /// <summary>Makes everything published so far durable (<see cref="CommitSequence.Commit"/>).</summary>
    /// <returns>The last commit's number.</returns>
    public long Commit() => commits.Commit(Load);

    /// <summary>As <see cref="CommitSequence.Promote"/>.</summary>
    public long Promote() => commits.Promote();

    /// <summary>As <see cref="CommitSequence.Begin(long)"/>.</summary>
    public long BeginEpoch(long epoch) => commits.Begin(epoch);

    /// <summary>Commits also where nothing has changed.</summary>
    public void CommitAnew()
    {
        MarkChanged();
        Commit();
    }

    /// <summary>Merges down to a number of segments and waits for it.</summary>
    public void ForceMerge(int segments)
    {
        writer.MergeThreads.Hurry();
        try
        {
            writer.Run("The merge failed", () => writer.Lucene.ForceMerge(segments, doWait: true));
        }
        finally
        {
            writer.MergeThreads.Relax();
        }

        MarkChanged();
    }

    /// <summary>
    /// Closes once running merges are done (<see cref="GivesUpMerges"/>), and commits these where nothing else waits to be committed; what
    /// is not committed is gone.
    /// </summary>
    /// <exception cref="IndexException">
    /// Something could not be read or removed; the next one to open the index sees to that. Everything is closed.
    /// </exception>
    public void Dispose()
    {
        Builders.Dispose();
        if (writer.IsBroken)
        {
            return;
        }

        writer.Run("Closing failed", () =>
        {
            if (!GivesUpMerges)
            {
                writer.MergeThreads.Hurry();
                writer.Lucene.WaitForMerges();
                KeepMerges();
            }

            writer.Lucene.Rollback();
            Staging.Clear();
            commits.RemoveOthers();
        });
    }

    private long Delete(Func<IndexWriter, long> delete, CancellationToken cancellation)
    {
        using (writer.Enter(cancellation))
        {
            return writer.Run(CannotDelete, () =>
            {
                var found = delete(writer.Lucene);
                writer.HasChanges = writer.HasChanges || found > 0;
                return found;
            });
        }
    }

    private void MarkChanged()
    {
        lock (writer.Publication)
        {
            writer.HasChanges = true;
        }
    }

    // Merging says nothing new: where all else is committed, its work would be thrown away and done again by whoever opens the index next.
    private void KeepMerges()
    {
        if (!writer.HasChanges && Merges.Trouble is null && writer.Lucene.HasUncommittedChanges())
        {
            CommitAnew();
        }
    }
}
