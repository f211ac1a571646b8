using SearchCore.Articles.Reading;
using SearchCore.Indexing;
using SearchCore.Indexing.Publication;
using SearchCore.Schema;

namespace SearchCore.Maintenance;

/// <summary>
/// An index that is built beside an open one, in its staging folder, and takes its place in one commit. Searches, additions, deletions and
/// commits of the open one go on meanwhile; what is added or deleted goes to both, in the one order of changes.
/// </summary>
internal sealed class Replacement : IDisposable
{
    // An index has not nearly so many; each may end in a chunk that is not full.
    private const int MostSegments = 10_000;

    private readonly ArticleWriter writer;
    private readonly ArticleWriter aside;
    private readonly SingleAdditions additions;
    private readonly ArticleIndexOptions options;

    /// <summary>Begins: what is added or deleted from now on goes to both.</summary>
    /// <param name="writer">The open index.</param>
    /// <param name="additions">Its additions.</param>
    /// <param name="options">Workers, memory, recognizer.</param>
    /// <param name="schema">What the new one is made to hold.</param>
    public Replacement(ArticleWriter writer, SingleAdditions additions, ArticleIndexOptions options, IndexSchema schema)
    {
        (this.writer, this.additions) = (writer, additions);

        // No commit on the way: it would be thrown away. Nothing is measured twice.
        this.options = options with { CommitInterval = TimeSpan.MaxValue };
        aside = writer.OpenAside(options, schema);
    }

    /// <summary>Begins to take in what is added to the open index, and reads sources.</summary>
    /// <param name="sources">The sources.</param>
    /// <param name="callbacks">What is called while it runs.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The run, read to its end.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IndexingRun Read(IEnumerable<IArticleSource> sources, IndexingOptions callbacks, CancellationToken cancellation)
    {
        additions.BeginMirror(aside, () => true);
        return Read(options, sources, callbacks, reserved: null, cancellation);
    }

    /// <summary>
    /// As <see cref="Read(IEnumerable{IArticleSource}, IndexingOptions, CancellationToken)"/> from what the open index has stored.
    /// </summary>
    /// <param name="name">What the source is called.</param>
    /// <param name="callbacks">What is called while it runs.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The run, read to its end, and how many articles there were to read.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public (IndexingRun Run, int Articles) ReadStored(string name, IndexingOptions callbacks, CancellationToken cancellation)
    {
        // Whatever is added or deleted after this comes later in the order than all that is read here, and goes to both.
        var most = writer.MaxDocument / StoredSource.ChunkArticles + MostSegments;
        using var reserved = additions.BeginMirror(aside, () => writer.Window.Reserve(most));
        AwaitEarlier(reserved.First, cancellation);
        using var source = new StoredSource(writer.OpenReader(), name, most);
        var run = Read(options with { Recognizer = null, Name = null }, [source], callbacks, reserved, cancellation);
        return (run, source.Articles);
    }

    // A deletion that does not know of the new index may be under way, and what it deletes must not be read into that.
    private void AwaitEarlier(long number, CancellationToken cancellation)
    {
        while (writer.Window.LowWater < number)
        {
            cancellation.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(1));
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Exchanges the index for the new one.</summary>
    /// <returns>The commit's number.</returns>
    /// <exception cref="IndexException">It failed.</exception>
    public long Exchange() => additions.Exchange(() => writer.Exchange(aside));

    /// <summary>Ends it; what was not exchanged is removed.</summary>
    public void Dispose()
    {
        additions.EndMirror();
        writer.CloseAside(aside);
    }

    private IndexingRun Read(
        ArticleIndexOptions of, IEnumerable<IArticleSource> sources, IndexingOptions callbacks, InputWindow.Reservation? reserved,
        CancellationToken cancellation)
    {
        var load = LoadProgress.Begin(sources, options: null, checkpoint: null);
        var run = new IndexingRun(aside, of, callbacks, load, publishAdded: () => { }, reserved, cancellation);
        try
        {
            run.Read();
            cancellation.ThrowIfCancellationRequested();
            return run;
        }
        catch
        {
            run.Dispose();
            throw;
        }
    }
}
