namespace SearchCore.Articles.Reading;

/// <summary>Makes sources of articles, and reads them where no index is at hand.</summary>
public static class ArticleSource
{
    /// <summary>
    /// A source of articles that are in memory, or made as they are asked for. Whatever their enumeration throws ends the source with an
    /// <see cref="ArticleSourceException"/> that holds it; the articles before it stand.
    /// </summary>
    /// <param name="articles">The articles; enumerated once, on the thread that takes the chunks.</param>
    /// <param name="name">What to call the source in messages.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    public static IArticleSource From(IEnumerable<Article> articles, string name = "list", ReadingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(articles);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new ListSource(_ => articles.GetEnumerator(), name, (options ?? ReadingOptions.Default).Validated());
    }

    /// <summary>A source of articles that come asynchronously. The thread that takes the chunks waits for each.</summary>
    /// <remarks>
    /// A cancellation ends the wait at once, also where the enumeration does not heed the token that it is given: then it is
    /// left alone and disposed when the step it is in ends. What it throws is told as for other articles.
    /// </remarks>
    /// <param name="articles">The articles; enumerated once, with the token of the load.</param>
    /// <param name="name">What to call the source in messages.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    public static IArticleSource From(IAsyncEnumerable<Article> articles, string name = "list", ReadingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(articles);
        ArgumentException.ThrowIfNullOrEmpty(name);
        var validated = (options ?? ReadingOptions.Default).Validated();
        return new ListSource(cancellation => new BlockingEnumerator<Article>(articles, cancellation), name, validated);
    }

    /// <summary>
    /// The source with every article rejected (<see cref="RejectCodes.Lossy"/>) of which a value would be dropped, or a date or text
    /// repaired. Markup that is taken out, parts of documents that are left out by their kind and odd dates are no loss.
    /// </summary>
    /// <param name="source">The source; not read before.</param>
    public static IArticleSource Strict(this IArticleSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return ReceivedSource.Of(source, "strict", receiver => new StrictReceiver(receiver));
    }

    /// <summary>The source with its articles without the entities that they were given.</summary>
    /// <param name="source">The source; not read before.</param>
    public static IArticleSource WithoutEntities(this IArticleSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return ReceivedSource.Of(source, "without entities", receiver => new EntitylessReceiver(receiver));
    }

    /// <summary>Reads a source on the calling thread, article by article.</summary>
    /// <param name="source">The source; read from its start, so never before.</param>
    /// <param name="onRejected">Called for each record that cannot be used; null ignores them.</param>
    /// <param name="onNotice">Called for what was dropped or repaired; null ignores it.</param>
    /// <param name="cancellation">Looked at between records.</param>
    /// <exception cref="ArticleSourceException">The input as a whole cannot be read on; thrown after the articles before it.</exception>
    public static IEnumerable<Article> ReadArticles(
        this IArticleSource source,
        Action<RejectedRecord>? onRejected = null,
        Action<ArticleNotice>? onNotice = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Read(source, new Collector(onRejected, onNotice), cancellation);
    }

    private static IEnumerable<Article> Read(IArticleSource source, Collector collector, CancellationToken cancellation)
    {
        var buffer = new ArticleBuffer();
        foreach (var chunk in source.ReadChunks(cancellation))
        {
            using (chunk)
            {
                chunk.Read(buffer, collector, cancellation);
            }

            foreach (var article in collector.Articles)
            {
                yield return article;
            }

            collector.Articles.Clear();
        }
    }

    private sealed class Collector(Action<RejectedRecord>? onRejected, Action<ArticleNotice>? onNotice) : IArticleReceiver
    {
        public List<Article> Articles { get; } = [];

        public void Accept(ArticleBuffer article) => Articles.Add(article.ToArticle());

        public void Reject(RejectedRecord record) => onRejected?.Invoke(record);

        public void Notice(ArticleNotice notice) => onNotice?.Invoke(notice);
    }
}
