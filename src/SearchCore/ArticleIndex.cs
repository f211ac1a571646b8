using Lucene.Net.Index;

using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Entities;
using SearchCore.Indexing;
using SearchCore.Indexing.Publication;
using SearchCore.Measuring;
using SearchCore.Schema;
using SearchCore.Searching.Snapshots;
using SearchCore.Storage;

using Directory = Lucene.Net.Store.Directory;

namespace SearchCore;

/// <summary>An index of news articles in a folder: the one public door.</summary>
/// <remarks>
/// Thread-safe: any number of threads search while others add. What is added is searchable after <see cref="Refresh"/> (or
/// <see cref="Commit"/>, which refreshes) and survives a crash after <see cref="Commit"/>; <see cref="Dispose"/> does not commit.
/// One process at a time opens an index for writing, any number read only.
/// <para>
/// <b>The order of changes.</b> Additions, deletions and commits return while a load runs and do not wait for it. Of a load's record and an
/// <see cref="Add(Article)"/> or a deletion of the same id, what was called or read later wins, whatever is published first. A record is
/// read when its source hands out the chunk that holds it; of
/// <see cref="ArticleSource.From(IEnumerable{Article}, string, ReadingOptions?)"/>, when the enumeration gives it. What an interrupted load
/// reads again is read again: later than what was added or deleted before.
/// </para>
/// </remarks>
public sealed partial class ArticleIndex : IDisposable
{
    private readonly ArticleIndexOptions options;
    private readonly Directory directory;
    private readonly IndexLock? held;
    private readonly ArticleWriter? writer;
    private readonly Lock refreshing = new();
    private readonly Lock loading = new();
    private readonly SingleAdditions? additions;
    private readonly ClosingQueue closing = new();
    private readonly CursorSnapshots cursors;
    private readonly Lazy<StandingQueries> standing;
    private PointInTime? current;
    private bool disposed;

    private ArticleIndex(
        string path,
        ArticleIndexOptions options,
        Directory directory,
        IndexLock? held,
        ArticleWriter? writer,
        DirectoryReader reader,
        IndexSchema schema)
    {
        (Path, this.directory, this.held, this.writer) = (path, directory, held, writer);
        this.options = options = options with { Name = options.Name ?? System.IO.Path.GetFileName(path) };
        additions = writer is null ? null : new SingleAdditions(this, writer, options);
        current = NewPoint(reader, schema);
        cursors = new CursorSnapshots(options.CursorLifetime, options.CursorPoints, options.CursorMegabytes * 1_000_000L, options.Clock);
        cursors.Sweep(current);
        standing = new(OpenStanding);
        if (writer is not null)
        {
            _ = standing.Value;
        }

        Measurements.Observe(this);
    }

    /// <summary>The folder, as a full path without symbolic links; a name such as <c>memory:1</c> for one in memory.</summary>
    public string Path { get; }

    /// <summary>The fields of the archive's own, in the order of their declaration; none where it has none. Thread-safe.</summary>
    /// <exception cref="ObjectDisposedException">The index is closed.</exception>
    public IReadOnlyList<FieldDeclaration> Fields => Schema.Fields;

    /// <summary>
    /// Adds an article, replacing the one with the same id. Searchable after <see cref="Refresh"/>, durable after <see cref="Commit"/>.
    /// While a load runs it does not wait for it, replaces what the load read before, and is replaced by what the load reads later; the
    /// load's commits make it searchable and durable too.
    /// </summary>
    /// <remarks>
    /// Values that may not be kept are dropped or repaired as in a load (<see cref="ArticleRules"/>); the other overload tells which. A
    /// recognizer that throws comes out as itself; what was added before stays.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// It is refused by <see cref="ArticleRules"/>; the message names article, member and code.
    /// </exception>
    public void Add(Article article) => Add(article, onNotice: null);

    /// <summary>As <see cref="Add(Article)"/>, telling what of the article was dropped or repaired.</summary>
    /// <param name="article">The article.</param>
    /// <param name="onNotice">Called for each value that was dropped or repaired, before the article is added; null for nobody.</param>
    /// <exception cref="ArgumentException">
    /// It is refused by <see cref="ArticleRules"/>; the message names article, member and code.
    /// </exception>
    public void Add(Article article, Action<ArticleNoticeKind, string>? onNotice)
    {
        ArgumentNullException.ThrowIfNull(article);
        Writable(additions).Add(article, onNotice);
    }

    /// <summary>
    /// Reads sources in turn and indexes what they hold on several workers; commits every so often and at the end. A record that cannot be
    /// used is reported and skipped; a source that fails, with whatever exception, ends there, what it gave stays, and the next one goes
    /// on. Loads run one at a time: a second call waits. Additions, deletions, refreshes and commits go on meanwhile.
    /// </summary>
    /// <param name="sources">Where the articles come from. Of two with one id the later one stays.</param>
    /// <param name="callbacks">What is called while it runs.</param>
    /// <param name="cancellation">Stops the load; what was indexed until then is committed and the report says so.</param>
    /// <exception cref="IndexException">The index cannot be written; what was committed before stands.</exception>
    /// <remarks>
    /// A recognizer or a callback that throws ends the load and comes out as itself. What its worker had not published yet is lost, what
    /// others had is there after the next <see cref="Commit"/>. A load is continued (<see cref="IndexingOptions.Resume"/>) only with a
    /// recognizer of the same type and <see cref="IIdentifiedRecognizer.Identity"/>, or without one as before.
    /// </remarks>
    public IndexingReport Index(
        IEnumerable<IArticleSource> sources, IndexingOptions? callbacks = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(sources);
        var target = Writer;
        lock (loading)
        {
            PublishAdded();
            callbacks ??= new IndexingOptions();
            var load = LoadProgress.Begin(sources, LoadOptions.Meaning(options.Recognizer), callbacks.Resume ? target.Checkpoint : null);
            if (load.Resumed is { } resumed)
            {
                callbacks.OnResumed?.Invoke(resumed);
            }

            using var run = new IndexingRun(target, options, callbacks, load, PublishAdded, reserved: null, cancellation);
            var sequence = run.Run();
            Refresh();
            target.GivesUpMerges = cancellation.IsCancellationRequested;
            return run.Report(Look(point => point.Reader.Leaves.Count), sequence, target.GivesUpMerges);
        }
    }

    /// <summary>
    /// Deletes an article by id. Gone from searches after <see cref="Refresh"/>, for good after <see cref="Commit"/>. Does not wait for a
    /// load; what a load read or somebody added before the call is covered also where it is published after it.
    /// </summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellation">Gives up before anything is deleted.</param>
    /// <returns>Whether the index had it; what a load has read and not published yet does not count.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled; nothing was deleted.</exception>
    public bool Delete(string id, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return Delete([id], cancellation) > 0;
    }

    /// <summary>
    /// As <see cref="Delete(string, CancellationToken)"/>, many ids at once: all of them or, where it is cancelled or fails, none.
    /// </summary>
    /// <param name="ids">The ids, in any order; those that no article has are passed over.</param>
    /// <param name="cancellation">Gives up before anything is deleted.</param>
    /// <returns>How many articles the index had; what a load has read and not published yet does not count.</returns>
    /// <exception cref="ArgumentException">An id is null or empty; nothing was deleted.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; nothing was deleted.</exception>
    public int Delete(IEnumerable<string> ids, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var distinct = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in ids)
        {
            ArgumentException.ThrowIfNullOrEmpty(id, nameof(ids));
            distinct.Add(id);
        }

        var target = Writer;
        using var mark = target.Window.TakeMark();
        PublishAdded();
        return target.Delete(distinct, mark, cancellation);
    }

    /// <summary>
    /// Deletes every article that a request matches, at most all of them: limit, sort and facets are ignored. Gone from searches after
    /// <see cref="Refresh"/>, for good after <see cref="Commit"/>. Does not wait for a load. Covers what was added before, what is
    /// published when it is called, and, by their ids, later publications of records that were read before.
    /// </summary>
    /// <param name="request">What to delete.</param>
    /// <param name="cancellation">Gives up before anything is deleted.</param>
    /// <returns>How many were deleted.</returns>
    /// <exception cref="QueryException">The query cannot be understood; nothing was deleted.</exception>
    /// <exception cref="ArgumentException">
    /// The request has no query and no other condition: <see cref="DeleteAll"/> deletes all.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was cancelled; nothing was deleted.</exception>
    public long Delete(SearchRequest request, CancellationToken cancellation = default)
    {
        RequestRules.Require(request);
        var target = Writer;
        using var mark = target.Window.TakeMark();
        Refresh();
        using var searcher = OpenSearcher();
        return target.Delete(searcher.MatchingIds(request, cancellation), mark, cancellation);
    }

    /// <summary>
    /// Deletes every article: those that are published or were added, and those that a load has read already. Gone from searches after
    /// <see cref="Refresh"/>, for good after <see cref="Commit"/>.
    /// </summary>
    /// <param name="cancellation">Gives up before anything is deleted.</param>
    /// <returns>How many articles the index had; what a load has read and not published yet does not count.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled; nothing was deleted.</exception>
    public long DeleteAll(CancellationToken cancellation = default)
    {
        var target = Writer;
        using var mark = target.Window.TakeMark();
        PublishAdded();
        return target.DeleteAll(mark, cancellation);
    }

    /// <summary>Makes every change so far durable, and visible to searches that start from now on.</summary>
    /// <returns>The commit's sequence number.</returns>
    /// <exception cref="IndexException">The commit failed; what was committed before stands.</exception>
    public long Commit()
    {
        var target = Writer;
        using var turns = ThreadScheduling.Lend();
        PublishAdded();
        var sequence = Measurements.Commit(Name, target.Commit);
        Refresh();
        return sequence;
    }

    /// <summary>
    /// Merges segments until at most this many are left, which also frees the room of what was deleted, and commits. Worth it for an
    /// archive that is searched much and changed no more; it rewrites most of the index and takes twice its room meanwhile. Waits for a
    /// load under way.
    /// </summary>
    /// <param name="segments">At most how many segments to leave, from 1.</param>
    /// <returns>The commit's sequence number.</returns>
    /// <exception cref="IndexException">It failed; what was committed before stands.</exception>
    public long Compact(int segments = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(segments, 1);
        var target = Writer;
        lock (loading)
        {
            PublishAdded();
            target.ForceMerge(segments);
            return Commit();
        }
    }

    /// <summary>
    /// Makes every change so far visible to searches that start from now on; read only, the last commit of whoever writes.
    /// </summary>
    public void Refresh() => Measurements.Refresh(Name, MakeVisible);

    private void MakeVisible()
    {
        using var turns = ThreadScheduling.Lend();
        PublishAdded();
        lock (refreshing)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            var before = current!;
            if (NewerThan(before.Reader) is var (newer, schema))
            {
                current = IndexFolder.Guard(Path, () => NewPoint(newer, schema, before), options.Files);
                before.ReleaseHere();
            }

            cursors.Sweep(current!);
            closing.Close();
        }
    }

    // The index may have been exchanged for one of another schema, here or by whoever writes.
    private (DirectoryReader Reader, IndexSchema Schema)? NewerThan(DirectoryReader before)
    {
        if (writer is not null)
        {
            return writer.OpenIfChanged(before);
        }

        var newer = IndexFolder.Guard(Path, () => CommitReader.Reopen(Path, (DurableDirectory)directory, before), options.Files);
        return newer is null ? null : (newer, CommitData.Read(Path, newer.IndexCommit.UserData).Schema);
    }

    /// <summary>Closes the index and gives up its lock. Changes that were not committed are gone.</summary>
    public void Dispose()
    {
        lock (refreshing)
        {
            if (disposed)
            {
                return;
            }

            disposed = true;
            Measurements.Forget(this);
            cursors.Dispose();
            Interlocked.Exchange(ref current, null)!.ReleaseHere();
            closing.End();
        }

        try
        {
            try
            {
                additions?.Dispose();
                writer?.Dispose();
            }
            finally
            {
                // Searchers may outlive the index, and without its lock others change its files.
                (directory as DurableDirectory)?.KeepHandles();
            }

            if (standing.IsValueCreated)
            {
                standing.Value.Close();
            }

            if (writer is not { IsBroken: true })
            {
                held?.Release();
            }
        }
        catch (IndexException)
        {
            // What was committed stands, the rest was to go anyway; the next one to open the index finds it not closed in good order.
        }
        finally
        {
            directory.Dispose();
            held?.Dispose();
        }
    }

    private IEntityAliases? Aliases => options.Recognizer as IEntityAliases;

    /// <summary>What the index is made to hold.</summary>
    internal IndexSchema Schema => Volatile.Read(ref current)?.Schema ?? throw new ObjectDisposedException(nameof(ArticleIndex));

    private SearchThreads Threads => new(options.SearchThreads, options.ArticlesASearchThread);

    private string Name => options.Name!;

    private PointInTime NewPoint(DirectoryReader reader, IndexSchema schema, PointInTime? before = null) =>
        new(reader, schema, Aliases, options.Synonyms, before)
        {
            Name = Name,
            TellsQueries = options.TraceQueries,
            Threads = Threads,
            Closing = closing,
        };

    private void PublishAdded() => additions?.Publish();

    private ArticleWriter Writer => Writable(writer);

    // What there is only in an index that is open for writing.
    private T Writable<T>(T? part)
        where T : class
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        return part ?? throw new InvalidOperationException(
            $"The index in {Path} is open read only. Open it with IndexAccess.ReadWrite to change it.");
    }
}
