using SearchCore.Articles;
using SearchCore.Articles.Reading;

namespace SearchCore.Cli.Commands;

/// <summary>A source whose articles come without the entities they were given.</summary>
internal sealed class WithoutEntities(IArticleSource inner) : IResumableSource
{
    public string Name => inner.Name;

    public long? SizeHint => inner.SizeHint;

    public long? StoredBytesRead => inner.StoredBytesRead;

    public string? Identity => inner is IResumableSource { Identity: { } identity } ? $"without entities {identity}" : null;

    public IEnumerable<ArticleChunk> ReadChunks(CancellationToken cancellation) =>
        inner.ReadChunks(cancellation).Select(chunk => new Chunk(chunk));

    public IEnumerable<ArticleChunk> ReadChunks(SourcePosition from, CancellationToken cancellation) =>
        from == default || inner is not IResumableSource resumable
            ? ReadChunks(cancellation)
            : resumable.ReadChunks(from, cancellation).Select(chunk => new Chunk(chunk));

    private sealed class Chunk(ArticleChunk inner) : ArticleChunk
    {
        public override long Bytes => inner.Bytes;

        public override SourcePosition? End => inner.End;

        public override void Read(ArticleBuffer buffer, IArticleReceiver receiver, CancellationToken cancellation) =>
            inner.Read(buffer, new Receiver(receiver), cancellation);

        protected override void Dispose(bool disposing)
        {
            inner.Dispose();
            base.Dispose(disposing);
        }
    }

    private sealed class Receiver(IArticleReceiver inner) : IArticleReceiver
    {
        public void Accept(ArticleBuffer article)
        {
            article.ClearEntities();
            inner.Accept(article);
        }

        public void Reject(RejectedRecord record) => inner.Reject(record);

        public void Notice(ArticleNotice notice) => inner.Notice(notice);
    }
}
