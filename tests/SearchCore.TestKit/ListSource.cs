using SearchCore.Articles;
using SearchCore.Articles.Reading;

namespace SearchCore.TestKit;

/// <summary>
/// Articles from a list, a few to a chunk, so that workers share even small inputs; <c>onChunk</c> is told the index of each chunk's first
/// article.
/// </summary>
public sealed class ListSource(IReadOnlyList<Article> articles, int perChunk = 3, Action<int>? onChunk = null) : IArticleSource
{
    public string Name => "list";

    public long? SizeHint => null;

    public IEnumerable<ArticleChunk> ReadChunks(CancellationToken cancellation)
    {
        for (var at = 0; at < articles.Count; at += perChunk)
        {
            onChunk?.Invoke(at);
            cancellation.ThrowIfCancellationRequested();
            yield return new Chunk([.. articles.Skip(at).Take(perChunk)]);
        }
    }

    private sealed class Chunk(List<Article> articles) : ArticleChunk
    {
        public override long Bytes => articles.Count;

        public override void Read(ArticleBuffer buffer, IArticleReceiver receiver, CancellationToken cancellation)
        {
            foreach (var article in articles)
            {
                cancellation.ThrowIfCancellationRequested();
                buffer.Set(article);
                receiver.Accept(buffer);
            }
        }
    }
}
