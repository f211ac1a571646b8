using System.Text;

namespace SearchCore.Articles.Reading;

/// <summary>Articles that are in memory already. A record's offset is its place in the list, from 0.</summary>
internal sealed class ListSource(IEnumerable<Article> articles, string name, long? size, ReadingOptions options) : IArticleSource
{
    private const int ChunkArticles = 256;

    private int started;

    public string Name => name;

    public long? SizeHint => size;

    public IEnumerable<ArticleChunk> ReadChunks(CancellationToken cancellation)
    {
        if (Interlocked.Exchange(ref started, 1) != 0)
        {
            throw new InvalidOperationException($"{Name} was read already: a source is read once");
        }

        return Cut(cancellation);
    }

    private IEnumerable<ArticleChunk> Cut(CancellationToken cancellation)
    {
        var (taken, bytes, first) = (new List<Article>(), 0L, 0L);
        foreach (var article in articles)
        {
            cancellation.ThrowIfCancellationRequested();
            taken.Add(article);
            bytes += Size(article);
            if (taken.Count == ChunkArticles || bytes >= options.ChunkBytes)
            {
                yield return new Chunk(taken, bytes, new RecordPlace(name, first, 0), options);
                first += taken.Count;
                (taken, bytes) = ([], 0);
            }
        }

        if (taken.Count > 0)
        {
            yield return new Chunk(taken, bytes, new RecordPlace(name, first, 0), options);
        }
    }

    private static long Size(Article? article) =>
        article is null ? 0L : (long)Bytes(article.Id) + Bytes(article.Title) + Bytes(article.Body);

    private static int Bytes(string? text) => text is null ? 0 : Encoding.UTF8.GetByteCount(text);

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
                buffer.Clear();
                var here = place with { Offset = place.Offset + i };
                if (ArticleRules.TrySet(buffer, articles[i], now, report))
                {
                    report.Accept(buffer, receiver, here);
                }
                else
                {
                    report.Reject(buffer[buffer.Id], receiver, here);
                }
            }
        }
    }
}
