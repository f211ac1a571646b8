namespace SearchCore.Articles.Reading;

/// <summary>A source that rejects an article of which something would be dropped or repaired.</summary>
internal sealed class StrictSource(IArticleSource inner) : IResumableSource
{
    public string Name => inner.Name;

    public long? SizeHint => inner.SizeHint;

    public long? StoredBytesRead => inner.StoredBytesRead;

    public string? Identity => inner is IResumableSource { Identity: { } identity } ? $"strict {identity}" : null;

    public IEnumerable<ArticleChunk> ReadChunks(CancellationToken cancellation) =>
        inner.ReadChunks(cancellation).Select(chunk => new Chunk(chunk));

    public IEnumerable<ArticleChunk> ReadChunks(SourcePosition from, CancellationToken cancellation) =>
        from == default || inner is not IResumableSource resumable
            ? ReadChunks(cancellation)
            : resumable.ReadChunks(from, cancellation).Select(chunk => new Chunk(chunk));

    private static bool IsLoss(ArticleNoticeKind kind) => kind is ArticleNoticeKind.DateUnreadable or ArticleNoticeKind.DateRepaired
        or ArticleNoticeKind.MemberDropped or ArticleNoticeKind.TextRepaired;

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

    // Notices come before the article that they are about.
    private sealed class Receiver(IArticleReceiver inner) : IArticleReceiver
    {
        private readonly List<ArticleNotice> notices = [];

        public void Accept(ArticleBuffer article)
        {
            var losses = notices.FindAll(n => IsLoss(n.Kind));
            if (losses is [var first, ..])
            {
                var more = losses.Count > 1 ? $" and {losses.Count - 1} more" : string.Empty;
                var text = article.Title.IsEmpty ? article.Body : article.Title;
                inner.Reject(new(
                    first.Source, first.Offset, first.Line, RejectCodes.Lossy, $"{first.Detail}{more}", OneLine.Of(article[text]))
                {
                    Id = first.Id,
                    Member = first.Member,
                });
            }
            else
            {
                notices.ForEach(inner.Notice);
                inner.Accept(article);
            }

            notices.Clear();
        }

        public void Reject(RejectedRecord record)
        {
            notices.Clear();
            inner.Reject(record);
        }

        public void Notice(ArticleNotice notice)
        {
            // What is of no article is of none that is to come.
            if (notice.Id.Length == 0)
            {
                inner.Notice(notice);
            }
            else
            {
                notices.Add(notice);
            }
        }
    }
}
