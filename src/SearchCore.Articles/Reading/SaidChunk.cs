namespace SearchCore.Articles.Reading;

/// <summary>A chunk without an article: a record that was rejected, or passed over, while it was looked for.</summary>
internal sealed class SaidChunk : ArticleChunk
{
    private readonly RejectedRecord? rejected;
    private readonly ArticleNotice notice;

    /// <summary>Says what was rejected.</summary>
    /// <param name="record">The record.</param>
    /// <param name="bytes">How many bytes of input it has.</param>
    /// <param name="end">Where the source can be taken up behind it.</param>
    public SaidChunk(RejectedRecord record, long bytes, SourcePosition? end) => (rejected, Bytes, End) = (record, bytes, end);

    /// <summary>Says what was passed over.</summary>
    /// <param name="notice">What it is.</param>
    /// <param name="end">Where the source can be taken up behind it.</param>
    public SaidChunk(ArticleNotice notice, SourcePosition? end) => (this.notice, End) = (notice, end);

    public override long Bytes { get; }

    public override SourcePosition? End { get; }

    public override void Read(ArticleBuffer buffer, IArticleReceiver receiver, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        cancellation.ThrowIfCancellationRequested();
        if (rejected is not null)
        {
            receiver.Reject(rejected);
        }
        else
        {
            receiver.Notice(notice);
        }
    }
}
