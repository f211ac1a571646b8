namespace SearchCore.Articles.Reading;

/// <summary>A source whose records go through a receiver of its own before they reach whoever asked for them.</summary>
/// <param name="inner">The source.</param>
/// <param name="receiver">Makes a receiver of one chunk, before the one given.</param>
internal class ReceivedSource(IArticleSource inner, Func<IArticleReceiver, IArticleReceiver> receiver) : IArticleSource
{
    public string Name => inner.Name;

    public long? SizeHint => inner.SizeHint;

    public long? StoredBytesRead => inner.StoredBytesRead;

    /// <summary>The source with a receiver before, which can do what the source can: be taken up again, or keep a load's order.</summary>
    /// <param name="inner">The source.</param>
    /// <param name="how">What the receiver does, in a word: part of the identity.</param>
    /// <param name="receiver">Makes a receiver of one chunk, before the one given.</param>
    public static IArticleSource Of(IArticleSource inner, string how, Func<IArticleReceiver, IArticleReceiver> receiver) => inner switch
    {
        IResumableSource resumable => new Resumable(resumable, how, receiver),
        IPacedSource paced => new Paced(paced, receiver),
        _ => new ReceivedSource(inner, receiver),
    };

    public IEnumerable<ArticleChunk> ReadChunks(CancellationToken cancellation) => Received(inner.ReadChunks(cancellation));

    private IEnumerable<ArticleChunk> Received(IEnumerable<ArticleChunk> chunks) => chunks.Select(chunk => new Chunk(chunk, receiver));

    private sealed class Resumable(IResumableSource inner, string how, Func<IArticleReceiver, IArticleReceiver> receiver)
        : ReceivedSource(inner, receiver), IResumableSource
    {
        private readonly IResumableSource source = inner;

        public string? Identity => source.Identity is { } identity ? $"{how} {identity}" : null;

        public IEnumerable<ArticleChunk> ReadChunks(SourcePosition from, CancellationToken cancellation) =>
            Received(source.ReadChunks(from, cancellation));
    }

    private sealed class Paced(IPacedSource inner, Func<IArticleReceiver, IArticleReceiver> receiver)
        : ReceivedSource(inner, receiver), IPacedSource
    {
        private readonly IPacedSource source = inner;

        public IEnumerable<ArticleChunk> ReadChunks(IReadingOrder order, CancellationToken cancellation) =>
            Received(source.ReadChunks(order, cancellation));
    }

    private sealed class Chunk(ArticleChunk inner, Func<IArticleReceiver, IArticleReceiver> receiver) : ArticleChunk
    {
        public override long Bytes => inner.Bytes;

        public override SourcePosition? End => inner.End;

        public override void Read(ArticleBuffer buffer, IArticleReceiver asked, CancellationToken cancellation) =>
            inner.Read(buffer, receiver(asked), cancellation);

        protected override void Dispose(bool disposing)
        {
            inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
