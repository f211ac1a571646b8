using Lucene.Net.Index;
using Lucene.Net.Search.Similarities;
using Lucene.Net.Util;

using SearchCore.Analysis;
using SearchCore.Indexing.Segments;
using SearchCore.Schema;
using SearchCore.Storage;

using Lock = System.Threading.Lock;

namespace SearchCore.Indexing.Publication;

/// <summary>
/// The end of the write path: takes segments that were built elsewhere into the index, replaces and deletes, commits, and opens readers. Lucene's
/// IndexWriter owns commits, deletes and merges; it analyzes and inverts nothing. Thread-safe.
/// </summary>
/// <remarks>
/// One <b>publication lock</b> makes publishing, preparing a commit and opening a reader exclude each other: between the deletion of what a
/// segment replaces and its addition nobody may look. Building segments does not take it. Lock order: committing, then publication.
/// </remarks>
internal sealed partial class ArticleWriter : IDisposable
{
    // Twice Lucene's: a load of 1 GB by two workers then merges nothing and is done in three fifths of the time (docs/decisions/0010).
    private const int MergedAtOnce = 20;

    private readonly string folder;
    private readonly DurableDirectory directory;
    private readonly Lock committing = new();
    private readonly Lock publication = new();
    private readonly PublishedIds recent = new();
    private IndexWriter writer;
    private IdFilter? known;
    private CommitData lastCommit;
    private IndexException? broken;
    private long published;
    private bool changed;

    private ArticleWriter(string folder, DurableDirectory directory, TimeProvider clock, OpenMode mode, CommitData lastCommit)
    {
        Builders = new BuilderPool(clock, lastCommit.Schema.ExactForms);
        this.folder = folder;
        this.directory = directory;
        this.lastCommit = lastCommit;
        Window = new InputWindow(lastCommit.NextChunk);
        Staging = new StagingArea(folder, directory.Files);
        Staging.Clear();
        writer = NewWriter(mode);
        known = writer.MaxDoc == 0 ? new IdFilter() : null;
    }

    /// <summary>What builds segments.</summary>
    public BuilderPool Builders { get; }

    /// <summary>Where segments are built.</summary>
    public StagingArea Staging { get; }

    /// <summary>What part of the input is on its way.</summary>
    public InputWindow Window { get; }

    /// <summary>What became of merges.</summary>
    public MergeHealth Merges { get; } = new();

    /// <summary>The load under way, whose progress commits write down.</summary>
    public LoadProgress? Load { get; set; }

    /// <summary>Where the last load stopped, when it was not complete.</summary>
    public Checkpoint? Checkpoint => Volatile.Read(ref lastCommit).Checkpoint;

    /// <summary>Whether something failed half-way, so that nothing more can be written.</summary>
    public bool IsBroken => broken is not null;

    /// <summary>What the index is made to hold.</summary>
    public IndexSchema Schema => Volatile.Read(ref lastCommit).Schema;

    /// <summary>The last commit's number.</summary>
    public long Sequence => Volatile.Read(ref lastCommit).Sequence;

    /// <summary>Opens the index of a folder whose lock the caller holds; an empty first commit is made where there is none.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="directory">The same, as Lucene sees it.</param>
    /// <param name="clock">What says how long memory has been idle.</param>
    /// <param name="exactForms">Whether the index is to keep exact forms; null to leave that as it is, which is not where the index is new.</param>
    /// <exception cref="IndexException">The index is one without what is wanted, or the other way round.</exception>
    public static ArticleWriter Open(string folder, DurableDirectory directory, TimeProvider clock, bool? exactForms)
    {
        var point = CommitPoint.Find(folder, directory);
        var last = CommitData.None(new IndexSchema(exactForms ?? false));
        if (point is not null)
        {
            last = CommitData.Read(folder, point.Segments.UserData);
            last.RequireForms(folder, exactForms);
            directory.Learn(IndexFolder.ManifestOf(folder, point, last, directory.Files).Files);
        }

        Leftovers.RemoveCommits(directory, point?.Generation ?? 0);
        var writer = new ArticleWriter(folder, directory, clock, point is null ? OpenMode.CREATE : OpenMode.APPEND, last);

        // After an interruption segments.gen may be missing or name the commit before; every commit writes it anew.
        if (point is null || CommitPoint.Finished(directory) != point.Generation)
        {
            writer.changed = true;
            writer.Commit();
        }

        return writer;
    }

    /// <summary>
    /// Opens the index of a folder to exchange everything in it: it begins empty, and its first commit replaces what is there. The folder was
    /// prepared (<see cref="Prepare"/>).
    /// </summary>
    /// <param name="folder">The folder, whose lock the caller holds.</param>
    /// <param name="directory">The same.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="last">What the commit before says, for the next to go on from.</param>
    public static ArticleWriter Replace(string folder, DurableDirectory directory, TimeProvider clock, CommitData last) =>
        new(folder, directory, clock, OpenMode.CREATE, last) { changed = true };

    /// <summary>Makes a folder ready to have its index replaced: nothing of interrupted commits is left, and where there was no index an empty one is.</summary>
    public static void Prepare(string folder, DurableDirectory directory)
    {
        if (CommitPoint.Find(folder, directory) is { } point)
        {
            Leftovers.RemoveCommits(directory, point.Generation);
        }
        else
        {
            Open(folder, directory, TimeProvider.System, exactForms: null).Dispose();
        }
    }

    /// <summary>
    /// Takes a staged segment into the index: articles it replaces are deleted, and those of its own that a later article has already
    /// replaced are marked deleted before. Its files may go once this returns.
    /// </summary>
    /// <exception cref="IndexException">It failed; everything since the last commit is undone.</exception>
    public void Publish(StagedSegment segment)
    {
        lock (publication)
        {
            ThrowIfBroken();
            Guarded("The articles could not be published", () =>
            {
                var replaced = Resolve(segment);
                if (segment.LiveDocuments == 0)
                {
                    return;
                }

                segment.Commit();
                IdDeletion.Delete(writer, replaced);
                writer.AddIndexes(segment.Directory);
                changed = true;
                published += segment.Documents;
                Remember(segment);
            });
        }

        Guarded("Merging could not begin", writer.MaybeMerge);
    }

    /// <summary>Takes every segment of another index in, as it is. What it may replace is not looked for.</summary>
    /// <exception cref="IndexException">It failed; everything since the last commit is undone.</exception>
    public void Adopt(DurableDirectory index)
    {
        lock (publication)
        {
            ThrowIfBroken();
            Guarded("The segments could not be taken over", () => writer.AddIndexes(index));
            changed = true;
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

    /// <summary>The fault to report where a segment could not be written; the index is as it was.</summary>
    public IndexException CannotWrite(Exception cause) => new(
        IndexFault.Unwritable, folder, $"A segment could not be written to {folder}: {cause.Message} The index is as it was; make room or mend the cause, and repeat.", cause);

    /// <summary>Deletes by id what is published.</summary>
    public void Delete(IReadOnlyList<string> ids)
    {
        lock (publication)
        {
            ThrowIfBroken();
            Guarded("The articles could not be deleted", () => IdDeletion.Delete(writer, [.. ids.Select(id => new BytesRef(id))]));
            changed = changed || ids.Count > 0;
        }
    }

    /// <summary>A reader of everything published so far, committed or not.</summary>
    public DirectoryReader OpenReader()
    {
        lock (publication)
        {
            ThrowIfBroken();
            return Guarded("The index could not be read", () => DirectoryReader.Open(writer, applyAllDeletes: true));
        }
    }

    /// <summary>A reader of everything published so far, or null where the given one already is.</summary>
    public DirectoryReader? OpenIfChanged(DirectoryReader reader)
    {
        lock (publication)
        {
            ThrowIfBroken();
            return Guarded("The index could not be read", () => DirectoryReader.OpenIfChanged(reader, writer, applyAllDeletes: true));
        }
    }

    /// <summary>Makes everything published so far durable; without changes since the last commit it does nothing.</summary>
    /// <returns>The last commit's number.</returns>
    /// <exception cref="IndexException">
    /// It failed, and everything since the last commit is undone; or merges keep failing: then nothing is undone, and a later commit succeeds once they do.
    /// </exception>
    public long Commit()
    {
        lock (committing)
        {
            RequireHealthyMerges();
            var next = lastCommit;
            lock (publication)
            {
                ThrowIfBroken();
                var checkpoint = Load is null ? lastCommit.Checkpoint : Load.Reached(Window.LowWater);
                if (!changed && checkpoint == lastCommit.Checkpoint)
                {
                    return lastCommit.Sequence;
                }

                Guarded("The commit failed", () =>
                {
                    next = lastCommit with { Sequence = lastCommit.Sequence + 1, NextChunk = Window.Next, Checkpoint = checkpoint };
                    writer.SetCommitData(next.ToUserData());
                    writer.PrepareCommit();
                    changed = false;
                });
            }

            Guarded("The commit failed", () =>
            {
                var prepared = directory.Prepared ?? throw new InvalidOperationException("A prepared commit had no files synced.");
                new Manifest(prepared.Generation, next.Sequence, prepared.Files.ToDictionary(file => file, directory.SumOf)).Write(folder, directory.Files);
                writer.Commit();
                RemoveOldManifests(prepared.Generation);
            });
            Volatile.Write(ref lastCommit, next);
            return next.Sequence;
        }
    }

    /// <summary>Merges down to a number of segments and waits for it.</summary>
    public void ForceMerge(int segments)
    {
        ThrowIfBroken();
        Guarded("The merge failed", () => writer.ForceMerge(segments, doWait: true));
        lock (publication)
        {
            changed = true;
        }
    }

    /// <summary>Closes once running merges are done, and commits these where nothing else waits to be committed; what is not committed is gone.</summary>
    /// <exception cref="IndexException">Something could not be read or removed; the next one to open the index sees to that. Everything is closed.</exception>
    public void Dispose()
    {
        Builders.Dispose();
        if (broken is not null)
        {
            return;
        }

        Guarded("Closing failed", () =>
        {
            writer.WaitForMerges();
            KeepMerges();
            writer.Rollback();
            Staging.Clear();
            Leave();
        });
    }

    // Merging says nothing new: where all else is committed, its work would be thrown away and done again by whoever opens the index next.
    private void KeepMerges()
    {
        if (!changed && Merges.Trouble is null && writer.HasUncommittedChanges())
        {
            changed = true;
            Commit();
        }
    }

    // Who came last decides. Against segments published out of input order that is looked up; everything else in the index came before.
    private List<BytesRef> Resolve(StagedSegment segment)
    {
        recent.ForgetBefore(InputSequence.Of(Window.LowWater, 0));
        if (known is null && published > Math.Max(10_000, writer.MaxDoc / 50))
        {
            known = ReadIds();
        }

        var replaced = new List<BytesRef>();
        for (var document = 0; document < segment.Documents; document++)
        {
            if (!segment.IsLive(document))
            {
                continue;
            }

            var id = segment.Id(document);
            var hash = IdHash.Of(id.Span);
            if (recent.Count > 0 && recent.HasNewer(id.Span, hash, segment.Sequence(document)))
            {
                segment.Delete(document);
            }
            else if (known is null || known.MayContain(hash))
            {
                replaced.Add(segment.IdBytes(document));
            }
        }

        return replaced;
    }

    private void Remember(StagedSegment segment)
    {
        recent.Add(segment.LiveDocuments, LiveIds(segment));
        if (known is not null)
        {
            foreach (var id in LiveIds(segment))
            {
                known.Add(id.Hash);
            }
        }
    }

    private static IEnumerable<PublishedId> LiveIds(StagedSegment segment)
    {
        for (var document = 0; document < segment.Documents; document++)
        {
            if (segment.IsLive(document))
            {
                var id = segment.Id(document);
                yield return new PublishedId(id, IdHash.Of(id.Span), segment.Sequence(document));
            }
        }
    }

    private IdFilter ReadIds()
    {
        var filter = new IdFilter();
        using var reader = DirectoryReader.Open(writer, applyAllDeletes: false);
        foreach (var leaf in reader.Leaves)
        {
            if (leaf.AtomicReader.GetTerms(FieldNames.Id)?.GetEnumerator() is { } terms)
            {
                while (terms.MoveNext())
                {
                    filter.Add(IdHash.Of(terms.Term.Bytes.AsSpan(terms.Term.Offset, terms.Term.Length)));
                }
            }
        }

        return filter;
    }

    private IndexWriter NewWriter(OpenMode mode) => new(directory, new IndexWriterConfig(TextAnalysis.Version, TextAnalysis.English.Analyzer)
    {
        OpenMode = mode,
        UseCompoundFile = false,
        Similarity = new BM25Similarity(),
        MergePolicy = new TieredMergePolicy { NoCFSRatio = 0, SegmentsPerTier = MergedAtOnce, MaxMergeAtOnce = MergedAtOnce },
        MergeScheduler = Merges.NewScheduler(),

        // Damage must not be merged into a file with a new, valid checksum.
        CheckIntegrityAtMerge = true,
    });
}
