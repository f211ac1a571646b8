using System.Runtime.ExceptionServices;

using SearchCore.Articles;
using SearchCore.Indexing.Publication;
using SearchCore.Measuring;

namespace SearchCore.Indexing;

/// <summary>
/// Articles that are added one at a time: checked, gathered in a segment of their own, and published when it is full or when asked.
/// Thread-safe.
/// </summary>
/// <param name="owner">The index, which an <see cref="ObjectDisposedException"/> names.</param>
/// <param name="writer">Where they go.</param>
/// <param name="options">What becomes of articles; the clock tells what day it is: a date far in the future is a mistake.</param>
internal sealed class SingleAdditions(object owner, ArticleWriter writer, ArticleIndexOptions options) : IDisposable
{
    // What they may take before they are published; loads have the budget of the options.
    private const long MaxBytes = 16_000_000;

    private readonly Lock adding = new();
    private readonly ArticleBuffer checkedArticle = new();
    private IndexingWorker? worker;
    private IndexingWorker? mirror;
    private ExceptionDispatchInfo? mirrorFailure;
    private bool disposed;

    /// <summary>Adds an article that replaces the one with the same id.</summary>
    /// <param name="article">The article.</param>
    /// <param name="onNotice">Told what was dropped or repaired before the article is added; null ignores it.</param>
    /// <exception cref="ArgumentException">It is refused by <see cref="ArticleRules"/>.</exception>
    public void Add(Article article, Action<ArticleNoticeKind, string>? onNotice)
    {
        lock (adding)
        {
            ObjectDisposedException.ThrowIf(disposed, owner);
            try
            {
                article = ArticleRules.Require(article, checkedArticle, options.Clock.GetUtcNow().ToUnixTimeSeconds(), onNotice);
            }
            catch (ArgumentException)
            {
                Measurements.Reject(options.Name!);
                throw;
            }

            worker ??= NewWorker(writer);
            var number = worker.Process(article);
            Mirror(article, number);
            Measurements.Take(options.Name!, 1);
        }
    }

    /// <summary>Publishes what was added; searches see it after the next refresh.</summary>
    public void Publish()
    {
        lock (adding)
        {
            ObjectDisposedException.ThrowIf(disposed, owner);
            worker?.Flush();
        }
    }

    /// <summary>From now on what is added goes to another index too, until <see cref="EndMirror"/>. What was added before is published.
    /// </summary>
    /// <param name="other">The writer of the other index, whose order of changes is the same.</param>
    /// <param name="begin">What is to happen between the last article that goes to one and the first that goes to both.</param>
    public T BeginMirror<T>(ArticleWriter other, Func<T> begin)
    {
        lock (adding)
        {
            ObjectDisposedException.ThrowIf(disposed, owner);
            worker?.Flush();
            mirror = NewWorker(other);
            return begin();
        }
    }

    /// <summary>Ends <see cref="BeginMirror"/>; what the other index has not published is given up.</summary>
    public void EndMirror()
    {
        lock (adding)
        {
            mirror?.Dispose();
            (mirror, mirrorFailure) = (null, null);
        }
    }

    /// <summary>
    /// Has the index exchanged while nobody adds. What was added is published before, in the other index too where there is a mirror.
    /// </summary>
    /// <param name="exchange">Exchanges it.</param>
    /// <returns>What that returns.</returns>
    public long Exchange(Func<long> exchange)
    {
        lock (adding)
        {
            ObjectDisposedException.ThrowIf(disposed, owner);
            mirrorFailure?.Throw();
            worker?.Flush();
            mirror?.Flush();

            // It builds segments of the schema that is replaced.
            worker?.Dispose();
            worker = null;
            return exchange();
        }
    }

    /// <summary>Gives up what is not published.</summary>
    public void Dispose()
    {
        lock (adding)
        {
            disposed = true;
            worker?.Dispose();
            mirror?.Dispose();
            mirror = null;
        }
    }

    private IndexingWorker NewWorker(ArticleWriter target) =>
        new(target, options, new IndexingTally(new IndexingOptions(), index: null), MaxBytes);

    // What is added is in this index, whatever becomes of the other one.
    private void Mirror(Article article, long number)
    {
        if (mirror is null || mirrorFailure is not null)
        {
            return;
        }

        try
        {
            mirror.ProcessToo(article, number);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            mirrorFailure = ExceptionDispatchInfo.Capture(e);
        }
    }
}
