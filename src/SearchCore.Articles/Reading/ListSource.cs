using System.Text;

namespace SearchCore.Articles.Reading;

/// <summary>Articles that are made in code. A record's offset is its place among them, from 0.</summary>
/// <param name="open">Begins the articles; called once.</param>
/// <param name="name">What to call the source.</param>
/// <param name="options">How to read.</param>
internal sealed class ListSource(Func<CancellationToken, IEnumerator<Article>> open, string name, ReadingOptions options) : IPacedSource
{
    private const int ChunkArticles = 256;

    private int started;

    public string Name => name;

    public long? SizeHint => null;

    public IEnumerable<ArticleChunk> ReadChunks(CancellationToken cancellation) => Begin(null, cancellation);

    public IEnumerable<ArticleChunk> ReadChunks(IReadingOrder order, CancellationToken cancellation) => Begin(order, cancellation);

    private IEnumerable<ArticleChunk> Begin(IReadingOrder? order, CancellationToken cancellation)
    {
        InputReading.BeginOnce(ref started, Name);
        return Cut(order, cancellation);
    }

    private IEnumerable<ArticleChunk> Cut(IReadingOrder? order, CancellationToken cancellation)
    {
        using var articles = new GuardedEnumerator(open, cancellation);
        var (taken, bytes, first) = (new List<Article>(), 0L, 0L);
        while (articles.MoveNext())
        {
            var article = articles.Current;
            if (taken.Count == 0)
            {
                order?.BeginChunk();
            }
            else if (order is { HasMoved: true })
            {
                // This article was read after a change, the ones before it were not.
                order.BeginChunk();
                yield return Next();
            }

            taken.Add(article);
            bytes += Size(article);
            if (taken.Count == ChunkArticles || bytes >= options.ChunkBytes)
            {
                yield return Next();
            }
        }

        if (taken.Count > 0)
        {
            yield return Next();
        }

        // What was given before stands: the failure comes after it.
        if (articles.Failure is { } failure)
        {
            throw failure as ArticleSourceException ?? new ArticleSourceException(
                name, first, $"it failed after the articles read so far: {failure.Message} ({failure.GetType().Name})", failure);
        }

        Chunk Next()
        {
            var chunk = new Chunk(taken, bytes, new RecordPlace(name, first, 0), options);
            first += taken.Count;
            (taken, bytes) = ([], 0);
            return chunk;
        }
    }

    private static long Size(Article? article) =>
        article is null ? 0L : (long)Bytes(article.Id) + Bytes(article.Title) + Bytes(article.Body);

    private static int Bytes(string? text) => text is null ? 0 : Encoding.UTF8.GetByteCount(text);

    /// <summary>
    /// An enumerator of somebody else's. Whatever it throws ends it and is kept, but for a cancellation that was asked for: one that was
    /// not, such as a request of its own that timed out, is a failure like any other.
    /// </summary>
    private sealed class GuardedEnumerator(Func<CancellationToken, IEnumerator<Article>> open, CancellationToken cancellation) : IDisposable
    {
        private IEnumerator<Article>? inner;

        public Article Current { get; private set; } = null!;

        public Exception? Failure { get; private set; }

        public bool MoveNext()
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                inner ??= open(cancellation);
                if (inner.MoveNext())
                {
                    Current = inner.Current;
                    return true;
                }

                Close();
            }
            catch (Exception e)
            {
                if (e is OperationCanceledException && cancellation.IsCancellationRequested)
                {
                    throw;
                }

                Failure = e;
            }

            return false;
        }

        public void Dispose()
        {
            try
            {
                Close();
            }
            catch (Exception e) when (Failure is not null || cancellation.IsCancellationRequested)
            {
                // What it failed with first is what is told.
                Failure ??= e;
            }
        }

        private void Close()
        {
            var closing = inner;
            inner = null;
            closing?.Dispose();
        }
    }

    private sealed class Chunk(List<Article> articles, long bytes, RecordPlace place, ReadingOptions options) : ArticleChunk
    {
        public override long Bytes => bytes;

        public override void Read(ArticleBuffer buffer, IArticleReceiver receiver, CancellationToken cancellation)
        {
            ArgumentNullException.ThrowIfNull(buffer);
            ArgumentNullException.ThrowIfNull(receiver);
            var report = new ArticleReport();
            var now = options.Clock.GetUtcNow().ToUnixTimeSeconds();
            for (var i = 0; i < articles.Count; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                report.Clear();
                var here = place with { Offset = place.Offset + i };
                if (ArticleRules.TrySet(buffer, articles[i], now, report))
                {
                    report.Accept(buffer, receiver, here);
                }
                else
                {
                    report.Reject(buffer[buffer.Id], receiver, here, buffer);
                }
            }
        }
    }
}
