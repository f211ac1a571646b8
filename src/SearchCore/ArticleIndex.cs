using Lucene.Net.Index;

using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Entities;
using SearchCore.Indexing;
using SearchCore.Indexing.Publication;
using SearchCore.Schema;
using SearchCore.Searching.Running;
using SearchCore.Searching.Snapshots;
using SearchCore.Storage;

using Directory = Lucene.Net.Store.Directory;

namespace SearchCore;

/// <summary>An index of news articles in a folder: the one public door.</summary>
/// <remarks>
/// Thread-safe: any number of threads search while others add. What is added is searchable after <see cref="Refresh"/> (or
/// <see cref="Commit"/>, which refreshes) and survives a crash after <see cref="Commit"/>; <see cref="Dispose"/> does not commit.
/// One process at a time opens an index for writing, any number read only.
/// </remarks>
public sealed partial class ArticleIndex : IDisposable
{
    // What single articles may take before they are published; loads have the budget of the options.
    private const long AdderBytes = 16_000_000;

    private readonly ArticleIndexOptions options;
    private readonly Directory directory;
    private readonly IndexLock? held;
    private readonly ArticleWriter? writer;
    private readonly Lock refreshing = new();
    private readonly Lock loading = new();
    private readonly Lock adding = new();
    private IndexingWorker? adder;
    private readonly CursorSnapshots cursors;
    private PointInTime? current;
    private bool disposed;

    private ArticleIndex(
        string path, ArticleIndexOptions options, Directory directory, IndexLock? held, ArticleWriter? writer, DirectoryReader reader, IndexSchema schema)
    {
        (Path, this.options, this.directory, this.held, this.writer, current) = (path, options, directory, held, writer, new PointInTime(reader, schema, options.Recognizer as IEntityAliases));
        cursors = new CursorSnapshots(options.CursorLifetime, options.Clock);
    }

    /// <summary>The folder, as a full path without symbolic links.</summary>
    public string Path { get; }

    /// <summary>Opens the index of a folder. For writing, the folder and an empty index are made where they are missing.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="options">How to open it; null for the defaults.</param>
    /// <exception cref="IndexException">Missing (read only), locked, damaged, unwritable, or of another version; the message says what to do.</exception>
    /// <exception cref="ArgumentException">The options contradict themselves or are out of bounds; the message names every fault.</exception>
    public static ArticleIndex Open(string path, ArticleIndexOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        options ??= new ArticleIndexOptions();
        options.Validate();
        var folder = IndexFolder.RealPath(path);
        return options.Access == IndexAccess.ReadOnly ? OpenReadOnly(folder, options) : OpenForWriting(folder, options);
    }

    /// <summary>Adds an article, replacing the one with the same id. Searchable after <see cref="Refresh"/>, durable after <see cref="Commit"/>.</summary>
    /// <exception cref="ArgumentException">The id is empty or over its limit, or there is neither title nor body.</exception>
    public void Add(Article article)
    {
        ArgumentNullException.ThrowIfNull(article);
        ArticleRules.Require(article);
        var target = Writer;
        lock (adding)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            adder ??= new IndexingWorker(target, options.Recognizer, new IndexingTally(new IndexingOptions()), AdderBytes);
            adder.Process(article);
        }
    }

    /// <summary>
    /// Reads sources in turn and indexes what they hold on several workers; commits every so often and at the end. A record that cannot
    /// be used is reported and skipped, a source that fails is noted and the next one goes on. Loads run one at a time: a second call waits.
    /// </summary>
    /// <param name="sources">Where the articles come from. Of two with one id the later one stays.</param>
    /// <param name="callbacks">What is told while it runs.</param>
    /// <param name="cancellation">Stops the load; what was indexed until then is committed and the report says so.</param>
    /// <exception cref="IndexException">The index cannot be written; what was committed before stands.</exception>
    public IndexingReport Index(IEnumerable<IArticleSource> sources, IndexingOptions? callbacks = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(sources);
        var target = Writer;
        lock (loading)
        {
            Refresh();
            var before = Statistics().Articles;
            callbacks ??= new IndexingOptions();
            var load = LoadProgress.Begin(sources, options.Meaning, callbacks.Resume ? target.Checkpoint : null);
            if (load.Resumed is { } resumed)
            {
                callbacks.OnResumed?.Invoke(resumed);
            }

            using var run = new IndexingRun(target, options, callbacks, load, cancellation);
            var sequence = run.Run();
            Refresh();
            var after = Statistics();
            return run.Report(Math.Max(0, run.Tally.Articles - (after.Articles - before)), after.Segments, sequence, cancellation.IsCancellationRequested);
        }
    }

    /// <summary>Deletes an article by id. Gone from searches after <see cref="Refresh"/>, for good after <see cref="Commit"/>.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Delete(string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return Delete(() => Get(id) is null ? [] : [id]) > 0;
    }

    /// <summary>
    /// Deletes every article that a request matches, at most all of them: limit, sort and facets are ignored.
    /// Gone from searches after <see cref="Refresh"/>, for good after <see cref="Commit"/>.
    /// </summary>
    /// <returns>How many were deleted.</returns>
    /// <exception cref="QueryException">The query cannot be understood; nothing was deleted.</exception>
    public long Delete(SearchRequest request, CancellationToken cancellation = default)
    {
        RequestRules.Require(request);
        return Delete(() =>
        {
            using var searcher = OpenSearcher();
            return searcher.MatchingIds(request, cancellation);
        });
    }

    /// <summary>Makes every change so far durable, and visible to searches that start from now on.</summary>
    /// <returns>The commit's sequence number.</returns>
    /// <exception cref="IndexException">The commit failed; what was committed before stands.</exception>
    public long Commit()
    {
        var target = Writer;
        PublishAdded();
        var sequence = target.Commit();
        Refresh();
        return sequence;
    }

    /// <summary>
    /// Merges segments until at most this many are left, which also frees the room of what was deleted, and commits. Worth it for an
    /// archive that is searched much and changed no more; it rewrites most of the index and takes twice its room meanwhile.
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

    /// <summary>Makes every change so far visible to searches that start from now on; read only, the last commit of whoever writes.</summary>
    public void Refresh()
    {
        PublishAdded();
        lock (refreshing)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            var before = current!;
            var newer = writer is null ? IndexFolder.Guard(Path, () => DirectoryReader.OpenIfChanged(before.Reader)) : writer.OpenIfChanged(before.Reader);
            if (newer is not null)
            {
                // Whoever writes may have rebuilt the index to another schema.
                current = new PointInTime(newer, writer?.Schema ?? CommitData.Read(Path, newer.IndexCommit.UserData).Schema, options.Recognizer as IEntityAliases);
                before.Release();
            }

            cursors.Sweep();
        }
    }

    /// <summary>Leases the index as it is at this moment, for several searches that must agree.</summary>
    public ArticleSearcher OpenSearcher() => new(PointInTime.Lease(ref current), options.Clock);

    /// <summary>Searches the index as it was at the last <see cref="Refresh"/> or <see cref="Commit"/>.</summary>
    /// <exception cref="QueryException">The query cannot be understood or is over a limit; its diagnostics say where and why.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public SearchResults Search(SearchRequest request, CancellationToken cancellation = default)
    {
        RequestRules.Require(request);
        using var searcher = request.After is { } token && Cursor.TryRead(token, out var cursor) && cursors.TryLease(cursor.State) is { } kept
            ? new ArticleSearcher(kept, options.Clock)
            : OpenSearcher();
        var results = searcher.Search(request, cancellation);
        if (results.Next is not null)
        {
            cursors.Hold(searcher.PointInTime);
        }

        return results;
    }

    /// <summary>The stored article with an id, or null.</summary>
    public Article? Get(string id)
    {
        using var searcher = OpenSearcher();
        return searcher.Get(id);
    }

    /// <summary>Figures about the index as searches see it now.</summary>
    public IndexStatistics Statistics()
    {
        var point = PointInTime.Lease(ref current);
        try
        {
            var reader = point.Reader;
            var bytes = IndexFolder.Guard(Path, () => IndexFolder.BytesOf(Path, options.Files));
            var sequence = writer?.Sequence ?? CommitData.Read(Path, reader.IndexCommit.UserData).Sequence;
            var (failedMerges, lastFailure) = writer?.Merges.Failures ?? default;
            return new IndexStatistics
            {
                Articles = reader.NumDocs,
                Deleted = reader.NumDeletedDocs,
                Segments = reader.Leaves.Count,
                Bytes = bytes,
                Sequence = sequence,
                ExactForms = point.Schema.ExactForms,
                FailedMerges = failedMerges,
                LastMergeFailure = lastFailure,
            };
        }
        finally
        {
            point.Release();
        }
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
            cursors.Dispose();
            Interlocked.Exchange(ref current, null)!.Release();
        }

        try
        {
            lock (adding)
            {
                adder?.Dispose();
            }

            writer?.Dispose();
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

    private void PublishAdded()
    {
        lock (adding)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            adder?.Flush();
        }
    }

    private long Delete(Func<IReadOnlyList<string>> choose)
    {
        var target = Writer;
        lock (loading)
        {
            Refresh();
            var ids = choose();
            target.Delete(ids);
            return ids.Count;
        }
    }

    private ArticleWriter Writer
    {
        get
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            return writer ?? throw new InvalidOperationException($"The index in {Path} is open read only. Open it with IndexAccess.ReadWrite to change it.");
        }
    }

    private static ArticleIndex OpenReadOnly(string folder, ArticleIndexOptions options)
    {
        IndexFolder.Require(folder);
        return IndexFolder.Guard(folder, () =>
        {
            var directory = IndexFolder.Open(folder, options.Files);
            try
            {
                var point = CommitPoint.Find(folder, directory) ?? throw IndexFolder.Missing(folder);
                var commit = CommitData.Read(folder, point.Segments.UserData);
                IndexChecker.RequireWhole(folder, directory);
                return new ArticleIndex(folder, options, directory, held: null, writer: null, CommitReader.Open(folder, directory, point), commit.Schema);
            }
            catch
            {
                directory.Dispose();
                throw;
            }
        });
    }

    private static ArticleIndex OpenForWriting(string folder, ArticleIndexOptions options)
    {
        IndexFolder.Create(folder, options.Files);
        var held = IndexLock.Take(folder, options.Files);
        if (options.EffectiveWorkers > 1)
        {
            // A processor is idle while Lucene opens.
            _ = Task.Run(BuilderPool.Prepare);
        }

        try
        {
            return IndexFolder.Guard(folder, () =>
            {
                var directory = IndexFolder.Open(folder, options.Files);
                IndexChecker.RequireWhole(folder, directory);
                var writer = ArticleWriter.Open(folder, directory, options.Clock, options.ExactForms);
                return new ArticleIndex(folder, options, directory, held, writer, writer.OpenReader(), writer.Schema);
            });
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }
}
