using SearchCore.Articles;
using SearchCore.Articles.Reading;

namespace SearchCore.Indexing;

/// <summary>Counts what a load does, over all its workers, and passes rejections and notices on one at a time.</summary>
internal sealed class IndexingTally(IndexingOptions options)
{
    private readonly Lock callbacks = new();
    private readonly long[] notices = new long[Enum.GetValues<ArticleNoticeKind>().Length];
    private long articles;
    private long rejected;
    private long bytes;
    private long mentions;
    private long replaced;

    public long Articles => Interlocked.Read(ref articles);

    public long Rejected => Interlocked.Read(ref rejected);

    public long Bytes => Interlocked.Read(ref bytes);

    public long Mentions => Interlocked.Read(ref mentions);

    /// <summary>How many of the articles took the place of another one, or had theirs taken.</summary>
    public long Replaced => Interlocked.Read(ref replaced);

    public IReadOnlyDictionary<ArticleNoticeKind, long> Notices =>
        Enum.GetValues<ArticleNoticeKind>().Where(kind => notices[(int)kind] > 0).ToDictionary(kind => kind, kind => notices[(int)kind]);

    public void CountChunk(long inArticles) => Interlocked.Add(ref articles, inArticles);

    public void CountBytes(long read) => Interlocked.Add(ref bytes, read);

    public void CountMentions(long found) => Interlocked.Add(ref mentions, found);

    public void CountReplaced(long count) => Interlocked.Add(ref replaced, count);

    public void Reject(RejectedRecord record)
    {
        Interlocked.Increment(ref rejected);
        if (options.OnRejected is { } callback)
        {
            lock (callbacks)
            {
                callback(record);
            }
        }
    }

    public void Notice(ArticleNotice notice)
    {
        Interlocked.Increment(ref notices[(int)notice.Kind]);
        if (options.OnNotice is { } callback)
        {
            lock (callbacks)
            {
                callback(notice);
            }
        }
    }
}
