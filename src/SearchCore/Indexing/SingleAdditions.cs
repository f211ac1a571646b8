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

            worker ??= new IndexingWorker(writer, options, new IndexingTally(new IndexingOptions(), index: null), MaxBytes);
            worker.Process(article);
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

    /// <summary>Gives up what is not published.</summary>
    public void Dispose()
    {
        lock (adding)
        {
            disposed = true;
            worker?.Dispose();
        }
    }
}
